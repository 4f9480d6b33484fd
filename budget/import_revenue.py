"""Expected revenue from the Excel of the ordinance."""

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.flags import unbalanced
from budget.import_names import Names, identity
from budget.import_ordinances import (
    enactment_of,
    kept_rows,
    note_what_was_kept,
    paper_total,
)
from budget.import_places import text_of
from budget.models import Heading, HeadingKind, RevenueEstimate
from budget.names import name_key
from publishing.import_plan import ZERO, Choices, Missing, Reading, Record
from publishing.import_table import CleanTable, Refusal, TableRow
from thai.text import quoted

Key = tuple[str, str, str]
TOTAL_REVENUE = gettext_lazy("total revenue of the signed paper")


class RevenueReading:
    """Understands the revenue of one file, row by row."""

    def __init__(self, table: CleanTable, choices: Choices) -> None:
        self.choices = choices
        self.enactment = enactment_of(choices.target)
        self.names = Names(choices.target["year"], choices)
        self.kept = kept_rows(table, choices)
        self.reading = Reading()
        self.seen: dict[Key, int] = {}
        self.portal = self._portal()

    def result(self) -> Reading:
        reading = self.reading
        note_what_was_kept(reading, self.kept)
        for row in self.kept.rows:
            self._read(row)
        reading.refusals += self.names.refusals()
        reading.unknown = self.names.unknown_names()
        reading.missing = self._missing()
        self._add_totals()
        self._add_parents()
        return reading

    def _portal(self) -> dict[Key, list[RevenueEstimate]]:
        found: dict[Key, list[RevenueEstimate]] = defaultdict(list)
        year, supplement = self.enactment.year, self.enactment.supplement
        if self.enactment.ordinance.pk is None:
            return found
        rows = RevenueEstimate.objects.filter(year=year, supplement=supplement)
        for row in rows.select_related("year", "supplement", "group", "category"):
            found[_key(row.group, row.category, row.title)].append(row)
        return found

    def _read(self, row: TableRow) -> None:
        text = text_of(row, "group")
        group = self.names.find(HeadingKind.REVENUE_GROUP, text, row=row.number)
        if group is None:
            return
        kind = HeadingKind.REVENUE_CATEGORY
        text = text_of(row, "category")
        category = self.names.find(kind, text, below=group, row=row.number)
        title = text_of(row, "title")
        if self._is_refused(row, _key(group, category, title)):
            return
        self._add(row, group, category, title)

    def _is_refused(self, row: TableRow, key: Key) -> bool:
        amount = row.values["amount"]
        first = self.seen.setdefault(key, row.number)
        label = _label(row)
        facts = {"row": row.number, "first": first, "value": quoted(label)}
        sentence = ""
        if not isinstance(amount, Decimal) or amount < 0:
            facts["value"] = str(amount)
            sentence = _("The amount %(value)s is below zero.")
        elif first != row.number:
            sentence = _("The same line %(value)s stands in row %(first)s already.")
        if sentence:
            self.reading.refusals.append(Refusal(sentence % facts, row=row.number, value=label))
        return bool(sentence)

    def _add(self, row: TableRow, group: Heading, category: Heading | None, title: str) -> None:
        alike = self.portal.get(_key(group, category, title), [])
        instance = alike.pop(0) if alike else None
        values = {
            "year": self.enactment.year,
            "supplement": self.enactment.supplement,
            "group": group,
            "category": category,
            "title": title,
            "amount": row.values["amount"],
            "order": instance.order if instance else len(self.reading.records) + 1,
        }
        ordinance = self.enactment.ordinance
        self.reading.records.append(Record(row.number, _label(row), values, ordinance, instance))

    def _missing(self) -> list[Missing]:
        ordinance = self.enactment.ordinance
        may_go = ordinance.is_editable and not ordinance.published_at
        rows = [row for alike in self.portal.values() for row in alike]
        return [Missing(row, ordinance, str(row), may_go) for row in rows]

    def _add_totals(self) -> None:
        removed = {each.row.pk for each in self.reading.removed(chosen=self.choices.remove)}
        stay = [each for each in self.reading.missing if each.row.pk not in removed]
        rows = [(record.label, record.values["amount"]) for record in self.reading.records]
        for each in stay:
            assert isinstance(each.row, RevenueEstimate)
            rows.append((each.label, each.row.amount))
        paper = self.choices.totals.get("revenue")
        self.reading.totals = paper_total(str(TOTAL_REVENUE), paper, rows)
        lines = self.enactment.ordinance.own_lines if self.enactment.ordinance.pk else None
        if lines is not None and lines.exists():
            revenue = sum((amount for _label, amount in rows), ZERO)
            flags = unbalanced(revenue, lines.ordinance().total_approved())
            self.reading.notes += [flag.text for flag in flags]

    def _add_parents(self) -> None:
        ordinance = self.enactment.ordinance
        paper = self.choices.totals.get("revenue")
        units = list(self.enactment.new_units)
        if paper is not None and ordinance.paper_revenue != paper:
            ordinance.paper_revenue = paper
            units += [ordinance] if ordinance.pk else []
        self.reading.parents = [*units, *self.names.made, *self.names.spelled]


def _key(group: Heading, category: Heading | None, title: str) -> Key:
    return identity(group), identity(category), name_key(title)


def _label(row: TableRow) -> str:
    columns = ["title", "category", "group"]
    return next((text for column in columns if (text := text_of(row, column))), "")
