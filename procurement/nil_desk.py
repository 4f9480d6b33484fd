"""Where the months and quarters of a year stand: contracts, none and said so, or nothing said yet."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from procurement.models import Contract, NilPeriod
from procurement.models.purchase import YEARS
from publishing.nil_periods import Standing, standing_of
from publishing.workflow import State
from thai.fiscal import FiscalYear, Period


@dataclass(frozen=True)
class DayCount:
    """How many contracts are dated on a day, public ones and others counted apart."""

    day: dt.date
    is_public: bool
    contracts: int


@dataclass(frozen=True)
class PeriodRow:
    """A month or quarter of the desk."""

    period: Period
    standing: Standing
    contracts: int = 0
    pending: int = 0  # contracts among them that are not public yet
    nil: NilPeriod | None = None


def rows_of_year(fiscal_year: int, today: dt.date) -> list[PeriodRow]:
    """Return the twelve months, each quarter after its months."""
    year = FiscalYear(fiscal_year)
    nils = NilPeriod.objects.filter(fiscal_year=fiscal_year).not_withdrawn()
    said = {nil.slug: nil for nil in nils}
    counts = _counted(year)
    return [_row(period, counts, said.get(period.slug), today) for period in _in_order(year)]


def year_named(text: str) -> int:
    """Return the fiscal year that an address names, else that of today."""
    if text.isdecimal() and len(text) == 4 and YEARS[0] < int(text) < YEARS[1]:  # noqa: PLR2004
        return int(text)
    return FiscalYear.of(timezone.localdate()).year


def _in_order(year: FiscalYear) -> list[Period]:
    """Return the months and quarters as they end, a quarter after its last month."""
    return sorted([*year.months(), *year.quarters()], key=lambda each: each.last_day)


def _row(
    period: Period,
    counts: Iterable[DayCount],
    nil: NilPeriod | None,
    today: dt.date,
) -> PeriodRow:
    inside = [each for each in counts if period.contains(each.day)]
    contracts = sum(each.contracts for each in inside)
    standing = standing_of(
        is_over=period.last_day < today,
        has_rows=contracts > 0,
        state=State(nil.state) if nil else None,
    )
    pending = sum(each.contracts for each in inside if not each.is_public)
    return PeriodRow(period, standing, contracts, pending, nil)


def _counted(year: FiscalYear) -> list[DayCount]:
    """Return how many contracts each day of the year has, drafts of purchases and steps included."""
    rows = (
        Contract.objects.not_withdrawn()
        .filter(signed_on__range=(year.first_day, year.last_day))
        .order_by()
        .values_list("signed_on", "purchase__state", "stage__state")
        .annotate(contracts=Count("pk"))
    )
    public = {(State.PUBLISHED, None), (State.PUBLISHED, State.PUBLISHED)}
    return [DayCount(day, tuple(states) in public, count) for day, *states, count in rows if day]
