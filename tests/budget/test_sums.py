"""Only what is public counts, and it counts exactly."""

import datetime as dt
from decimal import Decimal

import pytest

from budget.ledger import Entry, after_transfers, spent_in_year, transferred
from budget.models import BudgetLine
from budget.sums import entries, entry
from publishing.workflow import State

LINES = BudgetLine.objects


@pytest.mark.django_db
def test_no_lines_have_no_money():
    assert entry(LINES.all()) == Entry()


def test_transfers_change_what_may_be_spent_and_nothing_that_was_approved(make_line, make_transfer):
    road, school = make_line(100), make_line(50, plan="00210")
    make_transfer(road, school, 30)

    found = entries(LINES.all(), "pk")

    assert [found[(road.pk,)].approved, after_transfers(found[(road.pk,)])] == [100, 70]
    assert [found[(school.pk,)].approved, after_transfers(found[(school.pk,)])] == [50, 80]


def test_a_transfer_in_review_moves_nothing(make_line, make_transfer):
    make_transfer(make_line(100), make_line(50), 30, state=State.IN_REVIEW)

    assert transferred(entry(LINES.all())) == 0
    assert entry(LINES.all()).moved_in == 0


def test_a_transfer_after_the_day_does_not_count_yet(make_line, make_transfer):
    make_transfer(make_line(100), make_line(50), 30, day=dt.date(2023, 2, 1))

    assert entry(LINES.all(), day=dt.date(2023, 1, 31)).moved_in == 0
    assert entry(LINES.all(), day=dt.date(2023, 2, 1)).moved_in == 30


def test_spending_of_an_unpublished_month_is_not_counted(make_line, make_spending):
    line = make_line(100)
    make_spending(line, 10, month=1)
    make_spending(line, 7, month=2, state=State.DRAFT)

    assert spent_in_year(entry(LINES.all())) == 10


def test_months_stand_in_fiscal_order(make_line, make_spending):
    line = make_line(100)
    make_spending(line, 10, month=1)
    make_spending(line, "2.50", month=12)

    months = entry(LINES.all()).months

    assert [months[0], months[11], sum(months)] == [10, Decimal("2.50"), Decimal("12.50")]


def test_lines_of_a_draft_supplement_are_not_public(make_line, make_supplement):
    make_line(100)
    make_line(5, supplement=make_supplement(state=State.DRAFT))

    assert entry(LINES.public()).approved == 100


def test_a_supplement_counts_from_the_day_it_is_in_force(make_line, make_supplement):
    make_line(100)
    make_line(5, supplement=make_supplement(effective_on=dt.date(2023, 4, 1)))

    assert entry(LINES.public(), day=dt.date(2023, 3, 31)).approved == 100
    assert entry(LINES.public(), day=dt.date(2023, 4, 1)).approved == 105


def test_sums_are_exact_where_binary_fractions_are_not(make_line):
    for _number in range(100):
        make_line("0.10")

    assert entry(LINES.all()).approved == Decimal("10.00")


def test_entries_are_grouped_by_every_dimension(make_line, heading):
    make_line(1, plan="00310")
    make_line(2, plan="00310", budget_class="530000")
    make_line(4, plan="00210")

    found = entries(LINES.all(), "plan", "budget_class")

    roads, schools = heading("plan", "00310").pk, heading("plan", "00210").pk
    goods, works = heading("class", "530000").pk, heading("class", "540000").pk
    amounts = {key: row.approved for key, row in found.items()}
    assert amounts == {(roads, works): 1, (roads, goods): 2, (schools, works): 4}
