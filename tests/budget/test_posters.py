import datetime as dt

import pytest

from budget.citizen import citizen_budget
from budget.ledger import percent
from budget.models import BudgetYear
from budget.posters import half_year, hundred_baht, leaflet
from budget.report import period_report
from publishing.workflow import State
from tests.budget.books import PUBLISHED, make_book
from thai.fiscal import FiscalYear
from thai.money import compact_baht

DAY = dt.date(2023, 12, 1)


@pytest.fixture
def book(agency):
    return make_book(1, lines=30)


def test_a_hundred_baht_are_those_of_the_citizen_budget(book):
    content = citizen_budget(book)
    poster = hundred_baht(book)

    assert sum(bar.amount for bar in poster.sections[0].bars) == 100
    assert [bar.name for bar in poster.sections[0].bars] == [share.name for share in content.plans]
    assert poster.hero.text == compact_baht(content.budget)
    assert (poster.as_of, poster.details) == (content.as_of, "/budget/2566/")


@pytest.mark.parametrize("make", [hundred_baht, leaflet])
def test_a_year_without_a_line_has_no_poster(agency, make):
    year = BudgetYear.objects.create(
        fiscal_year=2566, title="ข้อบัญญัติ", effective_on=DAY, paper_expenditure=0, **PUBLISHED
    )

    assert make(year) is None


def test_half_a_year_says_what_its_report_says(book):
    half = FiscalYear(2566).halves()[0]
    total = period_report(book, half, day=DAY).total
    poster = half_year(book, half, DAY)

    assert poster.hero.value == f"{percent(total.spent_to_date, total.after_transfers)}"
    assert [figure.text for figure in poster.figures[1:]] == [
        compact_baht(total.spent_to_date),
        compact_baht(total.after_transfers),
    ]
    assert poster.sections[0].add_up is False


def test_half_a_year_without_a_published_month_has_no_poster(agency):
    book = make_book(1, lines=12, months=4)

    assert half_year(book, FiscalYear(2566).halves()[1], DAY) is None


def test_half_a_year_names_the_month_that_it_leaves_out(agency):
    book = make_book(1, lines=12, months=4)
    book.months.filter(month=2).update(state=State.WITHDRAWN)

    assert "พ.ย." in half_year(book, FiscalYear(2566).halves()[0], DAY).lead


def test_the_leaflet_tells_where_money_comes_from_where_it_goes_and_what_is_built(book):
    content = citizen_budget(book)
    poster = leaflet(book)

    assert [section.title for section in poster.sections] == [
        "จัดสรรให้เรื่องใดบ้าง",
        "เงินมาจากไหน",
        "โครงการที่ใช้เงินมากที่สุด",
    ]
    assert poster.figures[-1].value == f"{content.percent_spent}"
    assert [line.number for line in poster.sections[2].lines] == [
        compact_baht(amount)
        for amount in sorted((row.amount for row in content.projects), reverse=True)
    ]


@pytest.mark.parametrize("months, is_running", [(4, True), (12, False)])
def test_what_the_leaflet_says_of_spending_goes_on_until_the_year_is_over(
    agency, months, is_running
):
    poster = leaflet(make_book(1, lines=12, months=months))

    assert (poster.figures[-1].is_running, poster.is_lead_running) == (is_running, is_running)
    assert [figure.is_running for figure in poster.figures[:-1]] == [False, False]


def test_the_leaflet_of_a_year_without_months_does_not_say_that_nothing_was_spent(agency):
    poster = leaflet(make_book(1, lines=12, months=0))

    assert [figure.label for figure in poster.figures] == ["งบประมาณทั้งปี", "เฉลี่ยต่อประชากร 1\u00a0คน"]
