"""Pages of budget lines: numbered, sorted, each with its money, at the same cost on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from budget.breakdown import MoneyRow, MoneyTable, money_table
from budget.ledger import Entry
from budget.models import BudgetLine
from budget.models.line import BudgetLineQuerySet
from budget.sums import entries

PAGE_SIZE = 25
# How lines can be sorted; the order of the paper where nothing else is asked.
ORDERS = {
    "": ("order", "pk"),
    "amount": ("-amount", "order", "pk"),
    "name": ("title", "order", "pk"),
}


@dataclass(frozen=True)
class Listing:
    page: Page  # of the places of the lines, not of rows
    table: MoneyTable


def listing(
    lines: BudgetLineQuerySet, *, count: int, number: str | None, sort: str = ""
) -> Listing:
    """Return page `number` of these public lines; what makes no sense is read as the first page.

    A deep page walks over primary keys only; whole rows are fetched for the page alone.
    """
    page = Paginator(range(count), PAGE_SIZE).get_page(number)
    order = ORDERS.get(sort, ORDERS[""])
    pks = lines.order_by(*order).values_list("pk", flat=True)
    found = list(pks[max(page.start_index() - 1, 0) : page.end_index()])
    return Listing(page, money_table(_rows(found), label=""))


def _rows(pks: Sequence[int]) -> list[MoneyRow]:
    lines = BudgetLine.objects.filter(pk__in=pks)
    money = entries(lines, "pk")
    by_pk = {line.pk: line for line in lines.with_headings()}
    return [
        MoneyRow(
            label=by_pk[pk].title,
            entry=money.get((pk,), Entry()),
            url=by_pk[pk].get_absolute_url(),
            note=_note(by_pk[pk]),
        )
        for pk in pks
        if pk in by_pk
    ]


def _note(line: BudgetLine) -> str:
    """What tells a line from others of the same title: where it belongs, and its place."""
    parts = [line.work or line.plan, line.category or line.budget_class, line.village]
    return " · ".join(str(part) for part in parts if part)
