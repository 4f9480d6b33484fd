"""The months of a year: planned, spent, spent to date, and the chart of the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from agency.wording import month_label, month_range, month_short, units_of_baht
from budget.charts import MonthChart, bar_width, month_chart
from budget.control import Control
from budget.ledger import (
    ZERO,
    Entry,
    after_transfers,
    cumulative,
    percent,
    spent,
    spent_to_date,
)
from budget.models import BudgetYear, SpendingMonth
from budget.overview import YearFigures
from budget.pace import planned_to_date
from thai.fiscal import FIRST_MONTH, FiscalYear, Period


@dataclass(frozen=True)
class Month:
    """One month; `spent` and `to_date` are None while its spending is not published.

    `planned_to_date` is None where nothing may be spent.
    """

    period: Period
    planned_to_date: Decimal | None
    spent: Decimal | None
    to_date: Decimal | None
    budget: Decimal

    @property
    def name(self) -> str:
        return month_label(self.period.first_day)

    @property
    def percent(self) -> Decimal | None:
        if self.to_date is None or self.budget <= 0:
            return None
        return percent(self.to_date, self.budget)

    @property
    def bar(self) -> str:
        return bar_width(self.to_date or ZERO, self.budget)


@dataclass(frozen=True)
class Months:
    rows: list[Month]
    chart: MonthChart | None

    @property
    def newest(self) -> Month | None:
        """The newest month whose spending is published."""
        return next((row for row in reversed(self.rows) if row.spent is not None), None)


def months_of_year(year: BudgetYear, figures: YearFigures) -> Months:
    """Return the months of all the ordinance."""
    return _months(year.year, figures.entry, figures.planned, figures.months)


def months_of_line(
    year: BudgetYear, entry: Entry, *, starts: int | None, ends: int | None, known: Sequence[int]
) -> Months:
    """Return the months of one line; `known` are the fiscal months whose spending is published."""
    planned = planned_to_date([(starts, ends, after_transfers(entry))])
    return _months(year.year, entry, planned, known)


def _months(
    year: FiscalYear, entry: Entry, planned: Sequence[Decimal], known: Sequence[int]
) -> Months:
    to_date = dict(enumerate(cumulative(entry.months), start=1))
    by_month = {number: entry.months[number - 1] for number in known}
    budget = after_transfers(entry)
    rows = [
        Month(
            period=period,
            planned_to_date=planned[period.number - 1] if budget > 0 else None,
            spent=by_month.get(period.number),
            to_date=to_date[period.number] if period.number in by_month else None,
            budget=budget,
        )
        for period in year.months()
    ]
    if budget <= 0:
        return Months(rows, chart=None)
    actual = [(number, to_date[number]) for number in sorted(known)]
    names = [month_short((FIRST_MONTH - 1 + place) % 12 + 1) for place in range(12)]
    chart = month_chart(planned, actual, months=names, units=units_of_baht())
    return Months(rows, chart)


def month_controls(month: SpendingMonth, entry: Entry) -> list[Control]:
    """Hold what is published of a month against its signed paper; `entry` is the whole ordinance.

    Empty where nothing was typed from a paper.
    """
    why = month.difference_explanation
    pairs = [
        (_("this month"), month.paper_month, spent(entry, month.period)),
        (_("since October"), month.paper_to_date, spent_to_date(entry, month.period)),
    ]
    return [Control(label, paper, rows, why) for label, paper, rows in pairs if paper is not None]


def planned_months(year: BudgetYear, starts: int | None, ends: int | None) -> str:
    """Return "มกราคม – มีนาคม 2566"; empty where no months are planned."""
    if not (starts and ends):
        return ""
    months = year.year.months()
    return month_range(months[starts - 1].first_day, months[ends - 1].first_day)
