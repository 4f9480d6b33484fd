"""Spreadsheets of e-GP and of the national open-data portal, read into values of `EgpRecord`."""

import datetime as dt
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procurement.egp_columns import (
    EGP_COLUMNS,
    day_of,
    fiscal_year_in,
    fiscal_year_of_number,
    is_record_number,
    known_amount,
    method_of,
    project_number,
)
from publishing.import_reader import read_table
from publishing.import_table import CleanTable, TableRow
from publishing.refusals import UploadRefused
from thai.dates import InvalidDate
from thai.search import folded
from thai.text import clean, quoted

MAX_SENTENCES = 5
Values = dict[str, Any]


@dataclass
class Records:
    """Values for `EgpRecord`, and sentences on what was left out or looks odd."""

    values: list[Values] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_records(content: bytes, *, name: str, only: str = "") -> Records:
    """Return the projects in a spreadsheet, those of one agency if told. Raises `UploadRefused`."""
    table = read_table(BytesIO(content), name=name, columns=EGP_COLUMNS)
    if table.refusals:
        sentences = [refusal.sentence for refusal in table.refusals[:MAX_SENTENCES]]
        raise UploadRefused("%(sentences)s", sentences=" ".join(sentences))
    return _Reading(table, only).result()


class _Reading:
    """Understands the rows of one file."""

    def __init__(self, table: CleanTable, only: str) -> None:
        self.table = table
        self.only = folded(only)
        self.records = Records()
        self.rows: dict[str, int] = {}  # project -> the row in which it stands
        self.others = 0

    def result(self) -> Records:
        for row in self.table.rows:
            if self._is_ours(row):
                self._add(row)
            else:
                self.others += 1
        self._note_what_is_odd()
        return self.records

    def _is_ours(self, row: TableRow) -> bool:
        named = [folded(_text(row, column)) for column in ("agency", "sub_agency")]
        return not self.only or self.only in named or not any(named)

    def _add(self, row: TableRow) -> None:
        project, title = (
            project_number(_text(row, "project")),
            " ".join(_text(row, "title").split()),
        )
        if not is_record_number(project):
            text = _("it has no project number of e-GP (%(value)s)")
            self._leave_out(row, text % {"value": quoted(_text(row, "project"))})
        elif project in self.rows:
            text = _("the project %(project)s stands in row %(first)s already")
            self._leave_out(row, text % {"project": project, "first": self.rows[project]})
        elif not title:
            self._leave_out(row, _("it has no title"))
        elif (values := self._values(row, project, title))["fiscal_year"] is None:
            self._leave_out(row, _("it has neither a fiscal year nor a day"))
        else:
            self.rows[project] = row.number
            self.records.values.append(values)

    def _values(self, row: TableRow, project: str, title: str) -> Values:
        texts = [_text(row, name) for name in ("method", "method_group", "work")]
        day = self._day(row, "announced") or self._day(row, "recorded")
        year = fiscal_year_in(row.values, None) or fiscal_year_of_number(project)
        return {
            "project": project,
            "kind": "",
            "url": "",
            "day": day,
            "title": title[:1000],
            "method": method_of(*texts) or "",
            "work": texts[2][:100],
            "agency": _text(row, "agency")[:300],
            "fiscal_year": year or fiscal_year_in({}, day),
            **{
                name: known_amount(row.values.get(name))
                for name in ("allocated", "median_price", "price")
            },
        }

    def _day(self, row: TableRow, column: str) -> dt.date | None:
        try:
            return day_of(_text(row, column))
        except InvalidDate as error:
            text = _("Row %(row)s: %(reason)s The rest of the row was read.")
            self.records.notes.append(text % {"row": row.number, "reason": f"{error}"})
            return None

    def _leave_out(self, row: TableRow, reason: str) -> None:
        text = _("Row %(row)s was left out: %(reason)s.")
        self.records.notes.append(text % {"row": row.number, "reason": reason})

    def _note_what_is_odd(self) -> None:
        values = self.records.values
        above = sum(_is_more(each, "median_price", "allocated") for each in values)
        dear = sum(_is_more(each, "price", "median_price") for each in values)
        notes = [
            (above, ngettext(
                "%(count)s project has a median price above its budget.",
                "%(count)s projects have a median price above their budget.",
                above,
            )),
            (dear, ngettext(
                "%(count)s project has a price above its median price.",
                "%(count)s projects have a price above their median price.",
                dear,
            )),
            (self.others, ngettext(
                "%(count)s project of another agency was left out.",
                "%(count)s projects of other agencies were left out.",
                self.others,
            )),
        ]  # fmt: skip
        self.records.notes += [text % {"count": f"{count:,}"} for count, text in notes if count]


def _text(row: TableRow, column: str) -> str:
    return clean(str(row.values.get(column) or "")).strip()


def _is_more(values: Values, name: str, limit: str) -> bool:
    return bool(values[name] and values[limit] and values[name] > values[limit])
