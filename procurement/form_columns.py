"""The columns of the official forms, each layout from the fiscal year in which it came into force.

Data: `data/forms.json`, after แบบ สขร.1, the annex of ว 62, and the spreadsheet of the ITA, which has
16 columns and later 18; `confidence` says how sure each is. A new layout is a new entry. Pure.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "forms.json"


@dataclass(frozen=True)
class PaperColumn:
    """A column as it is printed; `keys` are the values in a cell, each with its own heading in data.

    `width` is in whole percent of the table (`.w9` in procurement-paper.css); columns of one
    `group` stand under it.
    """

    label: str
    width: int
    keys: tuple[tuple[str, str], ...]
    group: str = ""


@dataclass(frozen=True)
class Layout:
    """One form as it is in force from a fiscal year (พ.ศ.) on.

    `code` is what stands in the corner of the paper; `signers` sign before the executive, and where
    there are none nobody signs.
    """

    from_year: int
    code: str
    signers: tuple[str, ...]
    columns: tuple[PaperColumn, ...]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The columns of data, in order: name and heading."""
        return [pair for column in self.columns for pair in column.keys]


def layout_of(kind: str, fiscal_year: int) -> Layout:
    """Return the newest layout of a form that is in force in a fiscal year."""
    known = [each for each in _layouts()[kind] if each.from_year <= fiscal_year]
    return max(known, key=lambda each: each.from_year)


@cache
def _layouts() -> dict[str, tuple[Layout, ...]]:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return {kind: tuple(map(_layout, layouts)) for kind, layouts in read.items()}


def _layout(read: dict[str, Any]) -> Layout:
    return Layout(
        read["from"], read["code"], tuple(read["signers"]), tuple(map(_column, read["columns"]))
    )


def _column(read: dict[str, Any]) -> PaperColumn:
    group = read.get("group", "")
    heading = f"{group}: {read['label']}" if group else read["label"]
    keys = read.get("keys") or {read["key"]: heading}
    return PaperColumn(read["label"], read["width"], tuple(keys.items()), group)
