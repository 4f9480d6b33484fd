"""Working days: weekends and holidays do not count, neither does the first day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.working_days import add_working_days, is_working_day, working_days_between

FRIDAY = dt.date(2022, 10, 21)
CHULALONGKORN_DAY = dt.date(2022, 10, 24)  # observed on a Monday
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [(FRIDAY, True), (dt.date(2022, 10, 22), False), (dt.date(2022, 10, 23), False)],
)
def test_offices_work_from_monday_to_friday(day, expected):
    assert is_working_day(day, ()) is expected


def test_a_holiday_is_no_working_day():
    assert is_working_day(CHULALONGKORN_DAY, {CHULALONGKORN_DAY}) is False


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, FRIDAY),
        (1, dt.date(2022, 10, 25)),
        (4, dt.date(2022, 10, 28)),
        (5, dt.date(2022, 10, 31)),
    ],
)
def test_days_are_counted_from_the_next_one_past_weekend_and_holiday(count, expected):
    assert add_working_days(FRIDAY, count, {CHULALONGKORN_DAY}) == expected


@given(DAYS, st.integers(0, 60), st.sets(DAYS, max_size=20))
def test_counting_back_gives_the_number_that_was_added(day, count, holidays):
    assert working_days_between(day, add_working_days(day, count, holidays), holidays) == count


def test_no_working_day_lies_before_its_own_beginning():
    assert working_days_between(FRIDAY, dt.date(2022, 10, 10), ()) == 0
