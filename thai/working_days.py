"""Days on which offices work (วันทำการ): Monday to Friday without holidays."""

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices are open on `day`."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: Collection[date]) -> date:
    """Return the `count`-th working day after `day`; the day itself never counts."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def working_days_between(first: date, last: date, holidays: Collection[date]) -> int:
    """Return how many working days come after `first`, up to and with `last`."""
    span = range(1, (last - first).days + 1)
    return sum(is_working_day(first + timedelta(days=each), holidays) for each in span)
