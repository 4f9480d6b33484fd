"""A sheet as it stands in the file, before anything in it is understood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from publishing.import_table import MAX_LONG_TEXT, Problem, Unreadable

MAX_ROWS = 20_000  # rows with something in them
MAX_COLUMNS = 60
MAX_TEXT = 20_000_000  # characters of a whole sheet: one shared text may stand in every cell

# Blank rows above and between are allowed for; the rectangle of the reader stays below 80 MB.
FURTHEST_ROW = 2 * MAX_ROWS

Place = tuple[int, int]  # row and column, both from 0
Moment = datetime | date | time | timedelta


@dataclass(frozen=True)
class ErrorCell:
    """A cell in which a formula failed: "#REF!"."""

    text: str


@dataclass(frozen=True)
class UncomputedFormula:
    """A formula whose result is not in the file, because no spreadsheet has computed it yet."""


Broken = ErrorCell | UncomputedFormula
Cell = str | int | float | bool | Moment | Broken


class RawRow(NamedTuple):
    """A row with something in it; `number` as Excel counts, `cells` from column A on."""

    number: int
    cells: list[Cell]

    def at(self, index: int) -> Cell:
        """Return the cell in column `index` (A is 0), "" beyond the last."""
        return self.cells[index] if index < len(self.cells) else ""


class Merge(NamedTuple):
    """Cells merged into one: rows as Excel counts, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class RawSheet:
    """One sheet: its rows that are not blank, and its merged cells. A CSV file has no name."""

    name: str
    rows: list[RawRow]
    merges: tuple[Merge, ...] = ()


def is_blank(cell: Cell) -> bool:
    """Whether a person sees nothing in the cell."""
    return isinstance(cell, str) and not cell.strip()


def column_letters(index: int) -> str:
    """Return what Excel calls a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def collect_rows(numbered: Iterable[tuple[int, list[Cell]]]) -> list[RawRow]:
    """Return the rows that hold something, without blank cells at their ends.

    Longer texts are cut just above the highest limit. Raises `Unreadable` beyond the limits.
    """
    rows: list[RawRow] = []
    text = 0
    for number, cells in numbered:
        kept = [_shortened(cell) for cell in _without_blank_end(cells)]
        if not kept:
            continue
        _check_size(kept, rows)
        text += sum(len(cell) for cell in kept if isinstance(cell, str))
        if text > MAX_TEXT:
            raise Unreadable(Problem.TOO_MUCH_TEXT)
        rows.append(RawRow(number, kept))
    return rows


def check_place(sheet: str, row: int, column: int) -> None:
    """Raise `Unreadable` for a cell too far from the first; row and column from 0."""
    if row >= FURTHEST_ROW or column >= MAX_COLUMNS:
        cell = f"{column_letters(column)}{row + 1}"
        rows = f"{MAX_ROWS:,}"
        raise Unreadable(Problem.FAR_CELL, sheet=sheet, cell=cell, columns=MAX_COLUMNS, rows=rows)


def _without_blank_end(cells: list[Cell]) -> list[Cell]:
    end = len(cells)
    while end and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]


def _shortened(cell: Cell) -> Cell:
    return cell[: MAX_LONG_TEXT + 1] if isinstance(cell, str) else cell


def _check_size(cells: list[Cell], before: list[RawRow]) -> None:
    if len(cells) > MAX_COLUMNS:
        raise Unreadable(Problem.TOO_MANY_COLUMNS, limit=MAX_COLUMNS, count=f"{len(cells):,}")
    if len(before) >= MAX_ROWS:
        raise Unreadable(Problem.TOO_MANY_ROWS, limit=f"{MAX_ROWS:,}")
