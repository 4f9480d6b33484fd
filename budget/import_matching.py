"""Which line of the budget a row of another table speaks of: by its number, else by its names."""

import difflib
from collections import defaultdict
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from budget.import_names import Names, identity
from budget.import_places import Place, own_title, place_of, text_of
from budget.import_values import Finder
from budget.models import BudgetLine, BudgetYear
from budget.names import name_key
from publishing.import_plan import Choices
from publishing.import_table import CleanTable, Refusal, TableRow
from thai.text import quoted

SUGGESTED = 20  # rows for which the nearest title is looked up; it takes time


class LineFinder:
    """The lines of a year, found by what a row says of them; says in sentences what it is not."""

    def __init__(self, year: BudgetYear, table: CleanTable, choices: Choices) -> None:
        self.names = Names(year.fiscal_year, choices, makes_new=False)
        self.finder = Finder()
        self.columns = frozenset(table.mapping)
        lines = BudgetLine.objects.set_up().filter(year=year).with_headings() if year.pk else []
        self.by_pk: dict[int, BudgetLine] = {line.pk: line for line in lines}
        self.by_code = {line.code: line for line in self.by_pk.values() if line.code}
        self.by_title: dict[str, list[BudgetLine]] = defaultdict(list)
        self.by_plan: dict[str, list[BudgetLine]] = defaultdict(list)
        for line in self.by_pk.values():
            self.by_title[name_key(line.title)].append(line)
            self.by_plan[identity(line.plan)].append(line)
        self._refusals: list[Refusal] = []

    @property
    def refusals(self) -> list[Refusal]:
        return [*self._refusals, *self.names.refusals()]

    def find(self, row: TableRow) -> BudgetLine | None:
        """Return the one line that a row means; otherwise say why not."""
        code = text_of(row, "code")
        if code and (line := self.by_code.get(code)):
            return line
        place = place_of(self.names, row)
        found = self._narrowed(self._candidates(row, place), row, place)
        if len(found) == 1:
            return found[0]
        if not self._waits_for_a_name(row, place):
            self._refuse(row, place, found)
        return None

    def _candidates(self, row: TableRow, place: Place) -> list[BudgetLine]:
        if found := self.by_title.get(name_key(own_title(row))):
            return found
        if text_of(row, "title"):
            return []
        return self.by_plan[identity(place.plan)] if place.plan else [*self.by_pk.values()]

    def _narrowed(self, lines: list[BudgetLine], row: TableRow, place: Place) -> list[BudgetLine]:
        """Keep the lines that agree with everything that the row says and the portal knows."""
        wanted = {
            each.name: identity(heading)
            for each in fields(place)
            if (heading := getattr(place, each.name))
        }
        if village := self.finder.village(text_of(row, "village"), row.number):
            wanted["village"] = str(village.pk)
        return [line for line in lines if _agrees(line, wanted)]

    def _waits_for_a_name(self, row: TableRow, place: Place) -> bool:
        """Whether a name in the row is unknown: that is asked first."""
        is_unknown = (
            (text_of(row, "plan"), place.plan),
            (text_of(row, "work"), place.work),
            (text_of(row, "class"), place.budget_class),
        )
        return any(text and not heading for text, heading in is_unknown)

    def _refuse(self, row: TableRow, place: Place, found: list[BudgetLine]) -> None:
        title = text_of(row, "code") or own_title(row)
        facts = {"row": row.number, "value": quoted(title), "count": len(found)}
        if found and not all(line.code for line in found):
            text = _(
                "%(count)s lines could be meant by %(value)s, and they have no number."
                " Give the lines in the portal a number first."
            )
        elif found:
            text = _("%(count)s lines could be meant by %(value)s. Add their number.")
        else:
            text = _("The budget of the year has no line %(value)s.")
            text += self._suggestion(row, place)
        column = "code" if text_of(row, "code") else "title"
        self._refusals.append(Refusal(text % facts, row=row.number, column=column, value=title))

    def _suggestion(self, row: TableRow, place: Place) -> str:
        if len(self._refusals) >= SUGGESTED or not own_title(row):
            return ""
        near = self.by_plan[identity(place.plan)] if place.plan else [*self.by_pk.values()]
        titles = {line.title for line in near[:2000]}
        close = difflib.get_close_matches(own_title(row), titles, n=1, cutoff=0.6)
        # The sentence is filled in later: a title may hold a percent sign.
        nearest = quoted(close[0]).replace("%", "%%") if close else ""
        return " " + _("The nearest: %(nearest)s.").replace("%(nearest)s", nearest) if close else ""


def _agrees(line: BudgetLine, wanted: dict[str, Any]) -> bool:
    for name, value in wanted.items():
        other = getattr(line, name)
        found = str(other.pk) if name == "village" and other else identity_of(other)
        if found and found != value:
            return False
        if not found and name in {"plan", "budget_class"}:
            return False
    return True


def identity_of(heading: Any) -> str:
    return identity(heading) if heading is not None and hasattr(heading, "kind") else ""
