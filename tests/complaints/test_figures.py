"""The arithmetic of the statistics, and what somebody who adds and subtracts can learn from it."""

import datetime as dt
import itertools
from collections import defaultdict
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.figures import (
    NONE,
    Fact,
    Figures,
    Span,
    blurred,
    figures_of,
    last_quarter_end,
    year_blurred,
    year_figures,
)
from thai.fiscal import FiscalYear, PeriodKind

# The same examples on every machine; no deadline, because two cores are shared.
repeatable = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
YEAR = 2570
QUARTERS = FiscalYear(YEAR).quarters()
Q1, Q2 = QUARTERS[:2]
LAST = FiscalYear(YEAR).last_day
DAY = dt.date(2026, 11, 10)
FEW = Span(1, 2)


def of_quarter(received, done=0):
    """What the public sees of a quarter."""
    seen = blurred(Figures(Q1, received, done, 0))
    return seen.received, seen.done, seen.in_progress


def cases(quarter, received, done, done_on=LAST):
    """Cases received on the first day of a quarter, some of them done."""
    first = quarter.first_day
    return [Fact(first, done_on if place < done else None) for place in range(received)]


# ------------------------------------------------------------------ plain figures
def test_a_thing_counts_in_the_period_in_which_it_was_received():
    facts = [Fact(DAY, dt.date(2027, 2, 1), in_time=True)]
    figures = figures_of(facts, Q1, LAST)
    assert figures == Figures(Q1, received=1, done=1, in_time=1)


def test_a_thing_of_another_period_does_not_count():
    assert figures_of([Fact(DAY, None)], Q2, LAST) == Figures(Q2, 0, 0, 0)


def test_what_was_done_after_the_day_is_still_in_progress():
    figures = figures_of([Fact(DAY, dt.date(2027, 2, 1), in_time=True)], Q1, dt.date(2027, 1, 31))
    assert (figures.done, figures.in_progress, figures.in_time) == (0, 1, 0)


def test_what_was_received_after_the_day_is_not_there_yet():
    assert figures_of([Fact(DAY, None)], Q1, DAY - dt.timedelta(days=1)).received == 0


def test_late_things_are_done_but_not_in_time():
    figures = figures_of([Fact(DAY, DAY, in_time=False), Fact(DAY, DAY, in_time=True)], Q1, LAST)
    assert (figures.done, figures.in_time, figures.share) == (2, 1, Decimal("50.00"))


def test_there_is_no_share_of_nothing():
    assert Figures(Q1, received=1, done=0, in_time=0).share is None


def test_periods_stand_from_the_months_to_the_year():
    slugs = [each.period.slug for each in year_figures([], YEAR, LAST)]
    assert slugs[:2] + slugs[12:] == [
        "2569-10",
        "2569-11",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "year",
    ]


def test_periods_that_have_not_begun_are_left_out():
    slugs = [each.period.slug for each in year_figures([], YEAR, dt.date(2026, 11, 30))]
    assert slugs == ["2569-10", "2569-11", "q1", "h1", "year"]


DAYS = st.dates(FiscalYear(YEAR).first_day, LAST)
FACTS = st.lists(st.builds(Fact, DAYS, st.none() | DAYS, st.none() | st.booleans()), max_size=30)


@repeatable
@given(FACTS, DAYS)
def test_received_is_done_and_in_progress_in_every_period(facts, as_of):
    done_or_not = [
        (
            sum(each.done_on is not None and each.done_on <= as_of for each in inside),
            sum(each.done_on is None or each.done_on > as_of for each in inside),
        )
        for row in year_figures(facts, YEAR, as_of)
        for inside in [
            [f for f in facts if row.period.contains(f.received_on) and f.received_on <= as_of]
        ]
    ]
    rows = year_figures(facts, YEAR, as_of)
    assert [(row.done, row.in_progress) for row in rows] == done_or_not
    assert [row.received for row in rows] == [sum(pair) for pair in done_or_not]


@repeatable
@given(FACTS, DAYS)
def test_periods_of_every_length_add_up_to_the_year(facts, as_of):
    rows = year_figures(facts, YEAR, as_of)
    sums = {
        tuple(
            sum(getattr(row, name) for row in rows if row.period.kind is kind)
            for name in ("received", "done", "in_progress", "in_time")
        )
        for kind in PeriodKind
    }
    assert len(sums) == 1


# ------------------------------------------------------------------ blurred figures
def test_nothing_is_said_to_be_nothing():
    assert of_quarter(0) == (NONE, NONE, NONE)


def test_one_and_two_cases_look_the_same():
    assert of_quarter(1) == of_quarter(2) == (FEW, Span(0, 1), FEW)


def test_one_and_two_closed_cases_look_the_same():
    assert of_quarter(1, 1) == of_quarter(2, 2) == (FEW, FEW, NONE)


def test_one_closed_of_two_looks_like_none_closed():
    assert of_quarter(2, 1) == of_quarter(2, 0)


def test_three_cases_are_said():
    assert of_quarter(3, 3) == (Span(3, 3), Span(3, 3), NONE)


def test_a_small_part_blurs_the_rest():
    assert of_quarter(7, 2) == (Span(7, 7), FEW, Span(5, 6))


def test_a_small_rest_blurs_the_part():
    assert of_quarter(7, 6) == (Span(7, 7), Span(5, 6), FEW)


