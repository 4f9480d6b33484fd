"""Thai dates, periods and sums as the English pages say them.

Days and months are of the Common Era there; fiscal years keep their Buddhist number, which stands in
every address and paper, with the years they span: FY 2566 (2022/23).
"""

from datetime import date
from decimal import Decimal

from thai import money
from thai.fiscal import FiscalYear, Period, PeriodKind

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNITS_OF_BAHT = ("trillion baht", "million baht", "baht")
_ENGLISH_UNITS = dict(zip(money.UNITS_OF_BAHT, UNITS_OF_BAHT, strict=True))
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024


def long_date(day: date) -> str:
    """Return "1 October 2022"."""
    return f"{day.day} {month_label(day)}"


def short_date(day: date) -> str:
    """Return "1 Oct 2022", for narrow columns."""
    return f"{day.day} {month_label(day, short=True)}"


def month_label(day: date, *, short: bool = False) -> str:
    """Return the month of `day`: "October 2022", or short "Oct 2022"."""
    return f"{month_name(day.month, short=short)} {day.year}"


def month_name(number: int, *, short: bool = False) -> str:
    """Return the name of a month, or its first three letters."""
    name = MONTHS[number - 1]
    return name[:3] if short else name


def month_range(first: date, last: date) -> str:
    """Return "October – December 2022", saying a shared year once."""
    if (first.year, first.month) == (last.year, last.month):
        return month_label(first)
    opening = month_name(first.month) if first.year == last.year else month_label(first)
    return f"{opening} – {month_label(last)}"


def date_range(start: date, end: date) -> str:
    """Return "1–5 March 2023", saying a shared month and year once."""
    if start == end:
        return long_date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{long_date(end)}"
    if start.year == end.year:
        return f"{start.day} {month_name(start.month)} – {long_date(end)}"
    return f"{long_date(start)} – {long_date(end)}"


def year_label(year: int) -> str:
    """Return "FY 2566 (2022/23)"."""
    ends = FiscalYear(year).last_day.year
    return f"FY {year} ({ends - 1}/{ends % 100:02})"


def period_label(period: Period) -> str:
    """Return "December 2022", "quarter 2 of FY 2566 (2022/23)", "first half of …"."""
    year = year_label(period.year)
    return {
        PeriodKind.YEAR: year,
        PeriodKind.HALF: f"{'first' if period.number == 1 else 'second'} half of {year}",
        PeriodKind.QUARTER: f"quarter {period.number} of {year}",
        PeriodKind.MONTH: month_label(period.first_day),
    }[period.kind]


def compact_baht(amount: Decimal) -> str:
    """Return "46.90 million baht"; below a million exact, "950,000 baht"."""
    figure, unit = money.compact_baht(amount).split(" ")
    return f"{figure} {_ENGLISH_UNITS[unit]}"


def file_size(size: int) -> str:
    """Return "940 KB" or "1.2 MB"."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / _KILOBYTE)):,} KB"
    return f"{size / _MEGABYTE:,.1f} MB"
