from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.charts import bar_width, month_chart, stacked_bar

UNITS = ["ล้านล้านบาท", "ล้านบาท", "บาท"]
MONTHS = [str(number) for number in range(1, 13)]
AMOUNTS = st.decimals(0, 10**13, places=2)
MANY = st.lists(AMOUNTS.filter(lambda amount: amount > 0), min_size=1, max_size=20)


def evenly(amount):
    return [Decimal(amount) * month / 12 for month in range(1, 13)]


def per_mille(text):
    return int(text.removesuffix("%").replace(".", ""))


# ------------------------------------------------------------------ bars
@pytest.mark.parametrize(
    ("part", "whole", "width"),
    [
        (46, 100, "46.0%"),
        (1, 3, "33.3%"),
        (100, 100, "100.0%"),
        (0, 100, "0.0%"),
        (0, 0, "0.0%"),
        (5, 0, "0.0%"),
    ],
)
def test_a_bar_is_as_long_as_its_part(part, whole, width):
    assert bar_width(Decimal(part), Decimal(whole)) == width


def test_a_bar_never_leaves_its_track():
    assert bar_width(Decimal(130), Decimal(100)) == "100.0%"


def test_money_that_came_back_draws_no_bar():
    assert bar_width(Decimal(-5), Decimal(100)) == "0.0%"


# ------------------------------------------------------------------ stacked bar
def test_parts_stand_from_the_largest_to_the_smallest():
    parts = stacked_bar([("ก", Decimal(10)), ("ข", Decimal(90))], others="อื่น ๆ")

    assert [(part.label, part.x, part.width, part.share) for part in parts] == [
        ("ข", "0.0%", "90.0%", "90%"),
        ("ก", "90.0%", "10.0%", "10%"),
    ]


def test_more_than_six_parts_become_five_and_the_others():
    parts = stacked_bar([(str(n), Decimal(n)) for n in range(1, 9)], others="อื่น ๆ")

    assert [(part.label, part.amount) for part in parts] == [
        ("8", 8),
        ("7", 7),
        ("6", 6),
        ("5", 5),
        ("4", 4),
        ("อื่น ๆ", 6),
    ]


def test_six_parts_keep_their_names():
    parts = stacked_bar([(str(n), Decimal(n)) for n in range(1, 7)], others="อื่น ๆ")

    assert [part.label for part in parts] == ["6", "5", "4", "3", "2", "1"]


def test_the_others_have_a_look_of_their_own():
    parts = stacked_bar([(str(n), Decimal(n)) for n in range(1, 9)], others="อื่น ๆ")

    assert [part.series for part in parts] == [1, 2, 3, 4, 5, 0]


def test_a_narrow_part_has_no_figure_above_it():
    parts = stacked_bar([("ก", Decimal(95)), ("ข", Decimal(5))], others="อื่น ๆ")

    assert [part.is_wide for part in parts] == [True, False]


def test_a_part_of_less_than_half_a_per_cent_is_not_called_zero():
    parts = stacked_bar([("ก", Decimal(999)), ("ข", Decimal(1))], others="อื่น ๆ")

    assert parts[1].share == "<1%"


def test_parts_without_money_are_not_drawn():
    assert stacked_bar([("ก", Decimal(0)), ("ข", Decimal(-5))], others="อื่น ๆ") == []


@given(MANY)
def test_parts_meet_and_fill_the_width(amounts):
    parts = stacked_bar([(str(n), amount) for n, amount in enumerate(amounts)], others="อื่น ๆ")

    ends = [per_mille(part.x) + per_mille(part.width) for part in parts]
    assert [per_mille(part.x) for part in parts] == [0, *ends[:-1]]
    assert ends[-1] == 1000


@given(MANY)
def test_no_baht_is_lost_in_the_bar(amounts):
    parts = stacked_bar([(str(n), amount) for n, amount in enumerate(amounts)], others="อื่น ๆ")

    assert sum(part.amount for part in parts) == sum(amounts)


# ------------------------------------------------------------------ months
def test_nothing_is_drawn_of_nothing():
    assert month_chart([Decimal(0)] * 12, [], months=MONTHS, units=UNITS) is None


def test_the_plan_is_drawn_from_the_corner_to_its_end():
    chart = month_chart(evenly(1200), [], months=MONTHS, units=UNITS)

    first, last = chart.planned[0], chart.planned[-1]
    assert (first.x1, first.y1, last.x2, last.y2) == ("0.0%", 226, "100.0%", 66)


def test_spending_is_drawn_as_far_as_it_is_known():
    chart = month_chart(
        evenly(1200), [(1, Decimal(50)), (2, Decimal(90))], months=MONTHS, units=UNITS
    )

    assert [x for x, _ in chart.dots] == ["8.3%", "16.6%"]


def test_without_spending_only_the_plan_is_drawn():
    chart = month_chart(evenly(1200), [], months=MONTHS, units=UNITS)

    assert (chart.actual, chart.dots, chart.actual_total) == ([], [], None)


def test_a_month_that_is_not_known_leaves_no_dot():
    chart = month_chart(
        evenly(1200), [(1, Decimal(50)), (3, Decimal(90))], months=MONTHS, units=UNITS
    )

    assert [x for x, _ in chart.dots] == ["8.3%", "25.0%"]


def test_money_that_came_back_lowers_the_line():
    chart = month_chart(
        evenly(1200), [(1, Decimal(600)), (2, Decimal(300))], months=MONTHS, units=UNITS
    )

    assert chart.dots[1][1] > chart.dots[0][1]


def test_a_sum_below_zero_stays_inside_the_drawing():
    chart = month_chart(evenly(1200), [(1, Decimal(-600))], months=MONTHS, units=UNITS)

    assert chart.grid[0].text == "−1,000"


@pytest.mark.parametrize(
    ("amount", "texts"),
    [
        ("46900000", ["0", "20", "40", "60 ล้านบาท"]),
        ("118000", ["0", "50,000", "100,000", "150,000 บาท"]),
        ("1", ["0", "0.25", "0.5", "0.75", "1 บาท"]),
        ("9999999999999.99", ["0", "2.5", "5", "7.5", "10 ล้านล้านบาท"]),
    ],
)
def test_the_scale_is_of_round_numbers_and_says_its_unit_once(amount, texts):
    chart = month_chart(evenly(amount), [], months=MONTHS, units=UNITS)

    assert [tick.text for tick in chart.grid] == texts


def test_every_third_month_is_named_where_room_is_short():
    chart = month_chart(evenly(1200), [], months=MONTHS, units=UNITS)

    assert [tick.text for tick in chart.months if not tick.is_minor] == ["1", "4", "7", "10"]


@given(st.lists(st.decimals(-(10**13), 10**13, places=2), min_size=12, max_size=12))
def test_nothing_is_drawn_outside_the_drawing(actual):
    chart = month_chart(evenly(5), list(enumerate(actual, start=1)), months=MONTHS, units=UNITS)

    assert {y for _, y in chart.dots} <= set(range(26, 227))


@pytest.mark.parametrize("amounts", [[1, 1, 1], [335, 335, 330], [2, 2, 1, 1, 1, 1]])
def test_the_shares_of_a_bar_add_up_to_a_hundred(amounts):
    parts = stacked_bar([("ก", Decimal(amount)) for amount in amounts], others="อื่น ๆ")

    assert sum(int(part.share.rstrip("%")) for part in parts) == 100
