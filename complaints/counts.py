"""What the tables say of questions and cases, as pure facts: days, never texts."""

import datetime as dt
import statistics
from dataclasses import dataclass

from django.db.models import Min, Q

from complaints.figures import Fact, Reported, last_quarter_end
from complaints.limits import days_off
from complaints.models import Case, Outcome, Question, QuestionKind, Series, Statement
from thai.fiscal import FiscalYear, fiscal_year_of
from thai.working_days import working_days_between


@dataclass(frozen=True)
class QuestionCounts:
    """The questions and challenges of a year: asked = answered + set aside + open."""

    asked: int
    answered: int
    in_time: int  # of the answered
    set_aside: int
    median_days: float | None  # working days until the answer
    by_kind: list[tuple[str, int]]

    @property
    def open(self) -> int:
        return self.asked - self.answered - self.set_aside


def question_counts(year: int) -> QuestionCounts:
    """Return the counts of what was received in a fiscal year, as it stands now."""
    rows = list(_questions(year))
    answered = [(each, day) for each in rows if (day := each.answered_on)]
    span = [each.received_on for each, _day in answered]
    holidays = days_off(min(span)) if span else set()
    kinds = [each.kind for each in rows]
    return QuestionCounts(
        asked=len(rows),
        answered=len(answered),
        in_time=sum(day <= each.due_on for each, day in answered),
        set_aside=sum(each.answered_on is None and each.set_aside_on is not None for each in rows),
        median_days=statistics.median(
            working_days_between(each.received_on, day, holidays) for each, day in answered
        )
        if answered
        else None,
        by_kind=[(str(kind.label), kinds.count(kind)) for kind in QuestionKind],
    )


def question_facts(year: int) -> list[Fact]:
    """Return the questions and challenges received in a year, done once answered or set aside."""
    return [_question_fact(each) for each in _questions(year)]


def reported_cases(year: int) -> list[Reported]:
    """Return the corruption cases received in a year, those whose content was deleted too."""
    rows = Case.objects.filter(received_on__range=_span(year)).order_by("pk")
    values = rows.values_list("received_on", "closed_on", "series", "outcome")
    return [
        Reported(received_on, closed_on, series == Series.RESTRICTED, outcome == Outcome.SPAM)
        for received_on, closed_on, series, outcome in values
    ]


def known_years(today: dt.date) -> list[int]:
    """Return the years with a page, newest first: from the first year with data to this year.

    Of cases only what is public already counts as data: a year must not appear with a case.
    """
    now = fiscal_year_of(today)
    first = min(_first_years(last_quarter_end(today)), default=now)
    return list(range(now, min(first, now) - 1, -1))


def _first_years(as_of: dt.date) -> list[int]:
    asked = Question.objects.aggregate(day=Min("received_on"))["day"]
    signed = Statement.objects.published().aggregate(year=Min("fiscal_year"))["year"]
    found = [fiscal_year_of(asked) if asked else None, signed, _first_reported(as_of)]
    return [year for year in found if year is not None]


def _first_reported(as_of: dt.date) -> int | None:
    is_spam, is_closed = Q(outcome=Outcome.SPAM), Q(closed_on__lte=as_of)
    is_restricted = Q(series=Series.RESTRICTED)
    rows = Case.objects.filter(received_on__lte=as_of)
    rows = rows.exclude(is_closed & is_spam).filter(is_closed | ~is_restricted)
    day = rows.aggregate(day=Min("received_on"))["day"]
    return fiscal_year_of(day) if day else None


def _span(year: int) -> tuple[dt.date, dt.date]:
    return FiscalYear(year).first_day, FiscalYear(year).last_day


def _questions(year: int) -> list[Question]:
    names = ("kind", "received_on", "due_on", "published_at", "set_aside_on")
    return list(Question.objects.filter(received_on__range=_span(year)).only(*names).order_by("pk"))


def _question_fact(question: Question) -> Fact:
    done_on = question.answered_on or question.set_aside_on
    return Fact(question.received_on, done_on, done_on <= question.due_on if done_on else None)
