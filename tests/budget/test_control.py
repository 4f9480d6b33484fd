"""A total that does not agree with the signed paper, and where the mistake may be."""

from decimal import Decimal

import pytest

from budget.control import MAX_SUSPECTS, Control, suspects

D = Decimal


def test_the_difference_is_rows_less_paper():
    assert Control("รวม", D("100.00"), D("100.01")).difference == D("0.01")


def test_a_paper_that_nobody_typed_settles_nothing():
    control = Control("รวม", None, D(100), "ชี้แจงแล้ว")

    assert [control.agrees, control.is_settled, control.is_open] == [False, False, False]


def test_a_difference_is_settled_by_an_explanation():
    assert Control("รวม", D(1), D(2), "ปัดเศษ").is_settled is True


def test_spaces_explain_nothing():
    assert Control("รวม", D(1), D(2), "  ").is_open is True


def test_an_open_difference_is_told_in_baht():
    sentence = Control("รายจ่าย", D("100.00"), D("1100.50")).sentence

    assert sentence == (
        "ยอดรายจ่าย ตามรายการ 1,100.50 บาท ตามเอกสารที่ลงนาม 100.00 บาท ต่างกัน 1,000.50 บาท "
        "กรุณาแก้ไขรายการ หรือชี้แจงผลต่าง"
    )


@pytest.mark.parametrize(
    "difference, amount",
    [
        (D(500), D(500)),  # entered twice
        (D(-1000), D(-500)),  # the sign turned
        (D(450), D(2720)),  # 2270 typed as 2720
        (D(9000), D(10000)),  # 1000 typed with a zero too many
        (D(-9000), D(1000)),  # 10000 typed with a zero too few
    ],
)
def test_a_row_that_explains_the_difference_is_a_suspect(difference, amount):
    found = suspects(difference, [("ก", D("77.77")), ("ข", amount)])

    assert [suspect.label for suspect in found] == ["ข"]


def test_no_difference_has_no_suspects():
    assert suspects(D(0), [("ก", D(0)), ("ข", D(100))]) == []


def test_the_most_telling_suspect_comes_first():
    rows = [("สลับหลัก", D(2720)), ("ซ้ำ", D(450))]

    assert [suspect.label for suspect in suspects(D(450), rows)] == ["ซ้ำ", "สลับหลัก"]


def test_a_list_of_suspects_stays_short():
    assert len(suspects(D(5), [("ซ้ำ", D(5))] * 50)) == MAX_SUSPECTS
