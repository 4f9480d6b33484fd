from decimal import Decimal

import pytest

from budget.breakdown import MoneyRow, money_table
from budget.ledger import Entry


def row(label, approved, spent=0, **entry):
    months = (Decimal(spent), *[Decimal(0)] * 11)
    return MoneyRow(label, Entry(approved=Decimal(approved), months=months, **entry))


ROWS = [row("ข", 100, 10), row("เก", 300, 30), row("ค", 200, 190)]


def labels(sort):
    return [each.label for each in money_table(ROWS, label="รวม", sort=sort).rows]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["ข", "เก", "ค"]),
        ("approved", ["เก", "ค", "ข"]),
        ("spent", ["ค", "เก", "ข"]),
        ("left", ["เก", "ข", "ค"]),
        ("percent", ["ค", "ข", "เก"]),
        ("name", ["เก", "ข", "ค"]),
        ("no-such-order", ["ข", "เก", "ค"]),
        ("-approved", ["ข", "เก", "ค"]),
    ],
)
def test_a_table_is_sorted_as_asked(sort, order):
    assert labels(sort) == order


def test_the_sum_row_adds_the_rows():
    total = money_table(ROWS, label="รวม").total

    assert (total.label, total.approved, total.spent, total.left) == ("รวม", 600, 230, 370)


def test_parts_of_a_row_are_not_added_again():
    part = MoneyRow("หมวด", Entry(approved=Decimal(60)), level=1)

    assert money_table([ROWS[0], part], label="รวม").total.approved == 100


def test_the_share_is_of_what_may_be_spent_after_transfers():
    assert row("ก", 100, 75, moved_in=Decimal(50)).percent == Decimal("50.00")


def test_a_row_without_budget_has_no_share():
    assert row("ก", 0).percent is None


def test_more_spent_than_the_budget_is_said_and_fills_the_bar():
    over = row("ก", 100, 128)

    assert (over.is_overspent, over.percent, over.bar) == (True, Decimal("128.00"), "100.0%")


def test_money_that_came_back_leaves_an_empty_bar():
    assert row("ก", 100, -5).bar == "0.0%"


@pytest.mark.parametrize(("committed", "shown"), [(0, False), (5, True)])
def test_the_committed_column_appears_only_where_somebody_fills_it(committed, shown):
    table = money_table([row("ก", 100, committed=Decimal(committed))], label="รวม")

    assert table.has_committed is shown
