import datetime as dt
from decimal import Decimal

import pytest

from publishing.import_raw import ErrorCell, UncomputedFormula
from publishing.import_table import ColumnKind, ImportColumn
from tests.publishing.sheets import AMOUNT, HEADER, PLAN, TITLE, cleaned, sentences

WHERE = "ไฟล์ “งบ.xlsx” แผ่นงาน “รายจ่าย”"


def values(table, *names):
    return [tuple(row.values[name] for name in names) for row in table.rows]


# ------------------------------------------------------------------ data
def test_a_row_is_read_with_its_number_and_every_column():
    table = cleaned([["รายงาน"], HEADER, ["แผนงาน ก", "งบบุคลากร", "เงินเดือน", "๑,๐๐๐"]])

    assert table.header_row == 2
    assert [(row.number, row.values) for row in table.rows] == [
        (
            3,
            {
                "plan": "แผนงาน ก",
                "class": "งบบุคลากร",
                "title": "เงินเดือน",
                "amount": Decimal("1000.00"),
            },
        )
    ]


def test_merged_row_labels_hold_for_the_rows_below():
    table = cleaned([HEADER, ["ก", "ข", "x", 1], ["", "", "y", 2], ["", "ค", "z", 3]])

    assert values(table, "plan", "class") == [("ก", "ข"), ("ก", "ข"), ("ก", "ค")]


def test_a_new_group_forgets_the_sub_group_of_the_last():
    table = cleaned([HEADER, ["ก", "ข", "x", 1], ["จ", "", "y", 2]])

    assert values(table, "plan", "class") == [("ก", "ข"), ("จ", "")]


def test_a_repeated_group_keeps_its_sub_group():
    table = cleaned([HEADER, ["ก", "ข", "x", 1], ["ก ", "", "y", 2]])

    assert values(table, "class") == [("ข",), ("ข",)]


def test_a_group_in_a_row_of_its_own_is_a_heading():
    table = cleaned([HEADER, ["ก"], ["", "ข"], ["", "", "x", 1], ["จ"], ["", "", "y", 2]])

    assert values(table, "plan", "class", "title") == [("ก", "ข", "x"), ("จ", "", "y")]


def test_a_text_merged_over_rows_holds_for_all_of_them():
    unit = ImportColumn("unit", "หน่วยงาน")
    rows = [
        ["รายการ", "งบประมาณ", "หน่วยงาน"],
        ["x", 1, "กองช่าง"],
        ["y", 2, ""],
        ["z", 3, ""],
    ]

    table = cleaned(rows, columns=[TITLE, AMOUNT, unit], merges=[(2, 2, 3, 2)])

    assert values(table, "unit") == [("กองช่าง",), ("กองช่าง",), ("",)]


def test_repeated_headers_and_titles_of_printed_pages_are_left_out():
    top = [["รายงาน ปี 2565"], HEADER, ["(1)", "(2)", "(3)", "(4)"]]

    table = cleaned([*top, ["ก", "ข", "x", 1], *top, ["", "", "y", 2], ["หน้า 2"]])

    assert values(table, "plan", "title") == [("ก", "x"), ("ก", "y")]
    assert table.refusals == ()


def test_totals_are_no_rows():
    table = cleaned([HEADER, ["ก", "", "x", 1], ["", "", "รวมใจพัฒนา", 2], ["รวม", "", "", 3]])

    assert values(table, "title") == [("x",), ("รวมใจพัฒนา",)]
    assert [(total.number, total.agrees) for total in table.totals] == [(4, True)]


def test_signatures_below_the_totals_are_ignored():
    signatures = [
        ["", "", "ลงชื่อ ................ ผู้จัดทำ"],
        ["", "(นายตัวอย่าง ใจดี)", "", "(นางสาวตัวอย่าง ใจงาม)"],
        ["นักวิเคราะห์นโยบายและแผน"],
        ["", "", "หมายเหตุ ข้อมูล ณ วันที่ 30 กันยายน 2565"],
    ]

    table = cleaned([HEADER, ["ก", "", "x", 1], ["รวม", "", "", 1], *signatures])

    assert (len(table.rows), table.refusals) == (1, ())


def test_a_last_row_without_its_amount_is_no_footer():
    table = cleaned([HEADER, ["ก", "", "x", 1], ["ก", "", "y", ""]])

    assert sentences(table) == [
        f"{WHERE} แถว 3 คอลัมน์ D “งบประมาณ (บาท)”: ช่องนี้ว่าง กรุณากรอกงบประมาณ เช่น “1,234.50”"
    ]


def test_an_example_of_the_column_is_given():
    title = ImportColumn("title", "รายการ", required=True, example="เงินเดือนพนักงาน")

    table = cleaned([HEADER, ["ก", "", "", 1]], columns=[PLAN, title, AMOUNT])

    assert sentences(table) == [
        f"{WHERE} แถว 2 คอลัมน์ C “รายการ”: ช่องนี้ว่าง กรุณากรอกรายการ เช่น “เงินเดือนพนักงาน”"
    ]


