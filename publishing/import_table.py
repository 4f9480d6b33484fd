"""A table taken from the file of an office: what it may hold, and what was found in it.

Pure: the worker process fills it, the importers of the apps read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Value = str | Decimal | int | None
MAX_CELL_TEXT = 2_000  # characters
MAX_LONG_TEXT = 8_000  # where a list or an explanation may stand; Excel keeps 32,767


class ColumnKind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"  # str; an empty cell is ""
    AMOUNT = "amount"  # Decimal baht; "-" is 0.00, an empty cell None
    CODE = "code"  # str with its leading zeros, Arabic digits; an empty cell is ""
    MONTH = "month"  # int 1-12 in fiscal order (October is 1); an empty cell None


@dataclass(frozen=True)
class ImportColumn:
    """One column that a table may have.

    `label` is its Thai name in sentences, and always a header that is recognised; `synonyms` are
    further headers, the likeliest first. A header in two rows is known as "group sub-header".
    `fills_down`: an empty cell repeats the one above (merged row labels); the order in which such
    columns are listed is their depth, and a new plan forgets the work of the plan before.
    `longest`: characters in one cell; more are a quotation mark that was not closed.
    """

    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = False
    fills_down: bool = False
    example: str = ""
    longest: int = MAX_CELL_TEXT


@dataclass(frozen=True)
class Refusal:
    """Why a table cannot be taken: one complete Thai sentence, and the place it speaks of.

    `row` as Excel counts, None when the whole sheet is meant; `column` is the name of the
    `ImportColumn`, "" when it is about no single one; `value` is what stands in the cell.
    """

    sentence: str
    row: int | None = None
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class TableRow:
    """One row of data; `number` is its row as Excel counts, `values` has every mapped column."""

    number: int
    values: dict[str, Value]


@dataclass(frozen=True)
class TotalRow:
    """A row that only adds up others (รวม, รวมทั้งสิ้น); never imported, but checked, in baht.

    `expected` is the sum of the rows that it speaks of, for the same columns as `values`.
    """

    number: int
    label: str
    values: dict[str, Decimal]
    expected: dict[str, Decimal]

    @property
    def agrees(self) -> bool:
        """Whether the file adds up here."""
        return self.values == self.expected

    @property
    def differences(self) -> dict[str, Decimal]:
        """What the file states too much (or, negative, too little), column by column."""
        return {
            name: stated - self.expected[name]
            for name, stated in self.values.items()
            if stated != self.expected[name]
        }


@dataclass(frozen=True)
class CleanTable:
    """What was read from one sheet. Import nothing while there are `refusals`.

    `header_row` as Excel counts (the first of them when there are several), 0 in an empty sheet;
    `headers` by column, `mapping` from the name of a column to its place in `headers`;
    `fingerprint` is the same for two files with the same headers. When a required column was not
    found there are no rows, and the refusals say which to choose. `sample` shows the first raw
    rows below the header. `sheets` are the names of all sheets; a CSV file has one, named "".
    """

    sheet: str
    sheets: tuple[str, ...] = ("",)
    header_row: int = 0
    headers: tuple[str, ...] = ()
    mapping: Mapping[str, int] = field(default_factory=dict)
    fingerprint: str = ""
    rows: tuple[TableRow, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()


class Problem(StrEnum):
    """Why no table at all could be read from a file."""

    DAMAGED = "damaged"
    PASSWORD = "password"
    NOT_A_TABLE = "not_a_table"
    OTHER_SPREADSHEET = "other_spreadsheet"
    UNDECODABLE = "undecodable"  # facts: line
    OPEN_QUOTATION = "open_quotation"  # facts: row
    FAR_CELL = "far_cell"  # facts: sheet, cell, columns, rows
    TOO_MANY_ROWS = "too_many_rows"  # facts: limit
    TOO_MANY_COLUMNS = "too_many_columns"  # facts: limit, count
    TOO_MUCH_TEXT = "too_much_text"
    TOO_BIG = "too_big"
    NO_SUCH_SHEET = "no_such_sheet"  # facts: sheet


class Unreadable(Exception):
    """The file holds no table that can be read; `facts` complete the sentence."""

    def __init__(self, problem: Problem, **facts: str | int) -> None:
        super().__init__(problem, facts)
        self.problem = problem
        self.facts = facts
