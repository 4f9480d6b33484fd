"""How long the content of a closed report is kept (อายุการเก็บ). Pure: days in, days out."""

import datetime as dt

# What an officer marked as no report at all: a week in which a colleague may still look at it.
SPAM_DAYS = 7


def closed_before(today: dt.date, days: int) -> dt.date:
    """Return the last day on which a report was closed whose time of keeping is over today."""
    return today - dt.timedelta(days=days)


def ends_on(closed_on: dt.date, days: int) -> dt.date:
    """Return the day from which the content may be deleted."""
    return closed_on + dt.timedelta(days=days)
