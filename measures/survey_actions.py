"""Changes around the surveys: a count of the day, and the explanations that come with the portal."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from agency.models import User
from measures.actions import create_assessment
from measures.explanations import Explained, known_explanations
from measures.models import AssessmentYear, Indicator, Survey, SurveyExplanation, SurveyTally
from measures.models.assessment import Instrument
from measures.survey_rules import Count, contradiction
from publishing.workflow import ActionRefused
from thai.dates import long_date


@transaction.atomic
def count(survey: Survey, *, day: dt.date, answered: int, reason: str = "") -> SurveyTally:
    """Note how many had answered by a day; pressed twice, the second press changes nothing.

    Raises `ActionRefused` outside the window, and where answers would have become fewer and no
    reason says why.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    _check(survey, day, answered, reason)
    tally, is_new = SurveyTally.objects.get_or_create(
        survey=survey, day=day, defaults={"answered": answered, "reason": reason}
    )
    if not is_new and (tally.answered, tally.reason) != (answered, reason or tally.reason):
        if answered < tally.answered and not reason:
            raise ActionRefused(_fewer(Count(day, tally.answered)))
        tally.answered, tally.reason = answered, reason or tally.reason
        tally.save()
    return tally


def _check(survey: Survey, day: dt.date, answered: int, reason: str) -> None:
    if not survey.is_published:
        raise ActionRefused(_("This survey is not published yet."))
    if not survey.is_open_on(day):
        raise ActionRefused(
            _("%(day)s is outside the days on which the survey is open (%(window)s).")
            % {"day": long_date(day), "window": survey.window}
        )
    most = survey.population if survey.instrument == Instrument.IIT else None
    if most is not None and answered > most:
        raise ActionRefused(
            _("%(answered)s is more than the %(most)s people who may answer.")
            % {"answered": f"{answered:,}", "most": f"{most:,}"}
        )
    others = survey.tallies.exclude(day=day).values_list("day", "answered")
    other = contradiction(day, answered, [Count(*each) for each in others])
    if other is not None and not reason:
        raise ActionRefused(_fewer(other))


def _fewer(other: Count) -> str:
    return _(
        "%(answered)s had answered by %(day)s, and answers never become fewer. Check the number, "
        "or write why it is corrected."
    ) % {"answered": f"{other.answered:,}", "day": long_date(other.day)}


# ------------------------------------------------------------------ explanations
def missing_explanations() -> int:
    """Return how many of the explanations that come with the portal are not entered yet."""
    known = known_explanations()
    entered = SurveyExplanation.objects.of_year(known.fiscal_year)
    codes = set(entered.values_list("question__code", flat=True))
    return sum(each.code not in codes for each in known.questions)


@transaction.atomic
def fill_explanations(*, by: User) -> list[SurveyExplanation]:
    """Enter the explanations that come with the portal as drafts; those that stand stay as they are."""
    known = known_explanations()
    # Locked, so that two presses enter each question once.
    assessment = create_assessment(known.fiscal_year, by=by)
    assessment = AssessmentYear.objects.select_for_update().get(pk=assessment.pk)
    indicators = {row.number: row for row in assessment.indicators.all()}
    made = [
        _explain(indicators[each.indicator], each, by=by)
        for each in known.questions
        if each.indicator in indicators
    ]
    return [each for each in made if each is not None]


def _explain(indicator: Indicator, each: Explained, *, by: User) -> SurveyExplanation | None:
    question = indicator.questions.filter(code=each.code).first()
    if question is None:
        question = indicator.questions.create(code=each.code, text=each.question)
    explanation, is_new = SurveyExplanation.objects.get_or_create(
        question=question,
        defaults={
            "text": each.text,
            "path": each.path,
            "path_label": each.label,
            "author": by,
            "edited_by": by,
        },
    )
    return explanation if is_new else None
