"""An agreed price beside the median price."""

from decimal import Decimal

import pytest

from procurement.comparison import Comparison, Side, after_amendment, compared


@pytest.mark.parametrize(
    ("price", "median", "side", "percent"),
    [
        ("480000", "500000", Side.BELOW, "4.0"),
        ("500000", "500000", Side.EQUAL, "0.0"),
        ("500000.00", "500000", Side.EQUAL, "0.0"),
        ("525000", "500000", Side.ABOVE, "5.0"),
        ("0", "500000", Side.BELOW, "100.0"),
        ("1500000", "500000", Side.ABOVE, "200.0"),
        # Half of a tenth goes up, on both sides.
        ("999.50", "1000", Side.BELOW, "0.1"),
        ("1000.50", "1000", Side.ABOVE, "0.1"),
        ("999.51", "1000", Side.BELOW, "0.0"),
        ("1000.49", "1000", Side.ABOVE, "0.0"),
        ("0.50", "1000", Side.BELOW, "100.0"),
        ("999999999999.99", "1000000000000", Side.BELOW, "0.0"),
        ("2", "3", Side.BELOW, "33.3"),
    ],
)
def test_a_price_lies_on_one_side_by_a_share_of_the_median_price(price, median, side, percent):
    found = compared(Decimal(price), Decimal(median))

    assert found == Comparison(side, Decimal(percent))
    assert str(found.percent) == percent


@pytest.mark.parametrize(
    ("price", "median"),
    [(None, Decimal(5)), (Decimal(5), None), (None, None), (Decimal(5), Decimal(0))],
)
def test_without_two_prices_there_is_nothing_to_compare(price, median):
    assert compared(price, median) is None


@pytest.mark.parametrize(
    ("agreed", "current", "amended"),
    [
        ("90000", ["60000", "45000"], Decimal(105_000)),
        ("90000", ["60000", "30000.00"], None),
        (None, [], None),
    ],
)
def test_amendments_are_told_where_they_made_another_price(agreed, current, amended):
    price = None if agreed is None else Decimal(agreed)

    assert after_amendment(price, map(Decimal, current)) == amended
