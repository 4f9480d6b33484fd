"""Cells that name something the portal knows: method, kind, source, village, unit, budget line.

What is not known is asked (`procurement.import_names`); what may be empty may also be left out.
"""

import difflib
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from agency.models import Unit, Village
from budget.import_values import Finder
from budget.models import BudgetLine
from budget.names import name_key
from procurement import import_columns as columns
from procurement.egp_columns import is_nothing, method_of, work_kind_of
from procurement.import_names import LEAVE, Names, Options, Question
from procurement.import_texts import source_in
from procurement.methods import OFFICIAL_NAMES, Method, MoneySource, WorkKind

OFFERED_LINES = 30  # of a year that has thousands
METHOD = Question(_("procurement method"), columns.METHOD.name)
KIND = Question(_("kind of work"), columns.KIND.name)
SOURCE = Question(_("source of money"), columns.SOURCE.name)
VILLAGE = Question(_("village"), columns.VILLAGE.name, may_be_left=True)
UNIT = Question(_("responsible unit"), columns.UNIT.name, may_be_left=True)
LINE = Question(_("budget line"), columns.BUDGET_LINE.name, may_be_left=True)


class Values:
    """Finds what the cells of a row name; None where nothing is named or somebody must choose."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.finder = Finder()
        self.villages = {str(each.pk): each for each in Village.objects.all()}
        self.units = {str(each.pk): each for each in Unit.objects.all()}
        self.lines: dict[int, Lines] = {}

    def method(self, text: str, group: str, work: str, title: str, row: int) -> Method | None:
        """Return the method that either of two columns names: the national export has them swapped."""
        shown = next((each for each in (text, group) if not is_nothing(each)), "")
        if not shown:
            return method_of(title)
        for each in (text, group):
            if known := _method_called(each):
                return known
        if found := method_of(text, group, work):
            return found
        chosen = self.names.ask(
            METHOD, shown, row, lambda: [(e.value, str(e.label)) for e in Method]
        )
        return Method(chosen) if chosen else None

    def kind(self, text: str, title: str, row: int) -> WorkKind | None:
        """Return what is bought, by its column or else by the first words of the title."""
        known = next((each for each in WorkKind if text in {each.value, str(each.label)}), None)
        if found := known or work_kind_of(text, title):
            return found
        options = [(each.value, str(each.label)) for each in WorkKind]
        chosen = self.names.ask(KIND, text or title, row, lambda: options)
        return WorkKind(chosen) if chosen else None

    def source(self, text: str, row: int) -> MoneySource | None:
        if is_nothing(text):
            return None
        known = next((each for each in MoneySource if text in {each.value, str(each.label)}), None)
        if found := known or source_in(text):
            return found
        options = [(each.value, str(each.label)) for each in MoneySource]
        chosen = self.names.ask(SOURCE, text, row, lambda: options)
        return MoneySource(chosen) if chosen else None

    def village(self, text: str, row: int) -> Village | None:
        if is_nothing(text):
            return None
        if found := self.finder.village(text, row):
            return found
        options = [(pk, str(each)) for pk, each in self.villages.items()]
        return self._chosen(VILLAGE, text, row, options, self.villages)

    def unit(self, text: str, row: int) -> Unit | None:
        if is_nothing(text):
            return None
        if found := self.finder.unit(text, row):
            return found
        options = [(pk, str(each)) for pk, each in self.units.items()]
        return self._chosen(UNIT, text, row, options, self.units)

    def line(self, text: str, fiscal_year: int, row: int) -> BudgetLine | None:
        """Return the line of the year that a cell names by its number or by its title."""
        if is_nothing(text):
            return None
        lines = self.lines.setdefault(fiscal_year, Lines(fiscal_year))
        if found := lines.find(text):
            return found
        choice = self.names.ask(
            LINE, text, row, lambda: lines.nearest(text), below=str(fiscal_year)
        )
        return lines.by_pk.get(choice) if choice else None

    def _chosen(
        self, question: Question, text: str, row: int, options: Options, rows: dict[str, Any]
    ) -> Any:
        choice = self.names.ask(question, text, row, lambda: options)
        return rows.get(choice) if choice and choice != LEAVE else None


class Lines:
    """The budget lines of a year, by number and by title."""

    def __init__(self, fiscal_year: int) -> None:
        rows = BudgetLine.objects.set_up().filter(year__fiscal_year=fiscal_year)
        self.by_pk = {str(each.pk): each for each in rows}
        self.by_code = {each.code: each for each in self.by_pk.values() if each.code}
        self.by_title: dict[str, list[BudgetLine]] = defaultdict(list)
        for line in self.by_pk.values():
            self.by_title[name_key(line.title)].append(line)

    def find(self, text: str) -> BudgetLine | None:
        """Return the one line of that number or title; "03-12-001 ก่อสร้างถนน" has both."""
        line = " ".join(text.split())
        for code in (line, line.partition(" ")[0]):
            if code in self.by_code:
                return self.by_code[code]
        alike = self.by_title.get(name_key(line), [])
        return alike[0] if len(alike) == 1 else None

    def nearest(self, text: str) -> Options:
        """Return the lines that could be meant, those of this title first."""
        key = name_key(text)
        titles = difflib.get_close_matches(key, self.by_title, n=OFFERED_LINES, cutoff=0.3)
        return [
            (str(line.pk), label_of_line(line)) for title in titles for line in self.by_title[title]
        ][:OFFERED_LINES]


def label_of_line(line: BudgetLine) -> str:
    """Return the cell that `Lines.find` reads again."""
    return f"{line.code} {line.title}".strip()


def _method_called(text: str) -> Method | None:
    """Return the method of an official name, a code of e-GP or a name of the portal."""
    wanted = " ".join(text.split())
    return next(
        (each for each in Method if wanted in {each.value, str(each.label), OFFICIAL_NAMES[each]}),
        None,
    )
