"""Pages of budget lines: numbered, sorted, each with its money, at the same cost on every page."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from budget.breakdown import MoneyRow, MoneyTable, money_table
from budget.models import BudgetLine, BudgetYear, Supplement, Transfer
from budget.models.line import BudgetLineQuerySet
from budget.summary import SOURCES
from budget.sums import entries_of
from publishing.caching import kept
from publishing.workflow import State
from thai.text import sort_key

PAGE_SIZE = 25
# What `_note` and addresses name. PostgreSQL plans the nine joins of `with_headings` for 8 ms.
NAMED = ("year", "plan", "work", "budget_class", "category", "village")
# How lines can be sorted; the order of the paper where nothing else is asked.
BY_PAPER = ("order", "pk")
ORDERS = {"amount": ("-amount", *BY_PAPER), "name": BY_PAPER}


def lines_of(year: BudgetYear, **heading: int | None) -> BudgetLineQuerySet:
    """Return the public lines of a published year's ordinances under one heading, without a join.

    `BudgetLine.objects.public()` finds the same, joined to three tables.
    """
    hidden = Supplement.objects.exclude(state=State.PUBLISHED).order_by().values("pk")
    opening = Transfer.objects.exclude(state=State.PUBLISHED).order_by().values("pk")
    lines = BudgetLine.objects.filter(year=year, **heading).ordinance()
    return lines.exclude(supplement__in=hidden).exclude(opened_by__in=opening)


@dataclass(frozen=True)
class Listing:
    page: Page  # of the places of the lines, not of rows
    table: MoneyTable


# Kept whole: to find page 400 among them takes a database a walk over 10,000 lines, or a sort.
# Packed, as 20,000 of them are read from the cache for each page.
def sorted_lines(year: BudgetYear, sort: str, **heading: int | None) -> "array[int]":
    """Return the primary keys of the lines under one heading, sorted as asked.

    What is unknown is the order of the paper.
    """
    known = sort if sort in ORDERS else ""
    lines = lines_of(year, **heading).order_by(*ORDERS.get(known, BY_PAPER))
    keys = _keys_by_name if known == "name" else _keys
    return kept(f"budget-lines:{year.pk}:{heading}:{known}", SOURCES, lambda: keys(lines))


def outside_lines(year: BudgetYear) -> "array[int]":
    """Return the primary keys of the lines of a published year outside the ordinance."""
    lines = BudgetLine.objects.public().filter(year=year).outside_ordinance()
    lines = lines.order_by("source", "order", "pk")
    return kept(f"budget-outside:{year.pk}", SOURCES, lambda: _keys(lines))


def _keys(lines: BudgetLineQuerySet) -> "array[int]":
    return array("q", lines.values_list("pk", flat=True))


def _keys_by_name(lines: BudgetLineQuerySet) -> "array[int]":
    # Databases order Thai by code, which puts every เ after ฮ.
    rows = sorted(lines.values_list("pk", "title"), key=lambda row: sort_key(row[1]))
    return array("q", (pk for pk, _title in rows))


def listed(pks: "array[int]", *, number: str | None) -> Listing:
    """Return page `number` of these lines; a number that makes no sense is the first page."""
    page = Paginator(range(len(pks)), PAGE_SIZE).get_page(number)
    found = list(pks[max(page.start_index() - 1, 0) : page.end_index()])
    return Listing(page, money_table(_rows(found), label=""))


def _rows(pks: Sequence[int]) -> list[MoneyRow]:
    lines = BudgetLine.objects.select_related(*NAMED).in_bulk(pks)
    money = entries_of(lines.values())
    return [
        MoneyRow(
            label=lines[pk].title,
            entry=money[pk],
            url=lines[pk].get_absolute_url(),
            note=_note(lines[pk]),
        )
        for pk in pks
        if pk in lines
    ]


def _note(line: BudgetLine) -> str:
    """What tells a line from others of the same title: where it belongs, and its place."""
    parts = [line.work or line.plan, line.category or line.budget_class, line.village]
    return " · ".join(str(part) for part in parts if part)
