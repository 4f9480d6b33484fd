"""What a person still owes (งานของฉัน), computed from schedules: nobody keeps a list."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from agency.models import User
from measures.models import Measure, MeasurePlan
from measures.progress import Progress, progress_of
from thai.fiscal import FiscalYear

SOON = dt.timedelta(days=7)
YEARS_AT_WORK = 2  # the report of a year is written when the next year has begun
# Of the fiscal year. The results of ITA are known in August, and the first rounds of what is done
# every month end with October.
SET_WITHIN = dt.timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A measure as one person sees it: how far their methods are and when the next is due."""

    measure: Measure
    progress: Progress
    is_mine: bool

    @property
    def day(self) -> dt.date | None:
        return self.progress.next_due

    @property
    def owners(self) -> list[str]:
        """The units of the methods on which something is still to be done, each once."""
        methods = [method for method in self.measure.methods.all() if not method.progress.is_done]
        return list(dict.fromkeys(str(method.responsible) for method in methods))

    def is_overdue(self, today: dt.date) -> bool:
        return self.day is not None and self.day < today

    def is_soon(self, today: dt.date) -> bool:
        return self.day is not None and today <= self.day <= today + SOON


@dataclass(frozen=True)
class MissingPlan:
    """A year that has no measures, and until when they are set; `begun` is its plan without any."""

    fiscal_year: int
    day: dt.date
    begun: MeasurePlan | None = None


def missing_plan(today: dt.date) -> MissingPlan | None:
    """Return the measures that this year has not; an office that never had any is not reminded."""
    year = FiscalYear.of(today)
    if not MeasurePlan.objects.filter(fiscal_year__lt=year.year).exists():
        return None
    if Measure.objects.not_withdrawn().of_year(year.year).exists():
        return None
    begun = MeasurePlan.objects.filter(fiscal_year=year.year).first()
    return MissingPlan(year.year, year.first_day + SET_WITHIN, begun)


def recent_plans() -> list[MeasurePlan]:
    """Return the newest years: those that progress can be added to, also after their report."""
    return list(MeasurePlan.objects.newest_first().prefetch_related("editions")[:YEARS_AT_WORK])


def open_plans() -> list[MeasurePlan]:
    """Return the newest years whose report was not issued after the year had ended."""
    return _at_work(recent_plans())


def dues_of(user: User, today: dt.date) -> list[Due]:
    """Return the public measures of the newest years: the person's own first, due first."""
    return _dues(recent_plans(), _units_of(user), today)


def owed_by(user: User, today: dt.date) -> list[Due]:
    """Return the person's own measures of open years on which something is still to be done."""
    return _open(_units_of(user), today)


def owed_by_all(today: dt.date) -> list[Due]:
    """Return what is still to be done on the measures of open years, whoever does it."""
    return _open(frozenset(), today)


def _units_of(user: User) -> set[int]:
    return set(user.units.values_list("pk", flat=True))


def _dues(plans: Iterable[MeasurePlan], units: Collection[int], today: dt.date) -> list[Due]:
    measures = Measure.objects.published().filter(plan__in=list(plans)).measured_on(today)
    return sorted((_due(measure, units) for measure in measures), key=_urgency)


def _open(units: Collection[int], today: dt.date) -> list[Due]:
    plans = recent_plans()
    at_work = {plan.pk for plan in _at_work(plans)}
    return [
        due
        for due in _dues(plans, units, today)
        if due.is_mine and not due.progress.is_done and due.measure.plan_id in at_work
    ]


def _due(measure: Measure, units: Collection[int]) -> Due:
    """See a measure through the methods of these units; a person without units sees them all."""
    methods = list(measure.methods.all())
    own = [method for method in methods if not units or method.responsible_id in units]
    shown = own or methods
    progress = progress_of([method.progress for method in shown])
    return Due(measure=measure, progress=progress, is_mine=bool(own))


def _urgency(due: Due) -> tuple[bool, dt.date, int, int]:
    year = due.measure.plan.fiscal_year
    return (not due.is_mine, due.day or dt.date.max, -year, due.measure.order)


def _at_work(plans: Iterable[MeasurePlan]) -> list[MeasurePlan]:
    return [plan for plan in plans if not _is_closed(plan)]


def _is_closed(plan: MeasurePlan) -> bool:
    return any(edition.issued_on > plan.year.last_day for edition in plan.editions.all())
