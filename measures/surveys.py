"""How far the surveys of ITA are: read from what staff counted, and never from an answer."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import cached_property

from measures.models import Survey, SurveyExplanation, SurveyTally
from measures.models.assessment import Instrument
from measures.survey_rules import Sample, Target, days_left, percent_of, survey_rules
from publishing.caching import kept
from publishing.qr import qr_svg
from thai.fiscal import newest_year_on

RECENT = 7  # counts that staff see beside the field
STILL_COUNTED = dt.timedelta(days=30)  # after a survey has closed


@dataclass(frozen=True)
class Row:
    """A count with its share of the target."""

    tally: SurveyTally
    percent: int


@dataclass(frozen=True)
class Progress:
    """A survey as it stands on a day; `tallies` are its counts, newest first."""

    survey: Survey
    tallies: tuple[SurveyTally, ...]
    today: dt.date

    @property
    def target(self) -> Target:
        return self.survey.target

    @property
    def sample(self) -> Sample:
        """The rule by which a target is computed."""
        return survey_rules().sample

    @property
    def newest(self) -> SurveyTally | None:
        return self.tallies[0] if self.tallies else None

    @property
    def rows(self) -> list[Row]:
        target = self.target.answers
        return [Row(each, percent_of(each.answered, target)) for each in self.tallies]

    @property
    def recent(self) -> tuple[SurveyTally, ...]:
        return self.tallies[:RECENT]

    @property
    def answered(self) -> int:
        return self.newest.answered if self.newest else 0

    @property
    def counted_on(self) -> dt.date | None:
        return self.newest.day if self.newest else None

    @property
    def percent(self) -> int:
        return percent_of(self.answered, self.target.answers)

    @property
    def missing(self) -> int:
        """How many answers are still needed."""
        return max(0, self.target.answers - self.answered)

    @property
    def is_open(self) -> bool:
        return self.survey.is_open_on(self.today)

    @property
    def is_closed(self) -> bool:
        return self.survey.closes_on < self.today

    @property
    def is_counted_today(self) -> bool:
        return self.counted_on is not None and self.counted_on >= self.today

    @property
    def days_left(self) -> int:
        """Days on which it can still be answered, today counted; 0 before it opens and after."""
        return days_left(self.survey.closes_on, self.today) if self.is_open else 0

    @cached_property
    def qr(self) -> str:
        """The official address as a picture for telephones."""
        return qr_svg(self.survey.url)


# ------------------------------------------------------------------ one survey, for pages and posters
def open_survey(today: dt.date) -> Progress | None:
    """Return EIT while citizens can answer it: the home page shows it only then."""
    return eit_of(today)


def eit_of(today: dt.date) -> Progress | None:
    """Return the survey of citizens (EIT) that is open on a day."""
    return _open(Instrument.EIT, today)


def iit_of(today: dt.date) -> Progress | None:
    """Return the survey of staff (IIT) that is open on a day."""
    return _open(Instrument.IIT, today)


def _open(instrument: Instrument, today: dt.date) -> Progress | None:
    near = Survey.objects.published().filter(fiscal_year__lte=newest_year_on(today))
    surveys = near.open_on(today).filter(instrument=instrument)
    return next(iter(progress_of(surveys.order_by("-fiscal_year")[:1], today)), None)


def open_surveys(today: dt.date) -> list[Progress]:
    """Return what is open on a day: staff count its answers daily."""
    return progress_of(Survey.objects.published().open_on(today), today)


def countable_surveys(today: dt.date) -> list[Progress]:
    """Return what is open, and what closed a short while ago: its last count often comes later."""
    begun = Survey.objects.published().filter(opens_on__lte=today)
    return progress_of(begun.filter(closes_on__gte=today - STILL_COUNTED), today)


# ------------------------------------------------------------------ a year
def surveys_of_year(fiscal_year: int, today: dt.date) -> list[Progress]:
    """Return the public surveys of a year: IIT of the staff, then EIT of the citizens."""
    return progress_of(Survey.objects.published().of_year(fiscal_year), today)


def survey_years() -> list[int]:
    """Return the years that have a public survey or a public explanation, newest first."""
    return kept("years of surveys", (), _survey_years)


def _survey_years() -> list[int]:
    surveys = Survey.objects.published().values_list("fiscal_year", flat=True)
    explained = SurveyExplanation.objects.published().values_list(
        "question__indicator__assessment__fiscal_year", flat=True
    )
    return sorted({*surveys.order_by(), *explained.order_by().distinct()}, reverse=True)


def explanations_for(fiscal_year: int) -> tuple[int, list[SurveyExplanation]]:
    """Return the explained questions of a year; of the newest earlier one where it has none.

    The questions change with the years: the year they belong to comes along.
    """
    years = SurveyExplanation.objects.published().filter(
        question__indicator__assessment__fiscal_year__lte=fiscal_year
    )
    newest = (
        years.order_by("-question__indicator__assessment__fiscal_year")
        .values_list("question__indicator__assessment__fiscal_year", flat=True)
        .first()
    )
    if newest is None:
        return fiscal_year, []
    return newest, list(SurveyExplanation.objects.published().of_year(newest).in_order())


def progress_of(surveys: Iterable[Survey], today: dt.date) -> list[Progress]:
    """Return how far each survey is; all counts come in one query."""
    rows = list(surveys)
    counts: dict[int, list[SurveyTally]] = {row.pk: [] for row in rows}
    for tally in SurveyTally.objects.filter(survey__in=rows, day__lte=today).order_by("-day"):
        counts[tally.survey_id].append(tally)
    found = [Progress(row, tuple(counts[row.pk]), today) for row in rows]
    return sorted(found, key=lambda each: each.survey.instrument != Instrument.IIT)
