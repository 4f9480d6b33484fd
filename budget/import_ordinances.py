"""What the rows of a file belong to: an ordinance, its year, and the rows meant for it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from budget.control import suspects
from budget.models import BudgetYear, Supplement
from budget.models.year import Ordinance
from budget.names import name_key
from publishing.import_plan import ZERO, Choices, PaperTotal, Reading, Suspect
from publishing.import_table import CleanTable, Refusal, TableRow
from thai.dates import BUDDHIST_OFFSET
from thai.digits import to_arabic
from thai.fiscal import FiscalYear
from thai.text import quoted

FIRST_BUDDHIST = 2400  # a smaller year is one of the common era

_FOUR_DIGITS = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True)
class Enactment:
    """An annual ordinance or a further one of the same year; new ones are not saved yet."""

    year: BudgetYear
    supplement: Supplement | None = None

    @property
    def ordinance(self) -> Ordinance:
        return self.supplement or self.year

    @property
    def new_units(self) -> list[Ordinance]:
        units: list[Ordinance] = [self.year]
        if self.supplement:
            units.append(self.supplement)
        return [unit for unit in units if unit.pk is None]


def year_of(fiscal_year: int) -> BudgetYear:
    """Return the budget of a year, or a new one that is not saved."""
    return BudgetYear.objects.filter(fiscal_year=fiscal_year).first() or BudgetYear(
        fiscal_year=fiscal_year,
        title=f"ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. {fiscal_year}",
        effective_on=FiscalYear(fiscal_year).first_day,
    )


def enactment_of(target: Mapping[str, Any]) -> Enactment:
    """Return what `target` names: {"year": 2566, "supplement": 1, "effective_on": "2023-04-01"}."""
    year = year_of(target["year"])
    number = target.get("supplement")
    if not number:
        return Enactment(year)
    known = Supplement.objects.not_withdrawn().of_year(target["year"]).filter(number=number)
    found = known.first()
    return Enactment(year, found or _new_supplement(year, number, target.get("effective_on")))


def _new_supplement(year: BudgetYear, number: int, effective_on: str | None) -> Supplement:
    day = dt.date.fromisoformat(effective_on) if effective_on else year.effective_on
    return Supplement(
        year=year,
        number=number,
        title=f"ข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติม ฉบับที่ {number} พ.ศ. {year.fiscal_year}",
        effective_on=day,
    )


def label_of_target(target: Mapping[str, Any]) -> str:
    """Return what people call the ordinance that the rows belong to."""
    label = f"งบประมาณปี พ.ศ. {target['year']}"
    number = target.get("supplement")
    return f"{label} เพิ่มเติม ฉบับที่ {number}" if number else label


def year_url(target: Mapping[str, Any]) -> str:
    """Return the staff page of the year that a target names."""
    year = year_of(target["year"])
    if year.pk is None:
        return reverse("admin:budget_budgetyear_changelist")
    return reverse("admin:budget_budgetyear_change", args=[year.pk])


@dataclass
class Kept:
    """The rows of a file that are meant for this agency and year, and what was left out."""

    rows: list[TableRow]
    agencies: list[str]
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_partial: bool = False


def kept_rows(table: CleanTable, choices: Choices) -> Kept:
    """Keep the rows of one agency and of the year; many agencies in one file need a choice."""
    agencies = list(dict.fromkeys(filter(None, (_text(row, "agency") for row in table.rows))))
    kept = Kept(list(table.rows), agencies)
    if not table.rows and not table.refusals:
        kept.refusals.append(Refusal(_("There are no rows in this sheet.")))
    if choices.only:
        _keep_agency(kept, choices.only)
    elif len(agencies) > 1:
        text = _("This file holds %(count)s agencies. Choose the one to import.")
        kept.refusals.append(Refusal(text % {"count": len(agencies)}, column="agency"))
        kept.rows = []
    _keep_year(kept, choices.target["year"])
    return kept


def note_what_was_kept(reading: Reading, kept: Kept) -> None:
    reading.refusals += kept.refusals
    reading.notes += kept.notes
    reading.agencies = kept.agencies
    reading.checks_totals = not kept.is_partial


def _keep_agency(kept: Kept, only: str) -> None:
    wanted = name_key(only)
    rows = [row for row in kept.rows if name_key(_text(row, "agency")) == wanted]
    if not rows:
        text = _("No row of this file belongs to “%(agency)s”.") % {"agency": only}
        kept.refusals.append(Refusal(text, column="agency", value=only))
    kept.is_partial = len(rows) < len(kept.rows)
    kept.rows = rows


def _keep_year(kept: Kept, fiscal_year: int) -> None:
    others = [row for row in kept.rows if _year(row) not in (None, fiscal_year)]
    if not others:
        return
    kept.rows = [row for row in kept.rows if _year(row) in (None, fiscal_year)]
    facts = {
        "count": len(others),
        "row": others[0].number,
        "value": quoted(_text(others[0], "fiscal_year")),
        "year": fiscal_year,
    }
    if kept.rows:
        kept.is_partial = True
        text = _("%(count)s rows of other years were left out, the first is row %(row)s: %(value)s")
        kept.notes.append(text % facts)
    else:
        text = _("No row is of the year %(year)s: row %(row)s says %(value)s.") % facts
        kept.refusals.append(Refusal(text, row=others[0].number, column="fiscal_year"))


def _year(row: TableRow) -> int | None:
    found = _FOUR_DIGITS.search(to_arabic(_text(row, "fiscal_year")))
    if not found:
        return None
    year = int(found[0])
    return year if year >= FIRST_BUDDHIST else year + BUDDHIST_OFFSET


def _text(row: TableRow, column: str) -> str:
    return " ".join(str(row.values.get(column) or "").split())


def paper_total(
    label: str, paper: Decimal | None, rows: Sequence[tuple[str, Decimal]]
) -> list[PaperTotal]:
    """Hold labelled rows against the total of the signed paper; nothing where it was not typed."""
    if paper is None:
        return []
    total = sum((amount for _label, amount in rows), ZERO)
    found = suspects(total - paper, rows)
    return [
        PaperTotal(label, paper, total, tuple(Suspect(s.label, s.amount, s.why) for s in found))
    ]
