"""The public money of budget lines, added up in the database and grouped by what a page shows."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from budget.ledger import NO_MONTHS, ZERO, Entry
from budget.models.line import BudgetLine, BudgetLineQuerySet
from budget.models.spending import PUBLIC_SPENDING, Spending
from budget.models.transfer import PUBLIC_ITEM, TransferItem
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
    then = lines.in_force_on(day) if day else lines
    approved, months = _approved(then, dimensions), _months(then, dimensions)
    moved = _moved(then, dimensions, day)
    return {key: _entry(approved.get(key), moved.get(key), months.get(key)) for key in approved}


def entries_on(
    lines: BudgetLineQuerySet, *dimensions: str, day: dt.date, months: Collection[int]
) -> dict[Key, Entry]:
    """Return the same, but with the spending of all `lines`, also of those not in force on `day`.

    A group without a line in force is there only if something was spent on it in `months`.
    """
    then = lines.in_force_on(day)
    approved, spent = _approved(then, dimensions), _months(lines, dimensions)
    moved = _moved(then, dimensions, day)
    others = [key for key, row in spent.items() if key not in approved and row.keys() & months]
    keys = [*approved, *others]
    return {key: _entry(approved.get(key), moved.get(key), spent.get(key)) for key in keys}


def entries_of(lines: Iterable[BudgetLine]) -> dict[int, Entry]:
    """Return the public money of lines that are at hand, by primary key."""
    approved = {line.pk: line.amount for line in lines}
    moved, months = _moved(list(approved), ("pk",), None), _months(list(approved), ("pk",))
    return {
        pk: replace(_entry(None, moved.get((pk,)), months.get((pk,))), approved=amount)
        for pk, amount in approved.items()
    }


def entry(lines: BudgetLineQuerySet, *, day: dt.date | None = None) -> Entry:
    """Return the public money of all these lines together."""
    return entries(lines, day=day).get((), Entry())


Row = dict[str, Any]
Dimensions = tuple[str, ...]
Lines = BudgetLineQuerySet | list[int]
# What is public is asked for within the sums, never as a condition on the rows: a database takes
# the published months for few, and goes through 200,000 lines once for each of them (25 seconds).
_IN_AND_OUT = {
    "into": satang_sum("amount", where=PUBLIC_ITEM & Q(amount__gt=0)),
    "out": satang_sum("amount", where=PUBLIC_ITEM & Q(amount__lt=0)),
}
_SPENT = {"amount": satang_sum("amount", where=PUBLIC_SPENDING)}


def _entry(approved: Row | None, moved: Row | None, months: dict[int, Decimal] | None) -> Entry:
    return Entry(
        approved=baht(approved["amount"]) if approved else ZERO,
        moved_in=baht(moved["into"]) if moved else ZERO,
        moved_out=-baht(moved["out"]) if moved else ZERO,
        months=tuple(months.get(month, ZERO) for month in MONTHS) if months else NO_MONTHS,
    )


def _approved(lines: BudgetLineQuerySet, dimensions: Dimensions) -> dict[Key, Row]:
    return _grouped(lines, dimensions, {"amount": satang_sum("amount")})


def _moved(lines: Lines, dimensions: Dimensions, day: dt.date | None) -> dict[Key, Row]:
    items = TransferItem.objects.filter(line__in=_pks(lines))
    if day:
        items = items.filter(transfer__date__lte=day)
    return _grouped(items, _of_line(dimensions), _IN_AND_OUT)


def _months(lines: Lines, dimensions: Dimensions) -> dict[Key, dict[int, Decimal]]:
    """What was spent in each fiscal month in which anything was."""
    rows = Spending.objects.filter(line__in=_pks(lines))
    found: dict[Key, dict[int, Decimal]] = {}
    for key, row in _grouped(rows, (*_of_line(dimensions), "month__month"), _SPENT).items():
        if row["amount"]:
            found.setdefault(key[:-1], {})[key[-1]] = baht(row["amount"])
    return found


def _pks(lines: Lines) -> Any:
    return lines if isinstance(lines, list) else lines.order_by().values("pk")


def _of_line(dimensions: Dimensions) -> Dimensions:
    return tuple(f"line__{name}" for name in dimensions)


def _grouped(rows: QuerySet[Any], fields: Dimensions, sums: dict[str, Any]) -> dict[Key, Row]:
    names = {f"by_{name}": F(name) for name in fields}
    if not names:
        return {(): rows.order_by().aggregate(**sums)} if rows.exists() else {}
    found = rows.order_by().values(**names).annotate(**sums)
    return {tuple(row[name] for name in names): row for row in found}
