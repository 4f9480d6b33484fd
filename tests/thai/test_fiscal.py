from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.fiscal import (
    FiscalYear,
    InvalidFiscalYear,
    InvalidPeriod,
    Period,
    PeriodKind,
    fiscal_year_of,
)

DAYS = st.dates(min_value=date(1957, 10, 1), max_value=date(2150, 12, 31))
FISCAL_YEARS = st.integers(min_value=2501, max_value=2698).map(FiscalYear)
PERIODS = FISCAL_YEARS.flatmap(lambda year: st.sampled_from(year.periods))
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 9, 30), 2565),
        (date(2022, 10, 1), 2566),
        (date(2023, 1, 1), 2566),
        (date(2023, 9, 30), 2566),
        (date(2023, 10, 1), 2567),
    ],
)
def test_a_fiscal_year_opens_in_october_and_is_named_after_its_end(day, expected):
    assert fiscal_year_of(day) == expected


def test_bounds_of_a_fiscal_year():
    year = FiscalYear(2566)

    assert (year.first_day, year.last_day) == (date(2022, 10, 1), date(2023, 9, 30))


def test_label_of_a_fiscal_year():
    year = FiscalYear(2566)

    expected = ("ปีงบประมาณ พ.ศ. 2566", "ปีงบประมาณ พ.ศ. ๒๕๖๖")
    assert (year.label(), year.label(thai_digits=True)) == expected


def test_fiscal_years_are_in_order():
    assert sorted([FiscalYear(2567), FiscalYear(2565)]) == [FiscalYear(2565), FiscalYear(2567)]


def test_neighbours_of_a_fiscal_year():
    year = FiscalYear(2566)

    assert (year.previous(), year.next()) == (FiscalYear(2565), FiscalYear(2567))


@pytest.mark.parametrize("year", [-1, 0, 66, 2023, 2499, 2700, 25666])
def test_an_implausible_fiscal_year_is_refused_by_name(year):
    with pytest.raises(InvalidFiscalYear) as refusal:
        FiscalYear(year)

    expected = f"ปีงบประมาณ {year} ไม่ถูกต้อง กรุณาใช้ปี พ.ศ. ตั้งแต่ 2500 ถึง 2699 เช่น 2566"
    assert str(refusal.value) == expected


@pytest.mark.parametrize("step", [FiscalYear(2500).previous, FiscalYear(2699).next])
def test_there_is_no_fiscal_year_beyond_the_plausible_ones(step):
    with pytest.raises(InvalidFiscalYear):
        step()


def test_a_fiscal_year_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        FiscalYear(2566).year = 2567


@given(DAYS)
def test_a_day_lies_in_its_fiscal_year_and_in_no_neighbour(day):
    year = FiscalYear.of(day)

    containing = (year.previous().contains(day), year.contains(day), year.next().contains(day))
    assert containing == (False, True, False)


@given(DAYS)
def test_a_day_lies_within_the_bounds_of_its_fiscal_year(day):
    year = FiscalYear.of(day)

    assert sorted([year.first_day, day, year.last_day])[1] == day


def test_a_fiscal_year_has_nineteen_periods_longest_first():
    slugs = [period.slug for period in FiscalYear(2566).periods]

    months = ["2565-10", "2565-11", "2565-12", *(f"2566-{month:02}" for month in range(1, 10))]
    assert slugs == ["year", "h1", "h2", "q1", "q2", "q3", "q4", *months]


