"""How far a year is, by unit and beside earlier years: the executive's bars."""

import pytest

from agency.models import Unit
from budget.overview import year_figures
from budget.standing import units_of_year, years_to_month


@pytest.fixture
def standings():
    def find(budget):
        return [
            (each.budget.fiscal_year, each.to_date, each.bar)
            for each in years_to_month(budget, year_figures(budget))
        ]

    return find


def test_units_stand_by_their_budget_and_what_names_none_is_said(make_line):
    small, large = Unit.objects.create(name="กองช่าง"), Unit.objects.create(name="กองคลัง")
    budget = make_line(10, unit=small).year
    make_line(30, unit=large)
    make_line(20)

    rows = [(row.label, row.after) for row in units_of_year(budget)]

    assert rows == [("กองคลัง", 30), ("ไม่ระบุส่วนงาน", 20), ("กองช่าง", 10)]


def test_years_are_seen_at_the_same_month(make_line, make_year, make_spending, standings):
    before, now = make_line(100, make_year(2565)), make_line(100, make_year(2566))
    for month, amount in [(1, 10), (2, 20), (3, 30)]:
        make_spending(before, amount, month)
    for month in (1, 2):
        make_spending(now, 5, month)

    assert standings(now.year) == [(2566, 10, "10.0%"), (2565, 30, "30.0%")]


def test_a_year_of_which_that_month_is_not_published_is_left_out(
    make_line, make_year, make_spending, standings
):
    before, now = make_line(100, make_year(2565)), make_line(100, make_year(2566))
    make_spending(before, 10, 1)
    make_spending(now, 5, 2)

    assert standings(now.year) == [(2566, 5, "5.0%")]


def test_before_any_month_nothing_is_said(make_line, standings):
    assert standings(make_line(100).year) == []
