from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budget.pace import planned_to_date

AMOUNT = st.decimals(0, 10**13, places=2)
MONTHS = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted)


def test_a_line_without_months_is_spread_over_the_year():
    assert planned_to_date([(None, None, Decimal(1200))]) == tuple(range(100, 1300, 100))


def test_a_line_with_months_is_spread_over_them_alone():
    planned = planned_to_date([(3, 4, Decimal(1000))])

    assert planned == (0, 0, 500, *[1000] * 9)


def test_lines_are_added():
    planned = planned_to_date([(1, 1, Decimal(10)), (12, 12, Decimal(5))])

    assert planned == (*[10] * 11, 15)


def test_nothing_planned_is_zero_in_every_month():
    assert planned_to_date([]) == (Decimal(0),) * 12


@given(AMOUNT, MONTHS)
def test_all_of_the_money_is_planned_by_the_end(amount, months):
    assert planned_to_date([(*months, amount)])[11] == amount


@given(AMOUNT, MONTHS)
def test_the_plan_never_falls(amount, months):
    planned = planned_to_date([(*months, amount)])

    assert sorted(planned) == list(planned)
