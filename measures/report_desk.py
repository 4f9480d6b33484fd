"""The executive's desk: what the annual report lacks, its drafts, and issuing an edition."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agency.models import Agency
from agency.staff import StaffRequest, staff_page
from measures.editions import draft_docx, draft_pdf, issue_edition
from measures.models import MeasurePlan
from measures.readiness import gaps
from publishing.file_kinds import DocumentKind
from publishing.pdf import PdfError
from publishing.workflow import ActionRefused

may_read = permission_required("measures.view_reportedition", raise_exception=True)


@may_read
@require_safe
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what the report of a year lacks, and the editions issued so far."""
    plan = get_object_or_404(MeasurePlan, pk=pk)
    return staff_page(
        request,
        "admin/measures/report.html",
        title=_("Annual report %(year)s") % {"year": plan.fiscal_year},
        plan=plan,
        gaps=gaps(plan),
        editions=plan.editions.select_related("plan", "issued_by"),
        measures=plan.measures.not_withdrawn().order_by("order"),
    )


@may_read
@require_safe
def draft_as_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """Download the report as it stands, with a watermark."""
    return _draft(request, pk, draft_pdf, DocumentKind.PDF)


@may_read
@require_safe
def draft_as_docx(request: StaffRequest, pk: int) -> HttpResponse:
    """Download the report as it stands, to work on its wording."""
    return _draft(request, pk, draft_docx, DocumentKind.DOCX)


@permission_required("measures.add_reportedition", raise_exception=True)
@require_POST
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue the next edition (ออกฉบับจริง); pressed twice it issues one, the second is refused."""
    plan = get_object_or_404(MeasurePlan, pk=pk)
    try:
        edition = issue_edition(plan, by=request.user, at=timezone.now())
    except ActionRefused as refused:
        messages.warning(request, str(refused))
    else:
        number = {"number": edition.number}
        messages.success(request, _("Edition %(number)s was issued.") % number)
    return redirect("measures_staff:report", pk)


def _draft(
    request: StaffRequest, pk: int, make: Callable[[MeasurePlan], bytes], kind: DocumentKind
) -> HttpResponse:
    plan = get_object_or_404(MeasurePlan, pk=pk)
    try:
        document = make(plan)
    except PdfError as error:
        messages.error(request, str(error))
        return redirect("measures_staff:report", pk)
    except Agency.DoesNotExist:
        messages.error(request, _("The agency itself is not entered yet."))
        return redirect("measures_staff:report", pk)
    disposition = f'attachment; filename="draft-{plan.fiscal_year}{kind.extension}"'
    return HttpResponse(
        document, content_type=kind.mime, headers={"Content-Disposition": disposition}
    )
