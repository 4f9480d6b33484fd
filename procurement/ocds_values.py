"""How OCDS writes a date, an amount and a sentence; what is not known is not written. Pure."""

import datetime as dt
from decimal import Decimal
from typing import Any

CURRENCY = "THB"
# Not registered with the Open Contracting Partnership: an office that has its own sets OCDS_PREFIX.
PREFIX_NOT_REGISTERED = "ocds-xxxxxx"
BANGKOK = dt.timezone(dt.timedelta(hours=7))  # no summer time


def moment(at: dt.date | dt.datetime | None, *, ends: bool = False) -> str | None:
    """Return a moment as ISO 8601 in Thai time; a day begins at midnight and `ends` before it."""
    if at is None:
        return None
    if isinstance(at, dt.datetime):
        return at.astimezone(BANGKOK).isoformat(timespec="seconds")
    return f"{at.isoformat()}T{'23:59:59' if ends else '00:00:00'}+07:00"


def number(amount: Decimal) -> int | float:
    """Return an amount that JSON writes exactly: 15 digits, which a column of ours has, survive."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def value(amount: Decimal | None) -> dict[str, Any]:
    """Return an amount of baht; empty where none is known."""
    return {} if amount is None else {"amount": number(amount), "currency": CURRENCY}


def said(*sentences: str) -> str:
    """Return what there is to say, as one text."""
    return " · ".join(filter(None, sentences))


def told(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something: the standard wants neither null nor empty ones."""
    return {
        name: content
        for name, content in fields.items()
        if content is not None and content not in ("", [], {})
    }


def period(first: dt.date | None, last: dt.date | None) -> dict[str, Any]:
    """Return the days from the first to the end of the last, as far as they are known."""
    return told(startDate=moment(first), endDate=moment(last, ends=True))
