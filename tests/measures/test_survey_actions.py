"""Counting answers, and the explanations that come with the portal."""

import datetime as dt

import pytest

from measures.explanations import known_explanations
from measures.models import Question, SurveyExplanation
from measures.survey_actions import count, fill_explanations, missing_explanations
from publishing.workflow import ActionRefused, State
from tests.measures.integrity_rows import survey

DAY = dt.date(2023, 3, 10)


def day(number):
    return dt.date(2023, 3, number)


def test_a_second_press_changes_nothing(db):
    row = survey()
    count(row, day=DAY, answered=5)

    tally = count(row, day=DAY, answered=5)

    assert (row.tallies.count(), tally.history.count()) == (1, 1)


def test_a_later_count_of_the_same_day_replaces_the_earlier(db):
    row = survey()
    count(row, day=DAY, answered=5)
    count(row, day=DAY, answered=8)

    assert [tally.answered for tally in row.tallies.all()] == [8]


@pytest.mark.parametrize(("number", "answered"), [(11, 4), (9, 6), (10, 4)])
def test_fewer_answers_need_a_reason(db, number, answered):
    row = survey()
    count(row, day=DAY, answered=5)

    with pytest.raises(ActionRefused):
        count(row, day=day(number), answered=answered)

    assert [tally.answered for tally in row.tallies.all()] == [5]


def test_a_reason_corrects_the_number_and_stays_on_record(db):
    row = survey()
    count(row, day=DAY, answered=50)

    tally = count(row, day=DAY, answered=5, reason="พิมพ์เกินหนึ่งหลัก")

    assert (tally.answered, tally.reason, tally.history.count()) == (5, "พิมพ์เกินหนึ่งหลัก", 2)


@pytest.mark.parametrize("on", [dt.date(2023, 2, 28), dt.date(2023, 4, 1)])
def test_nobody_answers_outside_the_window(db, on):
    row = survey()

    with pytest.raises(ActionRefused):
        count(row, day=on, answered=1)


def test_more_staff_than_there_are_cannot_have_answered(db):
    row = survey(instrument="IIT", population=34)

    with pytest.raises(ActionRefused):
        count(row, day=DAY, answered=35)


def test_citizens_may_be_more_than_were_estimated(db):
    assert count(survey(population=34), day=DAY, answered=35).answered == 35


def test_a_survey_that_is_not_public_is_not_counted(db):
    row = survey(state=State.DRAFT)

    with pytest.raises(ActionRefused):
        count(row, day=DAY, answered=1)


def test_the_known_explanations_become_drafts_once(clerk):
    made = fill_explanations(by=clerk)

    again = fill_explanations(by=clerk)

    assert (len(made), again, missing_explanations()) == (
        len(known_explanations().questions),
        [],
        0,
    )
    assert {each.state for each in made} == {State.DRAFT}


def test_words_that_were_changed_stay_when_the_rest_is_filled_in(clerk):
    made = fill_explanations(by=clerk)
    made[0].text = "คำของเราเอง"
    made[0].save()
    made[1].delete()

    again = fill_explanations(by=clerk)

    texts = SurveyExplanation.objects.values_list("text", flat=True)
    assert (len(again), "คำของเราเอง" in texts, Question.objects.count()) == (1, True, len(made))


def test_only_proven_wording_comes_with_the_portal():
    assert {each.confidence for each in known_explanations().questions} == {"S"}
