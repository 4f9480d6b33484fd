"""What the pages of a budget year begin with, computed once per publication."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count

from agency.models import Unit, Village
from agency.wording import month_label
from budget.control import Control
from budget.ledger import Entry, after_transfers, spent_in_year, total
from budget.models import (
    BudgetLine,
    BudgetYear,
    Heading,
    RevenueEstimate,
    SpendingMonth,
    Supplement,
    Transfer,
)
from budget.money import baht, satang_sum
from budget.pace import planned_to_date, unpublished_before
from budget.summary import SOURCES, headings, year_entries
from budget.sums import Key
from publishing.caching import kept
from thai.fiscal import FiscalYear

FIGURES = (
    *SOURCES,
    Heading.history.model,
    RevenueEstimate.history.model,
    Supplement.history.model,
    SpendingMonth.history.model,
    Transfer.history.model,
    Village.history.model,
)
# What each way of dividing a year is divided into.
BELOW = {"plan": "work", "budget_class": "category", "village": "plan"}


@dataclass(frozen=True)
class Group:
    """The lines of one plan, class or village, or of a part of it.

    `key` is its code or number, as in addresses; for what belongs to none all three are empty.
    """

    pk: int | None
    key: str
    name: str
    entry: Entry
    count: int = 0
    parts: tuple["Group", ...] = ()


@dataclass(frozen=True)
class YearFigures:
    """The public figures of a year: of the ordinance, and apart from it what it does not cover.

    `months` are the fiscal months whose spending is published; `planned` is what should be spent
    by the end of each month. `controls` hold the ordinance against its signed paper, `supplements`
    each further one by its number. `owner` is the unit that keeps the accounts.
    """

    plans: tuple[Group, ...]
    outside: dict[str, Entry]
    planned: tuple[Decimal, ...]
    months: tuple[int, ...]
    controls: tuple[Control, ...]
    supplements: dict[int, tuple[Control, ...]]
    revenue: Decimal
    as_of: dt.date
    owner: str

    @property
    def entry(self) -> Entry:
        """All of the ordinance together."""
        return total(plan.entry for plan in self.plans)


@dataclass(frozen=True)
class Division:
    """A year divided one way, beside its figures, so that a page asks the cache once."""

    year: YearFigures
    groups: tuple[Group, ...]

    def group(self, key: str) -> Group | None:
        return next((each for each in self.groups if each.key == key), None)

    @property
    def named(self) -> tuple[Group, ...]:
        return tuple(each for each in self.groups if each.key)

    @property
    def is_under_way(self) -> bool:
        """Whether something was spent in most of the parts that have a name, such as villages."""
        begun = [each for each in self.named if spent_in_year(each.entry)]
        return 2 * len(begun) > len(self.named)


def year_figures(year: BudgetYear) -> YearFigures:
    """Return the public figures of a published year."""
    return kept(f"budget-figures:{year.pk}", FIGURES, lambda: _figures(year))


def division(year: BudgetYear, dimension: str) -> Division:
    """Return a published year by "plan", "budget_class" or "village", and each by what is in it."""
    return kept(
        f"budget-division:{year.pk}:{dimension}", FIGURES, lambda: _division(year, dimension)
    )


def not_included(year: FiscalYear, known: Collection[int]) -> str:
    """Name the months that a total to date does not include; empty where it has them all."""
    return ", ".join(month_label(each.first_day) for each in unpublished_before(year, known))


def _figures(year: BudgetYear) -> YearFigures:
    by_plan_and_months = _by(year, "plan", "starts", "ends")
    outside = year_entries(year.fiscal_year, "source", outside=True)
    revenue = RevenueEstimate.objects.public().filter(year=year).order_by()
    return YearFigures(
        plans=_groups(_first_of(by_plan_and_months), "plan"),
        outside={key[0]: entry for key, entry in outside.items()},
        planned=planned_to_date(
            (starts, ends, after_transfers(entry))
            for (_plan, starts, ends), entry in by_plan_and_months.items()
        ),
        months=tuple(year.months.published().order_by("month").values_list("month", flat=True)),
        controls=tuple(year.controls),
        supplements={each.number: tuple(each.controls) for each in year.supplements.published()},
        revenue=baht(revenue.aggregate(total=satang_sum("amount"))["total"]),
        as_of=year.as_of(),
        owner=str(Unit.objects.of_accounts() or ""),
    )


def _by(year: BudgetYear, *dimensions: str) -> dict[Any, Entry]:
    return year_entries(year.fiscal_year, *dimensions)


def _first_of(found: dict[Key, Entry]) -> dict[Any, Entry]:
    """Add entries up by the first of their dimensions."""
    parts: dict[Any, list[Entry]] = {}
    for key, entry in found.items():
        parts.setdefault(key[0], []).append(entry)
    return {first: total(below) for first, below in parts.items()}


def _division(year: BudgetYear, dimension: str) -> Division:
    inside: dict[Any, dict[Any, Entry]] = {}
    for (top, part), entry in _by(year, dimension, BELOW[dimension]).items():
        inside.setdefault(top, {})[part] = entry
    return Division(year_figures(year), _groups(inside, dimension, _counts(year, dimension)))


def _counts(year: BudgetYear, dimension: str) -> dict[Any, int]:
    lines = BudgetLine.objects.public().filter(year=year).ordinance().order_by()
    return dict(lines.values_list(dimension).annotate(Count("pk")))


def _groups(
    found: dict[Any, Any], dimension: str, counts: dict[Any, int] | None = None
) -> tuple[Group, ...]:
    """Name what was found by primary key, in the order of codes, what belongs to none last."""
    names = _names(found, dimension)
    order = sorted(found, key=lambda pk: (pk is None, names[pk]))
    return tuple(
        _group((pk, *names[pk][1:]), found[pk], dimension, (counts or {}).get(pk, 0))
        for pk in order
    )


def _group(name: tuple[int | None, str, str], found: Any, dimension: str, count: int) -> Group:
    if isinstance(found, Entry):
        return Group(*name, found, count)
    parts = _groups(found, BELOW[dimension])
    return Group(*name, total(found.values()), count, parts)


def _names(pks: Any, dimension: str) -> dict[Any, tuple[int, str, str]]:
    """The order, key and name of each; nothing has neither."""
    if dimension == "village":
        rows = Village.objects.in_bulk([pk for pk in pks if pk])
        named = {pk: (row.number, str(row.number), str(row)) for pk, row in rows.items()}
    else:
        named = {pk: (0, row.code, row.name) for pk, row in headings(pks).items()}
    return named | {None: (0, "", "")}
