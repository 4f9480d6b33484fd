"""Public pages of what changed within a year: transfers, and a feed of publications."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budget.feeds import steps_of_budget, steps_of_year
from budget.line_story import Change, changes_of
from budget.models import Transfer, TransferItem
from budget.year_page import PAGE_SOURCES, YearPage, of_published_year
from publishing.caching import public_page
from publishing.feeds import step_feed
from publishing.workflow import State

PAGE_SIZE = 25  # transfers
MOST = 50  # lines shown of one transfer: a new plan of the whole year may change thousands


@dataclass(frozen=True)
class Event:
    """One transfer or change with the lines that it changed; `hidden` are how many more it did."""

    transfer: Transfer
    changes: list[Change]
    hidden: int


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
    items = _first_items(rows)
    lines = {item.line_id: item.line for item in items}
    by_place = {(each.transfer.pk, each.line.pk): each for each in changes_of(lines.values())}
    changes: dict[int, list[Change]] = {}
    for item in items:
        changes.setdefault(item.transfer_id, []).append(by_place[item.transfer_id, item.line_id])
    counts = {item.transfer_id: item.count for item in items}
    return [
        Event(row, found, counts.get(row.pk, 0) - len(found))
        for row in rows
        for found in [changes.get(row.pk, [])]
    ]


def _first_items(rows: Sequence[Transfer]) -> list[Any]:
    """Return what each transfer changes first, with the count of all that it changes."""
    items = (
        TransferItem.objects.public()
        .filter(transfer__in=rows)
        .select_related("line__year", "line__plan")
    )
    ranked = items.annotate(
        place=Window(RowNumber(), partition_by="transfer", order_by="pk"),
        count=Window(Count("pk"), partition_by="transfer"),
    )
    return list(ranked.filter(place__lte=MOST).order_by("pk"))


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def feed(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Give feed readers what was published, corrected or withdrawn in a year (Atom)."""
    steps, page_path = steps_of_year(page.budget), page.budget.get_absolute_url()
    return step_feed(request, steps, title=str(page.budget), page=page_path)


@login_not_required
@require_safe
@public_page()
def feed_of_all_years(request: HttpRequest) -> HttpResponse:
    """Give feed readers what was published, corrected or withdrawn in the budget of any year."""
    return step_feed(request, steps_of_budget(), title=_("Budget"), page=reverse("budget:latest"))
