"""When the work of a contract is accepted (ตรวจรับ): at once, or one instalment after the other.

Pure: days in, a day out. `Contract.objects.unaccepted()` is the same rule in the words of the database.
"""

import datetime as dt
from collections.abc import Iterable


def accepted_day(whole: dt.date | None, instalments: Iterable[dt.date | None]) -> dt.date | None:
    """Return the day on which all the work was accepted; None while some of it is not.

    `whole` is the day on which it was accepted at once, `instalments` those of all its parts.
    """
    days = list(instalments)
    known = [day for day in days if day]
    if whole or not days or len(known) < len(days):
        return whole
    return max(known)
