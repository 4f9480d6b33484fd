"""The public money of budget lines, added up in the database and grouped by what a page shows."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet

from budget.ledger import Entry
from budget.models.line import BudgetLineQuerySet
from budget.models.spending import Spending
from budget.models.transfer import TransferItem
from budget.money import baht, satang_sum

Key = tuple[Any, ...]
MONTHS = range(1, 13)


def entries(
    lines: BudgetLineQuerySet, *dimensions: str, day: dt.date | None = None
) -> dict[Key, Entry]:
    """Return the public money of `lines`, grouped by the values of `dimensions`.

    A dimension is a field of the line: "pk", "plan", "work", "budget_class", "category", "village",
    "unit", "source"; none gives one entry under the key `()`. Transfers after `day` and ordinances
    not yet in force on it are left out. Groups without a line are absent.
    """
    if day:
        lines = lines.in_force_on(day)
    approved = _grouped(lines, dimensions, "", {"amount": satang_sum("amount")})
    moved = _grouped(_items(lines, day), dimensions, "line__", _MOVED)
    months = _grouped(_spendings(lines), dimensions, "line__", _MONTHLY)
    return {
        key: _entry(row, moved.get(key, {}), months.get(key, {})) for key, row in approved.items()
    }


def entry(lines: BudgetLineQuerySet, *, day: dt.date | None = None) -> Entry:
    """Return the public money of all these lines together."""
    return entries(lines, day=day).get((), Entry())


_MOVED = {
    "into": satang_sum("amount", where=Q(amount__gt=0)),
    "out": satang_sum("amount", where=Q(amount__lt=0)),
}
_MONTHLY = {f"m{month}": satang_sum("amount", where=Q(month__month=month)) for month in MONTHS}


def _entry(approved: dict[str, Any], moved: dict[str, Any], months: dict[str, Any]) -> Entry:
    return Entry(
        approved=baht(approved["amount"]),
        moved_in=baht(moved.get("into")),
        moved_out=-baht(moved.get("out")),
        months=tuple(baht(months.get(f"m{month}")) for month in MONTHS),
    )


def _items(lines: BudgetLineQuerySet, day: dt.date | None) -> QuerySet[TransferItem]:
    items = TransferItem.objects.public().filter(line__in=lines.order_by().values("pk"))
    return items.filter(transfer__date__lte=day) if day else items


def _spendings(lines: BudgetLineQuerySet) -> QuerySet[Spending]:
    return Spending.objects.public().filter(line__in=lines.order_by().values("pk"))


def _grouped(
    rows: QuerySet[Any], dimensions: Iterable[str], prefix: str, sums: dict[str, Any]
) -> dict[Key, dict[str, Any]]:
    names = {f"by_{name}": F(f"{prefix}{name}") for name in dimensions}
    if not names:
        return {(): rows.order_by().aggregate(**sums)} if rows.exists() else {}
    found = rows.order_by().values(**names).annotate(**sums)
    return {tuple(row[name] for name in names): row for row in found}
