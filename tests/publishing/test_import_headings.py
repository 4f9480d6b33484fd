from decimal import Decimal

import pytest

from publishing.import_table import ImportColumn
from tests.publishing.sheets import AMOUNT, CLASS, HEADER, PLAN, cleaned, sentences


def titles(table):
    return [row.values["title"] for row in table.rows]


def test_sums_above_their_rows_are_totals_at_every_level():
    rows = [
        ["แผนงานการศึกษา", "", "", 180],
        ["", "งบบุคลากร", "", 150],
        ["", "", "เงินเดือน", 100],
        ["", "", "ค่าตอบแทน", 50],
        ["", "งบดำเนินงาน", "", 30],
        ["", "", "ค่าใช้สอย", 30],
        ["แผนงานสาธารณสุข", "", "", 20],
        ["", "งบบุคลากร", "", 20],
        ["", "", "เงินเดือน", 20],
        ["รวมทั้งสิ้น", "", "", 200],
    ]

    table = cleaned([HEADER, *rows])

    assert titles(table) == ["เงินเดือน", "ค่าตอบแทน", "ค่าใช้สอย", "เงินเดือน"]
    assert [(total.number, total.label) for total in table.totals] == [
        (2, "แผนงานการศึกษา"),
        (3, "งบบุคลากร"),
        (6, "งบดำเนินงาน"),
        (8, "แผนงานสาธารณสุข"),
        (9, "งบบุคลากร"),
        (11, "รวมทั้งสิ้น"),
    ]
    assert all(total.agrees for total in table.totals)
    assert table.refusals == ()


def test_a_sum_above_rows_that_repeat_their_labels_is_a_total_as_well():
    rows = [["ก", "ข", "", 3], ["ก", "ข", "x", 1], ["ก", "ข", "y", 2], ["ก", "ค", "z", 5]]

    table = cleaned([HEADER, *rows])

    assert titles(table) == ["x", "y", "z"]


def test_an_amount_that_the_rows_below_do_not_make_up_is_an_amount():
    table = cleaned([HEADER, ["ก", "ข", "", 4], ["ก", "ข", "x", 1]], columns=[PLAN, CLASS, AMOUNT])

    assert [row.values["amount"] for row in table.rows] == [Decimal("4.00"), Decimal("1.00")]


def test_a_heading_whose_sum_is_wrong_is_not_passed_over():
    table = cleaned([HEADER, ["ก", "", "", 4], ["", "ข", "x", 1]])

    assert [(each.row, each.column) for each in table.refusals] == [(2, "title")]


@pytest.mark.parametrize("class_name", ["ข", ""])
def test_rows_that_have_only_labels_and_amounts_are_items(class_name):
    rows = [["แผนงาน", "งบ", "งบประมาณ"], ["ก", class_name, 2], ["", "ค", 1], ["", "ง", 1]]

    table = cleaned(rows, columns=[PLAN, CLASS, AMOUNT])

    assert len(table.rows) == (3 if class_name else 2)


def test_where_the_last_label_names_the_item_a_forgotten_amount_is_told():
    rows = [["แผนงาน", "งบ", "งบประมาณ"], ["ก"], ["", "ข", 1], ["", "ค", ""]]

    table = cleaned(rows, columns=[PLAN, CLASS, AMOUNT])

    assert sentences(table) == [
        "ไฟล์ “งบ.xlsx” แผ่นงาน “รายจ่าย” แถว 4 คอลัมน์ C “งบประมาณ”: ช่องนี้ว่าง กรุณากรอกงบประมาณ เช่น “1,234.50”"
    ]


def test_a_heading_needs_no_required_column_beside_the_amounts():
    spent = ImportColumn("spent", "เบิกจ่าย", kind=AMOUNT.kind)
    rows = [["แผนงาน", "รายการ", "เบิกจ่าย"], ["ก"], ["", "x", 1]]

    table = cleaned(rows, columns=[PLAN, ImportColumn("title", "รายการ"), spent])

    assert [(row.number, row.values["plan"]) for row in table.rows] == [(3, "ก")]
