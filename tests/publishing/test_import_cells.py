import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.import_cells import _IS_TIDY, InvalidCell, read_cell, shown
from publishing.import_raw import ErrorCell, UncomputedFormula
from publishing.import_table import ColumnKind
from thai.digits import to_thai
from thai.money import MAX_AMOUNT, format_baht
from thai.text import clean

SATANG = st.integers(min_value=-(10**13), max_value=10**13)


def said(cell, kind=ColumnKind.AMOUNT) -> str:
    with pytest.raises(InvalidCell) as caught:
        read_cell(cell, kind)
    return str(caught.value)


# ------------------------------------------------------------------ amounts
@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (1234.1, "1234.10"),
        (0.1 + 0.2, "0.30"),
        (5, "5.00"),
        (-0.0, "0.00"),
        (9999999999999.99, "9999999999999.99"),
        (12345678901.119999, "12345678901.12"),
        ("๑,๒๓๔.๕๐", "1234.50"),
        ("(1,500.00)", "-1500.00"),
        ("฿ 500 บาท", "500.00"),
        ("1,500.-", "1500.00"),
        (" - ", "0.00"),
        ("1234.5000", "1234.50"),
        ("1,234.1000000001", "1234.10"),
    ],
)
def test_an_amount_is_read_to_the_satang(cell, amount):
    read = read_cell(cell, ColumnKind.AMOUNT)

    assert str(read) == amount


@given(SATANG)
def test_every_amount_survives_the_binary_numbers_of_excel(satang):
    amount = Decimal(satang) / 100

    assert read_cell(float(amount), ColumnKind.AMOUNT) == amount


@given(SATANG, st.booleans())
def test_every_amount_is_read_back_from_how_offices_write_it(satang, in_thai_digits):
    amount = Decimal(satang) / 100
    text = format_baht(abs(amount))
    if amount < 0:
        text = f"({text})"

    assert read_cell(to_thai(text) if in_thai_digits else text, ColumnKind.AMOUNT) == amount


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_number_is_read_within_a_satang_or_refused(number):
    try:
        amount = read_cell(number, ColumnKind.AMOUNT)
    except InvalidCell:
        return

    assert abs(Decimal(number) - amount) < Decimal("0.005")
    assert abs(amount) <= MAX_AMOUNT


@pytest.mark.parametrize("cell", ["", "   ", "\u00a0", "\n"])
def test_an_empty_amount_is_no_amount(cell):
    assert read_cell(cell, ColumnKind.AMOUNT) is None


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("สิบบาท", "อ่าน “สิบบาท” เป็นจำนวนเงินไม่ได้ กรุณาพิมพ์ตัวเลข เช่น 1,234.50"),
        ("1.000,00", "อ่าน “1.000,00” เป็นจำนวนเงินไม่ได้ กรุณาพิมพ์ตัวเลข เช่น 1,234.50"),
        ("=1+1", "อ่าน “=1+1” เป็นจำนวนเงินไม่ได้ กรุณาพิมพ์ตัวเลข เช่น 1,234.50"),
        (
            1234.105,
            "“1234.105” มีเศษเกินสองตำแหน่ง กรุณาปัดเศษให้เหลือสตางค์สองตำแหน่ง เช่น 1,234.50",
        ),
        ("1.005", "“1.005” มีเศษเกินสองตำแหน่ง กรุณาปัดเศษให้เหลือสตางค์สองตำแหน่ง เช่น 1,234.50"),
        (1e20, "“1e+20” มากเกินไป จำนวนเงินต้องไม่เกิน 9,999,999,999,999.99 บาท"),
        (True, "“TRUE” เป็นค่าจริงหรือเท็จ กรุณาพิมพ์ค่าที่ถูกต้องแทน"),
        (
            dt.date(2022, 10, 1),
            "“1 ตุลาคม 2565” เป็นวันที่หรือเวลา กรุณาจัดรูปแบบเซลล์เป็นตัวเลขแล้วพิมพ์จำนวนเงินใหม่ เช่น 1,234.50",
        ),
        (
            ErrorCell("#REF!"),
            "เซลล์นี้มีข้อผิดพลาด “#REF!” กรุณาแก้สูตรใน Excel หรือพิมพ์ค่าที่ถูกต้องแทน",
        ),
        (
            UncomputedFormula(),
            "เซลล์นี้เป็นสูตรที่ยังไม่มีผลลัพธ์ในไฟล์ กรุณาเปิดไฟล์ใน Excel แล้วบันทึกอีกครั้ง",
        ),
    ],
)
def test_what_is_no_amount_is_told_why(cell, sentence):
    assert said(cell) == sentence