@pytest.mark.parametrize(
    ("slug", "label", "first_day", "last_day"),
    [
        ("2565-12", "เดือนธันวาคม 2565", date(2022, 12, 1), date(2022, 12, 31)),
        ("2566-02", "เดือนกุมภาพันธ์ 2566", date(2023, 2, 1), date(2023, 2, 28)),
        ("q1", "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2566", date(2022, 10, 1), date(2022, 12, 31)),
        ("q2", "ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2566", date(2023, 1, 1), date(2023, 3, 31)),
        ("h1", "รอบ 6 เดือนแรก ปีงบประมาณ พ.ศ. 2566", date(2022, 10, 1), date(2023, 3, 31)),
        ("h2", "รอบ 6 เดือนหลัง ปีงบประมาณ พ.ศ. 2566", date(2023, 4, 1), date(2023, 9, 30)),
        ("year", "ปีงบประมาณ พ.ศ. 2566", date(2022, 10, 1), date(2023, 9, 30)),
    ],
)
def test_a_period_has_a_url_form_a_label_and_bounds(slug, label, first_day, last_day):
    period = Period.from_slug(2566, slug)

    assert (period.label(), period.first_day, period.last_day) == (label, first_day, last_day)


def test_a_period_is_labelled_in_thai_digits_on_request():
    label = Period.from_slug(2566, "h1").label(thai_digits=True)

    assert label == "รอบ ๖ เดือนแรก ปีงบประมาณ พ.ศ. ๒๕๖๖"


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "q0",
        "q5",
        "h3",
        "Q1",
        "m1",
        "2566-10",
        "2565-9",
        "2566-1",
        "2566-13",
        "๒๕๖๖-๐๑",
        "year ",
    ],
)
def test_a_url_form_outside_the_year_is_refused_by_name(slug):
    with pytest.raises(InvalidPeriod, match="^ปีงบประมาณ พ.ศ. 2566 ไม่มีช่วงเวลา “"):
        Period.from_slug(2566, slug)


def test_a_period_of_an_implausible_year_is_refused():
    with pytest.raises(InvalidFiscalYear):
        Period(2023, PeriodKind.QUARTER, 1)


def test_a_url_form_in_an_implausible_year_is_refused():
    with pytest.raises(InvalidPeriod):
        Period.from_slug(2023, "q1")


@pytest.mark.parametrize(
    ("kind", "number"),
    [(PeriodKind.YEAR, 2), (PeriodKind.HALF, 3), (PeriodKind.QUARTER, 0), (PeriodKind.MONTH, 13)],
)
def test_a_period_beyond_its_year_is_refused(kind, number):
    with pytest.raises(InvalidPeriod):
        Period(2566, kind, number)


def test_bounds_that_are_no_period_give_none():
    assert Period.of_bounds(date(2022, 10, 1), date(2022, 11, 30)) is None


def test_bounds_of_an_implausible_year_give_none():
    assert Period.of_bounds(date(1900, 1, 1), date(1900, 1, 31)) is None


@given(PERIODS)
def test_a_period_is_found_again_by_its_url_form(period):
    assert Period.from_slug(period.year, period.slug) == period


@given(PERIODS)
def test_a_period_is_found_again_by_its_bounds(period):
    assert Period.of_bounds(period.first_day, period.last_day) == period


@given(PERIODS)
def test_previous_and_next_undo_each_other(period):
    assert (period.next().previous(), period.previous().next()) == (period, period)


@given(PERIODS)
def test_the_next_period_opens_on_the_day_after(period):
    assert period.next().first_day == period.last_day + ONE_DAY


@given(PERIODS)
def test_the_next_period_is_of_the_same_kind(period):
    assert period.next().kind == period.kind


@given(PERIODS)
def test_a_period_contains_its_bounds_and_not_the_days_beside_them(period):
    days = [
        period.first_day - ONE_DAY,
        period.first_day,
        period.last_day,
        period.last_day + ONE_DAY,
    ]

    assert [period.contains(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("divide", [FiscalYear.months, FiscalYear.quarters, FiscalYear.halves])
@given(year=FISCAL_YEARS)
def test_months_quarters_and_halves_each_cover_the_year_once(divide, year):
    parts = divide(year)

    covered = [
        part.first_day + ONE_DAY * offset
        for part in parts
        for offset in range((part.last_day - part.first_day).days + 1)
    ]
    length = (year.last_day - year.first_day).days + 1
    assert covered == [year.first_day + ONE_DAY * offset for offset in range(length)]
