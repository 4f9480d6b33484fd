"""How far the spending of a year is, by unit and beside earlier years, as executives ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from agency.models import Unit
from budget.breakdown import MoneyRow
from budget.charts import bar_width
from budget.ledger import after_transfers, percent, spent_to_date
from budget.models import BudgetYear
from budget.overview import YearFigures, year_figures
from budget.summary import year_entries
from thai.dates import MONTHS
from thai.fiscal import Period, PeriodKind

YEARS_SHOWN = 3


@dataclass(frozen=True)
class YearStanding:
    """What was spent of a year by the end of a month; the same month in each year shown."""

    budget: BudgetYear
    period: Period
    amount: Decimal
    to_date: Decimal

    @property
    def month_name(self) -> str:
        """The month without its year."""
        return MONTHS[self.period.first_day.month - 1]

    @property
    def percent(self) -> Decimal | None:
        return percent(self.to_date, self.amount) if self.amount > 0 else None

    @property
    def bar(self) -> str:
        return bar_width(self.to_date, self.amount)


def units_of_year(budget: BudgetYear) -> list[MoneyRow]:
    """Return the money of the ordinance by responsible unit, the largest budget first."""
    found = year_entries(budget.fiscal_year, "unit")
    names = Unit.objects.in_bulk([pk for (pk,) in found if pk])
    rows = [
        MoneyRow(str(names[pk]) if pk else _("No unit is named"), entry)
        for (pk,), entry in found.items()
    ]
    return sorted(rows, key=lambda row: -row.after)


def years_to_month(newest: BudgetYear, figures: YearFigures) -> list[YearStanding]:
    """Return the newest years at the month to which `newest` is spent, newest first.

    A year in which that month is not published is left out; empty before any month is.
    """
    month = max(figures.months, default=0)
    years = BudgetYear.objects.published().newest_first()
    years = years.filter(fiscal_year__lte=newest.fiscal_year)[:YEARS_SHOWN]
    known = [(year, figures if year.pk == newest.pk else year_figures(year)) for year in years]
    return _standings(known, month) if month else []


def _standings(known: Sequence[tuple[BudgetYear, YearFigures]], month: int) -> list[YearStanding]:
    return [
        YearStanding(
            year,
            period := Period(year.fiscal_year, PeriodKind.MONTH, month),
            after_transfers(figures.entry),
            spent_to_date(figures.entry, period),
        )
        for year, figures in known
        if month in figures.months
    ]
