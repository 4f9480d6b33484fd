"""Building the report of a period from what is public of a budget on a day."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from agency.models import Agency
from budget.ledger import months_of
from budget.models import BudgetYear, LineProgress, ProgressReport, SpendingMonth
from budget.overview import FIGURES
from budget.report_content import TO_DATE, PeriodReport, Publisher, Withdrawal
from budget.report_parts import (
    approved,
    change,
    further_ordinances,
    month_controls,
    ordinance_controls,
    progress,
    progress_report,
    supplements,
    transfers,
)
from budget.report_sums import outside, plans
from publishing.caching import kept
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from thai.fiscal import Period, PeriodKind

REPORTED = (*FIGURES, LineProgress.history.model, ProgressReport.history.model)


@dataclass(frozen=True)
class Standing:
    """How far a period is: whether it is over, how many of its months are published.

    Missing are the months since October that are over and not published; withdrawn are those of
    the period that once were.
    """

    period: Period
    is_closed: bool
    published: int
    missing: tuple[Period, ...]
    withdrawn: tuple[Withdrawal, ...]

    @property
    def is_complete(self) -> bool:
        return self.is_closed and not self.missing

    @property
    def missing_before(self) -> list[Period]:
        """Missing months before the period: what was spent to date leaves them out."""
        return [month for month in self.missing if month.last_day < self.period.first_day]

    @property
    def never_published(self) -> list[Period]:
        """Missing months of the period itself that were not withdrawn."""
        gone = {each.period for each in self.withdrawn}
        before = self.missing_before
        return [month for month in self.missing if month not in gone and month not in before]


def standings(year: BudgetYear, *, day: dt.date) -> list[Standing]:
    """Return every period of a year as it stands on `day`: the year first, the months last."""
    published = {row.month for row in published_months(year)}
    gone = withdrawals(year, published)
    return [_standing(period, published, gone, day=day) for period in year.year.periods]


def published_months(year: BudgetYear) -> list[SpendingMonth]:
    """Return the published months of a year, October first."""
    months = SpendingMonth.objects.public().filter(year=year)
    return list(months.select_related("year").order_by("month"))


def withdrawals(year: BudgetYear, published: Collection[int]) -> list[Withdrawal]:
    """Return the months that were withdrawn and are not published again, October first."""
    rows = SpendingMonth.objects.filter(year=year, state=State.WITHDRAWN)
    months = {row.pk: row.period for row in rows.select_related("year").order_by("month", "pk")}
    steps = PublicationStep.objects.filter(
        content_type=ContentType.objects.get_for_model(SpendingMonth),
        object_id__in=months,
        action=Action.WITHDRAW,
    )
    reasons = dict(steps.order_by("at").values_list("object_id", "reason"))
    newest = {month: Withdrawal(month, reasons.get(pk, "")) for pk, month in months.items()}
    return [each for month, each in newest.items() if month.number not in published]


def period_report(year: BudgetYear, period: Period, *, day: dt.date) -> PeriodReport:
    """Return the report of a period of a published year as it stands on `day`.

    Transfers and further ordinances count up to the last day of the period, spending by its month.
    """
    name = f"budget-report:{year.pk}:{period.slug}:{day}"
    return kept(name, REPORTED, lambda: _period_report(year, period, day))


def _period_report(year: BudgetYear, period: Period, day: dt.date) -> PeriodReport:
    months = [row for row in published_months(year) if row.month <= months_of(period)[-1]]
    published = {row.month for row in months}
    gone = [
        each for each in withdrawals(year, published) if each.period.number <= months_of(period)[-1]
    ]
    standing = _standing(period, published, gone, day=day)
    changes, ordinances = transfers(year, period), supplements(year, period)
    projects, amounts, sums = progress_report(year, period), approved(year), plans(year, period)
    units = [year, *months, *ordinances, *changes, *([projects] if projects else [])]
    return PeriodReport(
        period=period,
        publisher=publisher(Agency.objects.get()),
        is_closed=standing.is_closed,
        as_of=_as_of(year, months, standing),
        missing=standing.missing,
        withdrawn=tuple(gone),
        unknown=_unknown(standing, published),
        plans=sums,
        outside=outside(year, period),
        ordinances=further_ordinances(ordinances, amounts, period),
        changes=tuple(change(row) for row in changes),
        progress=progress(projects, period) if projects else None,
        controls=(
            *ordinance_controls(year, ordinances, amounts),
            *month_controls(months, period, sums.total.entry),
        ),
        moment=max(unit.published_at for unit in units if unit.published_at),
    )


def publisher(agency: Agency) -> Publisher:
    """Return what papers say of the agency."""
    return Publisher(
        name=agency.name,
        place=agency.place,
        seal=agency.seal.name or "",
        executive_name=agency.executive_name,
        executive_position=agency.executive_position,
        thai_digits=agency.thai_digits_in_documents,
        is_demonstration=agency.is_demonstration,
    )


def _unknown(standing: Standing, published: Collection[int]) -> frozenset[str]:
    within: frozenset[str] = frozenset() if standing.published else frozenset({"spent"})
    return within if published else within | TO_DATE


def _standing(
    period: Period, published: Iterable[int], gone: Iterable[Withdrawal], *, day: dt.date
) -> Standing:
    known = set(published)
    until = range(1, months_of(period)[-1] + 1)
    unknown = [
        Period(period.year, PeriodKind.MONTH, month) for month in until if month not in known
    ]
    return Standing(
        period=period,
        is_closed=period.last_day < day,
        published=len(known.intersection(months_of(period))),
        missing=tuple(month for month in unknown if month.last_day < day),
        withdrawn=tuple(each for each in gone if each.period.number in months_of(period)),
    )


def _as_of(year: BudgetYear, months: list[SpendingMonth], standing: Standing) -> dt.date:
    if standing.is_complete:
        return standing.period.last_day
    return months[-1].period.last_day if months else year.effective_on
