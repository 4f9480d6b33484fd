"""The year as a whole: carrying its measures over into the next year."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agency.staff import StaffRequest
from measures.actions import carry_over
from measures.models import MeasurePlan
from publishing.workflow import ActionRefused


@permission_required("measures.add_measureplan", raise_exception=True)
@require_POST
def carry(request: StaffRequest, pk: int) -> HttpResponse:
    """Copy the measures of a year into the next one as drafts (ยกมาตรการไปปีถัดไป)."""
    plan = get_object_or_404(MeasurePlan, pk=pk)
    try:
        copy = carry_over(plan, by=request.user)
    except ActionRefused as refused:
        messages.warning(request, str(refused))
        return redirect("admin:measures_measureplan_change", pk)
    messages.success(
        request, _("Copied as drafts into fiscal year %(year)s.") % {"year": copy.fiscal_year}
    )
    return redirect("admin:measures_measureplan_change", copy.pk)
