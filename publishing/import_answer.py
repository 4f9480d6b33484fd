"""What goes to the worker that reads files and what comes back, as JSON; amounts stay exact."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from publishing.import_cleaning import Request
from publishing.import_table import (
    CleanTable,
    ColumnKind,
    ImportColumn,
    Refusal,
    TableRow,
    TotalRow,
    Value,
)


def request_as_json(request: Request) -> dict[str, Any]:
    return asdict(request)


def request_from_json(facts: dict[str, Any]) -> Request:
    columns = tuple(
        ImportColumn(
            **{**column, "kind": ColumnKind(column["kind"]), "synonyms": tuple(column["synonyms"])}
        )
        for column in facts["columns"]
    )
    return Request(**{**facts, "columns": columns})


def table_as_json(table: CleanTable) -> dict[str, Any]:
    names = [*table.mapping]
    return {
        "sheet": table.sheet,
        "sheets": table.sheets,
        "header_row": table.header_row,
        "headers": table.headers,
        "mapping": table.mapping,
        "fingerprint": table.fingerprint,
        "rows": [[row.number, *(_plain(row.values[name]) for name in names)] for row in table.rows],
        "totals": [
            [total.number, total.label, _texts(total.values), _texts(total.expected)]
            for total in table.totals
        ],
        "refusals": [asdict(refusal) for refusal in table.refusals],
        "sample": table.sample,
    }


def table_from_json(facts: dict[str, Any], columns: Sequence[ImportColumn]) -> CleanTable:
    kinds = {column.name: column.kind for column in columns}
    names = [*facts["mapping"]]
    is_amount = [kinds[name] is ColumnKind.AMOUNT for name in names]
    known: dict[Value, Value] = {}  # thousands of rows share the same few texts
    rows = tuple(
        TableRow(number, dict(zip(names, _values(values, is_amount, known), strict=True)))
        for number, *values in facts["rows"]
    )
    return CleanTable(
        sheet=facts["sheet"],
        sheets=tuple(facts["sheets"]),
        header_row=facts["header_row"],
        headers=tuple(facts["headers"]),
        mapping=facts["mapping"],
        fingerprint=facts["fingerprint"],
        rows=rows,
        totals=tuple(
            TotalRow(number, label, _amounts(values), _amounts(expected))
            for number, label, values, expected in facts["totals"]
        ),
        refusals=tuple(Refusal(**refusal) for refusal in facts["refusals"]),
        sample=tuple(map(tuple, facts["sample"])),
    )


def _plain(value: Value) -> str | int | None:
    return str(value) if isinstance(value, Decimal) else value


def _texts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    return {name: str(amount) for name, amount in amounts.items()}


def _amounts(texts: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(text) for name, text in texts.items()}


def _values(
    values: Sequence[str | int | None], is_amount: Sequence[bool], known: dict[Value, Value]
) -> list[Value]:
    return [
        Decimal(value) if is_baht and value is not None else known.setdefault(value, value)
        for value, is_baht in zip(values, is_amount, strict=True)
    ]
