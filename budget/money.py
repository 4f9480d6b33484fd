"""Exact sums of baht in SQL.

SQLite keeps decimals as binary fractions, whose sum drifts; whole satang add up exactly everywhere.
"""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Aggregate, BigIntegerField, F, Q, Sum
from django.db.models.functions import Cast, Coalesce, Round


def baht_field(label: Any, **options: Any) -> models.DecimalField:
    """An amount of money in baht with two places."""
    return models.DecimalField(label, max_digits=15, decimal_places=2, **options)


def positive_baht_field(label: Any, **options: Any) -> models.DecimalField:
    return baht_field(label, validators=[MinValueValidator(0)], **options)


def satang_sum(field: str, *, where: Q | None = None) -> Aggregate | Coalesce:
    """Add `field` up in satang; read the result with `baht`."""
    satang = Cast(Round(F(field) * 100), BigIntegerField())
    return Coalesce(Sum(satang, filter=where), 0, output_field=BigIntegerField())


def baht(satang: int | Decimal | None) -> Decimal:
    """Return a sum of satang as baht."""
    return Decimal(int(satang or 0)).scaleb(-2)
