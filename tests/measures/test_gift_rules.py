import datetime as dt
from decimal import Decimal

import pytest

from measures.gift_rules import (
    ValueClass,
    count_people,
    report_due,
    same_name,
    signing_days,
    value_class_of,
)


@pytest.mark.parametrize(
    ("value", "value_class"),
    [("0", ValueClass.SMALL), ("3000", ValueClass.SMALL), ("3000.01", ValueClass.LARGE)],
)
def test_three_thousand_baht_are_still_small(value, value_class):
    assert value_class_of(Decimal(value)) == value_class


def test_a_large_gift_is_reported_within_thirty_days():
    assert report_due(dt.date(2023, 1, 15)) == dt.date(2023, 2, 14)


@pytest.mark.parametrize(
    ("other", "same"), [("นาย ก  ข", True), ("นายก ข", True), ("นาย ค", False)]
)
def test_names_are_the_same_whatever_their_spaces(other, same):
    assert same_name("นาย ก ข", other) is same


@pytest.mark.parametrize(
    ("names", "people"),
    [
        ([], 0),
        (["สมชาย ใจดี", "สมหญิง ใจดี"], 2),
        (["สมชาย ใจดี", "สมชาย  ใจดี"], 1),
        (["สมชาย ใจดี", "นายสมชาย ใจดี", "นาย สมชาย ใจดี"], 1),
        (["น.ส. สมหญิง ใจดี", "นางสาวสมหญิง ใจดี", "สมหญิง ใจดี"], 1),
        (["นายพร ใจดี", "นางพร ใจดี"], 2),
        (["ว่าที่ ร.ต. สมชาย ใจดี", "สมชาย ใจดี"], 1),
    ],
)
def test_who_is_named_twice_is_one_person(names, people):
    assert count_people(names) == people


@pytest.mark.parametrize(
    ("fiscal_year", "days"),
    [
        (2566, (dt.date(2022, 7, 1), dt.date(2023, 9, 30))),
        (2570, (dt.date(2026, 7, 1), dt.date(2027, 9, 30))),
    ],
)
def test_a_declaration_is_signed_in_its_year_or_in_the_quarter_before(fiscal_year, days):
    assert signing_days(fiscal_year) == days
