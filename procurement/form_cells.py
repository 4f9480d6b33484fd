"""The official forms as cells: what the table says on the page and on paper. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from procurement.form_columns import Layout, PaperColumn, layout_of
from procurement.form_content import Form, FormKind
from procurement.form_rows import ZERO, MethodRow, Row
from procurement.form_values import kind_of, totals, value_of
from publishing.tables import CellKind
from thai.dates import long_date, short_date
from thai.money import format_baht

NONE = "–"
# Baht from which amounts need smaller type on paper, and the name of that type in its style.
SIZES = ((Decimal(10) ** 9, "vast"), (Decimal(10) ** 8, "large"), (Decimal(10) ** 7, "big"))
SHORT_ROW = 420  # characters in the fullest cell; a longer row may go on over a page
WIDE = 10  # percent of the table, from which a date is written out
NUMBERS = frozenset({CellKind.AMOUNT, CellKind.INTEGER, CellKind.PERCENT})
# Numbers that are names stay in the digits in which they are looked up.
LITERAL = frozenset({"egp_number", "tax_number"})
COMPANIES = frozenset({"bidders", "vendor"})
# Rows that are printed as a table with its sum; the sum of the other papers is a sentence.
SUMMED = frozenset({FormKind.PLAN, FormKind.SUMMARY, FormKind.PROGRESS})


@dataclass(frozen=True)
class Head:
    """A heading of the table; a group stands over `columns` of them."""

    label: str
    columns: int = 1
    rows: int = 1
    is_number: bool = False


@dataclass(frozen=True)
class Text:
    """A line in a cell; a literal one keeps the digits in which it is looked up."""

    text: str
    is_literal: bool = False
    is_company: bool = False


@dataclass(frozen=True)
class Cell:
    """The lines in a cell; the name of a row heads it, and `url` leads to its purchase."""

    label: str
    lines: tuple[Text, ...]
    is_number: bool = False
    is_name: bool = False
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A row of cells; a short one stays on one page, a crossed one was cancelled."""

    cells: tuple[Cell, ...]
    is_short: bool = True
    is_cancelled: bool = False


@dataclass(frozen=True)
class Printed:
    """The table of a form as page and paper show it."""

    layout: Layout
    heads: tuple[tuple[Head, ...], ...]
    lines: tuple[Line, ...]
    total: Line | None
    size: str

    @property
    def columns(self) -> int:
        return len(self.layout.columns)


def printed_form(form: Form, rows: slice = slice(None)) -> Printed:
    """Return the table of a form as cells; `rows` chooses those of one page of a long list."""
    layout = layout_of(form.kind, form.year)
    numbered = list(enumerate(form.rows, start=1))[rows]
    total = _total(form, layout)
    return Printed(
        layout=layout,
        heads=_heads(form, layout.columns),
        lines=tuple(_line(form, layout, place, row) for place, row in numbered),
        total=total,
        size=_size(form, layout, total),
    )


def _size(form: Form, layout: Layout, total: Line | None) -> str:
    """Return the name of the type that amounts need; empty for what most agencies have."""
    keys = [key for key, _heading in layout.keys if kind_of(form, key) is CellKind.AMOUNT]
    values = [value_of(form, key, 0, row) for row in form.rows for key in keys]
    values += [totals(form).get(key) for key in keys] if total else []
    biggest = max((abs(each) for each in values if isinstance(each, Decimal)), default=ZERO)
    return next((name for least, name in SIZES if biggest >= least), "")


def _heads(form: Form, columns: Sequence[PaperColumn]) -> tuple[tuple[Head, ...], ...]:
    is_grouped = any(column.group for column in columns)
    first: list[Head] = []
    second: list[Head] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        rows = 2 if is_grouped and not group else 1
        heads = [Head(each.label, 1, rows, _is_number(form, each)) for each in members]
        if group:
            first.append(Head(group, columns=len(heads)))
            second += heads
        else:
            first += heads
    return (tuple(first), tuple(second)) if second else (tuple(first),)


def _line(form: Form, layout: Layout, ordinal: int, row: Row | MethodRow) -> Line:
    cells = tuple(_cell(form, column, ordinal, row) for column in layout.columns)
    # Letters that would fill the cell if it were a fifth of the table wide.
    fullest = max(
        sum(len(line.text) for line in cell.lines) * 20 // column.width
        for cell, column in zip(cells, layout.columns, strict=True)
    )
    is_cancelled = isinstance(row, Row) and bool(row.remark)
    return Line(cells, is_short=fullest < SHORT_ROW, is_cancelled=is_cancelled)


def _cell(form: Form, column: PaperColumn, ordinal: int, row: Row | MethodRow) -> Cell:
    is_alone = len(column.keys) == 1
    lines = []
    for key, _heading in column.keys:
        value = value_of(form, key, ordinal, row)
        written = _written(value, kind_of(form, key), is_long=column.width >= WIDE)
        text = written if is_alone else _WORDS.get(key, "{}").format(written)
        for line in text.split("\n") if written else []:
            lines.append(Text(line, key in LITERAL, key in COMPANIES))
    is_name = _is_name(form, column)
    url = row.work.url if is_name and isinstance(row, Row) else ""
    return Cell(
        _label(column), tuple(lines) or (Text(NONE),), _is_number(form, column), is_name, url
    )


def _total(form: Form, layout: Layout) -> Line | None:
    sums = totals(form)
    if not sums or form.kind not in SUMMED:
        return None
    cells = []
    for column in layout.columns:
        key = column.keys[0][0]
        is_name = _is_name(form, column)
        text = "รวม" if is_name else _written(sums.get(key), kind_of(form, key), is_long=True)
        cells.append(Cell(_label(column), (Text(text),), _is_number(form, column), is_name))
    return Line(tuple(cells))


def _is_number(form: Form, column: PaperColumn) -> bool:
    return len(column.keys) == 1 and kind_of(form, column.keys[0][0]) in NUMBERS


def _is_name(form: Form, column: PaperColumn) -> bool:
    name = "method" if form.kind is FormKind.SUMMARY else "title"
    return name in dict(column.keys)


def _label(column: PaperColumn) -> str:
    """The heading of a cell that stands alone, as on a phone."""
    return column.keys[0][1] if len(column.keys) == 1 else column.label


# How a value is introduced where a cell holds several.
_WORDS = {
    "price": "{} บาท",
    "contract_number": "เลขที่ {}",
    "signed_on": "ลงวันที่ {}",
    "percent": "ร้อยละ {}",
    "percent_on": "ณ {}",
}


def _written(value: object, kind: CellKind, *, is_long: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_baht(value) if kind is CellKind.AMOUNT else f"{value}"
    if isinstance(value, dt.date):
        written = long_date(value) if is_long else short_date(value)
        return written.replace(" ", "\N{NO-BREAK SPACE}", 1)  # no day stands without its month
    return f"{value:,}" if isinstance(value, int) else str(value)
