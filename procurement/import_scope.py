"""Which rows of a table are meant: those of this agency, and of the chosen year."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from agency.models import Agency
from budget.import_places import text_of
from budget.names import name_key
from procurement.egp_columns import fiscal_year_in
from publishing.import_plan import ALL, Choices, Reading
from publishing.import_table import CleanTable, Refusal, TableRow


@dataclass
class Scope:
    """The rows that are meant, and what was left out; exports of e-GP hold many agencies."""

    rows: list[TableRow]
    agencies: list[str]
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_partial: bool = False

    def note(self, reading: Reading) -> None:
        reading.refusals += self.refusals
        reading.notes += self.notes
        reading.agencies = self.agencies
        reading.may_take_all = True
        reading.checks_totals = not self.is_partial


def scope_of(table: CleanTable, choices: Choices) -> Scope:
    """Return the rows of this agency; where the file holds others, they are chosen or left out."""
    agencies = list(dict.fromkeys(filter(None, (_agency(row) for row in table.rows))))
    scope = Scope(list(table.rows), agencies)
    if not table.rows and not table.refusals:
        scope.refusals.append(Refusal(_("There are no rows in this sheet.")))
    _keep_agency(scope, choices.only)
    _keep_year(scope, choices.target.get("year"))
    return scope


def _keep_agency(scope: Scope, only: str) -> None:
    if only == ALL or not (only or scope.agencies):
        return
    ours = Agency.objects.values_list("name", flat=True).first() or ""
    wanted = only or next((each for each in scope.agencies if _same(each, ours)), "")
    if wanted:
        _keep(scope, wanted)
    elif len(scope.agencies) > 1:
        text = _("This file holds %(count)s agencies. Choose the one to import.")
        facts = {"count": len(scope.agencies)}
        scope.refusals.append(Refusal(text % facts, column="agency"))
        scope.rows = []
    else:
        text = _("All rows are of “%(agency)s”, which is not the name of this agency.")
        scope.notes.append(text % {"agency": scope.agencies[0]})


def _keep(scope: Scope, wanted: str) -> None:
    rows = [row for row in scope.rows if _same(_agency(row), wanted)]
    if not rows:
        text = _("No row of this file belongs to “%(agency)s”.") % {"agency": wanted}
        scope.refusals.append(Refusal(text, column="agency", value=wanted))
    elif left := len(scope.rows) - len(rows):
        text = _("%(count)s rows of other agencies were left out; taken are those of “%(agency)s”.")
        scope.notes.append(text % {"count": f"{left:,}", "agency": wanted})
        scope.is_partial = True
    scope.rows = rows


def _keep_year(scope: Scope, fiscal_year: int | None) -> None:
    if fiscal_year is None:
        return
    others = [
        row for row in scope.rows if fiscal_year_in(row.values, None) not in (None, fiscal_year)
    ]
    if not others:
        return
    facts: dict[str, Any] = {
        "count": f"{len(others):,}",
        "row": others[0].number,
        "value": f"“{text_of(others[0], 'fiscal_year')}”",
        "year": fiscal_year,
    }
    if len(others) == len(scope.rows):
        text = _("No row is of the year %(year)s: row %(row)s says %(value)s.") % facts
        scope.refusals.append(Refusal(text, row=others[0].number, column="fiscal_year"))
    else:
        text = _("%(count)s rows of other years were left out, the first is row %(row)s: %(value)s")
        scope.notes.append(text % facts)
        scope.is_partial = True
    left_out = {row.number for row in others}
    scope.rows = [row for row in scope.rows if row.number not in left_out]


def _agency(row: TableRow) -> str:
    return " ".join(text_of(row, "agency").split())


def _same(name: str, other: str) -> bool:
    return bool(other) and name_key(name) == name_key(other)
