"""Days, periods, sums and sizes in the words of the reader: Thai, or English on the pages below /en/.

For pages; papers and files are Thai and use `thai/` itself.
"""

import datetime as dt
from decimal import Decimal

from django.utils.translation import get_language

from thai import dates, english, money
from thai.fiscal import FiscalYear, Period
from thai.markup import ENGLISH

_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024


def is_english() -> bool:
    """Whether the page that is being made is an English one."""
    return get_language() == ENGLISH


def long_date(day: dt.date) -> str:
    """Return "7 ธันวาคม 2565" or "7 December 2022"."""
    return english.long_date(day) if is_english() else dates.long_date(day)


def short_date(day: dt.date) -> str:
    """Return "7 ธ.ค. 65" or "7 Dec 2022"."""
    return english.short_date(day) if is_english() else dates.short_date(day)


def month_label(day: dt.date) -> str:
    """Return "ธันวาคม 2565" or "December 2022"."""
    return english.month_label(day) if is_english() else dates.month_label(day)


def month_short(number: int) -> str:
    """Return "ธ.ค." or "Dec" for the twelfth month of the calendar."""
    if is_english():
        return english.month_name(number, short=True)
    return dates.MONTHS_SHORT[number - 1]


def month_range(first: dt.date, last: dt.date) -> str:
    """Return "ตุลาคม – ธันวาคม 2565" or "October – December 2022"."""
    return english.month_range(first, last) if is_english() else dates.month_range(first, last)


def date_range(start: dt.date, end: dt.date) -> str:
    """Return "1–5 มีนาคม 2566" or "1–5 March 2023"."""
    return english.date_range(start, end) if is_english() else dates.date_range(start, end)


def year_label(year: int) -> str:
    """Return "ปีงบประมาณ พ.ศ. 2566" or "FY 2566 (2022/23)"."""
    return english.year_label(year) if is_english() else FiscalYear(year).label()


def period_label(period: Period) -> str:
    """Return "เดือนธันวาคม 2565" or "December 2022", and so on for longer periods."""
    return english.period_label(period) if is_english() else period.label()


def compact_baht(amount: Decimal) -> str:
    """Return "46.90 ล้านบาท" or "46.90 million baht"."""
    return english.compact_baht(amount) if is_english() else money.compact_baht(amount)


def units_of_baht() -> tuple[str, str, str]:
    """Return the names of a trillion baht, a million and one."""
    return english.UNITS_OF_BAHT if is_english() else money.UNITS_OF_BAHT


def file_size(size: int) -> str:
    """Return "940 กิโลไบต์" or "940 KB", "1.2 เมกะไบต์" or "1.2 MB"."""
    if is_english():
        return english.file_size(size)
    if size < _MEGABYTE:
        return f"{max(1, round(size / _KILOBYTE)):,} กิโลไบต์"
    return f"{size / _MEGABYTE:,.1f} เมกะไบต์"