# ------------------------------------------------------------------ codes
@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("00110", "00110"),
        ("๐๐๑๑๐", "00110"),
        (110.0, "110"),
        ("110.0", "110"),
        (67019123456.0, "67019123456"),
        (1.5, "1.5"),
        ('="0012"', "0012"),
        ("  A-1/2 ", "A-1/2"),
        ("", ""),
    ],
)
def test_a_code_keeps_its_zeros_and_loses_only_what_excel_added(cell, code):
    assert read_cell(cell, ColumnKind.CODE) == code


@pytest.mark.parametrize("cell", ["6.7E+10", "6.70191E+10", 1e16])
def test_a_code_whose_digits_excel_has_lost_is_refused(cell):
    assert said(cell, ColumnKind.CODE).endswith(
        " ถูก Excel ย่อจนเลขท้ายหาย กรุณาจัดรูปแบบคอลัมน์เป็นข้อความ (Text) แล้วพิมพ์รหัสเต็มใหม่"
    )


# ------------------------------------------------------------------ months
@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("ต.ค.", 1),
        ("ตุลาคม 2565", 1),
        ("เดือนตุลาคม ๒๕๖๕", 1),
        ("ประจำเดือน ตุลาคม 2565", 1),
        ("ต.ค. 65", 1),
        ("ต.ค.-65", 1),
        ("10/2565", 1),
        ("10/65", 1),
        ("2565-10", 1),
        ("1/10/2565", 1),
        ("Oct-22", 1),
        (dt.date(2022, 10, 1), 1),
        (dt.datetime.combine(dt.date(2023, 1, 31), dt.time()), 4),
        ("ม.ค.", 4),
        ("กันยายน", 12),
        ("30 ก.ย. 2566", 12),
        ("", None),
    ],
)
def test_a_month_is_counted_from_october(cell, month):
    assert read_cell(cell, ColumnKind.MONTH) == month


@pytest.mark.parametrize("text", ["10", "1/10", "13/2565", "ม.ค. - มี.ค.", "ไตรมาส 1"])
def test_a_month_that_may_be_another_is_refused(text):
    assert said(text, ColumnKind.MONTH) == (
        f"อ่าน “{text}” เป็นเดือนไม่ได้ กรุณาพิมพ์ชื่อเดือน เช่น ต.ค. หรือ ตุลาคม 2565 (ตัวเลขเดือนต้องมีปี เช่น 10/2565)"
    )


# ------------------------------------------------------------------ texts
@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+66 2", "-โครงการ", "@ชื่อ"])
def test_a_text_that_begins_like_a_formula_stays_a_text(text):
    assert read_cell(text, ColumnKind.TEXT) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("หมวดค่าธรรมเนียม \r\nค่าปรับ", "หมวดค่าธรรมเนียม\nค่าปรับ"),
        ("ก_x000D_\nข", "ก\nข"),
        ("นำ้\u200b  ประปา", "น้ำ ประปา"),
        (5.0, "5"),
        (2.5, "2.5"),
        (dt.date(2022, 10, 1), "1 ตุลาคม 2565"),
        (dt.date(2567, 9, 30), "30/09/2567"),
    ],
)
def test_a_text_is_tidied_and_keeps_its_lines(cell, text):
    assert read_cell(cell, ColumnKind.TEXT) == text


def test_a_text_of_thousands_of_letters_is_refused():
    assert said("ก" * 2001, ColumnKind.TEXT) == (
        f"“{'ก' * 40}…” ยาวเกิน 2,000 ตัวอักษร กรุณาย่อข้อความ หรือตรวจว่าลืมปิดเครื่องหมายคำพูดหรือไม่"
    )


def test_a_column_may_have_a_limit_of_its_own():
    assert read_cell("ก" * 8_000, ColumnKind.TEXT, longest=8_000) == "ก" * 8_000


@given(st.text(st.sampled_from("กนเแาำ ัิ่้์็ํฺู๐1a.-ๆ\n"), max_size=10))
def test_text_that_is_taken_as_it_stands_needs_no_cleaning(text):
    if _IS_TIDY.fullmatch(text):
        assert shown(text) == " ".join(clean(text).split())
