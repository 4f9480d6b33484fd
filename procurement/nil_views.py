"""The desk of empty months and quarters: where each stands, and one button to say that nothing was
bought (ไม่มีรายการ).
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agency.staff import StaffRequest, staff_page
from procurement.actions import say_nil
from procurement.models import NilPeriod
from procurement.nil_desk import rows_of_year, year_named
from publishing.workflow import ActionRefused
from thai.fiscal import InvalidPeriod, Period, PeriodKind


@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """Show the months and quarters of a fiscal year with what their forms will say."""
    if not request.user.has_perm("procurement.view_nilperiod"):
        raise PermissionDenied
    year = year_named(request.GET.get("year", ""))
    return staff_page(
        request,
        "admin/procurement/nil_desk.html",
        title=_("Months and quarters of procurement"),
        year=year,
        earlier=year - 1,
        later=year + 1,
        rows=rows_of_year(year, timezone.localdate()),
        may_say=request.user.has_perm("procurement.add_nilperiod"),
        may_approve=request.user.has_perm("procurement.approve_nilperiod"),
    )


@require_POST
def say(request: StaffRequest, year: int, slug: str) -> HttpResponse:
    """Say that nothing was bought in a period, and hand it in."""
    if not request.user.has_perm("procurement.add_nilperiod"):
        raise PermissionDenied
    try:
        period = Period.from_slug(year, slug)
    except InvalidPeriod as invalid:
        raise Http404 from invalid
    if period.kind not in {PeriodKind.MONTH, PeriodKind.QUARTER}:
        raise Http404
    try:
        said = say_nil(period, by=request.user)
    except ActionRefused as refused:
        messages.error(request, f"{period.label()}: {refused}")
    else:
        _tell(request, said)
    return redirect(reverse("procurement_staff:nil", query={"year": year}))


def _tell(request: StaffRequest, said: NilPeriod) -> None:
    if said.is_published:
        messages.info(request, _("This was said of the period already."))
    else:
        messages.success(request, _("Handed in: %s. An approver will check it.") % said)
