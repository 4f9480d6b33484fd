from decimal import Decimal

import pytest

from measures.frameworks import framework_of


@pytest.mark.parametrize("fiscal_year", [2565, 2566, 2567, 2568, 2569])
def test_each_known_year_has_ten_indicators_in_three_instruments(fiscal_year):
    indicators = framework_of(fiscal_year).indicators

    instruments = [indicator.instrument for indicator in indicators]
    assert instruments == ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    assert [indicator.number for indicator in indicators] == list(range(1, 11))


def test_grades_were_letters_until_2565():
    names = [level.name for level in framework_of(2565).levels]

    assert names == ["AA", "A", "B", "C", "D", "E", "F"]


def test_grades_look_at_each_instrument_from_2566():
    best, good, passed, *_ = framework_of(2566).levels

    assert (best.minimum_total, best.minimum_each) == (Decimal(95), Decimal(95))
    assert (good.minimum_total, good.minimum_each) == (Decimal(85), Decimal(85))
    assert (passed.minimum_total, passed.minimum_each) == (Decimal(85), None)


def test_every_row_carries_its_mark_of_confidence():
    rows = [*framework_of(2569).indicators, *framework_of(2569).levels]

    assert {row.confidence for row in rows} == {"M"}


def test_an_unknown_year_has_no_framework():
    assert framework_of(2570) is None
