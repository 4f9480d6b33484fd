"""Schedules as a clerk writes them on one line: "มีนาคม 2566, 23 มีนาคม 2566". Pure."""

import re
from collections.abc import Iterable

from measures.schedules import RECURRING, Entry, ScheduleKind
from thai.dates import InvalidDate, long_date, month_label, parse_date
from thai.text import quoted

_SEPARATORS = re.compile(r"[,;\n]|และ")


class InvalidSchedule(ValueError):
    """Not a date and not a month; the message is a Thai sentence."""


def read_days(text: str) -> list[Entry]:
    """Read dates and months, divided by commas, lines or และ. Raises `InvalidSchedule`."""
    parts = (part.strip() for part in _SEPARATORS.split(text))
    return [_entry(part) for part in parts if part]


def write_days(entries: Iterable[Entry]) -> str:
    """Return the dates and months of a schedule in the form that `read_days` reads."""
    return ", ".join(
        long_date(entry.date) if entry.kind == ScheduleKind.DATE else month_label(entry.date)
        for entry in entries
        if entry.date and entry.kind not in RECURRING
    )


def _entry(part: str) -> Entry:
    try:
        return Entry(ScheduleKind.DATE, parse_date(part))
    except InvalidDate:
        pass
    try:
        return Entry(ScheduleKind.MONTH, parse_date(f"1 {part.removeprefix('ใน')}"))
    except InvalidDate:
        raise InvalidSchedule(
            f"อ่าน {quoted(part)} เป็นวันที่หรือเดือนไม่ได้ กรุณาพิมพ์ เช่น 23 มีนาคม 2566 หรือ มีนาคม 2566"
        ) from None