# ------------------------------------------------------------------ cells that cannot be read
@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("สิบบาท", "สิบบาท", "อ่าน “สิบบาท” เป็นจำนวนเงินไม่ได้ กรุณาพิมพ์ตัวเลข เช่น 1,234.50"),
        (True, "TRUE", "“TRUE” เป็นค่าจริงหรือเท็จ กรุณาพิมพ์ค่าที่ถูกต้องแทน"),
        (
            dt.datetime.combine(dt.date(2022, 10, 1), dt.time()),
            "1 ตุลาคม 2565",
            "“1 ตุลาคม 2565” เป็นวันที่หรือเวลา กรุณาจัดรูปแบบเซลล์เป็นตัวเลขแล้วพิมพ์จำนวนเงินใหม่ เช่น 1,234.50",
        ),
        (
            ErrorCell("#DIV/0!"),
            "#DIV/0!",
            "เซลล์นี้มีข้อผิดพลาด “#DIV/0!” กรุณาแก้สูตรใน Excel หรือพิมพ์ค่าที่ถูกต้องแทน",
        ),
        (
            UncomputedFormula(),
            "",
            "เซลล์นี้เป็นสูตรที่ยังไม่มีผลลัพธ์ในไฟล์ กรุณาเปิดไฟล์ใน Excel แล้วบันทึกอีกครั้ง",
        ),
    ],
)
def test_a_bad_cell_is_named_by_file_sheet_row_column_and_value(cell, value, reason):
    table = cleaned([HEADER, ["ก", "", "x", 1], ["ก", "", "y", cell]])

    refusal = table.refusals[0]
    assert refusal.sentence == f"{WHERE} แถว 3 คอลัมน์ D “งบประมาณ (บาท)”: {reason}"
    assert (refusal.row, refusal.column, refusal.value) == (3, "amount", value)
    assert len(table.refusals) == 1
    assert [row.number for row in table.rows] == [2]


@pytest.mark.parametrize("merge", [(2, 3, 3, 3), (2, 3, 2, 4)])
def test_an_amount_merged_over_several_items_is_refused(merge):
    header = [*HEADER, "ผลการเบิกจ่าย ต.ค."]
    rows = [header, ["ก", "", "x", 5, ""], ["ก", "", "y", 0 if merge[2] == 2 else "", ""]]

    table = cleaned(rows, merges=[merge])

    cells = "D2:D3" if merge[2] == 3 else "D2:E2"
    assert sentences(table)[0] == (
        f"{WHERE} แถว 2 คอลัมน์ D “งบประมาณ (บาท)”: “5” อยู่ในเซลล์ผสาน {cells} จึงไม่ทราบว่าเป็นของรายการใด"
        " กรุณายกเลิกการผสานแล้วใส่จำนวนเงินแยกแต่ละช่อง"
    )


def test_an_error_in_a_column_that_is_not_imported_is_no_matter():
    table = cleaned([[*HEADER, "คงเหลือ"], ["ก", "", "x", 1, ErrorCell("#REF!")]])

    assert (len(table.rows), table.refusals) == (1, ())


def test_after_two_hundred_refusals_only_their_number_is_told():
    table = cleaned([HEADER, *[["ก", "", "x", "?"]] * 250])

    assert len(table.refusals) == 201
    assert sentences(table)[-1] == (
        f"{WHERE} ยังมีที่ต้องแก้อีก 50 แห่ง กรุณาแก้ตามรายการข้างต้นก่อนแล้วเลือกไฟล์ใหม่"
    )


# ------------------------------------------------------------------ tables that cannot be read
def test_a_column_that_is_not_found_is_asked_for():
    table = cleaned([["แผนงาน", "รายการ", "จำนวน"], ["ก", "x", 1]])

    assert sentences(table) == [
        f"{WHERE} แถว 1 ไม่พบหัวคอลัมน์ “งบประมาณ” กรุณาเลือกว่าคอลัมน์ใดคือข้อมูลนี้ หรือแก้หัวตารางในไฟล์"
    ]
    assert (table.rows, dict(table.mapping)) == ((), {"plan": 0, "title": 1})
    assert table.headers == ("แผนงาน", "รายการ", "จำนวน")
    assert table.sample == (("ก", "x", "1"),)


def test_the_mapping_of_a_person_stands_instead_of_the_headers():
    rows = [["แผนงาน", "a", "b", "งบประมาณ"], ["1", "ก", "x", 5]]

    table = cleaned(rows, mapping={"plan": 1, "title": 2, "amount": 3})

    assert values(table, "plan", "title", "amount") == [("ก", "x", Decimal("5.00"))]


def test_the_header_row_of_a_person_stands_instead_of_the_one_that_was_found():
    rows = [HEADER, ["ก", "ข", "x", 1], HEADER, ["จ", "ข", "y", 2]]

    table = cleaned(rows, header_row=3)

    assert (table.header_row, values(table, "title")) == (3, [("y",)])


def test_amounts_in_millions_are_not_taken_for_baht():
    table = cleaned([["(หน่วย : ล้านบาท)"], HEADER, ["ก", "", "x", 1.5]])

    assert sentences(table) == [
        f"{WHERE} ระบุหน่วยเป็น “ล้านบาท” กรุณาแปลงจำนวนเงินทุกช่องเป็นบาท แล้วแก้หน่วยในหัวตารางเป็น (บาท)"
    ]


def test_a_header_without_rows_is_told():
    assert sentences(cleaned([["รายงาน"], HEADER])) == [
        f"{WHERE} มีแต่หัวตารางในแถว 2 ไม่มีข้อมูลใต้หัวตาราง กรุณาใส่ข้อมูลหรือเลือกแถวหัวตารางใหม่"
    ]


def test_an_empty_sheet_is_told():
    table = cleaned([[], ["", " "]])

    assert table.header_row == 0
    assert sentences(table) == [f"{WHERE} ไม่มีข้อมูล กรุณาเลือกแผ่นงานอื่นหรือไฟล์อื่น"]


def test_a_table_without_amounts_is_read_as_well():
    code = ImportColumn("code", "รหัส", kind=ColumnKind.CODE, required=True)
    month = ImportColumn("month", "เดือน", kind=ColumnKind.MONTH)
    rows = [["รหัส", "เดือน"], ["00110", "ต.ค."], [120.0, ""]]

    table = cleaned(rows, columns=[code, month])

    assert values(table, "code", "month") == [("00110", 1), ("120", None)]
