"""Tables that people download: one description of columns and rows, written as CSV, XLSX and JSON.

Dates are ISO 8601 in CSV and JSON, and real dates in the Buddhist calendar in XLSX. Amounts are
`Decimal` baht; a float, or an amount with a part of a satang, is refused. Pure.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it Excel reads Thai as another alphabet
# What a spreadsheet computes; Excel also reads the wide signs of East Asian keyboards.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SATANG = Decimal("0.01")


class CellKind(StrEnum):
    """What the cells of a column hold; None is an empty cell in each of them."""

    TEXT = "text"
    CODE = "code"  # digits that are a name, such as 00110: never a number
    AMOUNT = "amount"  # Decimal baht
    INTEGER = "integer"
    PERCENT = "percent"  # Decimal, 45.67 is 45.67 of a hundred; scores too
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """One column: `key` for programs (English, no spaces), `label` for people (Thai)."""

    key: str
    label: str
    kind: CellKind = CellKind.TEXT
    description: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under described columns.

    `name` is the stem of the file, `sheet` the name of the sheet (else `name`). `notes` say when,
    from whom and under which licence. `totals` is a row like the others; only XLSX and JSON have
    it: who adds up a column of the CSV must not count it twice.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[object]]
    notes: tuple[str, ...] = ()
    totals: Sequence[object] | None = None
    sheet: str = ""


def to_csv(table: Table, *, header: Literal["labels", "keys"]) -> bytes:
    """Return CSV (RFC 4180) in UTF-8 with the mark that Excel needs: one header row, then rows.

    A text that a spreadsheet would compute gets an apostrophe in front.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    is_for_people = header == "labels"
    writer.writerow([each.label if is_for_people else each.key for each in table.columns])
    for row in checked_rows(table):
        writer.writerow(map(_csv_cell, row, table.columns))
    return BYTE_ORDER_MARK + file.getvalue().encode()


def to_json(table: Table, *, facts: Mapping[str, object]) -> bytes:
    """Return the table as a JSON object in UTF-8: title, `facts`, notes, columns, rows, totals.

    Amounts and percentages are strings: most programs read a JSON number as a binary float, which
    cannot hold every satang.
    """
    document = {
        "title": table.title,
        **facts,
        "notes": table.notes,
        "columns": [_described(each) for each in table.columns],
        "rows": [_plain(table, row) for row in table.rows],
        "totals": _plain(table, table.totals) if table.totals is not None else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=1, default=str).encode()


def table_schema(table: Table) -> dict[str, object]:
    """Return the Frictionless Table Schema of the CSV with keys, its titles in Thai."""
    fields = [
        {
            "name": each.key,
            "title": each.label,
            **({"description": each.description} if each.description else {}),
            "type": _SCHEMA_TYPES[each.kind],
        }
        for each in table.columns
    ]
    return {"fields": fields, "missingValues": [""]}


def checked_rows(table: Table) -> Iterator[list[object]]:
    """Yield the rows with every value proved to be of the kind of its column."""
    for row in table.rows:
        yield checked_row(table, row)


def checked_row(table: Table, row: Sequence[object]) -> list[object]:
    """Return the row; raises TypeError or ValueError, naming the column, for a foreign value."""
    return [_checked(value, column) for value, column in zip(row, table.columns, strict=True)]


def is_computed(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(FORMULA_STARTS)


_SCHEMA_TYPES = {
    CellKind.TEXT: "string",
    CellKind.CODE: "string",
    CellKind.AMOUNT: "number",
    CellKind.INTEGER: "integer",
    CellKind.PERCENT: "number",
    CellKind.DATE: "date",
}
_PYTHON_TYPES: dict[CellKind, type] = {
    CellKind.TEXT: str,
    CellKind.CODE: str,
    CellKind.AMOUNT: Decimal,
    CellKind.INTEGER: int,
    CellKind.PERCENT: Decimal,
    CellKind.DATE: dt.date,
}


_TYPED_BY_PEOPLE = {CellKind.TEXT, CellKind.CODE}


def _checked(value: object, column: Column) -> object:
    if value is None:
        return None
    if not isinstance(value, _PYTHON_TYPES[column.kind]) or isinstance(value, dt.datetime):
        raise TypeError(f"{column.key}: {type(value).__name__} is no {column.kind}")
    if column.kind == CellKind.AMOUNT and isinstance(value, Decimal):
        return _whole_satang(value, column)
    return value


def _whole_satang(amount: Decimal, column: Column) -> Decimal:
    # Rounding here would make the total of a column differ from the sum of its cells.
    if amount != (rounded := amount.quantize(_SATANG)):
        raise ValueError(f"{column.key}: {amount} has a part of a satang")
    return rounded + 0  # no -0.00


def _plain(table: Table, row: Sequence[object]) -> dict[str, str | int | None]:
    """Return the JSON object of a row."""
    keys = [column.key for column in table.columns]
    return dict(zip(keys, map(_written, checked_row(table, row)), strict=True))


def _csv_cell(value: object, column: Column) -> str | int | None:
    written = _written(value)
    # A minus in front of an amount is no formula.
    if column.kind in _TYPED_BY_PEOPLE and isinstance(written, str) and is_computed(written):
        return f"'{written}"
    return written


def _written(value: object) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _described(column: Column) -> dict[str, str]:
    facts = {"name": column.key, "title": column.label, "type": column.kind.value}
    return facts | ({"description": column.description} if column.description else {})
