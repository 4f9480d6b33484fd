"""Pages beside the admin of questions: the paper receipt, and setting a question aside."""

import time

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agency.staff import StaffRequest, staff_page
from complaints.models import Question
from complaints.question_actions import set_aside
from complaints.questions.slips import code_for, slip_pdf
from publishing.file_kinds import DocumentKind
from publishing.forms import ReasonForm
from publishing.pdf import PdfError
from publishing.unit_view import change_url
from publishing.workflow import ActionRefused


@require_safe
@never_cache
def slip(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand out the A6 receipt of what this clerk has just taken in (ใบรับเรื่อง)."""
    if not request.user.has_perm("complaints.add_question"):
        raise PermissionDenied
    question = get_object_or_404(Question, pk=pk)
    code = code_for(request.session, question, time.time())
    if code is None:
        raise Http404
    try:
        paper = slip_pdf(question, code, timezone.now())
    except PdfError as error:
        messages.error(request, str(error))
        return redirect(change_url(question))
    name = f"receipt-{question.fiscal_year}-{question.number}.pdf"
    return HttpResponse(
        paper,
        content_type=DocumentKind.PDF.mime,
        headers={"Cache-Control": "no-store", "Content-Disposition": f'inline; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_aside_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask why a question is set aside, and do it (ไม่รับพิจารณา)."""
    if not request.user.has_perm("complaints.approve_question"):
        raise PermissionDenied
    question = get_object_or_404(Question, pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_aside(
                question,
                form.cleaned_data["reason"],
                by=request.user,
                today=timezone.localdate(),
            )
        except ActionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Set aside: %s") % question)
            return redirect(change_url(question))
    return staff_page(
        request,
        "admin/complaints/question_set_aside.html",
        title=str(question),
        question=question,
        form=form,
        change_url=change_url(question),
    )
