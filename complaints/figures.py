"""How many came, how many are done: the statistics of a fiscal year. Pure.

A thing counts in the period in which it was received, so that received = done + in progress in
every period and in every total. Counts of corruption cases are public in a village where one case
is a person: quarters with one or two are blurred, and everything above a quarter is added up from
what the quarters say, so that no total, and no earlier publication, tells more than they do.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thai.fiscal import FiscalYear, Period, PeriodKind, fiscal_year_of

FEW = 3  # smaller counts than this are people
_PERCENT = Decimal("0.01")


@dataclass(frozen=True)
class Fact:
    """One thing that was received; `in_time` is None where nothing can be said about it."""

    received_on: dt.date
    done_on: dt.date | None
    in_time: bool | None = None


@dataclass(frozen=True)
class Reported:
    """What is counted of one corruption case; restricted: its reporter kept somebody out."""

    received_on: dt.date
    closed_on: dt.date | None
    is_restricted: bool = False
    is_spam: bool = False


def counted(cases: Iterable[Reported], as_of: dt.date) -> list[Fact]:
    """Return the cases that count at the end of the day `as_of`.

    What turned out to be no report does not. A restricted case counts only once it is closed: its
    mere number would tell those who were kept out.
    """
    return [
        Fact(case.received_on, case.closed_on)
        for case in cases
        if case.received_on <= as_of and _is_counted(case, as_of)
    ]


def _is_counted(case: Reported, as_of: dt.date) -> bool:
    if case.closed_on is not None and case.closed_on <= as_of:
        return not case.is_spam
    return not case.is_restricted


@dataclass(frozen=True)
class Figures:
    """What became of the things received in a period."""

    period: Period
    received: int
    done: int
    in_time: int

    @property
    def in_progress(self) -> int:
        return self.received - self.done

    @property
    def share(self) -> Decimal | None:
        """In time of a hundred that are done; None where none is done."""
        if not self.done:
            return None
        return (Decimal(100 * self.in_time) / self.done).quantize(_PERCENT)


def figures_of(facts: Iterable[Fact], period: Period, as_of: dt.date) -> Figures:
    """Return the figures of a period as they stood at the end of the day `as_of`."""
    received = [each for each in facts if _counts(each, period, as_of)]
    done = [each for each in received if each.done_on is not None and each.done_on <= as_of]
    return Figures(period, len(received), len(done), sum(each.in_time is True for each in done))


def _counts(fact: Fact, period: Period, as_of: dt.date) -> bool:
    return period.contains(fact.received_on) and fact.received_on <= as_of


def year_figures(facts: Sequence[Fact], year: int, as_of: dt.date) -> list[Figures]:
    """Return the months, quarters, halves and the year that have begun, in this order."""
    return [figures_of(facts, each, as_of) for each in _periods(year) if each.first_day <= as_of]


def settled_on(facts: Sequence[Fact], year: int, today: dt.date) -> dt.date:
    """Return the day as of which the figures of a year stand.

    That is today, but of a year that is over and without open things the day of the last change,
    so that its papers need not be made again every day.
    """
    last = FiscalYear(year).last_day
    days = [each.done_on for each in facts if each.done_on is not None]
    is_settled = last < today and len(days) == len(facts)
    return min(max([last, *days]), today) if is_settled else today


def _periods(year: int) -> list[Period]:
    """Return every period of a year, the shortest first."""
    shortest_first = sorted(PeriodKind, key=lambda kind: kind.length)
    return [
        each for kind in shortest_first for each in FiscalYear(year).periods if each.kind is kind
    ]


@dataclass(frozen=True)
class Span:
    """What the public learns of a count: it is not below `low` and not above `high`."""

    low: int
    high: int

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_none(self) -> bool:
        return self.high == 0


NONE = Span(0, 0)


@dataclass(frozen=True)
class Blurred:
    """What the public learns of the cases received in a period, up to a quarter's end.

    `quarters` of it are over; without one nothing is said yet.
    """

    period: Period
    quarters: int
    received: Span = NONE
    done: Span = NONE
    in_progress: Span = NONE

    @property
    def is_known(self) -> bool:
        return self.quarters > 0

    @property
    def is_whole(self) -> bool:
        """Whether all quarters of the period are over."""
        return self.quarters * PeriodKind.QUARTER.length == self.period.kind.length

    @property
    def is_nil(self) -> bool:
        return self.is_known and self.received.is_none


def blurred(figures: Figures) -> Blurred:
    """Return what may be said of one quarter that is over.

    1 or 2 received are “fewer than 3”, and of their progress only whether all are done. Of more,
    done and in progress are both blurred as soon as one of them is 1 or 2. Every answer fits at
    least two truths in each blurred place; `tests/complaints/test_figures.py` tries them all.
    """
    done, in_progress = _parts(figures.received, figures.done)
    received = _few() if 0 < figures.received < FEW else _exactly(figures.received)
    return Blurred(figures.period, 1, received, done, in_progress)


def _parts(received: int, done: int) -> tuple[Span, Span]:
    left = received - done
    if 0 < received < FEW:
        return (_few(), NONE) if not left else (Span(0, 1), _few())
    if not 0 < min(done, left) < FEW:
        return _exactly(done), _exactly(left)
    if received <= FEW + 1:  # either may be the small one: only together are they ambiguous
        both = Span(1, received - 1)
        return both, both
    rest = Span(received - FEW + 1, received - 1)
    return (_few(), rest) if done < left else (rest, _few())


def _few() -> Span:
    return Span(1, FEW - 1)


def _exactly(count: int) -> Span:
    return Span(count, count)


def year_blurred(facts: Sequence[Fact], year: int, as_of: dt.date) -> list[Blurred]:
    """Return the quarters, the halves and the year; `as_of` is the last day of a quarter."""
    fiscal_year = FiscalYear(year)
    quarters = [
        blurred(figures_of(facts, each, as_of)) if each.last_day <= as_of else Blurred(each, 0)
        for each in fiscal_year.quarters()
    ]
    whole = Period(year, PeriodKind.YEAR, 1)
    return [*quarters, *(_sum(each, quarters) for each in (*fiscal_year.halves(), whole))]


def _sum(period: Period, quarters: Iterable[Blurred]) -> Blurred:
    over = [each for each in quarters if each.is_known and period.contains(each.period.first_day)]
    return Blurred(
        period,
        len(over),
        sum((each.received for each in over), NONE),
        sum((each.done for each in over), NONE),
        sum((each.in_progress for each in over), NONE),
    )


def last_quarter_end(today: dt.date) -> dt.date:
    """Return the last day of the newest quarter that is over: nothing later is public of cases."""
    quarters = FiscalYear(fiscal_year_of(today)).quarters()
    running = next(each for each in quarters if each.contains(today))
    return running.previous().last_day
