import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.tables import CellKind, Column
from publishing.workbooks import EXPLANATIONS, to_xlsx
from tests.publishing.test_tables import COLUMNS, FORMULAS, ROW, THAI, amounts, table, texts
from thai.money import MAX_AMOUNT

CREATED = dt.datetime(2023, 3, 31, 9, 30, tzinfo=dt.UTC)


def opened(*tables):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(tables, created=CREATED)))


def by_calamine(*tables):
    book = python_calamine.load_workbook(io.BytesIO(to_xlsx(tables, created=CREATED)))
    return book.get_sheet_by_index(0).to_python()


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_sheet_of_data_is_its_heading_and_its_rows():
    day = dt.datetime(2022, 10, 1)  # noqa: DTZ001 - Excel knows no time zones

    assert values(opened(table(ROW))["lines"]) == [
        ["รหัส", "รายการ", "บาท", "จำนวน", "ร้อยละ", "วันที่"],
        ["00110", "ซ่อมถนน", 1234.5, 3, 45.67, day],
    ]


def test_another_reader_finds_the_same():
    assert by_calamine(table(ROW))[1] == [
        "00110",
        "ซ่อมถนน",
        1234.5,
        3,
        45.67,
        dt.date(2022, 10, 1),
    ]


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "=HYPERLINK(1)"])
def test_a_text_is_never_a_formula_not_even_after_it_was_edited(text):
    cell = opened(texts(text))["lines"]["A2"]

    assert (cell.data_type, cell.quotePrefix) == ("s", text != "#N/A")


def test_thai_text_comes_back_whole():
    assert by_calamine(texts(THAI))[1] == [THAI]


def test_characters_that_excel_cannot_hold_are_left_out():
    assert by_calamine(texts("ก\x00\x1fข"))[1] == ["กข"]


def test_a_text_longer_than_a_cell_is_cut_so_that_the_file_opens():
    assert [len(cell) for cell in by_calamine(texts("ก" * 40_000))[1]] == [32_767]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.decimals(-MAX_AMOUNT, MAX_AMOUNT, places=2), min_size=1, max_size=20))
def test_no_satang_is_lost_in_excel(baht):
    rows = by_calamine(amounts(*baht))[1:]

    assert [Decimal(f"{cell:.2f}") for (cell,) in rows] == baht


def test_amounts_and_dates_are_shown_as_thai_offices_write_them():
    row = opened(table(ROW))["lines"][2]

    assert [cell.number_format for cell in row] == [
        "@",
        "@",
        "#,##0.00",
        "#,##0",
        "0.00",
        "[$-107041E]d mmmm yyyy",
    ]


def test_the_heading_stays_in_sight_and_on_every_printed_page():
    sheet = opened(table(ROW, ROW))["lines"]

    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == (
        "A2",
        "$1:$1",
        "A1:F3",
    )


def test_it_prints_across_an_a4_page():
    sheet = opened(table(ROW))["lines"]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_an_ampersand_in_a_title_is_printed_as_one():
    named = table(ROW, sheet="ก")
    renamed = type(named)(**{**vars(named), "title": "รับ & จ่าย"})

    assert opened(renamed)["ก"].oddHeader.center.text == "รับ && จ่าย"


def test_a_column_is_as_wide_as_its_longest_amount():
    sheet = opened(amounts(Decimal("1.00"), MAX_AMOUNT))["lines"]

    assert sheet.column_dimensions["A"].width >= len("9,999,999,999,999.99")


def test_totals_stand_in_bold_below_the_rows():
    totals = ("", "รวม", Decimal("1234.50"), 3, None, None)

    last = opened(table(ROW, totals=totals))["lines"][3]

    assert [cell.value for cell in last] == [None, "รวม", 1234.5, 3, None, None]
    assert last[2].font.bold


def test_notes_and_the_meaning_of_columns_stand_on_the_last_sheet():
    book = opened(table(ROW, notes=("ข้อมูลตัวอย่าง", "ข้อมูล ณ วันที่ 31 มีนาคม 2566")))

    assert book.sheetnames == ["lines", EXPLANATIONS]
    assert values(book[EXPLANATIONS])[:6] == [
        ["รายการงบประมาณ", None, None],
        ["ข้อมูลตัวอย่าง", None, None],
        ["ข้อมูล ณ วันที่ 31 มีนาคม 2566", None, None],
        ["คอลัมน์", "ชื่อสำหรับโปรแกรม", "ความหมาย"],
        ["รหัส", "code", None],
        ["รายการ", "name", "ชื่อตามข้อบัญญัติ"],
    ]


def test_each_table_has_a_sheet():
    other = table((1,), columns=(Column("n", "ที่", CellKind.INTEGER),), sheet="อื่น")

    assert opened(table(ROW), other).sheetnames == ["lines", "อื่น", EXPLANATIONS]


def test_a_table_without_rows_is_its_heading():
    assert by_calamine(table()) == [[column.label for column in COLUMNS]]


def test_the_same_tables_are_the_same_bytes_and_say_no_other_time():
    data = to_xlsx([table(ROW)], created=CREATED)

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    facts = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert facts.created == facts.modified == CREATED.replace(tzinfo=None)
