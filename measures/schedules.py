"""When a method is due (ระยะเวลาดำเนินการ): its lines, their wording and their slots. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from thai.dates import long_date, month_label
from thai.fiscal import FiscalYear, Period


class ScheduleKind(models.TextChoices):
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every six months")
    YEARLY = "yearly", _("Once in the year")
    MONTH = "month", _("In a month")
    DATE = "date", _("On a date")
    TEXT = "text", _("In own words")


RECURRING = {
    ScheduleKind.MONTHLY: "เป็นประจำทุกเดือน",
    ScheduleKind.QUARTERLY: "รอบไตรมาส",
    ScheduleKind.HALF_YEARLY: "รอบ 6 เดือน",
    ScheduleKind.YEARLY: "รอบปี",
}


@dataclass(frozen=True)
class Span:
    """From one day to another, both included."""

    first: dt.date
    last: dt.date

    def contains(self, other: "Span") -> bool:
        return self.first <= other.first and other.last <= self.last

    def proves(self, slot: "Span") -> bool:
        """Whether something done in this span shows that `slot` was kept.

        An act inside the slot does, and so does work that went on through the whole of it.
        """
        return slot.contains(self) or self.contains(slot)


@dataclass(frozen=True)
class Entry:
    """One line of a schedule; `date` belongs to MONTH and DATE, `text` to TEXT."""

    kind: ScheduleKind
    date: dt.date | None = None
    text: str = ""

    @property
    def label(self) -> str:
        if self.kind in RECURRING:
            return RECURRING[self.kind]
        if self.date and self.kind == ScheduleKind.MONTH:
            return f"เดือน{month_label(self.date)}"
        return long_date(self.date) if self.date else self.text


def schedule_label(entries: Sequence[Entry], fiscal_year: int) -> str:
    """Return the schedule in the words of a report, with Arabic digits.

    "เป็นประจำทุกเดือน, รอบไตรมาส ในปีงบประมาณ พ.ศ. 2566"; "เดือนมีนาคม 2566 และ 23 มีนาคม 2566".
    """
    recurring = ", ".join(entry.label for entry in entries if entry.kind in RECURRING)
    if recurring:
        recurring += f" ใน{FiscalYear(fiscal_year).label()}"
    dated = [entry.label for entry in entries if entry.kind not in RECURRING]
    return " และ ".join([*filter(None, [recurring]), *dated])


def slots_of(entries: Iterable[Entry], fiscal_year: int) -> list[Span]:
    """Return every span in which something is due, in order of their ends."""
    slots = [slot for entry in entries for slot in _slots(entry, FiscalYear(fiscal_year))]
    return sorted(slots, key=lambda slot: (slot.last, slot.first))


def _slots(entry: Entry, year: FiscalYear) -> list[Span]:
    whole = Span(year.first_day, year.last_day)
    if entry.kind == ScheduleKind.MONTHLY:
        return _spans(year.months())
    if entry.kind == ScheduleKind.QUARTERLY:
        return _spans(year.quarters())
    if entry.kind == ScheduleKind.HALF_YEARLY:
        return _spans(year.halves())
    if entry.date is None:
        return [whole]
    if entry.kind == ScheduleKind.MONTH:
        first = entry.date.replace(day=1)
        return [Span(first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))]
    return [Span(entry.date, entry.date)]


def _spans(periods: Iterable[Period]) -> list[Span]:
    return [Span(period.first_day, period.last_day) for period in periods]
