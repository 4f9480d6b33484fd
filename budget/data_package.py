"""The open data of a budget year as a Fiscal Data Package (Open Knowledge, version 1).

The official profile demands `tabular-data-package` as the value of `profile`.
"""

import datetime as dt
from collections.abc import Sequence

from budget.models import BudgetYear
from budget.report_content import Publisher
from publishing.tables import Table, table_schema

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_TO_LINES = {"fields": "line_id", "reference": {"resource": "lines", "fields": "line_id"}}


def data_package(
    year: BudgetYear,
    tables: Sequence[Table],
    *,
    publisher: Publisher,
    homepage: str,
    created: dt.datetime,
) -> dict[str, object]:
    """Return the descriptor; its CSV files stand beside it."""
    return {
        "profile": "tabular-data-package",
        "name": f"budget-{year.fiscal_year}",
        "title": f"งบประมาณรายจ่าย ปีงบประมาณ พ.ศ. {year.fiscal_year} {publisher.name}",
        "description": "\n".join(tables[0].notes),
        "homepage": homepage,
        "created": created.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "countryCode": "TH",
        "granularity": "aggregated",
        "fiscalPeriod": {
            "start": year.year.first_day.isoformat(),
            "end": year.year.last_day.isoformat(),
        },
        "licenses": [LICENCE],
        "sources": [{"title": publisher.name}],
        "contributors": [{"title": publisher.name, "role": "publisher"}],
        "resources": [_resource(table) for table in tables],
        "model": MODEL,
    }


def _resource(table: Table) -> dict[str, object]:
    schema = table_schema(table)
    if table.name == "lines":
        schema["primaryKey"] = "line_id"
    elif any(column.key == "line_id" for column in table.columns):
        schema["foreignKeys"] = [_TO_LINES]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": schema,
    }


def _measure(source: str, phase: str, *, resource: str = "lines") -> dict[str, str]:
    direction = "revenue" if resource == "revenue" else "expenditure"
    return {
        "source": source,
        "resource": resource,
        "currency": "THB",
        "direction": direction,
        "phase": phase,
    }


def _level(code: str, label: str, *, parent: str = "") -> dict[str, dict[str, str]]:
    """A level of a classification: its code, and the name that stands for it."""
    above = {"parent": parent} if parent else {}
    return {
        code: {"source": code, "resource": "lines", **above},
        label: {"source": label, "resource": "lines", "labelfor": code},
    }


def _plain(*keys: str) -> dict[str, dict[str, str]]:
    return {key: {"source": key, "resource": "lines"} for key in keys}


MODEL = {
    "measures": {
        "approved": _measure("approved", "approved"),
        "adjusted": _measure("after_transfers", "adjusted"),
        "executed": _measure("spent", "executed"),
        "revenue": _measure("amount", "approved", resource="revenue"),
    },
    "dimensions": {
        "fiscal_year": {
            "dimensionType": "datetime",
            "attributes": _plain("fiscal_year"),
            "primaryKey": "fiscal_year",
        },
        "function": {
            "dimensionType": "classification",
            "classificationType": "functional",
            "attributes": _level("plan_code", "plan")
            | _level("work_code", "work", parent="plan_code"),
            "primaryKey": ["plan_code", "work_code"],
        },
        "economic": {
            "dimensionType": "classification",
            "classificationType": "economic",
            "attributes": _level("class_code", "class")
            | _level("category_code", "category", parent="class_code")
            | _level("type_code", "type", parent="category_code"),
            "primaryKey": ["class_code", "category_code", "type_code"],
        },
        "administrative": {
            "dimensionType": "classification",
            "classificationType": "administrative",
            "attributes": _plain("unit"),
            "primaryKey": "unit",
        },
        "village": {
            "dimensionType": "location",
            "attributes": _level("village_number", "village"),
            "primaryKey": "village_number",
        },
        "source": {
            "dimensionType": "other",
            "attributes": _level("source", "source_name"),
            "primaryKey": "source",
        },
        "activity": {
            "dimensionType": "activity",
            "attributes": _level("line_id", "title"),
            "primaryKey": "line_id",
        },
    },
}
