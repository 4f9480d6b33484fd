"""Public pages of what changed within a year: transfers, and a feed of publications."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from budget.feeds import atom, steps_of_year
from budget.line_story import Change, changes_of
from budget.models import BudgetLine, Transfer
from budget.year_page import PAGE_SOURCES, YearPage, of_published_year
from publishing.caching import public_page
from publishing.workflow import State

PAGE_SIZE = 100


@dataclass(frozen=True)
class Event:
    """One transfer or change with the lines that it changed."""

    transfer: Transfer
    changes: list[Change]


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def transfers(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show the transfers and changes of a year, newest first, each numbered (โอน/แก้ไข ครั้งที่ …)."""
    public = page.budget.transfers.published().select_related("year")
    shown = Paginator(public, PAGE_SIZE).get_page(request.GET.get("page"))
    withdrawn = page.budget.transfers.filter(state=State.WITHDRAWN).select_related("year")
    return page.render(
        request,
        "budget/transfers.html",
        page=shown,
        events=_events(list(shown.object_list)),
        withdrawn=withdrawn,
        words=("โอนงบประมาณ", "แก้ไขเปลี่ยนแปลงคำชี้แจง", "หลังโอน"),
    )


def _events(rows: Sequence[Transfer]) -> list[Event]:
    lines = BudgetLine.objects.filter(transfers__transfer__in=rows).distinct()
    changes: dict[int, list[Change]] = {}
    for change in changes_of(lines.select_related("year", "plan")):
        changes.setdefault(change.transfer.pk, []).append(change)
    return [Event(row, changes.get(row.pk, [])) for row in rows]


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def feed(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Give feed readers what was published, corrected or withdrawn in a year (Atom)."""
    text = atom(page.budget, steps_of_year(page.budget), site=settings.SITE_URL, path=request.path)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
