"""A table of money: what was approved, moved, spent and is left of each row, and of all. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budget.charts import bar_width
from budget.ledger import (
    ZERO,
    Entry,
    after_transfers,
    percent,
    remaining,
    spent_in_year,
    total,
    transferred,
)
from thai.text import sort_key


@dataclass(frozen=True)
class MoneyRow:
    """The money of one heading, village, source or line.

    `url` leads to what it consists of, `note` is said below its name, `level` is 1 where the row
    is a part of the one above.
    """

    label: str
    entry: Entry
    url: str = ""
    note: str = ""
    level: int = 0

    @property
    def approved(self) -> Decimal:
        return self.entry.approved

    @property
    def moved(self) -> Decimal:
        return transferred(self.entry)

    @property
    def after(self) -> Decimal:
        return after_transfers(self.entry)

    @property
    def spent(self) -> Decimal:
        return spent_in_year(self.entry)

    @property
    def left(self) -> Decimal:
        return remaining(self.entry, self.spent)

    @property
    def committed(self) -> Decimal:
        return self.entry.committed

    @property
    def percent(self) -> Decimal | None:
        """Spent of what may be spent; None where nothing may."""
        return percent(self.spent, self.after) if self.after > 0 else None

    @property
    def bar(self) -> str:
        return bar_width(self.spent, self.after)

    @property
    def is_overspent(self) -> bool:
        return self.left < 0


@dataclass(frozen=True)
class MoneyTable:
    """Rows with their sum; a column that no row fills is not shown."""

    rows: Sequence[MoneyRow]
    total: MoneyRow

    @property
    def has_committed(self) -> bool:
        return bool(self.total.committed)

    @property
    def has_moved(self) -> bool:
        return any(row.entry.moved_in or row.entry.moved_out for row in self.rows)


# What a table can be sorted by, each with its most telling row first.
SORTS: dict[str, Callable[[MoneyRow], Any]] = {
    "approved": lambda row: -row.approved,
    "spent": lambda row: -row.spent,
    "left": lambda row: -row.left,
    "percent": lambda row: -(row.percent or ZERO),
    "name": lambda row: sort_key(row.label),
}


def money_table(rows: Iterable[MoneyRow], *, label: str, sort: str = "") -> MoneyTable:
    """Return the rows with their sum, called `label`; an unknown `sort` leaves them as they came."""
    found = list(rows)
    summed = MoneyRow(label, total(row.entry for row in found if not row.level))
    if key := SORTS.get(sort):
        found.sort(key=key)
    return MoneyTable(found, summed)
