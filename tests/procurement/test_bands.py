"""Bands of money touch without a gap, and the border belongs to the lower one."""

from decimal import Decimal

import pytest

from procurement.bands import BORDERS, Band, band_of


@pytest.mark.parametrize(
    ("amount", "band"),
    [
        ("0", Band.SMALL),
        ("100000", Band.SMALL),
        ("100000.01", Band.DIRECT),
        ("500000", Band.DIRECT),
        ("500000.01", Band.LARGE),
        ("5000000", Band.LARGE),
        ("5000000.01", Band.HUGE),
        ("9999999999999.99", Band.HUGE),
    ],
)
def test_an_amount_lies_in_one_band(amount, band):
    assert band_of(Decimal(amount)) == band


def test_each_band_begins_where_the_one_below_ends():
    borders = list(BORDERS.values())

    assert [low for low, _high in borders[1:]] == [high for _low, high in borders[:-1]]


def test_the_bands_cover_every_amount():
    assert (list(BORDERS), BORDERS[Band.SMALL][0], BORDERS[Band.HUGE][1]) == (
        list(Band),
        None,
        None,
    )
