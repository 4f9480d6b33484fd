"""Following a report or a question with its receipt code: no account, no cookie, nothing kept."""

import logging
import time
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from complaints.contents import Body
from complaints.dialogue import from_reporter
from complaints.guard import (
    has_room,
    may_try_code,
    ticket_in,
    written,
)
from complaints.intake.steps import LABELS
from complaints.intake.uploads import judged_files
from complaints.models import Question
from complaints.sealed_page import MAX_UPLOAD, SealedRequest, sealed_page
from complaints.sealing.tickets import new_ticket
from complaints.tracking import (
    TrackedCase,
    opened,
    standing_of_case,
    standing_of_question,
    steps,
)
from publishing.refusals import UploadRefused
from publishing.workflow import ActionRefused

logger = logging.getLogger(__name__)

NOT_STORED = "A letter could not be stored: %s"
WAIT = 60  # seconds, when too many codes were tried


@dataclass(frozen=True)
class Draft:
    """The letter form: its ticket, what was typed, and what is wrong with it."""

    ticket: str
    text: str = ""
    error: str = ""
    status: int = 200


@sealed_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: SealedRequest) -> HttpResponse:
    """Ask for the code; show what it opens. The code only ever travels in the body of a form."""
    if request.method != "POST":
        return render(request, "complaints/track.html")
    now = time.time()
    if not may_try_code(now):
        return _too_many(request)
    found = opened(request.POST.get("code", ""))
    if found is None:
        error = _("No report and no question belongs to this code.")
        return render(request, "complaints/track.html", {"error": error}, status=422)
    if isinstance(found, Question):
        standing = standing_of_question(found, timezone.localdate())
        context = {"question": found, "standing": standing}
        return render(request, "complaints/track_question.html", context)
    draft, is_sent = _draft(now), False
    if request.POST.get("step") == "write":
        draft, is_sent = _write(request, found, now)
    return _case_page(request, found, draft, is_sent=is_sent)


def _case_page(
    request: SealedRequest, found: TrackedCase, draft: Draft, *, is_sent: bool
) -> HttpResponse:
    body = found.body() if request.POST.get("step") == "show" else None
    context = {
        "case": found.case,
        "standing": standing_of_case(found.case, timezone.localdate()),
        "steps": steps(found),
        "code": request.POST["code"],
        "draft": draft,
        "is_sent": is_sent,
        "body": body,
        "answers": _labelled(body) if body else [],
        "has_room": has_room(),
        "most": MAX_UPLOAD,
    }
    return render(request, "complaints/track_case.html", context, status=draft.status)


def _labelled(body: Body) -> list[tuple[str, str]]:
    return [(str(LABELS.get(name, name)), text) for name, text in body.answers.items() if text]


def _write(request: SealedRequest, found: TrackedCase, now: float) -> tuple[Draft, bool]:
    """Keep a letter of the reporter; return the form for the next one, or this one to be mended."""
    ticket, text = ticket_in(request.POST, now), request.POST.get("text", "")
    if found.dek is None:
        return _draft(now), False
    try:
        from_reporter(
            found.case,
            found.dek,
            text,
            judged_files(request, ["files"], keep_originals="keep_originals" in request.POST),
            ticket=ticket,
            today=timezone.localdate(),
        )
    except (ActionRefused, UploadRefused) as refused:
        return Draft(written(ticket), text, str(refused), status=422), False
    except (DatabaseError, OSError) as error:
        logger.error(NOT_STORED, type(error).__name__)
        sentence = _("It could not be saved just now. Your text is still here: please send again.")
        return Draft(written(ticket), text, sentence, status=503), False
    return _draft(now), True


def _draft(now: float) -> Draft:
    return Draft(written(new_ticket(now)))


def _too_many(request: SealedRequest) -> HttpResponse:
    error = _("Too many codes are being tried just now. Please wait a minute and try again.")
    response = render(request, "complaints/track.html", {"error": error}, status=429)
    response["Retry-After"] = str(WAIT)
    return response
