"""How addresses are read: what makes sense is asked, the rest is named and left aside."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from procurement.bands import Band
from procurement.cube import Choices, Figures, Place
from procurement.filters import chips_of, read_filters, selects_of, without_village
from procurement.methods import Method, MethodGroup
from procurement.question import Question
from procurement.status import Status

CHOICES = Choices(
    years=[2566, 2565],
    methods=[Method.SPECIFIC],
    villages=[Place(pk=77, number=3, name="บ้านทดสอบ")],
)
EVERYTHING = Question(
    q="ถนน",
    year=2566,
    status=Status.OPEN,
    method=MethodGroup.DIRECT,
    village=3,
    band=Band.DIRECT,
)


def figures(**dropped):
    return Figures(
        everything=0,
        count=0,
        total=Decimal(0),
        opened=0,
        along="",
        years=[],
        methods=[],
        listed=None,
        dropped=dropped,
        choices=CHOICES,
    )


def read(query):
    return read_filters(QueryDict(query).dict())


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", Question()),
        ("q=ถนน", Question(q="ถนน")),
        ("q=++ถนน++คสล.+", Question(q="ถนน คสล.")),
        ("year=2566", Question(year=2566)),
        ("year=๒๕๖๖", Question(year=2566)),
        ("year=2599", Question(year=2599)),
        ("status=open", Question(status=Status.OPEN)),
        ("method=16", Question(method=Method.E_BIDDING)),
        ("method=direct", Question(method=MethodGroup.DIRECT)),
        ("village=3", Question(village=3)),
        ("village=๓", Question(village=3)),
        ("band=5m", Question(band=Band.LARGE)),
        ("year=&status=&q=", Question()),
        ("year=2565&year=2566", Question(year=2566)),
        ("page=3&unknown=1", Question()),
    ],
)
def test_an_address_asks(query, expected):
    assert read(query) == (expected, [])


@pytest.mark.parametrize(
    "name, value",
    [
        ("year", "abc"),
        ("year", "2023"),
        ("year", "-2566"),
        ("year", "2566.0"),
        ("year", "99999999999999999999"),
        ("year", "²⁵⁶⁶"),
        ("status", "OPEN"),
        ("method", "99"),
        ("village", "x"),
        ("village", "๐"),
        ("band", "1"),
        ("band", "' OR 1=1"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_and_left_aside(name, value):
    question, left_aside = read_filters({name: value})

    assert (question, len(left_aside), value in left_aside[0]) == (Question(), 1, True)


def test_a_village_that_no_purchase_is_for_is_left_aside():
    question, left_aside = without_village(read("village=99&year=2566"))

    assert (question, len(left_aside)) == (Question(year=2566), 1)


def test_of_several_values_only_the_wrong_one_is_left_aside():
    question, left_aside = read("year=2566&status=wrong")

    assert (question, len(left_aside)) == (Question(year=2566), 1)


def test_what_is_named_is_shortened():
    _question, left_aside = read_filters({"status": "x" * 10_000})

    assert len(left_aside[0]) < 200


def test_words_of_one_character_are_named():
    question, left_aside = read("q=ถนน+3")

    assert (question, len(left_aside)) == (Question(q="ถนน 3"), 1)


def test_an_address_reads_as_what_it_was_made_of():
    assert read(EVERYTHING.query) == (EVERYTHING, [])


def test_each_filter_in_force_is_a_chip_that_drops_it():
    chips = chips_of(EVERYTHING, figures())

    assert [read(chip.query).question for chip in chips] == [
        EVERYTHING.without(name) for name in EVERYTHING.active
    ]


def test_a_chip_says_what_is_found_without_it():
    question = Question(year=2566, status=Status.OPEN)

    chips = chips_of(question, figures(year=4, status=9))

    assert [chip.found for chip in chips] == [4, 9]


def test_a_chip_of_a_village_says_its_name():
    assert [chip.text for chip in chips_of(Question(village=3), figures())] == ["หมู่ที่ 3 บ้านทดสอบ"]


def test_with_words_nobody_knows_what_is_found_without_a_filter():
    chips = chips_of(Question(q="ถนน", year=2566), figures(year=4))

    assert [chip.found for chip in chips] == [None, None]


def options(question):
    return {
        select.name: [option for _label, group in select.groups for option in group]
        for select in selects_of(question, CHOICES)
    }


def test_the_form_shows_what_is_asked():
    chosen = {
        name: option.value
        for name, found in options(EVERYTHING).items()
        for option in found
        if option.is_chosen
    }

    assert chosen | {"q": EVERYTHING.q} == EVERYTHING.values


def test_in_a_form_without_a_question_nothing_is_chosen():
    found = options(Question()).values()

    assert [option for group in found for option in group if option.is_chosen] == []


def test_a_year_without_purchases_can_be_shown_in_the_form():
    years = options(Question(year=2599))["year"]

    assert [option.value for option in years] == ["2599", "2566", "2565"]


def test_every_option_of_the_form_can_be_read():
    readings = [
        read(f"{name}={option.value}")
        for name, found in options(Question()).items()
        for option in found
    ]

    assert [reading.left_aside for reading in readings if reading.left_aside] == []
