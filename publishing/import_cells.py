"""What a cell says: an amount in baht, a code, a fiscal month or a text, or why it says nothing."""

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite, ulp

from publishing.import_raw import Cell, ErrorCell, UncomputedFormula, is_blank
from publishing.import_table import MAX_CELL_TEXT, ColumnKind, Value
from thai.dates import MONTHS_SHORT, InvalidDate, long_date, parse_date
from thai.digits import to_arabic
from thai.fiscal import FIRST_MONTH
from thai.money import MAX_AMOUNT, InvalidAmount, format_baht, parse_amount
from thai.text import clean, quoted

# Binary fractions and sums of them miss the satang by much less, typing errors by much more.
NEAR = Decimal("0.000001")
EXACT_DIGITS = 15  # that Excel keeps of a number

_SATANG = Decimal("0.01")
_EMPTY: dict[ColumnKind, Value] = {ColumnKind.TEXT: "", ColumnKind.CODE: ""}
# A comma after the point would be a decimal comma; such amounts are left to `parse_amount`.
_MANY_DECIMALS = re.compile(r"-?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,20})\.[0-9]{3,20}")
# Text that cleaning would leave as it is, which costs ten times as much: each consonant has at most
# one vowel above or below and one tone or silencer; single spaces, none at the ends.
_IS_TIDY = re.compile("(?! )(?:[ก-ฮ][ัิ-ู็]?[่-์]?(?![ัิ-ฺ็-๎])|[!-^`-~ะา๐-๙ฯๆโใไแ]|เ(?!เ)|ำ(?!ำ)| (?! |$))*")
_CARRIAGE_RETURN = re.compile("_x000D_", re.IGNORECASE)  # as Excel writes it into XML
_FORCED_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # as CSV files keep leading zeros from Excel
_POWER_OF_TEN = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+")
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")
_MONTH_AND_YEAR = re.compile(r"[0-9]{1,2} ?[-/.] ?([0-9]{4}|3[2-9]|[4-9][0-9])")
_YEAR_AND_MONTH = re.compile(r"[0-9]{4}[-/][0-9]{1,2}")
_ENGLISH_MONTH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.I)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ANY_YEAR = "2565"  # completes a month typed without one


class InvalidCell(ValueError):
    """A cell that cannot be read; the message is a Thai sentence that quotes its value."""


def read_cell(cell: Cell, kind: ColumnKind, *, longest: int = MAX_CELL_TEXT) -> Value:
    """Return what the cell says in a column of this kind, in so many characters. Raises `InvalidCell`."""
    if is_blank(cell):
        return _EMPTY.get(kind)
    _check_sound(cell, longest)
    if kind is ColumnKind.AMOUNT:
        return _amount(cell)
    if kind is ColumnKind.MONTH:
        return _month(cell)
    return _code(cell) if kind is ColumnKind.CODE else shown(cell)


def shown(cell: Cell) -> str:
    """Return the cell as a person reads it: "5", "1 ตุลาคม 2565", "TRUE", "#REF!"; lines tidied."""
    if isinstance(cell, str):
        return _tidy(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, date):
        return long_date(cell) if cell.year < 2400 else f"{cell:%d/%m/%Y}"
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell.text if isinstance(cell, ErrorCell) else ""


def _check_sound(cell: Cell, longest: int) -> None:
    if isinstance(cell, ErrorCell):
        raise InvalidCell(f"เซลล์นี้มีข้อผิดพลาด {quoted(cell.text)} กรุณาแก้สูตรใน Excel หรือพิมพ์ค่าที่ถูกต้องแทน")
    if isinstance(cell, UncomputedFormula):
        raise InvalidCell("เซลล์นี้เป็นสูตรที่ยังไม่มีผลลัพธ์ในไฟล์ กรุณาเปิดไฟล์ใน Excel แล้วบันทึกอีกครั้ง")
    if isinstance(cell, bool):
        raise InvalidCell(f"{quoted(shown(cell))} เป็นค่าจริงหรือเท็จ กรุณาพิมพ์ค่าที่ถูกต้องแทน")
    if isinstance(cell, str) and len(cell) > longest:
        raise InvalidCell(
            f"{quoted(cell)} ยาวเกิน {longest:,} ตัวอักษร กรุณาย่อข้อความ หรือตรวจว่าลืมปิดเครื่องหมายคำพูดหรือไม่"
        )