def test_both_parts_of_four_are_blurred_alike():
    assert of_quarter(4, 1) == of_quarter(4, 2) == of_quarter(4, 3)


def test_halves_and_year_add_up_what_the_quarters_say():
    facts = [*cases(Q1, 2, 0), *cases(Q2, 5, 5)]
    rows = {each.period.slug: each for each in year_blurred(facts, YEAR, LAST)}
    assert [rows[slug].received for slug in ("q1", "q2", "h1", "h2", "year")] == [
        FEW,
        Span(5, 5),
        Span(6, 7),
        NONE,
        Span(6, 7),
    ]


def test_a_running_quarter_says_nothing():
    facts = cases(Q1, 5, 0)
    rows = year_blurred(facts, YEAR, last_quarter_end(dt.date(2026, 12, 31)))
    assert [each.is_known for each in rows] == [False] * 7


def test_a_quarter_speaks_once_it_is_over():
    rows = year_blurred(cases(Q1, 5, 0), YEAR, last_quarter_end(dt.date(2027, 1, 1)))
    assert [each.is_known for each in rows] == [True, False, False, False, True, False, True]


def test_a_half_of_one_quarter_is_not_whole():
    rows = year_blurred([], YEAR, Q1.last_day)
    assert [(each.period.slug, each.is_whole) for each in rows if each.is_known] == [
        ("q1", True),
        ("h1", False),
        ("year", False),
    ]


def test_the_last_quarter_end_is_over():
    days = [dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    found = [last_quarter_end(each) for each in days]
    assert found == [dt.date(2026, 9, 30), dt.date(2026, 9, 30), dt.date(2026, 12, 31)]


@repeatable
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=4, max_size=4))
def test_what_is_said_is_true(counts):
    facts, truth = [], {}
    for quarter, (received, done) in zip(QUARTERS, counts, strict=True):
        facts += cases(quarter, received, min(received, done))
    for row in year_blurred(facts, YEAR, LAST):
        truth = figures_of(facts, row.period, LAST)
        said = (row.received, row.done, row.in_progress)
        real = (truth.received, truth.done, truth.in_progress)
        fits = [span.low <= count <= span.high for span, count in zip(said, real, strict=True)]
        assert fits == [True, True, True]


# ------------------------------------------------------------------ the attacker
# He knows the rule and every number that was ever shown, and tries each truth that fits them.
def guesses(worlds):
    """Group the counts of possible worlds by what was published of them: [(counts, …), …]."""
    groups = defaultdict(list)
    for published, counts in worlds:
        groups[published].append(counts)
    return list(groups.values())


def given_away(groups):
    """Every place whose small count (1 or 2) the attacker knows for certain."""
    return [
        group[0]
        for group in groups
        for place in zip(*group, strict=True)
        if set(place) in ({1}, {2})
    ]


def published(facts, as_of):
    rows = year_blurred(facts, YEAR, as_of)
    return tuple((each.quarters, each.received, each.done, each.in_progress) for each in rows)


def counts_of(facts, as_of):
    """Received, done and in progress of every period."""
    rows = [figures_of(facts, each, as_of) for each in FiscalYear(YEAR).periods]
    return tuple(
        count
        for row in rows
        if row.period.kind is not PeriodKind.MONTH
        for count in (row.received, row.done, row.in_progress)
    )


def parts(most):
    return [(received, done) for received in range(most + 1) for done in range(received + 1)]


def test_no_count_of_a_quarter_can_be_worked_out():
    worlds = [
        (of_quarter(received, done), (received, done, received - done))
        for received, done in parts(12)
    ]
    assert given_away(guesses(worlds)) == []


def test_no_count_of_two_quarters_can_be_worked_out_from_their_sum():
    worlds = []
    for first, second in itertools.product(parts(5), repeat=2):
        facts = cases(Q1, *first) + cases(Q2, *second)
        worlds.append((published(facts, LAST), counts_of(facts, LAST)))
    assert given_away(guesses(worlds)) == []


def test_no_count_of_four_quarters_can_be_worked_out_from_halves_and_year():
    worlds = []
    for counts in itertools.product(range(5), repeat=4):
        facts = [f for q, each in zip(QUARTERS, counts, strict=True) for f in cases(q, each, 0)]
        worlds.append((published(facts, LAST), counts_of(facts, LAST)))
    assert given_away(guesses(worlds)) == []


def test_who_kept_earlier_publications_learns_no_more():
    """The same year published at the end of its first and of its second quarter."""
    worlds = []
    for received, soon, later in itertools.product(range(6), repeat=3):
        for second in range(4):
            if soon + later > received:
                continue
            facts = [
                *cases(Q1, received - later, soon, Q1.last_day),
                *cases(Q1, later, later, Q2.last_day),
                *cases(Q2, second, 0),
            ]
            ends = (Q1.last_day, Q2.last_day)
            seen = tuple(published(facts, each) for each in ends)
            counts = (received, soon, received - soon, second, *counts_of(facts, ends[1]))
            worlds.append((seen, counts))
    assert given_away(guesses(worlds)) == []


def test_the_attacker_finds_a_sum_that_gives_a_quarter_away():
    """With an exact total beside a blurred quarter he knows it: the reason why totals are sums."""
    worlds = []
    for first, second in itertools.product(range(6), repeat=2):
        seen = of_quarter(first)[0], of_quarter(second)[0], first + second
        worlds.append((seen, (first, second)))
    assert (1, 5) in given_away(guesses(worlds))
