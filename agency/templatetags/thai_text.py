"""How templates say dates, money, sizes and digits in Thai; every rule lives in `thai/`.

Web pages use Arabic digits, documents may use Thai ones: filters that write a number for both
take "thai" as their argument, or its absence. Where a value is missing, nothing is written.
"""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone

from thai.dates import date_range, long_date, month_label, official_date, short_date
from thai.digits import to_thai
from thai.money import baht_text, compact_baht, format_baht

register = template.Library()

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
Day = dt.date | dt.datetime | None


@register.filter
def thai_date(value: Day, digits: str = "") -> str:
    """Write "7 ธันวาคม 2565", of a moment the day in Thailand."""
    return long_date(_day(value), thai_digits=digits == "thai") if value else ""


@register.filter
def thai_short_date(value: Day, digits: str = "") -> str:
    """Write "7 ธ.ค. 65", for narrow columns."""
    return short_date(_day(value), thai_digits=digits == "thai") if value else ""


@register.filter
def thai_official_date(value: Day) -> str:
    """Write "วันที่ ๗ เดือน ธันวาคม พ.ศ. ๒๕๖๕"."""
    return official_date(_day(value)) if value else ""


@register.filter
def thai_month(value: Day) -> str:
    """Write "ธันวาคม 2565"."""
    return month_label(_day(value)) if value else ""


@register.filter
def thai_datetime(value: dt.datetime | None) -> str:
    """Write "7 ธันวาคม 2565 เวลา 14.05 น.", Thai time."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{long_date(local.date())} เวลา {local:%H.%M} น."


@register.filter
def thai_date_range(first: Day, last: Day) -> str:
    """Write "1–5 มีนาคม 2566"; where one of the days is missing, the other alone."""
    if not (first and last):
        return thai_date(first or last)
    return date_range(_day(first), _day(last))


@register.filter
def thai_digits(value: object) -> str:
    """Write every digit of the value as a Thai digit."""
    return "" if value is None else to_thai(str(value))


@register.filter
def baht(value: Decimal | None) -> str:
    """Write "1,234,567.89"."""
    return "" if value is None else format_baht(value)


@register.filter
def baht_compact(value: Decimal | None) -> str:
    """Write "46.90 ล้านบาท"."""
    return "" if value is None else compact_baht(value)


@register.filter
def baht_in_words(value: Decimal | None) -> str:
    """Write "หนึ่งร้อยบาทถ้วน"."""
    return "" if value is None else baht_text(value)


@register.filter
def filesize_th(size: int | None) -> str:
    """Write a size in bytes as "940 กิโลไบต์" or "1.2 เมกะไบต์"."""
    if size is None:
        return ""
    if size < MEGABYTE:
        return f"{max(1, round(size / KILOBYTE)):,} กิโลไบต์"
    return f"{size / MEGABYTE:,.1f} เมกะไบต์"


def _day(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value
