"""The revenue that a year expects (ประมาณการรายรับ), by group and category, added up once."""

from dataclasses import dataclass
from decimal import Decimal

from budget.charts import bar_width
from budget.ledger import ZERO, percent
from budget.models import BudgetYear, RevenueEstimate
from budget.money import baht, satang_sum
from budget.overview import FIGURES
from publishing.caching import kept


@dataclass(frozen=True)
class RevenueRow:
    """A category with its part of all revenue."""

    name: str
    amount: Decimal
    percent: Decimal | None
    bar: str


@dataclass(frozen=True)
class RevenueGroup(RevenueRow):
    rows: tuple[RevenueRow, ...]


@dataclass(frozen=True)
class Revenue:
    groups: tuple[RevenueGroup, ...]
    amount: Decimal


def revenue_of(year: BudgetYear) -> Revenue:
    """Return the revenue that the published ordinances of a published year expect."""
    return kept(f"budget-revenue:{year.pk}", FIGURES, lambda: _computed(year))


def _computed(year: BudgetYear) -> Revenue:
    groups: dict[str, dict[str, Decimal]] = {}
    for group, category, amount in _amounts(year):
        inside = groups.setdefault(group, {})
        inside[category or ""] = inside.get(category or "", ZERO) + amount
    whole = sum((sum(rows.values(), ZERO) for rows in groups.values()), ZERO)
    return Revenue(tuple(_group(name, rows, whole) for name, rows in groups.items()), whole)


def _amounts(year: BudgetYear) -> list[tuple[str, str | None, Decimal]]:
    rows = (
        RevenueEstimate.objects.public()
        .filter(year=year)
        .order_by("group__code", "category__code")
        .values_list("group__name", "category__name")
        .annotate(satang=satang_sum("amount"))
    )
    return [(group, category, baht(amount)) for group, category, amount in rows]


def _group(name: str, rows: dict[str, Decimal], whole: Decimal) -> RevenueGroup:
    amount = sum(rows.values(), ZERO)
    inside = tuple(
        RevenueRow(label, part, percent(part, whole), bar_width(part, whole))
        for label, part in rows.items()
        if label
    )
    return RevenueGroup(name, amount, percent(amount, whole), bar_width(amount, whole), inside)
