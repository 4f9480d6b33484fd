"""What the law asks of a gift: the limit of its value, the days for reporting it. Pure.

Section 128 of พ.ร.ป. ว่าด้วยการป้องกันและปราบปรามการทุจริต พ.ศ. 2561: from people who are not
relatives at most 3,000 baht on each occasion; more is reported within 30 days.
"""

import datetime as dt
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

LIMIT = Decimal(3000)  # baht
DAYS_TO_REPORT = 30


class ValueClass(models.TextChoices):
    SMALL = "small", _("Not above 3,000 baht")
    LARGE = "large", _("Above 3,000 baht")


def value_class_of(value: Decimal) -> ValueClass:
    return ValueClass.LARGE if value > LIMIT else ValueClass.SMALL


def report_due(day: dt.date) -> dt.date:
    """Return the last day on which a gift above the limit is reported in time."""
    return day + dt.timedelta(days=DAYS_TO_REPORT)


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, apart from the spaces in them."""
    return "".join(one.split()) == "".join(other.split())
