"""Which questions the desk still owes an answer."""

import datetime as dt

from complaints.tasks import owed_on

TODAY = dt.date(2026, 11, 27)


def test_only_open_questions_near_their_limit_are_owed(make_question):
    near = make_question(state="draft", today=TODAY)
    make_question(state="draft", today=TODAY + dt.timedelta(days=1))
    make_question(state="in_review", today=TODAY)
    make_question(today=TODAY)
    make_question(state="draft", today=TODAY, set_aside_on=TODAY)

    assert [owed.question for owed in owed_on(TODAY)] == [near]


def test_the_most_urgent_comes_first_and_many_are_counted(make_question):
    for age in range(7):
        make_question(state="draft", today=TODAY - dt.timedelta(days=age))

    owed = owed_on(TODAY)

    assert [each.day for each in owed] == [TODAY + dt.timedelta(days=each) for each in range(1, 6)]
    assert [each.more for each in owed] == [0, 0, 0, 0, 2]
