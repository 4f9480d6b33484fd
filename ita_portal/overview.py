"""The executive's one screen (ภาพรวมผู้บริหาร): what is at risk first, every figure with its list."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.staff import StaffRequest, staff_page
from ita_portal.situation import coming_on, late_on, situation_on
from ita_portal.starts import OVERVIEW

may_see = permission_required(OVERVIEW, raise_exception=True)


@may_see
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Show how the office stands today, on one screen and on one A4."""
    situation = situation_on(timezone.localdate())
    return staff_page(
        request, "admin/overview.html", title=_("Overview for executives"), situation=situation
    )


@may_see
@require_safe
def owed(request: StaffRequest) -> HttpResponse:
    """List everything that is overdue or falls due within 30 days."""
    today = timezone.localdate()
    return staff_page(
        request,
        "admin/overview_owed.html",
        title=_("Overdue, and due within 30 days"),
        late=late_on(today),
        coming=coming_on(today),
    )
