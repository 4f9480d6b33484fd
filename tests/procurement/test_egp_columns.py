"""What cells of e-GP and of the national export mean."""

import datetime as dt
from decimal import Decimal

import pytest

from procurement.egp_columns import (
    day_of,
    fiscal_year_in,
    fiscal_year_of_number,
    is_record_number,
    known_amount,
    method_of,
    notice_kind_of,
    plain_title,
    project_number,
    work_kind_of,
)
from procurement.methods import OFFICIAL_NAMES, Method, WorkKind

LIST_NAME = "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"


@pytest.mark.parametrize(("method", "name"), OFFICIAL_NAMES.items())
def test_every_method_is_known_by_its_official_name(method, name):
    assert method_of(name) == method


@pytest.mark.parametrize(
    ("texts", "method"),
    [
        ((LIST_NAME, "เฉพาะเจาะจง"), Method.SPECIFIC),
        (("เฉพาะเจาะจง", LIST_NAME), Method.SPECIFIC),
        (("ประกาศเชิญชวนทั่วไป", "e - bidding"), Method.E_BIDDING),
        (("e-market", ""), Method.E_MARKET),
        (("คัดเลือก", "", "จ้างที่ปรึกษา"), Method.CONSULTANT_SELECTION),
        (("เฉพาะเจาะจง", "", "จ้างออกแบบ"), Method.DESIGN_SPECIFIC),
        (("ประกาศเชิญชวนทั่วไป", ""), None),
        ((LIST_NAME, "-"), None),
        (("", "", "จ้างที่ปรึกษา"), None),
        ((), None),
    ],
)
def test_the_method_is_found_in_whichever_cell_it_stands(texts, method):
    assert method_of(*texts) == method


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("ซื้อ",), WorkKind.GOODS),
        (("จ้างก่อสร้าง",), WorkKind.WORKS),
        (("จ้างทำของ/จ้างเหมาบริการ",), WorkKind.SERVICES),
        (("เช่า",), WorkKind.LEASE),
        (("จ้างที่ปรึกษา",), WorkKind.CONSULTANCY),
        (("จ้างออกแบบและควบคุมงานก่อสร้าง",), WorkKind.DESIGN),
        (("", "ประกวดราคาจ้างก่อสร้างถนน"), WorkKind.WORKS),
        (("-", "ปรับปรุงถนน"), None),
    ],
)
def test_what_is_bought_is_read_from_the_first_text_that_tells(texts, kind):
    assert work_kind_of(*texts) == kind


@pytest.mark.parametrize("label", ["", "-", "ประกาศรับสมัครงาน"])
def test_an_unknown_announcement_has_no_kind(label):
    assert notice_kind_of(label) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 ก.ย. 68", dt.date(2025, 9, 5)),
        ("๕ กันยายน ๒๕๖๘", dt.date(2025, 9, 5)),
        ("2025-09-05 00:00:00", dt.date(2025, 9, 5)),
        ("05/09/2568 10:30 น.", dt.date(2025, 9, 5)),
        ("-", None),
        ("", None),
        (" – ", None),
    ],
)
def test_a_day_is_read_as_it_is_written(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("67119524001", "67119524001"),
        (" ๖๗๑๑๙๕๒๔๐๐๑ ", "67119524001"),
        ("67119524001.0", "67119524001"),
        ("6711-9524-001", "67119524001"),
        ("p66010012345", "P66010012345"),
        ("-", ""),
    ],
)
def test_a_project_number_is_a_text_of_digits(text, number):
    assert project_number(text) == number


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("67119524001", True),
        ("P66010012345", True),
        ("6711952400", False),
        ("671195240011", False),
        ("P" * 12, False),
        ("", False),
    ],
)
def test_what_may_be_a_number(text, is_number):
    assert is_record_number(text) == is_number


@pytest.mark.parametrize(
    ("number", "year"),
    [("67119524001", 2568), ("67099524001", 2567), ("P66010012345", 2566), ("67999524001", None)],
)
def test_a_number_tells_the_fiscal_year_in_which_it_was_given(number, year):
    assert fiscal_year_of_number(number) == year


@pytest.mark.parametrize(
    ("row", "year"),
    [
        ({"fiscal_year": "2568"}, 2568),
        ({"fiscal_year": "๒๕๖๘"}, 2568),
        ({"fiscal_year": "2025"}, 2568),
        ({"fiscal_year": "9999"}, 2566),
        ({}, 2566),
    ],
)
def test_the_fiscal_year_is_what_the_row_says_else_that_of_the_day(row, year):
    assert fiscal_year_in(row, dt.date(2023, 1, 9)) == year


@pytest.mark.parametrize(
    ("value", "amount"),
    [(Decimal("1480.00"), Decimal("1480.00")), (Decimal("0.00"), None), (None, None)],
)
def test_a_price_of_nothing_is_not_known_yet(value, amount):
    assert known_amount(value) == amount


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("ประกวดราคาซื้อเรือ ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-Bidding)", "ซื้อเรือ"),
        ("ซื้อเรือ โดยวิธีเฉพาะเจาะจง", "ซื้อเรือ"),
        ("ประกวดราคากลาง", "ประกวดราคากลาง"),
        ("โดยวิธีคัดเลือก", "โดยวิธีคัดเลือก"),
    ],
)
def test_a_title_loses_the_words_of_the_method(title, plain):
    assert plain_title(title) == plain
