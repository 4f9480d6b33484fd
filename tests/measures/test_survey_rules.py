import datetime as dt

import pytest

from measures.survey_rules import (
    Basis,
    Count,
    Target,
    contradiction,
    days_left,
    is_of_year,
    is_official,
    minimum_of_size,
    percent_of,
    sample_of,
    target_of,
)

MARCH = dt.date(2023, 3, 1)


@pytest.mark.parametrize(
    ("population", "answers"),
    [
        (1, 1),
        (29, 29),
        (30, 30),
        (31, 30),
        (300, 30),
        (301, 31),
        (420, 42),
        (4000, 400),
        (9000, 400),
    ],
)
def test_a_tenth_is_needed_between_the_least_and_the_most(population, answers):
    assert sample_of(population) == answers


@pytest.mark.parametrize(
    ("year", "size", "least"), [(2567, "L", 50), (2567, "M", 40), (2567, "S", 30), (2566, "S", 0)]
)
def test_the_least_by_size_is_known_only_for_the_years_in_which_it_was_announced(year, size, least):
    assert minimum_of_size(year, size) == least


@pytest.mark.parametrize(
    ("given", "population", "size_minimum", "target"),
    [
        (55, 420, 50, Target(55, Basis.GIVEN)),
        (None, 420, 30, Target(42, Basis.SAMPLE)),
        (None, 420, 50, Target(50, Basis.SIZE)),
        (None, None, 0, Target(0, Basis.UNKNOWN)),
    ],
)
def test_the_target_says_what_it_was_taken_from(given, population, size_minimum, target):
    assert target_of(given=given, population=population, size_minimum=size_minimum) == target


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://itas.nacc.go.th/go/eit/abcdef", True),
        ("http://itas.nacc.go.th/go/eit/abcdef", False),
        ("https://itas.nacc.go.th.example.com/go/eit/abcdef", False),
        ("https://itas.nacc.go.th@example.com/", False),
        ("https://itas.nacc.go.th:8443/", False),
        ("https://[", False),
        ("https://forms.example.com/itas.nacc.go.th", False),
    ],
)
def test_only_the_encrypted_site_of_the_commission_is_official(url, official):
    assert is_official(url) is official


@pytest.mark.parametrize(
    ("answered", "target", "percent"), [(41, 42, 97), (60, 42, 100), (5, 0, 0)]
)
def test_a_hundred_percent_means_that_the_target_is_reached(answered, target, percent):
    assert percent_of(answered, target) == percent


@pytest.mark.parametrize(("today", "left"), [(1, 9), (9, 1), (10, 0)])
def test_the_last_day_is_a_day_that_is_left(today, left):
    assert days_left(dt.date(2023, 3, 9), dt.date(2023, 3, today)) == left


@pytest.mark.parametrize(
    ("day", "answered", "found"),
    [
        (2, 4, None),
        (4, 5, None),
        (4, 4, Count(dt.date(2023, 3, 3), 5)),
        (2, 6, Count(dt.date(2023, 3, 3), 5)),
    ],
)
def test_answers_never_become_fewer(day, answered, found):
    others = [Count(MARCH, 3), Count(dt.date(2023, 3, 3), 5)]

    assert contradiction(dt.date(2023, 3, day), answered, others) == found


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "fits"),
    [
        (dt.date(2023, 3, 1), dt.date(2023, 6, 30), True),
        (dt.date(2022, 8, 2), dt.date(2023, 11, 29), True),
        (dt.date(2022, 8, 1), dt.date(2023, 6, 30), False),
        (dt.date(2023, 3, 1), dt.date(2023, 11, 30), False),
    ],
)
def test_a_survey_is_open_in_its_year_or_a_short_while_around_it(opens_on, closes_on, fits):
    assert is_of_year(2566, opens_on, closes_on) is fits
