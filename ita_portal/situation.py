"""How the office stands on a day, for those who lead it: every figure from the app that owns it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from budget.breakdown import MoneyRow
from budget.charts import MonthChart
from budget.headline import Headline, newest_headline
from budget.ledger import Entry
from budget.months import months_of_year
from budget.quarters import Quarter, quarters_of_year
from budget.standing import YearStanding, units_of_year, years_to_month
from complaints.statistics import statistics_of
from complaints.tasks import Limits, limits_on
from ita_portal.debts import coming, debts_of_office
from ita_portal.tasks import Debt
from measures.models import Measure, MeasurePlan, ReportEdition
from measures.progress import ProgressState
from measures.readiness import gaps
from measures.tasks import recent_plans
from procurement import tasks as procurement_tasks
from procurement.cube import figures
from procurement.question import Question
from procurement.status import Status
from publishing.waiting import Waiting, waiting_for_anybody
from thai.fiscal import FiscalYear

MOST_EXCEPTIONS = 7  # an eighth would not be read; the list has them all
MOST_COMING = 5
DAY, AHEAD = dt.timedelta(days=1), dt.timedelta(days=30)


@dataclass(frozen=True)
class Late:
    """A debt whose day is past."""

    debt: Debt
    days: int


@dataclass(frozen=True)
class Share:
    """How many measures stand in one state."""

    state: ProgressState
    count: int

    @property
    def label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class Promises:
    """The measures of a year by state; `shares` leaves out states that none is in."""

    plan: MeasurePlan
    total: int
    done: int
    shares: list[Share]


@dataclass(frozen=True)
class UnitStanding:
    """How much of its budget a unit has spent, and how many things it is late with."""

    money: MoneyRow
    late: int


@dataclass(frozen=True)
class Money:
    """The newest public year: its quarters, its months as a drawing, its units, and earlier years."""

    headline: Headline
    quarters: list[Quarter]
    chart: MonthChart | None
    units: list[UnitStanding]
    years: list[YearStanding]


@dataclass(frozen=True)
class Buying:
    """Purchases by where they stand; months over without contract and without a word."""

    open: int
    running: int
    unaccepted: int
    unannounced: int
    missing_months: int

    @property
    def late(self) -> int:
        return self.unaccepted + self.unannounced


@dataclass(frozen=True)
class Report:
    """The annual report of a year: what it lacks, and its newest edition."""

    plan: MeasurePlan
    gaps: int
    edition: ReportEdition | None


@dataclass(frozen=True)
class Situation:
    """What the one screen of the executive says, in its order."""

    today: dt.date
    late: list[Late]
    coming: list[Debt]
    waiting: list[Waiting]
    promises: Promises | None
    money: Money | None
    buying: Buying
    questions: Limits
    cases: str
    statistics_url: str
    reports: list[Report]

    @property
    def year(self) -> int:
        return FiscalYear.of(self.today).year

    @property
    def exceptions(self) -> list[Late]:
        return self.late[:MOST_EXCEPTIONS]

    @property
    def more_exceptions(self) -> int:
        return len(self.late) - len(self.exceptions)

    @property
    def first_coming(self) -> list[Debt]:
        return self.coming[:MOST_COMING]

    @property
    def more_coming(self) -> int:
        return len(self.coming) - len(self.first_coming)


def situation_on(today: dt.date) -> Situation:
    """Return how the office stands on a day."""
    year = FiscalYear.of(today).year
    late = late_on(today)
    return Situation(
        today=today,
        late=late,
        coming=coming_on(today),
        waiting=waiting_for_anybody(),
        promises=_promises(today),
        money=_money(late),
        buying=_buying(today),
        questions=limits_on(today),
        cases=statistics_of(year, today).cases_text,
        statistics_url=reverse("complaints:statistics", args=[year]),
        reports=[_report(plan) for plan in recent_plans()],
    )


def late_on(today: dt.date) -> list[Late]:
    """Return what the office owes and is past its day, longest overdue first."""
    debts = debts_of_office(today)
    return [Late(debt, (today - debt.day).days) for debt in debts if debt.day and debt.day < today]


def coming_on(today: dt.date) -> list[Debt]:
    """Return what falls due within 30 days, also what the rules will only then see as owed.

    What is owed "today" whenever one asks, such as the count of a survey, is told of today alone.
    """
    until = today + AHEAD
    due_today = coming(debts_of_office(today), today, today)
    return [*due_today, *coming(debts_of_office(until + DAY), today + DAY, until)]


def _money(late: Sequence[Late]) -> Money | None:
    headline = newest_headline()
    if headline is None:
        return None
    budget, figures = headline.budget, headline.figures
    return Money(
        headline=headline,
        quarters=quarters_of_year(budget.year, figures),
        chart=months_of_year(budget, figures).chart,
        units=_units(units_of_year(budget), late),
        years=years_to_month(budget, figures),
    )


def _units(rows: Sequence[MoneyRow], late: Sequence[Late]) -> list[UnitStanding]:
    """Put what each unit is late with beside its money; who has no budget stands at the end."""
    counts = Counter(name for each in late for name in each.debt.owner.split(", ") if name)
    known = {row.label for row in rows}
    others = [MoneyRow(name, Entry()) for name in sorted(counts) if name not in known]
    return [UnitStanding(row, counts[row.label]) for row in [*rows, *others]]


def _promises(today: dt.date) -> Promises | None:
    plan = MeasurePlan.objects.public().newest_on(today)
    if plan is None:
        return None
    measures = plan.measures.published().measured_on(today)
    return Promises(plan, len(measures), _in(measures, ProgressState.DONE), _shares(measures))


def _shares(measures: Sequence[Measure]) -> list[Share]:
    shares = [Share(state, _in(measures, state)) for state in reversed(ProgressState)]
    return [share for share in shares if share.count]


def _in(measures: Sequence[Measure], state: ProgressState) -> int:
    return sum(measure.progress.state == state for measure in measures)


def _buying(today: dt.date) -> Buying:
    owed = procurement_tasks.owed_on(today)
    counts = {
        kind: sum(1 + each.more for each in owed if each.kind == kind)
        for kind in procurement_tasks.Kind
    }
    return Buying(
        open=figures(Question(status=Status.OPEN), today).count,
        running=figures(Question(status=Status.RUNNING), today).count,
        unaccepted=counts[procurement_tasks.Kind.ACCEPTANCE],
        unannounced=counts[procurement_tasks.Kind.PLAN],
        missing_months=counts[procurement_tasks.Kind.MONTH],
    )


def _report(plan: MeasurePlan) -> Report:
    editions = sorted(plan.editions.all(), key=lambda edition: edition.number)
    return Report(plan, len(gaps(plan)), editions[-1] if editions else None)
