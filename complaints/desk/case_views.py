"""An officer's own cases: the list, and one of them with everything that may be known of it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from complaints.case_steps import opened
from complaints.desk.access import DeskRequest, case_or_404, desk_page, today, unlocked
from complaints.desk.pages import case_context
from complaints.desk.session import is_first_look
from complaints.models import Status
from complaints.reading import counts_of, dek_of, in_order, own_cases

OPEN, ALL = "", "all"
_BLOBS = ("body", "contact", "reporter_locked", "reporter_public")


@unlocked
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """List the cases that the officer can read: late ones on top."""
    rows = in_order(own_cases(request.user).defer(*_BLOBS), today())
    chosen = request.GET.get("status", OPEN)
    counts = counts_of(rows)
    shown = [row for row in rows if _is_chosen(row.status, chosen)]
    return desk_page(
        request,
        "home",
        late=[row for row in shown if row.is_overdue],  # type: ignore[attr-defined]
        others=[row for row in shown if not row.is_overdue],  # type: ignore[attr-defined]
        chosen=chosen,
        filters=[
            (OPEN, _("Not closed"), len(rows) - counts[Status.CLOSED]),
            *((each.value, each.label, counts[each]) for each in Status),
            (ALL, _("All"), len(rows)),
        ],
    )


@unlocked
@require_safe
def case(request: DeskRequest, number: str) -> HttpResponse:
    """Show one case."""
    row = case_or_404(request, number)
    dek = dek_of(row, request.user, request.private)
    context = case_context(request, row, dek)
    if is_first_look(request, row.number):
        opened(row, by=request.user, today=today())
    return desk_page(request, "case", **context)


def _is_chosen(status: str, chosen: str) -> bool:
    if chosen == OPEN:
        return status != Status.CLOSED
    return chosen in {ALL, status}
