"""The arithmetic of a budget: approved, moved, committed, spent, remaining. Pure; baht, `Decimal`.

Every figure on a page, in a file or in a chart is one of these functions of an `Entry`. Months are
fiscal: 1 is October, 12 is September.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from thai.fiscal import Period

ZERO = Decimal("0.00")
NO_MONTHS = (ZERO,) * 12


@dataclass(frozen=True)
class Entry:
    """The money of one line, or of many lines together, in one fiscal year.

    `moved_in` and `moved_out` are what transfers brought and took, both positive; `months` holds
    what was spent in each of the twelve fiscal months, negative where money came back.
    """

    approved: Decimal = ZERO
    moved_in: Decimal = ZERO
    moved_out: Decimal = ZERO
    committed: Decimal = ZERO
    months: tuple[Decimal, ...] = NO_MONTHS


def transferred(entry: Entry) -> Decimal:
    """What transfers changed (โอนเพิ่ม/ลด): negative where more was taken than brought."""
    return entry.moved_in - entry.moved_out


def after_transfers(entry: Entry) -> Decimal:
    """What may be spent (งบประมาณหลังโอน)."""
    return entry.approved + transferred(entry)


def spent(entry: Entry, period: Period) -> Decimal:
    """What was spent within the period (เบิกจ่ายในงวด)."""
    return sum((entry.months[number - 1] for number in months_of(period)), ZERO)


def spent_to_date(entry: Entry, period: Period) -> Decimal:
    """What was spent from October to the end of the period (เบิกจ่ายสะสม)."""
    return sum(entry.months[: months_of(period)[-1]], ZERO)


def spent_in_year(entry: Entry) -> Decimal:
    """What was spent in all twelve months (เบิกจ่ายทั้งสิ้น)."""
    return sum(entry.months, ZERO)


def remaining(entry: Entry, spent_so_far: Decimal) -> Decimal:
    """What is left of the budget after transfers (คงเหลือ); negative where too much was spent."""
    return after_transfers(entry) - spent_so_far


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return how much of `whole` is `part`, in percent with two places; None of nothing."""
    if not whole:
        return None
    return (part / whole * 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def per_head(amount: Decimal, population: int | None) -> Decimal | None:
    """Return baht per inhabitant with two places; None where nobody was counted."""
    if not population:
        return None
    return (amount / population).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def total(entries: Iterable[Entry]) -> Entry:
    """Add entries up."""
    rows = list(entries)
    return Entry(
        approved=sum((row.approved for row in rows), ZERO),
        moved_in=sum((row.moved_in for row in rows), ZERO),
        moved_out=sum((row.moved_out for row in rows), ZERO),
        committed=sum((row.committed for row in rows), ZERO),
        months=tuple(sum(month, ZERO) for month in zip(*(row.months for row in rows), strict=True))
        or NO_MONTHS,
    )


def cumulative(months: Iterable[Decimal]) -> list[Decimal]:
    """Return the running total month by month."""
    so_far = ZERO
    return [so_far := so_far + month for month in months]


def months_of(period: Period) -> range:
    """Return the fiscal months that a period covers, October being 1."""
    length = period.kind.length
    return range((period.number - 1) * length + 1, period.number * length + 1)
