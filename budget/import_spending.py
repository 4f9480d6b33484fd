"""Spending by line and month from the Excel that is kept beside the accounts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.flags import Holding, falling, overspent
from budget.import_columns import month_column
from budget.import_matching import LineFinder
from budget.import_ordinances import kept_rows, note_what_was_kept, paper_total, year_of
from budget.import_places import own_title
from budget.ledger import after_transfers
from budget.models import BudgetLine, Source, Spending, SpendingMonth
from budget.sums import entries
from publishing.import_plan import ZERO, Choices, Missing, Reading, Record
from publishing.import_table import CleanTable, Refusal, TableRow
from thai.fiscal import Period, PeriodKind
from thai.money import format_baht
from thai.text import quoted

MONTHS = range(1, 13)
TOTALS = {
    "month": gettext_lazy("spent this month according to the signed paper"),
    "to_date": gettext_lazy("spent since October according to the signed paper"),
}


@dataclass(frozen=True)
class Spent:
    """One figure of the file."""

    row: int
    line: BudgetLine
    month: int
    amount: Decimal


class SpendingReading:
    """Understands the spending of one file; a month is replaced as a whole, others stay."""

    def __init__(self, table: CleanTable, choices: Choices) -> None:
        self.table = table
        self.choices = choices
        self.year = year_of(choices.target["year"])
        self.kept = kept_rows(table, choices)
        self.lines = LineFinder(self.year, table, choices)
        self.reading = Reading(replaces=True)
        self.wide = [month for month in MONTHS if month_column(month) in table.mapping]
        self.figures: dict[tuple[int, int], Spent] = {}
        self.mentioned: set[int] = set()
        self.earlier = self._earlier()

    def result(self) -> Reading:
        reading = self.reading
        note_what_was_kept(reading, self.kept)
        if self._has_columns():
            for row in self.kept.rows:
                self._read(row)
        reading.refusals += self.lines.refusals
        reading.unknown = self.lines.names.unknown_names()
        months = self._months()
        self._add_records(months)
        self._add_totals(months)
        self._add_notes(months)
        return reading

    def _earlier(self) -> dict[int, dict[int, Decimal]]:
        """What is in the portal already, by line and month."""
        found: dict[int, dict[int, Decimal]] = defaultdict(dict)
        if self.year.pk:
            rows = Spending.objects.entered(self.year, until=12).order_by()
            for line, month, amount in rows.values_list("line_id", "month__month", "amount"):
                found[line][month] = amount
        return found

    def _has_columns(self) -> bool:
        columns = self.table.mapping
        sentences = [
            (
                not {"code", "title", "type", "category", "work", "class", "plan"} & set(columns),
                _("No column says which line is meant: choose that of its number or its name."),
            ),
            (
                not self.wide and not {"amount", "to_date"} & set(columns),
                _("No column says what was spent: choose it below."),
            ),
        ]
        found = [Refusal(sentence) for wrong, sentence in sentences if wrong]
        self.reading.refusals += found if self.table.rows else []
        return not found

    def _read(self, row: TableRow) -> None:
        amounts = self._amounts(row)
        if not any(amount is not None for amount in amounts.values()):
            return
        line = self.lines.find(row)
        if line is None:
            return
        for month, amount in amounts.items():
            if amount is None:
                continue
            if "to_date" in self.table.mapping and not self._has_month_figures():
                amount -= self._before(line, month)
            self._note_figure(row, line, month, amount)

    def _has_month_figures(self) -> bool:
        return bool(self.wide) or "amount" in self.table.mapping

    def _amounts(self, row: TableRow) -> dict[int, Decimal | None]:
        """Return what the row says of each month; of a total since October in its last month."""
        if self.wide:
            return {month: _amount(row, month_column(month)) for month in self.wide}
        amount = _amount(row, "amount" if self._has_month_figures() else "to_date")
        month = row.values.get("month") or self.choices.target.get("month")
        if amount is not None and not month:
            text = _("It is not said of which month %(value)s is. Choose the month.")
            facts = {"row": row.number, "value": format_baht(amount)}
            self._refuse(row, text % facts, "month")
            return {}
        if not isinstance(month, int):
            return {}
        self.mentioned.add(month)
        return {month: amount}

    def _before(self, line: BudgetLine, month: int) -> Decimal:
        months = self.earlier.get(line.pk, {})
        return sum((amount for other, amount in months.items() if other < month), ZERO)

    def _note_figure(self, row: TableRow, line: BudgetLine, month: int, amount: Decimal) -> None:
        first = self.figures.setdefault((line.pk, month), Spent(row.number, line, month, amount))
        if first.row != row.number:
            text = _("The same line %(value)s stands in row %(first)s already.")
            facts = {"row": row.number, "first": first.row, "value": quoted(own_title(row))}
            self._refuse(row, text % facts, "title")

    def _refuse(self, row: TableRow, sentence: str, column: str) -> None:
        self.reading.refusals.append(
            Refusal(sentence, row=row.number, column=column, value=own_title(row))
        )

    def _months(self) -> dict[int, SpendingMonth]:
        """Return the months that the file speaks of, new ones not saved yet."""
        told = {spent.month for spent in self.figures.values() if spent.amount} | self.mentioned
        silent = [
            month_label(self.year.fiscal_year, month) for month in self.wide if month not in told
        ]
        if told and silent:
            text = _("No figure in these months, they are left alone: %(months)s")
            self.reading.notes.append(text % {"months": ", ".join(silent)})
        months = self.year.months.not_withdrawn() if self.year.pk else SpendingMonth.objects.none()
        saved = {month.month: month for month in months}
        for month in saved.values():
            month.year = self.year
        return {
            month: saved.get(month) or SpendingMonth(year=self.year, month=month)
            for month in sorted(told)
        }

    def _add_records(self, months: dict[int, SpendingMonth]) -> None:
        there = self._there(months)
        for spent in self.figures.values():
            if not spent.amount or spent.month not in months:
                continue
            month = months[spent.month]
            instance = there.pop((spent.line.pk, spent.month), None)
            values = {"month": month, "line": spent.line, "amount": spent.amount}
            label = f"{spent.line.title} ({month.period.label()})"
            self.reading.records.append(Record(spent.row, label, values, month, instance))
        self.reading.records.sort(key=lambda record: record.number)
        self.reading.missing = [
            Missing(row, months[month], f"{row} ({months[month].period.label()})", removable=True)
            for (_line, month), row in there.items()
        ]

    def _there(self, months: dict[int, SpendingMonth]) -> dict[tuple[int, int], Spending]:
        saved = [month for month in months.values() if month.pk]
        found = {}
        for row in Spending.objects.filter(month__in=saved).order_by("pk"):
            month = next(each for each in saved if each.pk == row.month_id)
            row.month, row.line = month, self.lines.by_pk[row.line_id]
            found[row.line_id, month.month] = row
        return found

    def _add_totals(self, months: dict[int, SpendingMonth]) -> None:
        """Hold the last month of the file against the signed paper, and keep what was typed."""
        units = [unit for unit in months.values() if unit.pk is None]
        if months:
            last = max(months)
            self.reading.totals = [
                *self._total("month", self._rows_of([last], months)),
                *self._total("to_date", self._rows_of(range(1, last + 1), months)),
            ]
            units += self._typed(months[last])
        self.reading.parents = [*units, *self.lines.names.spelled]

    def _total(self, name: str, rows: list[tuple[str, Decimal]]) -> list[Any]:
        label = str(TOTALS[name])
        return list(paper_total(label, self.choices.totals.get(name), rows))

    def _typed(self, month: SpendingMonth) -> list[SpendingMonth]:
        is_changed = False
        for name, field in (("month", "paper_month"), ("to_date", "paper_to_date")):
            typed = self.choices.totals.get(name)
            if typed is not None and getattr(month, field) != typed:
                setattr(month, field, typed)
                is_changed = True
        return [month] if is_changed and month.pk else []

    def _rows_of(self, numbers: Any, months: Mapping[int, Any]) -> list[tuple[str, Decimal]]:
        """The figures of months as they will stand, of the ordinance alone, for people to read."""
        found = [
            (spent.line.title, spent.amount)
            for spent in self.figures.values()
            if spent.month in numbers and spent.line.source == Source.ORDINANCE
        ]
        for pk, amounts in self.earlier.items():
            line = self.lines.by_pk[pk]
            if line.source == Source.ORDINANCE:
                others = [month for month in amounts if month in numbers and month not in months]
                found += [(line.title, amounts[month]) for month in others]
        return found

    def _add_notes(self, months: dict[int, SpendingMonth]) -> None:
        """Flag what looks odd and may still be true."""
        flags = overspent(self._holdings(months)) if self.figures else []
        for month, unit in months.items():
            total = sum((amount for _label, amount in self._rows_of([month], months)), ZERO)
            before = self._rows_of(range(1, month), months)
            start = sum((amount for _label, amount in before), ZERO)
            flags += falling([total], [unit.period.label()], start=start)
        for flag in flags:
            self.reading.notes += [flag.text, *flag.rows]

    def _holdings(self, months: Mapping[int, Any]) -> list[Holding]:
        used: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for spent in self.figures.values():
            used[spent.line.pk] += spent.amount
        for pk in used:
            others = [each for each in self.earlier.get(pk, {}).items() if each[0] not in months]
            used[pk] += sum((amount for _month, amount in others), ZERO)
        found = entries(BudgetLine.objects.filter(year=self.year), "pk")
        money = {key: after_transfers(entry) for (key,), entry in found.items()}
        return [
            Holding(self.lines.by_pk[pk].full_title, money[pk], amount)
            for pk, amount in used.items()
        ]


def _amount(row: TableRow, column: str) -> Decimal | None:
    value = row.values.get(column)
    return value if isinstance(value, Decimal) else None


def month_label(fiscal_year: int, month: int) -> str:
    return Period(fiscal_year, PeriodKind.MONTH, month).label()
