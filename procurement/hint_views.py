"""What is worth a second look among the purchases of a year (ข้อสังเกต): for staff only."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.staff import StaffRequest, staff_page
from procurement.hint_rows import hints_of_year
from procurement.nil_desk import year_named
from procurement.thresholds import SOURCES


@require_safe
def hints(request: StaffRequest) -> HttpResponse:
    """Show the hints of a fiscal year to those who may read purchases."""
    if not request.user.has_perm("procurement.view_purchase"):
        raise PermissionDenied
    year = year_named(request.GET.get("year", ""))
    return staff_page(
        request,
        "admin/procurement/hints.html",
        title=_("Observations on procurement"),
        year=year,
        earlier=year - 1,
        later=year + 1,
        hints=hints_of_year(year),
        sources=SOURCES,
    )
