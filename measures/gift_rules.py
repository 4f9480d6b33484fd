"""What the law asks of a gift: the limit of its value, the days for reporting it. Pure.

Section 128 of พ.ร.ป. ว่าด้วยการป้องกันและปราบปรามการทุจริต พ.ศ. 2561: from people who are not
relatives at most 3,000 baht on each occasion; more is reported within 30 days.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from thai.fiscal import FiscalYear

LIMIT = Decimal(3000)  # baht
DAYS_TO_REPORT = 30
# Titles before a name, as people write them, and the one spelling of each; the longer come first.
TITLES = {
    "ว่าที่ร้อยตรีหญิง": "ว่าที่ร้อยตรี",
    "ว่าที่ร.ต.หญิง": "ว่าที่ร้อยตรี",
    "ว่าที่ร้อยตรี": "ว่าที่ร้อยตรี",
    "ว่าที่ร.ต.": "ว่าที่ร้อยตรี",
    "นางสาว": "นางสาว",
    "น.ส.": "นางสาว",
    "นาย": "นาย",
    "นาง": "นาง",
}


class ValueClass(models.TextChoices):
    SMALL = "small", _("Not above 3,000 baht")
    LARGE = "large", _("Above 3,000 baht")


def value_class_of(value: Decimal) -> ValueClass:
    return ValueClass.LARGE if value > LIMIT else ValueClass.SMALL


def report_due(day: dt.date) -> dt.date:
    """Return the last day on which a gift above the limit is reported in time."""
    return day + dt.timedelta(days=DAYS_TO_REPORT)


def signing_days(fiscal_year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day on which a declaration of a fiscal year is signed.

    In the quarter before it, or in it: a new executive signs again whenever they come.
    """
    year = FiscalYear(fiscal_year)
    return year.previous().quarters()[-1].first_day, year.last_day


def count_people(names: Iterable[str]) -> int:
    """Return how many people these names are of: who is named twice counts once.

    A title (นาย นาง น.ส. …) may be there or not; with two different titles they are two people.
    """
    titles: dict[str, set[str]] = {}
    for name in names:
        title, bare = _parted(name)
        titles.setdefault(bare, set()).add(title)
    return sum(len(found - {""}) or 1 for found in titles.values())


def _parted(name: str) -> tuple[str, str]:
    """Return the title before a name, empty where there is none, and the name without spaces."""
    whole = "".join(name.split())
    title = next((each for each in TITLES if whole.startswith(each) and whole != each), "")
    return TITLES.get(title, ""), whole.removeprefix(title)


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, apart from the spaces in them."""
    return "".join(one.split()) == "".join(other.split())
