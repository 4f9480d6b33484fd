"""The buttons on the page of a case: each does one act and says what came of it.

What is said afterwards is kept in a cookie for a moment: never a word of the case.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from agency.models import User
from complaints import case_steps
from complaints.desk.access import DeskRequest, case_or_404, desk_page, today, unlocked
from complaints.desk.forms import (
    ContactForm,
    ContactReason,
    DeskForm,
    ForwardForm,
    LetterForm,
    ReaderForm,
    StatusForm,
    SureForm,
)
from complaints.desk.pages import case_context
from complaints.dialogue import from_officer
from complaints.models import AuditAction, Case, OfficerKey, Status
from complaints.reading import contact_of, dek_of
from publishing.workflow import ActionRefused

Button = Callable[[HttpRequest, str], HttpResponse]


class Step(Protocol):
    """A step of a case that needs nothing but who takes it, and when."""

    def __call__(self, case: Case, /, *, by: User, today: dt.date) -> None: ...


@unlocked
@require_POST
def letter(request: DeskRequest, number: str) -> HttpResponse:
    """Write to the reporter."""
    case, dek = _case_and_key(request, number)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _again(request, case, dek, letter_form=form)
    text = form.cleaned_data["text"]
    try:
        from_officer(case, dek, text, by=request.user, today=today())
    except ActionRefused as refused:
        messages.error(request, str(refused))
        return _again(request, case, dek, letter_form=form)
    messages.success(request, _("The message was sealed for the reporter."))
    return redirect("desk:case", number)


@unlocked
@require_POST
def status(request: DeskRequest, number: str) -> HttpResponse:
    """Bring the case into another status, and tell the reporter why.

    The letter goes first: a closed case takes none. Each stands by itself, because both queue for
    the one writer of the database.
    """
    case, dek = _case_and_key(request, number)
    form = StatusForm(request.POST)
    if not form.is_valid():
        return _again(request, case, dek, status_form=form)
    given, day = form.cleaned_data, today()
    target = Status(given["status"])
    try:
        case_steps.check_next(case, target)
        if given["text"]:
            from_officer(case, dek, given["text"], by=request.user, today=day)
        case_steps.set_status(case, target, by=request.user, today=day, outcome=given["outcome"])
    except ActionRefused as refused:
        messages.error(request, str(refused))
        return _again(request, case, dek, status_form=form)
    messages.success(request, _("The status was changed."))
    return redirect("desk:case", number)


@unlocked
@require_POST
def forward(request: DeskRequest, number: str) -> HttpResponse:
    case, dek = _case_and_key(request, number)
    form = ForwardForm(request.POST)
    if not form.is_valid():
        return _again(request, case, dek, forward_form=form)
    return _done(
        request,
        number,
        lambda: case_steps.forward(
            case, form.cleaned_data["agency"], by=request.user, today=today()
        ),
        _("The case is marked as forwarded."),
    )


@unlocked
@require_POST
def contact(request: DeskRequest, number: str) -> HttpResponse:
    """Show how the reporter may be reached: in this answer alone, with the reason in the chain."""
    case, dek = _case_and_key(request, number)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _again(request, case, dek, contact_form=form)
    if case.contact is None:
        raise Http404
    found = contact_of(case, dek)
    reason = ContactReason(form.cleaned_data["reason"]).label
    case_steps.looked(
        case, AuditAction.CONTACT_OPENED, by=request.user, today=today(), note=str(reason)
    )
    return desk_page(request, "contact", case=case, contact=found)


@unlocked
@require_POST
def grant(request: DeskRequest, number: str) -> HttpResponse:
    """Let a colleague read the case."""
    case, dek = _case_and_key(request, number)
    form = ReaderForm(request.POST, keys=OfficerKey.objects.active())
    if not form.is_valid():
        return _again(request, case, dek, reader_form=form)
    return _done(
        request,
        number,
        lambda: case_steps.grant(
            case, form.cleaned_data["reader"], dek=dek, by=request.user, today=today()
        ),
        _("The colleague can read this case now."),
    )


def _case_and_key(request: DeskRequest, number: str) -> tuple[Case, bytes]:
    case = case_or_404(request, number)
    return case, dek_of(case, request.user, request.private)


def _again(request: DeskRequest, case: Case, dek: bytes, **forms: DeskForm) -> HttpResponse:
    """Show the case once more with the form as it was filled in and what is wrong with it."""
    context: dict[str, Any] = case_context(request, case, dek, **forms)
    return desk_page(request, "case", status=422, **context)


def _done(
    request: DeskRequest, number: str, act: Callable[[], None], done: str | Promise
) -> HttpResponse:
    try:
        act()
    except ActionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(done))
    if Case.objects.visible_to(request.user).filter(number=number).exists():
        return redirect("desk:case", number)
    return redirect("desk:home")


def _button(step: Step, done: str | Promise, *, must_be_sure: bool) -> Button:
    """Return the page of a button that does one step; what cannot be taken back asks for a tick."""

    @unlocked
    @require_POST
    def button(request: DeskRequest, number: str) -> HttpResponse:
        case = case_or_404(request, number)
        if must_be_sure and not SureForm(request.POST).is_valid():
            messages.error(request, _("Tick that you have read what happens."))
            return redirect("desk:case", number)
        return _done(request, number, lambda: step(case, by=request.user, today=today()), done)

    return button


reopen = _button(
    case_steps.reopen, gettext_lazy("The case is being examined again."), must_be_sure=False
)
withdraw = _button(
    case_steps.withdraw,
    gettext_lazy("You have withdrawn. You can no longer read this case."),
    must_be_sure=True,
)
spam = _button(
    case_steps.mark_spam,
    gettext_lazy("The case was closed: it is no report."),
    must_be_sure=True,
)
ask_deletion = _button(
    case_steps.ask_deletion,
    gettext_lazy("Deletion was asked for. Another officer has to confirm it."),
    must_be_sure=True,
)
confirm_deletion = _button(
    case_steps.confirm_deletion, gettext_lazy("The content was deleted."), must_be_sure=True
)
