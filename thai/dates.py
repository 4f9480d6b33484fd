"""Dates in the Buddhist calendar: the written forms of Thai offices, and reading what people type.

Forms: the Prime Minister's Office regulation on correspondence (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ
พ.ศ. 2526) and the month abbreviations of the Royal Society. The Buddhist year is the Common Era
year + 543; the years before 2484, which began in April, are not treated apart.
"""

import re
from datetime import date

from thai.digits import to_arabic, to_thai
from thai.text import clean, quoted

BUDDHIST_OFFSET = 543  # years

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

_BUDDHIST_YEARS = range(2400, 2743)
_COMMON_YEARS = range(1900, 2200)
_BUDDHIST_CENTURY = 2500  # of a year typed with two digits: 65 is 2565
_COMMON_CENTURY = 2000
_EXAMPLES = "กรุณาพิมพ์ เช่น 1 ตุลาคม 2565, 1 ต.ค. 65 หรือ 01/10/2565"


class InvalidDate(ValueError):
    """What somebody typed is not a date; the message is a Thai sentence for that person."""


def buddhist_year(day: date) -> int:
    """Return the Buddhist-era year (พ.ศ.) in which `day` falls."""
    return day.year + BUDDHIST_OFFSET


def long_date(day: date, *, thai_digits: bool = False) -> str:
    """Return "1 ตุลาคม 2565", the form of letters and pages."""
    return _digits(f"{day.day} {_month(day)} {buddhist_year(day)}", thai_digits=thai_digits)


def short_date(day: date, *, thai_digits: bool = False) -> str:
    """Return "1 ต.ค. 65", for narrow columns."""
    text = f"{day.day} {MONTHS_SHORT[day.month - 1]} {buddhist_year(day) % 100:02}"
    return _digits(text, thai_digits=thai_digits)


def official_date(day: date, *, thai_digits: bool = True) -> str:
    """Return "วันที่ ๑ เดือน ตุลาคม พ.ศ. ๒๕๖๕", the form of orders and announcements."""
    text = f"วันที่ {day.day} เดือน {_month(day)} พ.ศ. {buddhist_year(day)}"
    return _digits(text, thai_digits=thai_digits)


def month_label(day: date, *, short: bool = False, thai_digits: bool = False) -> str:
    """Return the month of `day`: "ตุลาคม 2565", or short "ต.ค. 65"."""
    if short:
        text = f"{MONTHS_SHORT[day.month - 1]} {buddhist_year(day) % 100:02}"
    else:
        text = f"{_month(day)} {buddhist_year(day)}"
    return _digits(text, thai_digits=thai_digits)


def month_range(first: date, last: date, *, thai_digits: bool = False) -> str:
    """Return the months from that of `first` to that of `last`, saying a shared year once.

    The two days are shown in the order given: a range typed backwards must be seen, not hidden.
    """
    if (first.year, first.month) == (last.year, last.month):
        return month_label(first, thai_digits=thai_digits)
    opening = _month(first) if first.year == last.year else month_label(first)
    return _digits(f"{opening} – {month_label(last)}", thai_digits=thai_digits)


def date_range(start: date, end: date, *, thai_digits: bool = False) -> str:
    """Return the days from `start` to `end`, saying a shared month and year once: "1–5 มีนาคม 2566".

    The two days are shown in the order given: a range typed backwards must be seen, not hidden.
    """
    if start == end:
        return long_date(start, thai_digits=thai_digits)
    if (start.year, start.month) == (end.year, end.month):
        text = f"{start.day}–{long_date(end)}"
    elif start.year == end.year:
        text = f"{start.day} {_month(start)} – {long_date(end)}"
    else:
        text = f"{long_date(start)} – {long_date(end)}"
    return _digits(text, thai_digits=thai_digits)


def parse_date(text: str) -> date:
    """Read a date as people type it: "๑ ต.ค. ๖๕", "1 ตุลาคม 2565", "01/10/2565", "2022-10-01".

    Two-digit years are Buddhist (65 is 2565) unless ค.ศ. says otherwise. Four-digit years are
    Buddhist from 2400 to 2742, Common Era from 1900 to 2199; all others are refused, as are days
    that do not exist. Raises `InvalidDate`.
    """
    line = to_arabic(" ".join(clean(text).split()))
    if not line:
        raise InvalidDate(f"กรุณาใส่วันที่ {_EXAMPLES}")
    for pattern in (_NAMED_MONTH, _DAY_FIRST, _YEAR_FIRST):
        if match := pattern.fullmatch(line):
            return _existing_date(match.groupdict(), typed=text)
    raise InvalidDate(f"อ่าน {quoted(text)} เป็นวันที่ไม่ได้ {_EXAMPLES}")


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


def _digits(text: str, *, thai_digits: bool) -> str:
    return to_thai(text) if thai_digits else text


def _spellings(month: int) -> tuple[str, ...]:
    """Every accepted spelling of a month, without dots and spaces: ตุลาคม, ตุลา, ตค."""
    name, short = MONTHS[month - 1], MONTHS_SHORT[month - 1]
    return name, re.sub("(คม|ยน|พันธ์)$", "", name), short.replace(".", "")


_MONTH_NUMBERS = {spelling: month for month in range(1, 13) for spelling in _spellings(month)}

_DAY = "(?:วันที่|ที่)? ?(?P<day>[0-9]{1,2})"
_NAME = "|".join([*_MONTH_NUMBERS, *(re.sub(r"\.", r"\.? ?", short) for short in MONTHS_SHORT)])
_YEAR = r"(?:(?P<era>พ|ค)(?:\.? ?ศ\.?|ุทธศักราช|ริสต์ศักราช) ?)?(?P<year>[0-9]{4}|[0-9]{2})"
_NAMED_MONTH = re.compile(rf"{_DAY} ?[-/.,]? ?(?:เดือน)? ?(?P<month>{_NAME}) ?[-/.,]? ?{_YEAR}")
_DAY_FIRST = re.compile(rf"{_DAY} ?(?P<mark>[-/.]) ?(?P<month>[0-9]{{1,2}}) ?(?P=mark) ?{_YEAR}")
_YEAR_FIRST = re.compile(
    "(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
)


def _existing_date(parts: dict[str, str | None], *, typed: str) -> date:
    day, name = int(parts["day"] or 0), parts["month"] or ""
    month = int(name) if name.isdigit() else _MONTH_NUMBERS[re.sub("[. ]", "", name)]
    year = _common_year(parts["year"] or "", era=parts.get("era"), typed=typed)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidDate(f"ไม่มีวันที่ {quoted(typed)} ในปฏิทิน กรุณาตรวจสอบวัน เดือน และปีอีกครั้ง") from error


def _common_year(digits: str, *, era: str | None, typed: str) -> int:
    """Return the Common Era year; `era` is พ, ค or None when the writer named none."""
    year = int(digits)
    if len(digits) == 2:
        year += _COMMON_CENTURY if era == "ค" else _BUDDHIST_CENTURY
    if era != "ค" and year in _BUDDHIST_YEARS:
        return year - BUDDHIST_OFFSET
    if era != "พ" and year in _COMMON_YEARS:
        return year
    raise InvalidDate(f"ปีใน {quoted(typed)} ไม่น่าจะถูกต้อง กรุณาใช้ปี พ.ศ. เช่น 2565 หรือปี ค.ศ. เช่น 2022")
