"""The Thai fiscal year and its periods.

A fiscal year runs from 1 October to 30 September and is named after the Buddhist year in which it
ends (Budget Procedures Act, พ.ร.บ. วิธีการงบประมาณ): 2566 is 1 October 2565 – 30 September 2566.
Years are Buddhist-era integers throughout, as in the database and in URLs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from thai.dates import BUDDHIST_OFFSET, buddhist_year, month_label
from thai.digits import to_thai
from thai.text import quoted

FIRST_MONTH = 10  # October
_PLAUSIBLE_YEARS = range(2500, 2700)
_MONTHS_IN_YEAR = 12


class InvalidPeriod(ValueError):
    """No such period; the message is a Thai sentence."""


class InvalidFiscalYear(InvalidPeriod):
    """No such fiscal year; the message is a Thai sentence."""


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year (พ.ศ.) in which `day` falls."""
    return buddhist_year(day) + (day.month >= FIRST_MONTH)


def newest_year_on(day: date) -> int:
    """Return the newest fiscal year that can be told of on `day`, the next; a later one is a slip."""
    return fiscal_year_of(day) + 1


class PeriodKind(StrEnum):
    """The lengths into which a fiscal year is divided, longest first."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def length(self) -> int:
        """Months in one period of this kind."""
        return _LENGTHS[self]

    @property
    def per_year(self) -> int:
        """Periods of this kind in one fiscal year."""
        return _MONTHS_IN_YEAR // self.length


_LENGTHS = {PeriodKind.YEAR: 12, PeriodKind.HALF: 6, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A fiscal year (ปีงบประมาณ) by its Buddhist year.

    Raises `InvalidFiscalYear` outside 2500–2699: such a year is a slip of the keyboard.
    """

    year: int

    def __post_init__(self) -> None:
        if self.year not in _PLAUSIBLE_YEARS:
            raise InvalidFiscalYear(
                f"ปีงบประมาณ {self.year} ไม่ถูกต้อง กรุณาใช้ปี พ.ศ. "
                f"ตั้งแต่ {_PLAUSIBLE_YEARS[0]} ถึง {_PLAUSIBLE_YEARS[-1]} เช่น 2566"
            )

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the fiscal year in which `day` falls."""
        return cls(fiscal_year_of(day))

    @property
    def first_day(self) -> date:
        """1 October of the Buddhist year before."""
        return date(self.year - BUDDHIST_OFFSET - 1, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """30 September."""
        return date(self.year - BUDDHIST_OFFSET, FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def periods(self) -> tuple["Period", ...]:
        """Every period of the year: the year, its halves, its quarters, its months."""
        return tuple(period for kind in PeriodKind for period in self._all_of(kind))

    def label(self, *, thai_digits: bool = False) -> str:
        """Return "ปีงบประมาณ พ.ศ. 2566"."""
        text = f"ปีงบประมาณ พ.ศ. {self.year}"
        return to_thai(text) if thai_digits else text

    def months(self) -> tuple["Period", ...]:
        """Return the twelve months, October first."""
        return tuple(self._all_of(PeriodKind.MONTH))

    def quarters(self) -> tuple["Period", ...]:
        """Return the four quarters; the first is October to December."""
        return tuple(self._all_of(PeriodKind.QUARTER))

    def halves(self) -> tuple["Period", ...]:
        """Return the two halves (รอบ 6 เดือน)."""
        return tuple(self._all_of(PeriodKind.HALF))

    def contains(self, day: date) -> bool:
        """Whether `day` falls in this fiscal year."""
        return fiscal_year_of(day) == self.year

    def previous(self) -> Self:
        """Return the fiscal year before; raises `InvalidFiscalYear` when that is implausible."""
        return type(self)(self.year - 1)

    def next(self) -> Self:
        """Return the fiscal year after; raises `InvalidFiscalYear` when that is implausible."""
        return type(self)(self.year + 1)

    def _all_of(self, kind: PeriodKind) -> Iterator["Period"]:
        return (Period(self.year, kind, number) for number in range(1, kind.per_year + 1))


@dataclass(frozen=True)
class Period:
    """A month, quarter, half or the whole of a fiscal year: the unit in which work is reported.

    `year` is the fiscal year (พ.ศ.); `number` counts from 1 in fiscal order, so month 1 is October.
    """

    year: int
    kind: PeriodKind
    number: int

    def __post_init__(self) -> None:
        if self.number not in range(1, self.kind.per_year + 1):
            raise InvalidPeriod(f"{FiscalYear(self.year).label()} ไม่มีงวดที่ {self.number}")
        FiscalYear(self.year)

    @classmethod
    def from_slug(cls, year: int, slug: str) -> "Period":
        """Return the period of fiscal `year` whose URL form is `slug`; raises `InvalidPeriod`."""
        fiscal_year = FiscalYear(year)
        for period in fiscal_year.periods:
            if period.slug == slug:
                return period
        raise InvalidPeriod(f"{fiscal_year.label()} ไม่มีช่วงเวลา {quoted(slug)}")

    @classmethod
    def of_bounds(cls, first: date, last: date) -> "Period | None":
        """Return the period that opens on `first` and closes on `last`, if there is one."""
        year = fiscal_year_of(first)
        if year not in _PLAUSIBLE_YEARS:
            return None
        periods = FiscalYear(year).periods
        return next(
            (each for each in periods if (each.first_day, each.last_day) == (first, last)), None
        )

    @property
    def first_day(self) -> date:
        """The day on which the period opens."""
        return self._opening(self.number)

    @property
    def last_day(self) -> date:
        """The day on which the period closes, itself included."""
        return self._opening(self.number + 1) - timedelta(days=1)

    @property
    def slug(self) -> str:
        """The URL form inside a fiscal year: `2565-12`, `q2`, `h1` or `year`."""
        if self.kind is PeriodKind.MONTH:
            return f"{buddhist_year(self.first_day)}-{self.first_day.month:02}"
        return self.kind.value if self.kind is PeriodKind.YEAR else f"{self.kind[0]}{self.number}"

    def label(self, *, thai_digits: bool = False) -> str:
        """Return the name that officers use: "เดือนธันวาคม 2565", "ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2566"."""
        year = FiscalYear(self.year).label()
        text = {
            PeriodKind.YEAR: year,
            PeriodKind.HALF: f"รอบ 6 เดือน{'แรก' if self.number == 1 else 'หลัง'} {year}",
            PeriodKind.QUARTER: f"ไตรมาสที่ {self.number} {year}",
            PeriodKind.MONTH: f"เดือน{month_label(self.first_day)}",
        }[self.kind]
        return to_thai(text) if thai_digits else text

    def contains(self, day: date) -> bool:
        """Whether `day` falls in this period."""
        return self.first_day <= day <= self.last_day

    def previous(self) -> "Period":
        """Return the period of the same kind just before, if need be in the year before."""
        if self.number == 1:
            return Period(self.year - 1, self.kind, self.kind.per_year)
        return Period(self.year, self.kind, self.number - 1)

    def next(self) -> "Period":
        """Return the period of the same kind just after, if need be in the year after."""
        if self.number == self.kind.per_year:
            return Period(self.year + 1, self.kind, 1)
        return Period(self.year, self.kind, self.number + 1)

    def _opening(self, number: int) -> date:
        """The first day of the period with this number; one past the last is in the next year."""
        months = FIRST_MONTH - 1 + (number - 1) * self.kind.length
        year = self.year - BUDDHIST_OFFSET - 1 + months // _MONTHS_IN_YEAR
        return date(year, months % _MONTHS_IN_YEAR + 1, 1)