def _tidy(text: str) -> str:
    return text if _IS_TIDY.fullmatch(text) else _tidied(text)


@lru_cache(maxsize=50_000)
def _tidied(text: str) -> str:
    lines = _CARRIAGE_RETURN.sub("\n", clean(text)).split("\n")
    return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)


def _number(number: float) -> str:
    is_whole = isfinite(number) and number == int(number) and abs(number) < 10**EXACT_DIGITS
    return str(int(number)) if is_whole else repr(number)


def _amount(cell: Cell) -> Decimal:
    if isinstance(cell, int | float):
        return _near_satang(cell)
    if not isinstance(cell, str):
        raise InvalidCell(
            f"{quoted(shown(cell))} เป็นวันที่หรือเวลา กรุณาจัดรูปแบบเซลล์เป็นตัวเลขแล้วพิมพ์จำนวนเงินใหม่ เช่น 1,234.50"
        )
    figure = to_arabic(cell).strip()
    if _MANY_DECIMALS.fullmatch(figure):
        return _near_satang(Decimal(figure.replace(",", "")))
    try:
        return parse_amount(cell, dash_is_zero=True)
    except InvalidAmount as error:
        raise InvalidCell(str(error)) from error


def _near_satang(number: float | Decimal) -> Decimal:
    """Return the amount that a binary number stands for, half up; never rounds real fractions."""
    exact = Decimal(str(number))
    if not exact.is_finite() or abs(exact) > MAX_AMOUNT:
        raise InvalidCell(
            f"{quoted(str(number))} มากเกินไป จำนวนเงินต้องไม่เกิน {format_baht(MAX_AMOUNT)} บาท"
        )
    amount = exact.quantize(_SATANG, rounding=ROUND_HALF_UP) + 0
    # Above ten thousand million baht two neighbouring binary numbers are further apart than that.
    tolerance = max(NEAR, 2 * Decimal(ulp(float(exact))))
    if abs(amount - exact) > tolerance:
        raise InvalidCell(
            f"{quoted(str(number))} มีเศษเกินสองตำแหน่ง กรุณาปัดเศษให้เหลือสตางค์สองตำแหน่ง เช่น 1,234.50"
        )
    return amount


def _code(cell: Cell) -> str:
    if isinstance(cell, float | int) and abs(cell) >= 10**EXACT_DIGITS:
        raise InvalidCell(_lost_digits(repr(cell)))
    text = to_arabic(shown(cell))
    if forced := _FORCED_TEXT.fullmatch(text):
        text = forced[1]
    if _POWER_OF_TEN.fullmatch(text):
        raise InvalidCell(_lost_digits(text))
    whole = _WHOLE_FLOAT.fullmatch(text)
    return whole[1] if whole else text


def _lost_digits(text: str) -> str:
    return f"{quoted(text)} ถูก Excel ย่อจนเลขท้ายหาย กรุณาจัดรูปแบบคอลัมน์เป็นข้อความ (Text) แล้วพิมพ์รหัสเต็มใหม่"


def _month(cell: Cell) -> int:
    if isinstance(cell, date):
        return _fiscal(cell)
    text = shown(cell)
    for spelling in _as_dates(text):
        try:
            return _fiscal(parse_date(spelling))
        except InvalidDate:
            continue
    raise InvalidCell(
        f"อ่าน {quoted(text)} เป็นเดือนไม่ได้ กรุณาพิมพ์ชื่อเดือน เช่น ต.ค. หรือ ตุลาคม 2565 (ตัวเลขเดือนต้องมีปี เช่น 10/2565)"
    )


def _as_dates(text: str) -> list[str]:
    """Return the ways in which a month may be completed to a date."""
    line = to_arabic(" ".join(text.split())).removeprefix("ประจำ")
    if english := _ENGLISH_MONTH.match(line):
        short = MONTHS_SHORT[_ENGLISH.index(english[1].lower())]
        line = short + line[english.end() :]
    if _MONTH_AND_YEAR.fullmatch(line):
        return [f"1{re.sub('[0-9 ]', '', line)}{line}"]
    if _YEAR_AND_MONTH.fullmatch(line):
        return [f"{line}{line[4]}1"]
    return [line, f"1 {line}", f"1 {line} {_ANY_YEAR}"]


def _fiscal(day: date) -> int:
    return (day.month - FIRST_MONTH) % 12 + 1
