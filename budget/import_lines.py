"""Budget lines from the Excel of the ordinance."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import PROTECT
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agency.models import Village
from budget.flags import unbalanced
from budget.import_names import Names, identity
from budget.import_ordinances import (
    Enactment,
    enactment_of,
    kept_rows,
    note_what_was_kept,
    paper_total,
)
from budget.import_places import Place, own_title, place_of, text_of
from budget.import_values import Finder, source_of
from budget.models import BudgetLine, BudgetYear, Source
from budget.money import baht, satang_sum
from budget.names import name_key
from publishing.import_plan import ZERO, Choices, Missing, Reading, Record
from publishing.import_table import CleanTable, Refusal, TableRow
from thai.text import quoted

Key = tuple[str, ...]
TOTAL_EXPENDITURE = gettext_lazy("total expenditure of the signed paper")


@dataclass(frozen=True)
class Shape:
    """Which levels tell the lines of one file from each other, and are written."""

    columns: frozenset[str]
    has_category: bool
    has_type: bool

    def key(self, source: str, place: Place, title: str, village: Village | None) -> Key:
        """Return what names one line where it has no number."""
        return (
            source if "source" in self.columns else "",
            identity(place.plan),
            identity(place.work) if "work" in self.columns else "",
            identity(place.budget_class),
            identity(place.category) if self.has_category else "",
            identity(place.expense_type) if self.has_type else "",
            name_key(title),
            str(village.pk) if village and "village" in self.columns else "",
        )


class LinesReading:
    """Understands the lines of one file, row by row."""

    def __init__(self, table: CleanTable, choices: Choices) -> None:
        self.choices = choices
        self.enactment: Enactment = enactment_of(choices.target)
        self.names = Names(choices.target["year"], choices)
        self.finder = Finder()
        self.kept = kept_rows(table, choices)
        self.reading = Reading()
        self.places = {row.number: place_of(self.names, row) for row in self.kept.rows}
        places = self.places.values()
        self.shape = Shape(
            frozenset(table.mapping),
            any(place.category for place in places),
            any(place.expense_type for place in places),
        )
        self.portal = Portal(self.enactment, self.shape)
        self.seen: dict[Key, int] = {}
        self.order = 0

    def result(self) -> Reading:
        reading = self.reading
        note_what_was_kept(reading, self.kept)
        matched = [(row, *self._match(row)) for row in self.kept.rows]
        last = max((at for at, each in enumerate(matched) if each[2]), default=-1)
        for at, (row, values, line) in enumerate(matched):
            if values:
                self._add(row, values, line, is_last=at > last)
        reading.refusals += self.names.refusals()
        reading.unknown = self.names.unknown_names()
        reading.missing = self.portal.missing()
        self._add_totals()
        self._add_parents()
        self.finder.note(reading)
        return reading

    def _match(self, row: TableRow) -> tuple[dict[str, Any] | None, BudgetLine | None]:
        """Return the values of a row and the line of the portal that it is."""
        place = self.places[row.number]
        if not place.plan or not place.budget_class:
            return None, None  # the unknown name was noted already
        values = self._values(row, place)
        if values is None:
            return None, None
        key = self.shape.key(values["source"], place, values["title"], values["village"])
        code = values["code"]
        if self._is_refused(row, ("code", code) if code else key, code):
            return None, None
        return values, self.portal.take(code, key)

    def _values(self, row: TableRow, place: Place) -> dict[str, Any] | None:
        source, amount = source_of(text_of(row, "source")), row.values["amount"]
        starts, ends = row.values.get("starts"), row.values.get("ends")
        if source is None:
            known = ", ".join(str(each.label) for each in Source)
            text = _("The source of money %(value)s is not known. Known: %(known)s.")
            facts = {"value": quoted(text_of(row, "source")), "known": known}
            self._refuse(row, text % facts, "source", text_of(row, "source"))
            return None
        if not isinstance(amount, Decimal) or amount < 0:
            text = _("The amount %(value)s is below zero.")
            self._refuse(row, text % {"value": amount}, "amount", str(amount))
            return None
        if isinstance(starts, int) and isinstance(ends, int) and starts > ends:
            text = _("The last month stands before the first.")
            self._refuse(row, text, "ends", str(ends))
            return None
        return {
            "source": source,
            "code": text_of(row, "code"),
            "plan": place.plan,
            "work": place.work,
            "budget_class": place.budget_class,
            "category": place.category,
            "expense_type": place.expense_type,
            "title": own_title(row),
            "explanation": text_of(row, "explanation"),
            "village": self.finder.village(text_of(row, "village"), row.number),
            "unit": self.finder.unit(text_of(row, "unit"), row.number),
            "amount": amount,
            "starts": starts or ends,
            "ends": ends or starts,
        }

    def _refuse(self, row: TableRow, sentence: str, column: str, value: str) -> None:
        self.reading.refusals.append(Refusal(sentence, row=row.number, column=column, value=value))

    def _is_refused(self, row: TableRow, key: Key, code: str) -> bool:
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            text = _("The same line %(value)s stands in row %(first)s already.")
            facts = {"first": first, "value": quoted(code or own_title(row))}
            self._refuse(row, text % facts, "code" if code else "title", code or own_title(row))
            return True
        if code in self.portal.codes_elsewhere:
            text = _("The number %(value)s belongs to another ordinance of the year.")
            self._refuse(row, text % {"value": quoted(code)}, "code", code)
            return True
        return False

    def _add(
        self, row: TableRow, values: dict[str, Any], line: BudgetLine | None, *, is_last: bool
    ) -> None:
        """Add a record; columns that the file lacks keep what the line has."""
        if line is None:
            # After the line above it: the same order and a later number.
            self.order += 1 if is_last else 0
        else:
            self.order = line.order
            values = values | self._unwritten(row, line)
        fixed = {
            "year": self.enactment.year,
            "supplement": self.enactment.supplement,
            "order": self.order,
        }
        ordinance = self.enactment.ordinance
        record = Record(row.number, values["title"], values | fixed, ordinance, line)
        self.reading.records.append(record)

    def _unwritten(self, row: TableRow, line: BudgetLine) -> dict[str, Any]:
        columns = self.shape.columns
        kept = {name for name in ("source", "code", "work", "explanation") if name not in columns}
        kept |= {name for name in ("village", "unit") if self._is_silent(row, name)}
        if not {"starts", "ends"} & columns:
            kept |= {"starts", "ends"}
        if not self.shape.has_category:
            kept.add("category")
        if not self.shape.has_type:
            kept.add("expense_type")
        return {name: getattr(line, name) for name in kept}

    def _is_silent(self, row: TableRow, name: str) -> bool:
        """Whether the file says nothing of it, or a thing that the portal does not know."""
        if name not in self.shape.columns:
            return True
        found = self.finder.village if name == "village" else self.finder.unit
        text = text_of(row, name)
        return bool(text) and found(text, row.number) is None

    def _add_totals(self) -> None:
        removed = {each.row.pk for each in self.reading.removed(chosen=self.choices.remove)}
        missing = [each.row for each in self.reading.missing if each.row.pk not in removed]
        stay = [row for row in missing if isinstance(row, BudgetLine)]
        rows = [
            *((record.label, record.values["amount"]) for record in self.reading.records
              if record.values["source"] == Source.ORDINANCE),
            *((str(line), line.amount) for line in stay if line.source == Source.ORDINANCE),
        ]  # fmt: skip
        paper = self.choices.totals.get("expenditure")
        self.reading.totals = paper_total(str(TOTAL_EXPENDITURE), paper, rows)
        revenue = self.enactment.ordinance.own_revenue if self.enactment.ordinance.pk else None
        if revenue is not None and revenue.exists():
            expected = baht(revenue.aggregate(total=satang_sum("amount"))["total"])
            spent = sum((amount for _label, amount in rows), ZERO)
            self.reading.notes += [flag.text for flag in unbalanced(expected, spent)]

    def _add_parents(self) -> None:
        """New units and headings are saved first; what was typed of the paper goes to its unit."""
        ordinance = self.enactment.ordinance
        paper = self.choices.totals.get("expenditure")
        units = list(self.enactment.new_units)
        if paper is not None and ordinance.paper_expenditure != paper:
            ordinance.paper_expenditure = paper
            units += [ordinance] if ordinance.pk else []
        self.reading.parents = [*units, *self.names.made, *self.names.spelled]


class Portal:
    """The lines of the ordinance that are there already; each is taken by one row at most."""

    def __init__(self, enactment: Enactment, shape: Shape) -> None:
        self.enactment = enactment
        self.lines = self._load()
        self.by_code = {line.code: line for line in self.lines.values() if line.code}
        self.by_key: dict[Key, list[BudgetLine]] = defaultdict(list)
        for line in self.lines.values():
            self.by_key[shape.key(line.source, _place(line), line.title, line.village)].append(line)
        self.codes_elsewhere = self._codes_elsewhere()

    def take(self, code: str, key: Key) -> BudgetLine | None:
        """Return the line of that number, else the one of that name that has no other number."""
        line = self.by_code.get(code) if code else None
        if line is None:
            alike = [each for each in self.by_key[key] if each.pk in self.lines]
            alike = [each for each in alike if not code or not each.code]
            line = alike[0] if len(alike) == 1 else None
        return self.lines.pop(line.pk, None) if line else None

    def missing(self) -> list[Missing]:
        """Return what no row has taken; what is booked on or was ever public stays."""
        ordinance = self.enactment.ordinance
        may_go = ordinance.is_editable and not ordinance.published_at
        booked = booked_on(self.enactment.year) if may_go and self.lines else set()
        return [
            Missing(line, ordinance, line.full_title, may_go and line.pk not in booked)
            for line in self.lines.values()
        ]

    def _load(self) -> dict[int, BudgetLine]:
        year, supplement = self.enactment.year, self.enactment.supplement
        if year.pk is None or (supplement and supplement.pk is None):
            return {}
        lines = BudgetLine.objects.filter(
            year=year, supplement=supplement, opened_by=None
        ).with_headings()
        return {line.pk: line for line in lines}

    def _codes_elsewhere(self) -> set[str]:
        if self.enactment.year.pk is None:
            return set()
        others = BudgetLine.objects.filter(year=self.enactment.year).exclude(code="")
        return set(others.values_list("code", flat=True)) - set(self.by_code)


def booked_on(year: BudgetYear) -> set[int]:
    """Return the lines of a year on which anything is booked, by whatever app."""
    lines = BudgetLine.objects.filter(year=year).order_by().values("pk")
    found: set[int] = set()
    for relation in BudgetLine._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is PROTECT:
            name = relation.field.name
            rows = relation.related_model._default_manager.filter(**{f"{name}__in": lines})
            found |= set(rows.values_list(f"{name}_id", flat=True))
    return found


def _place(line: BudgetLine) -> Place:
    return Place(line.plan, line.work, line.budget_class, line.category, line.expense_type)
