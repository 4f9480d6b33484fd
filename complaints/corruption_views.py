"""Reporting corruption: one question per page, sealed in the request.

Every page is the same address, and what was answered travels inside the page: no cookie, no session,
no row before the report is sent. Whatever goes wrong, the page that comes back holds all that was typed.
"""

import logging
import time
from functools import partial

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, UnreadablePostError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints import guard
from complaints.case_actions import NoReader, Receipt, is_open, receipt_of, receive
from complaints.doors import limits, way_of
from complaints.evidence.judging import MAX_FILES
from complaints.guard import GuardRefused
from complaints.intake.filled import Filled
from complaints.intake.steps import BY_NAME, FIRST, INVOLVED, LAST, STEPS, Step, StepForm, place_of
from complaints.intake.steps import after as page_after
from complaints.intake.steps import before as page_before
from complaints.intake.type_back import Typed, typed_back
from complaints.intake.uploads import NO_ROOM, judged_files
from complaints.models import Channel, OfficerKey, TimeLimit
from complaints.sealed_page import MAX_UPLOAD, SealedRequest, sealed_page
from complaints.sealing.receipts import grouped
from complaints.sealing.tickets import Ticket
from publishing.refusals import UploadRefused

PLACE = "complaints:corruption"
REFUSED, WAIT, BUSY = 422, 429, 503
AGAIN_AFTER = 30  # seconds
LOST_FILES = "lost_files"
FILE_FIELDS = [f"file{number}" for number in range(1, MAX_FILES + 1)]
ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.mp3,.m4a,.mp4"

NOT_STORED = _(
    "The report cannot be stored at the moment. What you typed is still in this form: "
    "please press send again."
)
TOO_MANY = _(
    "Very many reports came in within this hour. Please wait: nothing that you typed is lost. "
    "Leave this page open and press send again later."
)
NEW_READER = _(
    "The officers who would read the report have changed since you began. Please look at the names "
    "once more."
)

logger = logging.getLogger(__name__)


@sealed_page
@require_http_methods(["GET", "HEAD", "POST"])
def corruption(request: SealedRequest) -> HttpResponse:
    """Show the first screen, a page of the form, the receipt, or why it is not to be had."""
    try:
        request.POST  # noqa: B018  -- read here, so that a broken upload is not taken for a broken disk
    except UnreadablePostError:
        return HttpResponse(status=400)
    try:
        return _answer(request)
    except (OperationalError, InterfaceError, OSError) as error:
        # The name of the kind alone: the sentence of a database may quote what was typed.
        logger.error("A report was not stored: %s", type(error).__name__)  # noqa: TRY400
        return _again(request, NOT_STORED, status=BUSY, seconds=AGAIN_AFTER)


def _answer(request: SealedRequest) -> HttpResponse:
    if request.POST.get("step") == "receipt":
        return _type_back(request)
    filled = Filled(request.POST, list(OfficerKey.objects.active()))
    if not is_open():
        typed = [answer for answer in filled.answers() if answer.texts]
        return _outside(request, "complaints/corruption_closed.html", answers=typed)
    step, go = BY_NAME.get(request.POST.get("step", "")), request.POST.get("go", "")
    if go == "start":
        return _page(request, filled, FIRST)
    if step is None:
        return _first_screen(request, filled)
    if go == "back":
        earlier = page_before(step)
        return _page(request, filled, earlier) if earlier else _first_screen(request, filled)
    if go in BY_NAME and go != LAST.name:
        return _page(request, filled, BY_NAME[go], then=LAST.name)
    return _send(request, filled) if step is LAST else _next(request, filled, step)


def _next(request: SealedRequest, filled: Filled, step: Step) -> HttpResponse:
    form = filled.judged(step)
    then = request.POST.get("then", "")
    if not form.is_valid():
        return _page(request, filled, step, form=form, then=then, status=REFUSED)
    if step is INVOLVED and filled.excludes_everybody:
        return _nobody_left(request, filled)
    return _page(request, filled, BY_NAME.get(then) or page_after(step))


def _send(request: SealedRequest, filled: Filled) -> HttpResponse:
    """Take the report in; the same form sent again gives the same receipt."""
    now = time.time()
    last = partial(_page, request, filled, LAST, status=REFUSED)
    try:
        ticket = guard.passed(request.POST, now)
    except GuardRefused as refused:
        return last(guard_error=refused)
    if known := receipt_of(ticket):
        return _receipt(request, ticket, known, came_before=True)
    if hindrance := _hindrance(request, filled):
        return hindrance
    if seconds := guard.waiting_time(now):
        return _again(request, TOO_MANY, status=WAIT, seconds=seconds)
    try:
        originals = "originals" in request.POST
        files = judged_files(request, FILE_FIELDS, keep_originals=originals)
    except UploadRefused as refused:
        return last(file_error=str(refused))
    try:
        receipt = receive(filled.report(files), ticket=ticket, today=timezone.localdate())
    except NoReader:
        return _nobody_left(request, filled)
    guard.count_report(now)
    return _receipt(request, ticket, receipt)


