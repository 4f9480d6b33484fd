"""Sums that stand above their rows: the heading of a group that states what the group costs.

Many budgets are printed so. A heading is told from an item by what stands below it: rows of its
group, with words of their own, which add up to what it states.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from publishing.import_raw import is_blank
from publishing.import_rows import Columns, Draft
from publishing.import_table import ColumnKind, TotalRow, Value
from publishing.import_totals import ZERO, StatedTotal, Sums

Entry = Draft | StatedTotal


def split_headings(
    entries: Sequence[Entry], columns: Columns
) -> tuple[list[Entry], list[TotalRow]]:
    """Return the entries without the headings that state a sum, and those as totals that agree."""
    reader = _Headings(columns)
    kept: list[Entry] = []
    found: list[TotalRow] = []
    # From below: a plan is the sum of the items, not of the sums of its works.
    for entry in reversed(entries):
        heading = reader.heading(entry, reversed(kept)) if isinstance(entry, Draft) else None
        if heading:
            found.append(heading)
        else:
            kept.append(entry)
    return kept[::-1], found[::-1]


class _Headings:
    def __init__(self, columns: Columns) -> None:
        self.levels = columns.levels
        self.amounts = columns.of_kind(ColumnKind.AMOUNT)

    def heading(self, draft: Draft, below: Iterator[Entry]) -> TotalRow | None:
        depth = self._depth(draft)
        stated = self._stated(draft.values)
        is_heading = draft.texts.keys() <= self.levels.keys() and depth and stated
        if not is_heading or draft.refusals:
            return None
        expected = dict.fromkeys(stated, ZERO)
        for member in self._members(draft, depth, below):
            amounts = self._stated(member.values)
            expected = {name: sums + amounts.get(name, ZERO) for name, sums in expected.items()}
        if expected != stated:
            return None
        label = draft.texts[max(draft.texts)]
        return TotalRow(draft.row.number, label, stated, expected)

    def _depth(self, draft: Draft) -> int:
        """Return how many levels down the deepest label of the row itself stands."""
        filled = [
            depth
            for depth, index in enumerate(self.levels, start=1)
            if not is_blank(draft.row.at(index))
        ]
        return max(filled, default=0)

    def _stated(self, values: Mapping[str, Value]) -> Sums:
        named = ((name, values[name]) for name in self.amounts.values())
        return {name: value for name, value in named if isinstance(value, Decimal)}

    def _members(self, draft: Draft, depth: int, below: Iterator[Entry]) -> Iterator[Draft]:
        names = [*self.levels.values()][:depth]
        for entry in below:
            if isinstance(entry, StatedTotal):
                continue
            is_own = bool(entry.texts.keys() - self.levels.keys()) or self._depth(entry) > depth
            if not is_own or any(entry.values[name] != draft.values[name] for name in names):
                return
            yield entry
