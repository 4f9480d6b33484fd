"""What procurement still owes the public (งานของฉัน): computed from what is there, never typed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from procurement.models import Contract, Purchase
from procurement.nil_desk import PeriodRow, rows_of_year
from procurement.status import Phase
from publishing.nil_periods import Standing
from publishing.workflow import State
from thai.fiscal import FiscalYear, Period, PeriodKind

MONTH_DAYS = dt.timedelta(days=30)  # a month's form is owed within the next month (ITA 2567 O14)
MAX_OF_A_KIND = 5  # purchases named; the rest is counted


class Kind(StrEnum):
    MONTH = "month"  # a month without rows of which nobody said that it is empty
    CONTRADICTED = "contradicted"  # said to be empty, and a contract is there
    ACCEPTANCE = "acceptance"  # a contract has ended and nothing was accepted
    PLAN = "plan"  # the planned day is past and nothing was announced


@dataclass(frozen=True)
class Owed:
    """One thing that is owed: what, of which period or purchase, until when.

    `more` counts further ones of its kind that are not named.
    """

    kind: Kind
    day: dt.date
    period: Period | None = None
    purchase: Purchase | None = None
    nil_pk: int = 0
    more: int = 0


def owed_on(today: dt.date) -> list[Owed]:
    """Return what procurement owes on a day, most urgent first; nothing before its time.

    An office that has published no purchase yet owes no empty months.
    """
    found = [*_periods(today), *_unaccepted(today), *_unannounced(today)]
    return sorted(found, key=lambda each: (each.day, each.kind))


def owed_of_periods(rows: Iterable[PeriodRow]) -> list[Owed]:
    """Return the first month that is missing, and each period that contradicts itself."""
    known = list(rows)
    found = [
        Owed(
            Kind.CONTRADICTED,
            row.period.last_day + MONTH_DAYS,
            period=row.period,
            nil_pk=row.nil.pk if row.nil else 0,
        )
        for row in known
        if row.standing is Standing.CONTRADICTED
    ]
    missing = [
        row.period
        for row in known
        if row.standing is Standing.MISSING and row.period.kind is PeriodKind.MONTH
    ]
    if missing:
        day, more = missing[0].last_day + MONTH_DAYS, len(missing) - 1
        found.append(Owed(Kind.MONTH, day, period=missing[0], more=more))
    return found


def _periods(today: dt.date) -> list[Owed]:
    """Return what is owed for the periods of this year, and of the last one while it is new."""
    years = [FiscalYear.of(today - dt.timedelta(days=90)), FiscalYear.of(today)]
    found = []
    for year in sorted({each.year for each in years}):
        if Purchase.objects.of_year(year).published().exists():
            found += owed_of_periods(rows_of_year(year, today))
    return found


def _unaccepted(today: dt.date) -> list[Owed]:
    """Return purchases whose contract has ended and was never accepted, the oldest first."""
    year = FiscalYear.of(today).previous()
    open_contracts = (
        Contract.objects.settled()
        .unaccepted()
        .filter(purchase=OuterRef("pk"), signed_on__isnull=False, cancelled_on=None)
    )
    rows = Purchase.objects.published().filter(
        Exists(open_contracts),
        phase=Phase.CONTRACTED,
        ends_on__lt=today,
        ends_on__gte=year.first_day,
    )
    return _named(Kind.ACCEPTANCE, rows.order_by("ends_on", "pk"), "ends_on")


def _unannounced(today: dt.date) -> list[Owed]:
    """Return purchases of the plan whose day is past and that nobody announced."""
    year = FiscalYear.of(today)
    rows = Purchase.objects.filter(
        ~Q(state=State.WITHDRAWN),
        phase=Phase.PLANNED,
        planned_on__lt=today.replace(day=1),  # a plan names the month
        fiscal_year=year.year,
    )
    return _named(Kind.PLAN, rows.order_by("planned_on", "pk"), "planned_on")


def _named(kind: Kind, rows: QuerySet[Purchase], day: str) -> list[Owed]:
    """Name the first few; the last of them says how many more there are."""
    few = rows.select_related("unit")[:MAX_OF_A_KIND]
    named = [Owed(kind, getattr(each, day), purchase=each) for each in few]
    if len(named) == MAX_OF_A_KIND:
        named[-1] = replace(named[-1], more=rows.count() - MAX_OF_A_KIND)
    return named
