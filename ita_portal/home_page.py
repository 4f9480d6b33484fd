"""What the home page tells: where the money goes, what is bought, what was promised, who was answered.

Each part comes from the function that its own page uses, kept until something is published.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from budget.overview import FIGURES
from complaints.counts import question_facts
from complaints.figures import Figures, figures_of
from complaints.models import Question as Asked
from ita_portal.feeds import site_steps
from measures import surveys
from measures.models import MeasurePlan, Survey, SurveyTally
from procurement.cube import figures
from procurement.listing import Row, listed
from procurement.pages import PAGE_SOURCES
from procurement.posters import poster_months
from procurement.question import Question
from procurement.status import Status
from publishing.caching import kept
from thai.fiscal import Period, PeriodKind, fiscal_year_of

FEW = 3  # purchases on the home page
MOST = 4  # measures on it
PROMISES = (MeasurePlan.history.model,)
ANSWERS = (Asked.history.model,)
SURVEYS = (Survey.history.model, SurveyTally.history.model)
SOURCES = (*SURVEYS, *PROMISES, *ANSWERS, *FIGURES, *PAGE_SOURCES)


@dataclass(frozen=True)
class Buying:
    """What is open for offers today, and the purchases that stand first in the list.

    `month` is the newest month whose purchases are known; None before there is one.
    """

    opened: int
    amount: Decimal
    rows: list[Row]
    month: Period | None


@dataclass(frozen=True)
class Promise:
    """One measure with its standing today."""

    title: str
    url: str
    state: str
    label: str


@dataclass(frozen=True)
class Promises:
    """The measures of the newest year: the first few of `count`."""

    year: int
    url: str
    count: int
    shown: list[Promise]


def buying(today: dt.date) -> Buying:
    """Return what the list of purchases begins with: open for offers, closing soonest."""
    return kept(f"home purchases on {today}", PAGE_SOURCES, lambda: _buying(today))


def _buying(today: dt.date) -> Buying:
    everything = Question()
    opened = figures(Question(status=Status.OPEN), today)
    rows = listed(everything, figures(everything, today), None, today).rows[:FEW]
    return Buying(opened.count, opened.total, rows, next(iter(poster_months()), None))


def promises(today: dt.date) -> Promises | None:
    """Return the promises of the newest year with public measures; None before there is one."""
    found = kept(f"home promises on {today}", PROMISES, lambda: [_promises(today)])
    return found[0]


def _promises(today: dt.date) -> Promises | None:
    plan = MeasurePlan.objects.public().newest_on(today)
    if plan is None:
        return None
    measures = list(plan.measures.published().order_by("order").measured_on(today))
    shown = [
        Promise(
            each.title,
            each.get_absolute_url(),
            str(each.progress.state),
            str(each.progress.state_label),
        )
        for each in measures[:MOST]
    ]
    return Promises(plan.fiscal_year, plan.get_absolute_url(), len(measures), shown)


def answers(today: dt.date) -> Figures:
    """Return what became of the questions of the running year; of the last, while none came yet.

    The statistics page of the year shows the same figures.
    """
    return kept(f"home answers on {today}", ANSWERS, lambda: _answers(today))


def _answers(today: dt.date) -> Figures:
    this_year = fiscal_year_of(today)
    years = [
        figures_of(question_facts(year), Period(year, PeriodKind.YEAR, 1), today)
        for year in (this_year, this_year - 1)
    ]
    return next((each for each in years if each.received), years[0])


def open_survey(today: dt.date) -> surveys.Progress | None:
    """Return the survey that every citizen can answer today, if one is open."""
    return kept(f"home survey on {today}", SURVEYS, lambda: [surveys.open_survey(today)])[0]


def newest_on() -> dt.date | None:
    """Return the day on which something was published, corrected or withdrawn last."""
    return kept("newest step", (), lambda: [_newest_on()])[0]


def _newest_on() -> dt.date | None:
    at = site_steps().values_list("at", flat=True).first()
    return timezone.localdate(at) if at else None
