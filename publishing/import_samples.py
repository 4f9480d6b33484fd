"""Sample files of an importer: its columns with two rows, as CSV and as Excel."""

import datetime as dt

from publishing.import_table import ColumnKind, ImportColumn
from publishing.imports import Importer
from publishing.tables import CellKind, Column, Table, to_csv
from publishing.workbooks import to_xlsx
from thai.money import parse_amount

KINDS = {ColumnKind.AMOUNT: CellKind.AMOUNT, ColumnKind.CODE: CellKind.CODE}
MADE_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the file changes with its columns only
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sample(importer: Importer, kind: str) -> bytes:
    """Return the sample file as "csv" or "xlsx"; importing it shows how a file should look."""
    table = sample_table(importer)
    return to_csv(table, header="labels") if kind == "csv" else to_xlsx([table], created=MADE_AT)


def sample_table(importer: Importer) -> Table:
    columns = [each for each in importer.columns if _has_example(importer, each)]
    return Table(
        name=f"sample-{importer.slug}",
        title=str(importer.title),
        columns=tuple(Column(each.name, each.label, _kind(each)) for each in columns),
        rows=[
            [_value(each, str(row.get(each.name) or "")) for each in columns]
            for row in importer.examples
        ],
    )


def _has_example(importer: Importer, column: ImportColumn) -> bool:
    return any(row.get(column.name) for row in importer.examples)


def _kind(column: ImportColumn) -> CellKind:
    return KINDS.get(column.kind, CellKind.TEXT)


def _value(column: ImportColumn, text: str) -> object:
    if not text:
        return None
    return parse_amount(text) if column.kind is ColumnKind.AMOUNT else text
