"""The sums of a period report: the ordinance by plan and class, other money by source and class."""

from collections.abc import Mapping
from typing import Any

from budget.ledger import Entry, months_of, total
from budget.models import BudgetLine, BudgetYear, Source
from budget.models.line import BudgetLineQuerySet
from budget.report_content import SOURCES, Group, Row, Sums, sums_of
from budget.summary import SOURCES as SUMMED
from budget.summary import headings
from budget.sums import Key, entries_on
from publishing.caching import kept
from thai.fiscal import Period


def plans(year: BudgetYear, period: Period) -> Sums:
    """Return the ordinance by plan and class."""
    lines = BudgetLine.objects.public().filter(year=year).ordinance()
    found = _kept(lines, ("plan", "budget_class"), year, period)
    names = headings(pk for key in found for pk in key)
    keys = sorted(found, key=lambda key: (names[key[0]].code, names[key[1]].code))
    heads = {pk: (head.code, head.name) for pk, head in names.items()}
    rows = [(key[0], Row(*heads[key[1]], found[key], period)) for key in keys]
    return sums_of(_groups(rows, heads, period), name="รวมทั้งสิ้น", period=period)


def outside(year: BudgetYear, period: Period) -> Sums:
    """Return what the ordinance does not cover, by source and class."""
    lines = BudgetLine.objects.public().filter(year=year).outside_ordinance()
    found = _kept(lines, ("source", "budget_class"), year, period)
    names = headings(key[1] for key in found)
    order = list(Source.values)
    keys = sorted(found, key=lambda key: (order.index(key[0]), names[key[1]].code))
    heads = {source: ("", name) for source, name in SOURCES.items()}
    rows = [
        (key[0], Row(names[key[1]].code, names[key[1]].name, found[key], period)) for key in keys
    ]
    return sums_of(_groups(rows, heads, period), name="รวมเงินนอกข้อบัญญัติ", period=period)


def entries_at(lines: BudgetLineQuerySet, *dimensions: str, period: Period) -> dict[Key, Entry]:
    """Return the money of `lines` with all that counts on the last day of the period.

    Spending stays where it was booked, also of a line that was not yet in force: else the months
    would not add up to the year.
    """
    months = range(1, months_of(period)[-1] + 1)
    return entries_on(lines, *dimensions, day=period.last_day, months=months)


def _kept(
    lines: BudgetLineQuerySet, dimensions: tuple[str, ...], year: BudgetYear, period: Period
) -> dict[Key, Entry]:
    name = f"budget-report:{year.fiscal_year}:{period.slug}:{dimensions}"
    return kept(name, SUMMED, lambda: entries_at(lines, *dimensions, period=period))


def _groups(
    rows: list[tuple[object, Row]], heads: Mapping[Any, tuple[str, str]], period: Period
) -> list[Group]:
    """Put rows under their heads, in the order in which the heads first appear."""
    under: dict[object, list[Row]] = {}
    for head, row in rows:
        under.setdefault(head, []).append(row)
    return [
        Group(Row(*heads[head], total(row.entry for row in below), period), tuple(below))
        for head, below in under.items()
    ]
