"""The arithmetic of a budget, by example and by property."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.ledger import (
    NO_MONTHS,
    Entry,
    after_transfers,
    cumulative,
    months_of,
    per_head,
    percent,
    remaining,
    spent,
    spent_in_year,
    spent_to_date,
    total,
    transferred,
)
from thai.fiscal import FiscalYear, Period

YEAR = FiscalYear(2566)
amounts = st.decimals(
    min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False
)
entries = st.builds(
    Entry,
    approved=amounts,
    moved_in=amounts,
    moved_out=amounts,
    months=st.lists(amounts, min_size=12, max_size=12).map(tuple),
)


def period(slug):
    return Period.from_slug(2566, slug)


@pytest.mark.parametrize(
    "slug, months",
    [
        ("2565-10", [1]),
        ("2566-09", [12]),
        ("q2", [4, 5, 6]),
        ("h2", [7, 8, 9, 10, 11, 12]),
        ("year", list(range(1, 13))),
    ],
)
def test_a_period_covers_its_fiscal_months(slug, months):
    assert list(months_of(period(slug))) == months


def test_transfers_leave_the_approved_amount_alone():
    entry = Entry(approved=Decimal(100), moved_in=Decimal(30), moved_out=Decimal(50))

    assert [entry.approved, transferred(entry), after_transfers(entry)] == [100, -20, 80]


def test_what_remains_is_negative_where_too_much_was_spent():
    assert remaining(Entry(approved=Decimal(100)), Decimal(120)) == -20


def test_percent_of_nothing_is_not_a_number():
    assert percent(Decimal(5), Decimal(0)) is None


def test_percent_is_rounded_half_up():
    assert percent(Decimal("1.005"), Decimal(100)) == Decimal("1.01")


@pytest.mark.parametrize("population", [None, 0])
def test_nothing_is_per_head_where_nobody_was_counted(population):
    assert per_head(Decimal(100), population) is None


def test_per_head_is_in_satang():
    assert per_head(Decimal(100), 3) == Decimal("33.33")


def test_nothing_adds_up_to_an_empty_entry():
    assert total([]) == Entry(months=NO_MONTHS)


def test_the_running_total_falls_where_money_came_back():
    assert cumulative([Decimal(5), Decimal(-2), Decimal(4)]) == [5, 3, 7]


@given(entries)
def test_a_quarter_is_the_sum_of_its_months(entry):
    for quarter in YEAR.quarters():
        months = [month for month in YEAR.months() if quarter.contains(month.first_day)]
        assert spent(entry, quarter) == sum(spent(entry, month) for month in months)


@given(entries)
def test_a_half_is_the_sum_of_its_quarters_and_the_year_of_its_halves(entry):
    for half in YEAR.halves():
        quarters = [each for each in YEAR.quarters() if half.contains(each.first_day)]
        assert spent(entry, half) == sum(spent(entry, quarter) for quarter in quarters)
    assert spent_in_year(entry) == sum(spent(entry, half) for half in YEAR.halves())


@given(entries)
def test_spent_to_date_is_all_periods_so_far(entry):
    for month in YEAR.months():
        so_far = [each for each in YEAR.months() if each.number <= month.number]
        assert spent_to_date(entry, month) == sum(spent(entry, each) for each in so_far)


@given(st.lists(entries, max_size=5))
def test_figures_of_a_total_are_totals_of_figures(rows):
    whole = total(rows)

    assert after_transfers(whole) == sum(after_transfers(row) for row in rows)
    assert spent(whole, period("q3")) == sum(spent(row, period("q3")) for row in rows)
