"""What single cells of the tables of purchases say: names with prices, numbers with dates, months.

Forms join in one cell what the portal keeps apart: แบบ สขร.1 has "name and price", "number and date".
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from procurement.egp_columns import day_of, is_nothing
from procurement.methods import MoneySource, WorkKind
from thai.dates import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, InvalidDate
from thai.digits import to_arabic
from thai.fiscal import FiscalYear
from thai.money import InvalidAmount, format_baht, parse_amount
from thai.text import quoted, search_key

CITIZEN_DIGITS = 13
# How our own export writes kinds and sources; all of these are read again.
KIND_WORDS: dict[WorkKind, str] = {
    WorkKind.GOODS: "ซื้อ",
    WorkKind.WORKS: "จ้างก่อสร้าง",
    WorkKind.SERVICES: "จ้างทำของ/จ้างเหมาบริการ",
    WorkKind.CONSULTANCY: "จ้างที่ปรึกษา",
    WorkKind.DESIGN: "จ้างออกแบบหรือควบคุมงาน",
    WorkKind.LEASE: "เช่า",
}
SOURCE_WORDS: dict[MoneySource, str] = {
    MoneySource.ORDINANCE: "ข้อบัญญัติงบประมาณรายจ่าย",
    MoneySource.TRANSFER: "โอน/ตั้งจ่ายเป็นรายการใหม่",
    MoneySource.ACCUMULATED: "เงินสะสม",
    MoneySource.SPECIFIC_GRANT: "เงินอุดหนุนเฉพาะกิจ",
    MoneySource.OTHER_AGENCY: "เงินสนับสนุนจากหน่วยงานอื่น",
    MoneySource.LOAN: "เงินกู้",
    MoneySource.OTHER: "อื่น ๆ",
}
# The first word that a text holds decides.
_SOURCES = (
    ("อุดหนุนทั่วไป", MoneySource.ORDINANCE),
    ("เฉพาะกิจ", MoneySource.SPECIFIC_GRANT),
    ("วัตถุประสงค์", MoneySource.SPECIFIC_GRANT),
    ("สะสม", MoneySource.ACCUMULATED),
    ("กู้", MoneySource.LOAN),
    ("โอน", MoneySource.TRANSFER),
    ("รายการใหม่", MoneySource.TRANSFER),
    ("อบจ", MoneySource.OTHER_AGENCY),
    ("หน่วยงานอื่น", MoneySource.OTHER_AGENCY),
    ("สนับสนุน", MoneySource.OTHER_AGENCY),
    ("บัญญัติ", MoneySource.ORDINANCE),
    ("งบประมาณรายจ่าย", MoneySource.ORDINANCE),
    ("รายได้", MoneySource.ORDINANCE),
    ("อื่น", MoneySource.OTHER),
)
_FIGURE = r"[0-9๐-๙][0-9๐-๙,]*(?:\.[0-9๐-๙]{1,2}|\.-)?"
_NUMBERING = re.compile(r"^\(?[0-9๐-๙]{1,2}[.)]\s*")
# A price ends the line and looks like money: with บาท, a comma, satang, or after a colon or equals.
_PRICED = re.compile(
    rf"(?P<name>.*?)(?:\s*[:=]\s*(?:ราคา)?\s*|\s+(?:ราคา|เป็นเงิน|เสนอราคา|[-–])?\s*)"
    rf"(?P<price>{_FIGURE})\s*(?P<baht>บาท|฿)?(?:ถ้วน)?\.?"
)
_LOOKS_LIKE_MONEY = re.compile(r"[,.]|[0-9๐-๙]{4,}")
_DATED = re.compile(r"(?:^|\s|,|/\s)(?:ลงวันที่|ลว\.?|วันที่|เมื่อวันที่)\s*(?P<day>.+)$", re.DOTALL)
_MONTH_YEAR = re.compile(
    r"(?P<month>[^\d\s/.\-]+[^\d/\-]*?|\d{1,2})\s*[/.\- ]?\s*(?P<year>\d{4}|\d{2})?"
)
_MONTH_OF = {
    re.sub(r"[.\s]", "", name): number
    for names in (MONTHS, MONTHS_SHORT)
    for number, name in enumerate(names, start=1)
}


@dataclass(frozen=True)
class Offer:
    """Who offered, and at what price in baht; None where the cell has no price."""

    name: str
    price: Decimal | None


def offers_in(text: str) -> list[Offer]:
    """Return who offered what: one on each line, or between semicolons."""
    found: list[Offer] = []
    for line in _lines(text):
        offer = offer_in(line)
        if not offer.name and found and found[-1].price is None:
            found[-1] = Offer(found[-1].name, offer.price)  # the price stands below its name
        else:
            found.append(offer)
    return found


def offer_in(text: str) -> Offer:
    """Return a name and the price behind it: "หจก. ตัวอย่าง 480,000 บาท"."""
    line = " ".join(text.split())
    match = _PRICED.fullmatch(f" {line}")
    if not match:
        return Offer(line, None)
    is_money = match["baht"] or _LOOKS_LIKE_MONEY.search(match["price"])
    try:
        price = parse_amount(match["price"].removesuffix(".-")) if is_money else None
    except InvalidAmount:
        price = None
    return Offer(match["name"].strip(), price) if price is not None else Offer(line, None)


def offers_text(offers: list[tuple[str, Decimal]]) -> str:
    """Return the cell that `offers_in` reads again."""
    return "\n".join(f"{name} {format_baht(price)} บาท" for name, price in offers)


def number_and_day(text: str) -> tuple[str, dt.date | None]:
    """Split "12/2566 ลว. 20 ธ.ค. 2565" into number and date. Raises `InvalidDate`."""
    line = to_arabic(text).strip()
    if match := _DATED.search(line):
        return line[: match.start()].strip(" ,\n"), day_of(" ".join(match["day"].split()))
    number, _break, rest = line.partition("\n")
    try:
        return number.strip(), day_of(rest) if rest else None
    except InvalidDate:
        return line, None


def planned_day(text: str, fiscal_year: int) -> tuple[dt.date | None, bool]:
    """Return when something is planned, and whether a day was told or only its month.

    "พ.ย. 2565", "11/2565" and "พฤศจิกายน" (of the fiscal year) give the first day of the month.
    Raises `InvalidDate`.
    """
    if is_nothing(text):
        return None, False
    line = to_arabic(" ".join(text.split())).removeprefix("เดือน").strip()
    match = _MONTH_YEAR.fullmatch(line)
    month = _month_number(match["month"]) if match else None
    if match and month:
        return dt.date(_common_year(match["year"], month, fiscal_year), month, 1), False
    return day_of(text), True


def cancelled(text: str) -> str | None:
    """Return why something was cancelled, "" where the cell only says that; None where it does not."""
    if "ยกเลิก" not in text:
        return None
    rest = re.sub(r"^.*?ยกเลิก(?:การดำเนินการ|โครงการ|การจัดซื้อจัดจ้าง|การจัดซื้อ|การจัดจ้าง|แล้ว)?", "", text)
    return " ".join(rest.strip(" :()-–").split())


def source_in(text: str) -> MoneySource | None:
    """Return where the money comes from; None where the words are not known."""
    folded = search_key(text)
    return next((source for word, source in _SOURCES if word in folded), None)


def tax_digits(text: str) -> str:
    """Return the digits of a tax number, "" for none; a 0 in front that a spreadsheet took is put back.

    Raises ValueError with a sentence where it is no such number.
    """
    if is_nothing(text):
        return ""
    digits = re.sub(r"[\s\-–.]", "", to_arabic(text))
    if digits.isdigit() and len(digits) == CITIZEN_DIGITS - 1:
        digits = f"0{digits}"
    if not digits.isdigit() or len(digits) != CITIZEN_DIGITS:
        raise ValueError(f"{quoted(text)} ไม่ใช่เลขประจำตัวผู้เสียภาษี กรุณากรอกตัวเลข 13 หลัก")
    return digits


def _lines(text: str) -> Iterator[str]:
    for line in re.split(r"[\n;]|\s{3,}", text):
        bare = _NUMBERING.sub("", line.strip()) if _NUMBERING.match(line.strip()) else line.strip()
        if not is_nothing(bare):
            yield bare


def _month_number(text: str) -> int | None:
    bare = re.sub(r"[.\s]", "", text)
    if bare.isdigit():
        return int(bare) if 1 <= int(bare) <= 12 else None
    return _MONTH_OF.get(bare)


def _common_year(text: str | None, month: int, fiscal_year: int) -> int:
    if text is None:
        first = FiscalYear(fiscal_year).first_day
        return first.year if month >= first.month else first.year + 1
    year = int(text) + (2500 if len(text) == 2 else 0)
    return year - BUDDHIST_OFFSET if year > 2400 else year
