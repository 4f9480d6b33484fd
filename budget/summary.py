"""The sums of a published year that pages show again and again, computed once per publication."""

from collections.abc import Iterable

from budget.ledger import Entry, total
from budget.models import BudgetLine, BudgetYear, Heading, Spending, TransferItem
from budget.sums import Key, entries
from publishing.caching import kept

SOURCES = (
    BudgetYear.history.model,
    BudgetLine.history.model,
    TransferItem.history.model,
    Spending.history.model,
)


def year_entries(fiscal_year: int, *dimensions: str, outside: bool = False) -> dict[Key, Entry]:
    """Return the public money of a year, grouped as `budget.sums.entries` does.

    The ordinance, or with `outside` what the ordinance does not cover.
    """
    lines = BudgetLine.objects.public().of_year(fiscal_year)
    lines = lines.outside_ordinance() if outside else lines.ordinance()
    name = f"budget:{fiscal_year}:{outside}:{','.join(dimensions)}"
    return kept(name, SOURCES, lambda: entries(lines, *dimensions))


def year_entry(fiscal_year: int, *, outside: bool = False) -> Entry:
    """Return the public money of a whole year."""
    return total(year_entries(fiscal_year, "plan", outside=outside).values())


def headings(keys: Iterable[int | None]) -> dict[int, Heading]:
    """Return the headings that appear as keys, by their primary key."""
    return Heading.objects.in_bulk([key for key in keys if key])