def _hindrance(request: SealedRequest, filled: Filled) -> HttpResponse | None:
    """Return the page on which something is missing, wrong, or no longer so."""
    if fault := filled.first_fault():
        step, form = fault
        return _page(request, filled, step, form=form, then=LAST.name, status=REFUSED)
    if filled.names_a_stranger:
        return _page(request, filled, INVOLVED, notice=NEW_READER, then=LAST.name, status=REFUSED)
    return _nobody_left(request, filled) if filled.excludes_everybody else None


# ------------------------------------------------------------------ pages
def _first_screen(request: SealedRequest, filled: Filled) -> HttpResponse:
    return _outside(
        request,
        "complaints/corruption_start.html",
        limits=limits(TimeLimit.objects.all()),
        pages=len(STEPS),
        hidden=filled.hidden(None),
        ticket=_ticket(request),
    )


def _page(
    request: SealedRequest,
    filled: Filled,
    step: Step,
    *,
    form: StepForm | None = None,
    then: str = "",
    notice: str | Promise = "",
    guard_error: GuardRefused | None = None,
    file_error: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show one page of the form, with everything that was answered on the others."""
    lost_files = _lost_files(request)
    context = {
        "step": step,
        "place": place_of(step),
        "pages": len(STEPS),
        "form": form or filled.form(step),
        "hidden": filled.hidden(step) + [(LOST_FILES, "yes")] * lost_files,
        "then": then,
        "notice": notice,
        "ticket": _ticket(request),
    }
    if step is not LAST:
        return render(request, "complaints/corruption_step.html", context, status=status)
    now = time.time()
    context |= {
        "answers": filled.answers(),
        "guard": guard.same_guard(request.POST, now),
        "guard_error": guard_error,
        "file_error": file_error,
        "file_fields": FILE_FIELDS if guard.has_room() else [],
        "no_room": NO_ROOM,
        "accepted": ACCEPTED,
        "most": MAX_UPLOAD,
        "must_wait": guard.waiting_time(now) > 0,
        "lost_files": lost_files,
    }
    return render(request, "complaints/corruption_send.html", context, status=status)


def _nobody_left(request: SealedRequest, filled: Filled) -> HttpResponse:
    """Everybody who could read the report is involved: nothing is stored."""
    template = "complaints/corruption_nobody.html"
    return _outside(request, template, hidden=filled.hidden(None), ticket=_ticket(request))


def _outside(request: SealedRequest, template: str, **context: object) -> HttpResponse:
    """Show a page with the doors of agencies above this office."""
    channels = Channel.objects.active().outside().for_corruption()
    return render(request, template, context | {"ways": [way_of(each) for each in channels]})


def _receipt(
    request: SealedRequest, ticket: Ticket, receipt: Receipt, **context: object
) -> HttpResponse:
    context |= {
        "number": receipt.number,
        "code": grouped(receipt.code),
        "ticket": guard.written(ticket),
        "days": limits(TimeLimit.objects.all()),
    }
    status = REFUSED if context.get("error") else 200
    return render(request, "complaints/corruption_receipt.html", context, status=status)


def _type_back(request: SealedRequest) -> HttpResponse:
    """Compare the code that was typed back; a page of yesterday shows no code any more."""
    typed, ticket, receipt = typed_back(request.POST, time.time())
    if ticket is None or receipt is None:
        return redirect(PLACE)
    if typed == Typed.RIGHT:
        context = {"number": receipt.number}
        return render(request, "complaints/corruption_done.html", context)
    return _receipt(request, ticket, receipt, error=typed.label)


def _again(
    request: SealedRequest, sentence: str | Promise, *, status: int, seconds: int
) -> HttpResponse:
    """Show a page that needs no database and sends the same form once more."""
    pairs = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"originals", LOST_FILES}
    ]
    context = {
        "demo": settings.DEMO,
        "sentence": sentence,
        "hidden": pairs,
        "minutes": -(-seconds // 60),
        "must_wait": status == WAIT,
        "file_fields": FILE_FIELDS if request.POST.get("step") == LAST.name else [],
        "accepted": ACCEPTED,
        "lost_files": _lost_files(request),
    }
    page = render_to_string("complaints/corruption_again.html", context)
    return HttpResponse(page, status=status, headers={"Retry-After": str(seconds)})


def _lost_files(request: SealedRequest) -> bool:
    """Whether files were chosen that no page can give back: a browser sends them once."""
    sent = bool(request.FILES) or bool(request.uploads_refused)
    return sent or LOST_FILES in request.POST


def _ticket(request: SealedRequest) -> str:
    return guard.written(guard.ticket_in(request.POST, time.time()))
