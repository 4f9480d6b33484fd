"""The year as a whole: beginning its measures, and carrying them over into the next year."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agency.staff import StaffRequest, staff_page
from measures.actions import carry_over, start_plan
from measures.models import MeasurePlan
from publishing.workflow import ActionRefused
from thai.fiscal import FiscalYear, fiscal_year_of


@permission_required("measures.add_measureplan", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: StaffRequest, year: int) -> HttpResponse:
    """Begin the measures of a year, with those of an earlier one or with none; once is enough."""
    if abs(year - fiscal_year_of(timezone.localdate())) > 1:
        raise Http404
    if plan := MeasurePlan.objects.filter(fiscal_year=year).first():
        return redirect("admin:measures_measureplan_change", plan.pk)
    earlier = MeasurePlan.objects.filter(fiscal_year__lt=year).newest_first().first()
    if request.method != "POST":
        return staff_page(
            request,
            "admin/measures/plan_start.html",
            title=_("Start the measures of fiscal year %(year)s") % {"year": year},
            year=year,
            assessed=year - 1,
            earlier=earlier,
        )
    try:
        if "copy" in request.POST and earlier:
            plan = carry_over(earlier, to=FiscalYear(year), by=request.user)
            told = _("Copied as drafts into fiscal year %(year)s.")
        else:
            plan = start_plan(FiscalYear(year), by=request.user)
            told = _("The plan of fiscal year %(year)s is there: add its measures.")
    except (ActionRefused, IntegrityError):  # pressed twice at the same moment
        plan = MeasurePlan.objects.get(fiscal_year=year)
    else:
        messages.success(request, told % {"year": year})
    return redirect("admin:measures_measureplan_change", plan.pk)


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
