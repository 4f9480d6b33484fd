"""What an official form of procurement says besides its rows: whose, of when, how far it is. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from budget.report_content import DEMONSTRATION, Publisher
from procurement.form_rows import MethodRow, Row, Sum, Work, rows_of_year, sum_of
from thai.dates import long_date
from thai.fiscal import Period


class FormKind(StrEnum):
    """The official forms; the value is the name of its address."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ITA = "ita"
    PLAN = "plan"
    SUMMARY = "summary"
    PROGRESS = "progress"

    @property
    def is_periodic(self) -> bool:
        return self in {FormKind.MONTHLY, FormKind.QUARTERLY}


class Standing(StrEnum):
    """How far a form is, whatever its figures."""

    ROWS = "rows"
    NIL = "nil"  # it was confirmed that there was nothing
    UNCONFIRMED = "unconfirmed"  # nothing is published and nobody confirmed that there was nothing
    CONTRADICTED = "contradicted"  # confirmed as nothing, and there is something
    NOT_OVER = "not_over"
    EMPTY = "empty"  # a form of the year without a row


def standing_of(period: Period, day: dt.date, *, has_rows: bool, is_nil: bool) -> Standing:
    """Return how far the form of a period is on a day; `is_nil`: it was confirmed as empty."""
    if is_nil:
        return Standing.CONTRADICTED if has_rows else Standing.NIL
    if period.last_day >= day:
        return Standing.NOT_OVER
    return Standing.ROWS if has_rows else Standing.UNCONFIRMED


@dataclass(frozen=True)
class Office:
    """Whose form it is, with the words that the ITA spreadsheet asks for."""

    publisher: Publisher
    kind: str
    district: str
    province: str
    ministry: str = "มหาดไทย"


@dataclass(frozen=True)
class Nil:
    """A published word that a period had no purchases: who approved it, and when."""

    by: str
    on: dt.date

    @property
    def text(self) -> str:
        who = f"โดย {self.by} " if self.by else ""
        return f"ยืนยัน{who}เมื่อวันที่ {long_date(self.on)}"


@dataclass(frozen=True)
class Reckoning:
    """How the contracts signed within a fiscal year and those of its purchases hang together.

    A purchase of one year may be signed in another: `others` are contracts of other years signed in
    this one, `elsewhere` contracts of this year signed in another.
    """

    signed: Sum
    others: Sum
    elsewhere: Sum


@dataclass(frozen=True)
class YearWords:
    """What the office said of a year of buying."""

    problems: str
    suggestions: str


@dataclass(frozen=True)
class Form:
    """One form, ready for page, paper and data.

    `works` are all purchases behind the rows. `as_of` is the day of the newest publication in it,
    None where nothing is; `moment` dates the files.
    """

    kind: FormKind
    year: int
    period: Period | None
    office: Office
    works: tuple[Work, ...]
    rows: tuple[Row | MethodRow, ...]
    standing: Standing
    as_of: dt.date | None
    moment: dt.datetime
    nil: Nil | None = None
    reckoning: Reckoning | None = None
    words: YearWords | None = None

    @property
    def sum(self) -> Sum:
        """The contracts of the form, each counted once."""
        if self.period:
            return sum_of(row for row in self.rows if isinstance(row, Row))
        return sum_of(rows_of_year(self.works))

    @property
    def outside_plan(self) -> list[Work]:
        return [work for work in self.works if not work.is_planned]

    @property
    def demonstration_notice(self) -> str:
        return DEMONSTRATION if self.office.publisher.is_demonstration else ""
