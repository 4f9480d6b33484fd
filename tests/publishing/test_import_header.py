import pytest

from publishing.import_header import find_header, fold, is_numbering, scaled_unit
from publishing.import_table import ColumnKind, ImportColumn
from tests.publishing.sheets import AMOUNT, COLUMNS, PLAN, TITLE, sheet

TITLE_ROW = ["รายงานผลการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2565"]
ALL = {"plan": 0, "class": 1, "title": 2, "amount": 3}


def found(rows, *, merges=(), **wishes):
    return find_header(sheet(rows, merges=merges), COLUMNS, **wishes)


@pytest.mark.parametrize(
    "text",
    [
        "งบประมาณ",
        " งบ ประมาณ ",
        "งบประมาณ (บาท)",
        "งบประมาณ\n(หน่วย : บาท)",
        "งบประมาณ.",
        "งบประมาณ [บาท]",
    ],
)
def test_spellings_of_one_header_fold_alike(text):
    assert fold(text) == "งบประมาณ"


def test_folding_joins_sara_am_and_thai_digits():
    assert fold("จํานวน ปี ๒๕๖๕") == fold("จำนวนปี 2565")


def test_what_stands_in_brackets_and_is_no_unit_still_counts():
    assert fold("งบประมาณ (หลังโอน)") == "งบประมาณหลังโอน"


def test_the_header_is_found_below_the_titles():
    header = found(
        [TITLE_ROW, ["องค์การบริหารส่วนตำบลตัวอย่าง"], [], ["แผนงาน", "งบ", "รายการ", "งบประมาณ"]]
    )

    assert (header.place, header.depth, dict(header.mapping)) == (2, 1, ALL)


@pytest.mark.parametrize("label", ["งบประมาณ ปี 2565", "งบอนุมัติ ปีงบประมาณ พ.ศ. ๒๕๖๖ (บาท)"])
def test_the_year_behind_a_header_does_not_hide_it(label):
    header = found([["แผนงาน", "โครงการ / กิจกรรม", label]])

    assert dict(header.mapping) == {"plan": 0, "title": 1, "amount": 2}


@pytest.mark.parametrize("merges", [(), [(1, 2, 1, 3), (1, 0, 2, 0), (1, 1, 2, 1)]])
def test_a_header_of_two_rows_is_joined(merges):
    rows = [
        ["แผนงาน", "รายการ", "ผลการเบิกจ่าย", "", "งบประมาณ"],
        ["", "", "ต.ค.", "พ.ย.", ""],
        ["ก", "ข", "1", "2", "3"],
    ]

    header = found(rows, merges=merges)

    assert header.labels == ("แผนงาน", "รายการ", "ผลการเบิกจ่าย ต.ค.", "ผลการเบิกจ่าย พ.ย.", "งบประมาณ")
    assert header.mapping["november"] == 3


def test_a_group_ends_where_its_merged_cell_ends():
    rows = [["รายการ", "ผลการเบิกจ่าย", "", ""], ["", "ต.ค.", "พ.ย.", "หมายเหตุ"]]

    header = found(rows, merges=[(1, 1, 1, 2)])

    assert header.labels == ("รายการ", "ผลการเบิกจ่าย ต.ค.", "ผลการเบิกจ่าย พ.ย.", "หมายเหตุ")


def test_a_header_of_three_rows_is_joined():
    rows = [
        ["รายการ", "งบประมาณ", "ผล", "", "", ""],
        ["", "", "ไตรมาส 1", "", "ไตรมาส 2", ""],
        ["", "", "ต.ค.", "พ.ย.", "ม.ค.", "ก.พ."],
    ]

    header = found(rows)

    assert header.labels[2:] == (
        "ผล ไตรมาส 1 ต.ค.",
        "ผล ไตรมาส 1 พ.ย.",
        "ผล ไตรมาส 2 ม.ค.",
        "ผล ไตรมาส 2 ก.พ.",
    )


def test_units_in_a_row_of_their_own_belong_to_the_header():
    header = found([["แผนงาน", "รายการ", "งบประมาณ"], ["", "", "(บาท)"], ["ก", "ข", "5"]])

    assert (header.depth, header.labels[2]) == (2, "งบประมาณ (บาท)")


def test_the_first_row_of_data_is_no_second_row_of_the_header():
    header = found([["แผนงาน", "", "รายการ", "งบประมาณ"], ["บริหาร", "งาน", "เงินเดือน", "5"]])

    assert header.depth == 1


def test_of_two_groups_with_the_same_months_neither_is_taken_by_its_months_alone():
    rows = [
        ["แผนงาน", "รายการ", "งบประมาณ", "แผนการใช้จ่าย", "", "ผลการเบิกจ่าย", ""],
        ["", "", "", "ต.ค.", "พ.ย.", "ต.ค.", "พ.ย."],
    ]
    months = [
        ImportColumn("october", "ตุลาคม", ("ต.ค.",), kind=ColumnKind.AMOUNT),
        ImportColumn("november", "ผลการเบิกจ่าย พ.ย.", ("พ.ย.",), kind=ColumnKind.AMOUNT),
    ]

    header = find_header(sheet(rows), [PLAN, TITLE, AMOUNT, *months])

    assert dict(header.mapping) == {"plan": 0, "title": 1, "amount": 2, "november": 6}


def test_a_title_is_no_group_over_the_header():
    header = found([TITLE_ROW, ["แผนงาน", "รายการ", "งบประมาณ"], ["ก", "ข", "5"]])

    assert (header.place, header.labels) == (1, ("แผนงาน", "รายการ", "งบประมาณ"))


def test_of_two_columns_that_fit_the_likelier_spelling_is_taken():
    header = found([["แผนงาน", "รายการ", "งบอนุมัติ", "งบประมาณ"]])

    assert header.mapping["amount"] == 3


def test_an_unknown_header_is_the_first_wide_row_of_words():
    header = found([["Report"], ["year", "plan_name", "task", "baht"], ["2565", "ก", "ข", "5"]])

    assert (header.place, header.labels) == (1, ("year", "plan_name", "task", "baht"))


def test_the_wished_row_is_the_header():
    header = found([["แผนงาน", "รายการ", "งบประมาณ"], [], ["x", "y", "z"]], row=3)

    assert header.labels == ("x", "y", "z")


def test_the_fingerprint_is_that_of_the_words_and_not_of_their_spaces():
    one = found([["แผนงาน", "รายการ", "งบประมาณ"]])
    same = found([TITLE_ROW, ["แผนงาน ", "ราย การ", "งบประมาณ (บาท)"]])
    other = found([["แผนงาน", "งบประมาณ", "รายการ"]])

    assert one.fingerprint == same.fingerprint
    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (["งบประมาณ (ล้านบาท)"], "ล้านบาท"),
        (["(หน่วย : พันบาท)"], "พันบาท"),
        (["หน่วย: แสนบาท"], "แสนบาท"),
        (["งบประมาณ (บาท)"], None),
        (["วงเงินเกิน 5 แสนบาท"], None),
    ],
)
def test_a_unit_other_than_baht_is_seen(texts, unit):
    assert scaled_unit(texts) == unit


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["(1)", "", "(2)", "(3)=(1)-(2)"], True),
        ([1.0, 2.0, 3.0], True),
        (["๑", "๒"], True),
        (["1", "เงินเดือน"], False),
        (["1", "500"], False),
        (["1"], False),
    ],
)
def test_a_row_that_numbers_the_columns_is_known(cells, expected):
    assert is_numbering(cells) is expected
