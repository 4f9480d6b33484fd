"""Flags are sentences about odd figures, and silence about all others."""

from decimal import Decimal

import pytest

from budget.flags import (
    SHOWN,
    Holding,
    falling,
    missing_months,
    overdrawn,
    overspent,
    personnel_heavy,
    unbalanced,
)

NAMES = ["เดือนตุลาคม 2565", "เดือนพฤศจิกายน 2565", "เดือนธันวาคม 2565"]


def texts(flags):
    return [flag.text for flag in flags]


@pytest.mark.parametrize(
    ("revenue", "expenditure", "expected"),
    [
        (None, 100, []),
        (100, 100, []),
        (120, 100, ["ประมาณการรายรับมากกว่ารายจ่าย 20.00 บาท"]),
        (100, Decimal("100.50"), ["ประมาณการรายรับน้อยกว่ารายจ่าย 0.50 บาท"]),
    ],
)
def test_income_that_is_not_expenditure_is_named(revenue, expenditure, expected):
    revenue = None if revenue is None else Decimal(revenue)

    assert texts(unbalanced(revenue, Decimal(expenditure))) == expected


@pytest.mark.parametrize(
    ("personnel", "is_flagged"), [("40", False), ("40.01", True), ("0", False)]
)
def test_staff_may_cost_two_fifths_of_a_budget(personnel, is_flagged):
    assert bool(personnel_heavy(Decimal(personnel), Decimal(100))) is is_flagged


def test_a_budget_of_nothing_has_no_share():
    assert personnel_heavy(Decimal(0), Decimal(0)) == []


def test_a_line_over_its_budget_is_named_with_both_figures():
    lines = [Holding("ก", Decimal(100), Decimal(100)), Holding("ข", Decimal(100), Decimal(101))]

    flag = overspent(lines)[0]

    assert flag.text == "เบิกจ่ายเกินงบประมาณหลังโอน 1 รายการ"
    assert flag.rows == ("ข: เบิกจ่าย 101.00 บาท งบประมาณหลังโอน 100.00 บาท",)


def test_the_worst_lines_are_named_first_and_the_rest_is_counted():
    lines = [Holding(str(number), Decimal(0), Decimal(number)) for number in range(1, 15)]

    flag = overspent(lines)[0]

    assert (len(flag.rows), flag.rows[0][:2]) == (SHOWN, "14")
    assert "14 รายการ" in flag.text


def test_a_transfer_that_takes_more_than_there_is_left_is_named():
    assert texts(overdrawn([Holding("ก", Decimal(10), Decimal(11))])) == [
        "โอนออกเกินยอดคงเหลือ 1 รายการ"
    ]
    assert overdrawn([Holding("ก", Decimal(10), Decimal(10))]) == []


def test_a_month_below_the_month_before_is_named():
    months = [Decimal(10), Decimal(-3), Decimal(0)]

    assert texts(falling(months, NAMES)) == [
        "ยอดเบิกจ่ายสะสมถึงเดือนพฤศจิกายน 2565 7.00 บาท ลดลงจากเดือนก่อน 3.00 บาท"
    ]


def test_a_single_month_is_held_against_what_was_spent_before():
    assert texts(falling([Decimal(-1)], NAMES[2:], start=Decimal(5))) == [
        "ยอดเบิกจ่ายสะสมถึงเดือนธันวาคม 2565 4.00 บาท ลดลงจากเดือนก่อน 1.00 บาท"
    ]


def test_months_missing_before_one_that_is_there_are_named():
    assert texts(missing_months({3}, NAMES)) == [
        "ยังไม่ได้เผยแพร่ผลการเบิกจ่ายเดือนตุลาคม 2565 และเดือนพฤศจิกายน 2565"
    ]


@pytest.mark.parametrize("present", [set(), {1}, {1, 2, 3}])
def test_months_without_a_gap_are_not_named(present):
    assert missing_months(present, NAMES) == []
