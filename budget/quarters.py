"""The quarters of a year: planned and spent to date, as executives ask for them."""

from dataclasses import dataclass
from decimal import Decimal

from budget.charts import bar_width
from budget.ledger import after_transfers, months_of, percent, spent, spent_to_date
from budget.overview import YearFigures
from thai.fiscal import FiscalYear, Period


@dataclass(frozen=True)
class Quarter:
    """One quarter; what was spent is None while none of its months is published.

    `months` counts those that are. `planned_to_date` and `bar` are of the whole year.
    """

    period: Period
    months: int
    planned_to_date: Decimal
    spent: Decimal | None
    to_date: Decimal | None
    percent: Decimal | None
    bar: str

    @property
    def is_whole(self) -> bool:
        return self.months == self.period.kind.length


def quarters_of_year(year: FiscalYear, figures: YearFigures) -> list[Quarter]:
    """Return the four quarters of all the ordinance."""
    return [_quarter(period, figures) for period in year.quarters()]


def _quarter(period: Period, figures: YearFigures) -> Quarter:
    entry = figures.entry
    budget = after_transfers(entry)
    months = months_of(period)
    known = sum(number in figures.months for number in months)
    to_date = spent_to_date(entry, period) if known else None
    return Quarter(
        period=period,
        months=known,
        planned_to_date=figures.planned[months[-1] - 1],
        spent=spent(entry, period) if known else None,
        to_date=to_date,
        percent=percent(to_date, budget) if to_date is not None and budget > 0 else None,
        bar=bar_width(to_date or Decimal(0), budget),
    )
