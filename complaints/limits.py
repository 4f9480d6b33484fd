"""How long the office gives itself: due dates from the settings and the days off."""

import datetime as dt

from agency.models import Holiday
from complaints.models import Stage, TimeLimit
from thai.working_days import add_working_days

DEFAULT_DAYS = 15  # when a setting was deleted: the royal decree of 2546, section 38


def due_day(stage: Stage, start: dt.date) -> dt.date:
    """Return the last day on which `stage` is in time when it begins on `start`."""
    limit = TimeLimit.objects.filter(stage=stage).first()
    if limit is None or limit.counting == TimeLimit.Counting.CALENDAR:
        return start + dt.timedelta(days=limit.days if limit else DEFAULT_DAYS)
    return add_working_days(start, limit.days, days_off(start))


def days_off(start: dt.date) -> set[dt.date]:
    """Return the holidays from `start` on."""
    return set(Holiday.objects.filter(date__gte=start).values_list("date", flat=True))
