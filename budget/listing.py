"""Pages of budget lines: numbered, sorted, each with its money, at the same cost on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from budget.breakdown import MoneyRow, MoneyTable, money_table
from budget.ledger import Entry
from budget.models import BudgetLine, BudgetYear, Supplement
from budget.models.line import BudgetLineQuerySet
from budget.summary import SOURCES
from budget.sums import entries
from publishing.caching import kept
from publishing.workflow import State

PAGE_SIZE = 25
# How lines can be sorted; the order of the paper where nothing else is asked.
ORDERS = {
    "": ("order", "pk"),
    "amount": ("-amount", "order", "pk"),
    "name": ("title", "order", "pk"),
}


def lines_of(year: BudgetYear, **heading: int | None) -> BudgetLineQuerySet:
    """Return the public lines of a published year's ordinances under one heading, without a join.

    `BudgetLine.objects.public()` finds the same; joined to three tables, deep pages cost more.
    """
    hidden = Supplement.objects.exclude(state=State.PUBLISHED).order_by().values("pk")
    return (
        BudgetLine.objects.filter(year=year, **heading).exclude(supplement__in=hidden).ordinance()
    )


@dataclass(frozen=True)
class Listing:
    page: Page  # of the places of the lines, not of rows
    table: MoneyTable


def sorted_pks(lines: BudgetLineQuerySet, sort: str) -> QuerySet[Any]:
    """Return the primary keys of the lines as asked; what is unknown is the order of the paper."""
    return lines.order_by(*ORDERS.get(sort, ORDERS[""])).values_list("pk", flat=True)


def outside_lines(year: BudgetYear) -> list[int]:
    """Return the primary keys of the lines of a published year outside the ordinance."""

    def find() -> list[int]:
        lines = BudgetLine.objects.public().filter(year=year).outside_ordinance()
        return list(lines.order_by("source", "order", "pk").values_list("pk", flat=True))

    return kept(f"budget-outside:{year.pk}", SOURCES, find)


def listed(pks: Sequence[int] | QuerySet[Any], *, count: int, number: str | None) -> Listing:
    """Return page `number` of these lines; a number that makes no sense is the first page.

    A deep page walks over primary keys only; whole rows are fetched for the page alone.
    """
    page = Paginator(range(count), PAGE_SIZE).get_page(number)
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
