"""How far an agreed price lies from the median price (ร้อยละที่ต่ำหรือสูงกว่าราคากลาง). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_TENTH = Decimal("0.1")


class Side(StrEnum):
    BELOW = "below"
    EQUAL = "equal"
    ABOVE = "above"


@dataclass(frozen=True)
class Comparison:
    """On which side of the median price, and by how many percent of it, to one decimal.

    The percentage is 0.0 where the prices differ by less than it can show.
    """

    side: Side
    percent: Decimal


def compared(price: Decimal | None, median_price: Decimal | None) -> Comparison | None:
    """Compare a price with the median price, both in baht; None where there is nothing to compare.

    A median price of zero is a gap in the data: no share of it can be told.
    """
    if price is None or not median_price:
        return None
    if price == median_price:
        return Comparison(Side.EQUAL, Decimal("0.0"))
    share = abs(median_price - price) * 100 / median_price
    side = Side.BELOW if price < median_price else Side.ABOVE
    return Comparison(side, share.quantize(_TENTH, ROUND_HALF_UP))


def after_amendment(agreed: Decimal | None, current: Iterable[Decimal]) -> Decimal | None:
    """Return what amendments made of the price agreed at signing; None where it is still the same.

    `current` are the prices of the contracts that stand, as they are now. Baht.
    """
    total = sum(current, Decimal(0))
    return None if agreed in {None, total} else total
