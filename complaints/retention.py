"""How long the content of a closed report is kept (อายุการเก็บ). Pure: days in, days out."""

import datetime as dt

# What an officer marked as no report at all. A colleague who has looked at it since could have taken
# it up again; while none has, it stays long: whoever is accused must not destroy a report alone.
SPAM_DAYS = 7
UNSEEN_SPAM_DAYS = 90


def closed_before(today: dt.date, days: int) -> dt.date:
    """Return the last day on which a report was closed whose time of keeping is over today."""
    return today - dt.timedelta(days=days)


def ends_on(closed_on: dt.date, days: int) -> dt.date:
    """Return the day from which the content may be deleted."""
    return closed_on + dt.timedelta(days=days)
