"""The quarters of a year, from the figures that every page uses."""

import datetime as dt
from decimal import Decimal

from budget.ledger import Entry
from budget.overview import Group, YearFigures
from budget.quarters import quarters_of_year
from thai.fiscal import FiscalYear


def figures(*, months, known, approved=1200):
    spent = tuple(map(Decimal, [*months, *[0] * (12 - len(months))]))
    entry = Entry(approved=Decimal(approved), months=spent)
    return YearFigures(
        plans=(Group(1, "00110", "บริหารงานทั่วไป", entry),),
        outside={},
        planned=tuple(Decimal(100 * number) for number in range(1, 13)),
        months=tuple(known),
        controls=(),
        supplements={},
        revenue=Decimal(0),
        as_of=dt.date(2023, 1, 1),
        owner="",
    )


def test_a_quarter_adds_its_months_and_those_before():
    first, second, *_ = quarters_of_year(
        FiscalYear(2566), figures(months=[10, 20, 30, 240], known=[1, 2, 3, 4])
    )

    assert (first.spent, first.to_date, first.planned_to_date) == (60, 60, 300)
    assert (second.spent, second.to_date, second.percent) == (240, 300, Decimal("25.00"))
    assert (first.is_whole, second.is_whole, second.months) == (True, False, 1)


def test_of_a_quarter_without_a_published_month_nothing_is_said():
    third = quarters_of_year(FiscalYear(2566), figures(months=[10], known=[1]))[2]

    assert (third.spent, third.to_date, third.percent, third.bar) == (None, None, None, "0.0%")


def test_nothing_is_a_share_of_no_budget():
    first = quarters_of_year(FiscalYear(2566), figures(months=[10], known=[1], approved=0))[0]

    assert (first.to_date, first.percent) == (10, None)
