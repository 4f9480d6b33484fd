"""Bands of money by which citizens look for purchases; the borders are those of the law. Baht.

500,000: วิธีเฉพาะเจาะจง up to this amount (กฎกระทรวง under มาตรา 56(2)(ข)); 100,000: the earlier border
for publishing ราคากลาง. Confidence M+.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Band(models.TextChoices):
    """Up to and including the upper border."""

    SMALL = "100k", _("Up to 100,000 baht")
    DIRECT = "500k", _("100,000 to 500,000 baht")
    LARGE = "5m", _("500,000 to 5 million baht")
    HUGE = "over", _("Over 5 million baht")


BORDERS: dict[Band, tuple[Decimal | None, Decimal | None]] = {
    Band.SMALL: (None, Decimal(100_000)),
    Band.DIRECT: (Decimal(100_000), Decimal(500_000)),
    Band.LARGE: (Decimal(500_000), Decimal(5_000_000)),
    Band.HUGE: (Decimal(5_000_000), None),
}


def band_of(amount: Decimal) -> Band:
    """Return the band in which an amount lies; the upper border belongs to the lower band."""
    return next(band for band, (_low, high) in BORDERS.items() if high is None or amount <= high)
