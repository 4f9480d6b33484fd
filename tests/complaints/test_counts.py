"""Facts read from the tables: days and yes or no, never a text."""

import datetime as dt

import pytest

from agency.models import Holiday
from complaints.counts import known_years, question_counts, question_facts, reported_cases
from complaints.figures import Fact, Reported
from complaints.models import Case, Outcome
from tests.complaints.stubs import answered, close, sign, stub

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 2)
FRIDAY = dt.date(2026, 11, 6)
TODAY = dt.date(2026, 11, 27)


# ------------------------------------------------------------------ questions
def test_an_answered_question_is_done_on_the_day_of_its_answer(make_question):
    answered(make_question(today=MONDAY), FRIDAY)
    assert question_facts(2570) == [Fact(MONDAY, FRIDAY, in_time=True)]


def test_a_late_answer_is_not_in_time(make_question):
    answered(make_question(today=MONDAY), MONDAY + dt.timedelta(days=8))
    assert [each.in_time for each in question_facts(2570)] == [False]


def test_an_answer_on_the_last_day_is_in_time(make_question):
    answered(make_question(today=MONDAY), MONDAY + dt.timedelta(days=7))
    assert [each.in_time for each in question_facts(2570)] == [True]


def test_a_question_in_review_is_in_progress(make_question):
    make_question(today=MONDAY, state="in_review")
    assert question_facts(2570) == [Fact(MONDAY, None, None)]


def test_a_question_set_aside_is_done(make_question):
    make_question(today=MONDAY, state="draft", set_aside_on=FRIDAY)
    assert question_facts(2570) == [Fact(MONDAY, FRIDAY, in_time=True)]


def test_a_withdrawn_answer_was_an_answer(make_question):
    answered(make_question(today=MONDAY, state="withdrawn"), FRIDAY)
    assert [each.done_on for each in question_facts(2570)] == [FRIDAY]


def test_a_private_question_counts(make_question):
    make_question(today=MONDAY, is_public_wish=False)
    assert len(question_facts(2570)) == 1


def test_a_question_of_another_year_does_not_count(make_question):
    make_question(today=dt.date(2026, 9, 30), fiscal_year=2569)
    assert question_facts(2570) == []


def test_asked_is_answered_set_aside_and_open(make_question):
    answered(make_question(today=MONDAY), FRIDAY)
    make_question(today=MONDAY, state="draft", set_aside_on=FRIDAY)
    make_question(today=MONDAY, state="draft")
    make_question(today=MONDAY, state="sent_back")
    counts = question_counts(2570)
    found = (counts.asked, counts.answered, counts.set_aside, counts.open, counts.in_time)
    assert found == (4, 1, 1, 2, 1)


def test_the_median_is_of_working_days(make_question):
    Holiday.objects.create(date=MONDAY + dt.timedelta(days=1), name="วันหยุด")
    answered(make_question(today=MONDAY), FRIDAY)
    assert question_counts(2570).median_days == 3


def test_there_is_no_median_of_nothing(make_question):
    make_question(today=MONDAY, state="draft")
    assert question_counts(2570).median_days is None


def test_questions_and_challenges_are_counted_apart(make_question):
    make_question(today=MONDAY, kind="challenge")
    make_question(today=MONDAY)
    make_question(today=MONDAY)
    assert [count for _kind, count in question_counts(2570).by_kind] == [2, 1]


def test_many_questions_cost_the_queries_of_one(make_question, django_assert_num_queries):
    for _each in range(3):
        answered(make_question(today=MONDAY), FRIDAY)
    with django_assert_num_queries(2):
        question_counts(2570)


# ------------------------------------------------------------------ cases
def test_a_case_is_days_and_two_flags():
    stub(MONDAY, FRIDAY)
    assert reported_cases(2570) == [Reported(MONDAY, FRIDAY)]


def test_a_case_that_keeps_somebody_out_is_restricted(make_officer, make_case):
    make_officer("other", position="ผู้อำนวยการกองช่าง")
    make_case(today=MONDAY, excluded=[make_officer()])
    assert reported_cases(2570) == [Reported(MONDAY, None, is_restricted=True)]


def test_spam_is_known_as_spam():
    stub(MONDAY, FRIDAY, outcome=Outcome.SPAM)
    assert [each.is_spam for each in reported_cases(2570)] == [True]


def test_the_stub_of_a_deleted_case_counts_on(make_case):
    case = make_case(today=MONDAY)
    close(case, FRIDAY)
    Case.objects.filter(pk=case.pk).update(body=b"", contact=None, body_deleted_on=TODAY)
    assert len(reported_cases(2570)) == 1


# ------------------------------------------------------------------ years
def test_the_running_year_is_always_known():
    assert known_years(TODAY) == [2570]


def test_years_begin_with_the_first_question(make_question):
    make_question(today=dt.date(2024, 11, 2), fiscal_year=2568)
    assert known_years(TODAY) == [2570, 2569, 2568]


def test_years_begin_with_the_first_case():
    stub(dt.date(2025, 11, 3))
    assert known_years(TODAY) == [2570, 2569]


def test_a_year_that_was_signed_is_known():
    sign(2568)
    assert known_years(TODAY) == [2570, 2569, 2568]


def test_a_statement_that_is_not_published_makes_no_year():
    sign(2568, state="draft")
    assert known_years(TODAY) == [2570]


def test_an_open_restricted_case_makes_no_year():
    stub(dt.date(2025, 11, 3), is_restricted=True)
    assert known_years(TODAY) == [2570]


def test_spam_makes_no_year():
    stub(dt.date(2025, 11, 3), dt.date(2025, 11, 4), outcome=Outcome.SPAM)
    assert known_years(TODAY) == [2570]
