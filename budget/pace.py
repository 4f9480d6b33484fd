"""The pace at which a budget is meant to be spent. Pure; baht, `Decimal`, fiscal months.

A line with planned months is spread evenly over them, a line without over all twelve.
"""

from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal

from budget.ledger import ZERO
from thai.fiscal import FiscalYear, Period

SATANG = Decimal("0.01")
Plan = tuple[int | None, int | None, Decimal]  # first month, last month, amount


def planned_to_date(plans: Iterable[Plan]) -> tuple[Decimal, ...]:
    """Return what is planned to be spent by the end of each of the twelve months."""
    months = [ZERO] * 12
    for starts, ends, amount in plans:
        for month in range(1, 13):
            months[month - 1] += _by_the_end_of(month, starts or 1, ends or 12, amount)
    return tuple(months)


def _by_the_end_of(month: int, starts: int, ends: int, amount: Decimal) -> Decimal:
    """The part of `amount` due by the end of a month; exactly all of it by the last one."""
    passed = min(max(month - starts + 1, 0), ends - starts + 1)
    return (amount * passed / (ends - starts + 1)).quantize(SATANG, rounding=ROUND_HALF_UP)


def unpublished_before(year: FiscalYear, known: Collection[int]) -> list[Period]:
    """Return the months before the newest of `known` that are not among them, in order.

    A total to date does not include them.
    """
    newest = max(known, default=0)
    return [
        period for period in year.months() if period.number < newest and period.number not in known
    ]
