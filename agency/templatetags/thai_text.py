"""How templates say dates, money, sizes and digits; every rule lives in `thai/`.

Days, sums and sizes are written in the language of the page (`agency/wording.py`). Web pages use
Arabic digits, documents may use Thai ones: filters that write a number for both
take "thai" as their argument, or its absence. Where a value is missing, nothing is written.
"""

import datetime as dt
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils import timezone

from agency import wording
from thai import dates
from thai.digits import to_thai
from thai.fiscal import Period
from thai.money import baht_text, format_baht

register = template.Library()

Day = dt.date | dt.datetime | None


@register.filter
def thai_date(value: Day, digits: str = "") -> str:
    """Write "7 ธันวาคม 2565", of a moment the day in Thailand."""
    if value and digits == "thai":
        return dates.long_date(_day(value), thai_digits=True)
    return wording.long_date(_day(value)) if value else ""


@register.filter
def thai_short_date(value: Day, digits: str = "") -> str:
    """Write "7 ธ.ค. 65", for narrow columns."""
    if value and digits == "thai":
        return dates.short_date(_day(value), thai_digits=True)
    return wording.short_date(_day(value)) if value else ""


@register.filter
def thai_official_date(value: Day) -> str:
    """Write "วันที่ ๗ เดือน ธันวาคม พ.ศ. ๒๕๖๕"."""
    return dates.official_date(_day(value)) if value else ""


@register.filter
def thai_month(value: Day) -> str:
    """Write "ธันวาคม 2565"."""
    return wording.month_label(_day(value)) if value else ""


@register.filter
def thai_datetime(value: dt.datetime | None) -> str:
    """Write "7 ธันวาคม 2565 เวลา 14.05 น.", Thai time."""
    if not value:
        return ""
    local = timezone.localtime(value)
    if wording.is_english():
        return f"{wording.long_date(local.date())}, {local:%H:%M}"
    return f"{wording.long_date(local.date())} เวลา {local:%H.%M} น."


@register.filter
def thai_date_range(first: Day, last: Day) -> str:
    """Write "1–5 มีนาคม 2566"; where one of the days is missing, the other alone."""
    if not (first and last):
        return thai_date(first or last)
    return wording.date_range(_day(first), _day(last))


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
    return "" if value is None else wording.compact_baht(value)


@register.filter
def baht_in_words(value: Decimal | None) -> str:
    """Write "หนึ่งร้อยบาทถ้วน"."""
    return "" if value is None else baht_text(value)


@register.filter
def filesize_th(size: int | None) -> str:
    """Write a size in bytes as "940 กิโลไบต์" or "1.2 เมกะไบต์"."""
    return "" if size is None else wording.file_size(size)


@register.filter
def period_label(value: Period | None) -> str:
    """Write "เดือนธันวาคม 2565" or "ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2566"."""
    return wording.period_label(value) if value else ""


@register.filter
def year_label(value: int | None) -> str:
    """Write "ปีงบประมาณ พ.ศ. 2566"."""
    return wording.year_label(value) if value else ""


@register.filter
def in_language_of_page(path: str) -> str:
    """Lead from an English page to the English one: addresses are kept in Thai."""
    return reverse("home").removesuffix("/") + path if path else ""


def _day(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value
