"""Files of a case: drawn anew for the screen, and as they are kept for who insists."""

import base64

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from complaints.case_steps import looked
from complaints.desk.access import DeskRequest, case_or_404, today, unlocked
from complaints.desk.forms import SureForm
from complaints.desk.pages import File, file_at
from complaints.desk.session import is_first_look
from complaints.evidence.preview import MIME, Look, NoPreview, look, text_of
from complaints.models import AuditAction, Case
from complaints.reading import dek_of, file_of

# The page of a file is a stranger to the site: no script, no request, no cookie, not even our style.
# The pictures stand in it, so that a paper of thirty pages is drawn once and not thirty times.
STRANGER = {"default-src": ["'none'"], "img-src": ["data:"], "sandbox": []}
SANDBOX = {"default-src": ["'none'"], "sandbox": []}


@unlocked
@require_safe
def file_page(request: DeskRequest, number: str, place: int) -> HttpResponse:
    """Show a file without opening it: pictures of its pages, or its words."""
    case, file = _file_or_404(request, number, place)
    content = file_of(file.note.stored, file.note.key)
    if is_first_look(request, f"{case.number}/{place}"):
        looked(case, AuditAction.FILE_OPENED, by=request.user, today=today(), note=str(place))
    seen, text, problem = Look([]), "", ""
    try:
        seen, text = look(file.note.mime, content), text_of(file.note.mime, content)
    except NoPreview as none:
        problem = str(none)
    pictures = [f"data:{MIME};base64,{base64.b64encode(each).decode()}" for each in seen.pictures]
    facts = {"case": case, "file": file, "pictures": pictures, "left_out": seen.left_out}
    facts |= {"text": text, "problem": problem}
    return _isolated(render(request, "complaints/desk/file.html", facts), STRANGER)


@unlocked
@require_POST
def original(request: DeskRequest, number: str, place: int) -> HttpResponse:
    """Send a file as it is kept, after a warning: what is in it could harm the computer."""
    case, file = _file_or_404(request, number, place)
    if not SureForm(request.POST).is_valid():
        messages.error(request, _("Tick that you have read what happens."))
        return redirect("desk:case", number)
    content = file_of(file.note.stored, file.note.key)
    looked(case, AuditAction.ORIGINAL_TAKEN, by=request.user, today=today(), note=str(place))
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file.note.name
    )
    return _isolated(response, SANDBOX)


def _file_or_404(request: DeskRequest, number: str, place: int) -> tuple[Case, File]:
    case = case_or_404(request, number)
    file = file_at(case, dek_of(case, request.user, request.private), place)
    if file is None:
        raise Http404
    return case, file


def _isolated(response: HttpResponse, policy: dict[str, list[str]]) -> HttpResponse:
    response._csp_replace = policy  # type: ignore[attr-defined]
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
