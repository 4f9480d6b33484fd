"""The order and the figures of the list of purchases, against a plain reckoning of the same rows."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from django.core.cache import cache

from agency.models import Village
from procurement import hits, listing
from procurement.bands import Band, band_of
from procurement.cube import Place, figures
from procurement.listing import PAGE_SIZE, listed, newest
from procurement.methods import GROUP_OF, Method, MethodGroup
from procurement.models import Purchase
from procurement.question import Question
from procurement.status import Phase, Status
from publishing.workflow import State

TODAY = dt.date(2023, 6, 1)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)
STANDINGS = [
    {"phase": Phase.PLANNED},
    {"phase": Phase.ANNOUNCED, "closes_on": TODAY},
    {"phase": Phase.ANNOUNCED, "closes_on": TOMORROW},
    {"phase": Phase.ANNOUNCED, "closes_on": YESTERDAY},
    {"phase": Phase.ANNOUNCED},
    {"phase": Phase.CONTRACTED, "ends_on": TODAY},
    {"phase": Phase.CONTRACTED, "ends_on": YESTERDAY},
    {"phase": Phase.CONTRACTED},
    {"phase": Phase.CANCELLED, "closes_on": TOMORROW},
]
METHODS = [Method.SPECIFIC, Method.E_BIDDING, Method.SELECTION, Method.DESIGN_SPECIFIC]
AMOUNTS = [Decimal("99999.99"), Decimal(100_000), Decimal("100000.01"), Decimal(6_000_000)]


@pytest.fixture
def places(db):
    return [Village.objects.create(number=number) for number in (3, 12)]


@pytest.fixture
def many(make_purchase, places):
    """Purchases of all kinds: 54 public ones, in no order, and a draft."""
    kinds = zip(
        itertools.cycle(STANDINGS),
        itertools.cycle(METHODS),
        itertools.cycle([None, *places]),
        itertools.cycle(AMOUNTS),
        range(54),
        strict=False,
    )
    for standing, method, village, amount, number in kinds:
        make_purchase(
            f"งานที่ {number}",
            method=method,
            village=village,
            amount=amount,
            fiscal_year=2565 + number % 2,
            listed_on=TODAY - dt.timedelta(number * 7 % 20),
            **standing,
        )
    make_purchase("ร่าง", state=State.DRAFT, listed_on=TODAY)
    return list(Purchase.objects.filter(state=State.PUBLISHED).select_related("village"))


def order(purchase):
    if purchase.status_on(TODAY) == Status.OPEN:
        return 0, purchase.closes_on.toordinal(), -purchase.pk
    return 1, -purchase.listed_on.toordinal(), -purchase.pk


def passes(purchase, question):
    return (
        question.year in {None, purchase.fiscal_year}
        and question.status in {None, purchase.status_on(TODAY)}
        and question.method in {None, purchase.method, GROUP_OF[Method(purchase.method)]}
        and (question.village is None or question.village == getattr(purchase.village, "number", 0))
        and question.band in {None, band_of(purchase.amount)}
    )


def questions(places):
    """Every filter alone, and every two together."""
    single = [
        {"year": 2565},
        {"year": 2570},
        *({"status": status} for status in Status),
        *({"method": method} for method in (*METHODS, *MethodGroup)),
        *({"village": place.number} for place in places),
        *({"band": band} for band in Band),
    ]
    pairs = [one | other for one, other in itertools.combinations(single, 2)]
    return [Question(**fields) for fields in [{}, *single, *pairs]]


def pages(question):
    """Every row of every page, in order."""
    rows, number = [], 1
    while True:
        found = listed(question, figures(question, TODAY), str(number), TODAY)
        rows += [row.purchase.pk for row in found.rows]
        if not found.page.has_next():
            return rows
        number += 1


@pytest.mark.parametrize("few, near", [(1000, 2000), (0, 2000), (0, 0), (0, 26)])
def test_every_question_finds_its_purchases_in_order(many, places, few, near, monkeypatch):
    monkeypatch.setattr(listing, "FEW", few)  # gathered and sorted, or walked along an index
    monkeypatch.setattr(listing, "NEAR", near)  # counted off from an end, or by the days
    asked = questions(places)

    expected = [
        [row.pk for row in sorted(many, key=order) if passes(row, question)] for question in asked
    ]

    assert [pages(question) for question in asked] == expected


def test_the_figures_of_every_question_are_those_of_its_rows(many, places):
    asked = questions(places)
    rows = [[row for row in many if passes(row, question)] for question in asked]
    expected = [
        (
            len(found),
            sum((row.amount for row in found), Decimal(0)),
            sum(row.status_on(TODAY) == Status.OPEN for row in found),
        )
        for found in rows
    ]

    known = [figures(question, TODAY) for question in asked]

    assert [(each.count, each.total, each.opened) for each in known] == expected


def test_words_find_the_same_in_the_same_order(many, places):
    for question in questions(places):
        expected = [row.pk for row in sorted(many, key=order) if passes(row, question)]
        asked = Question(**{**vars(question), "q": "งานที่"})
        assert pages(asked) == expected


def test_the_walk_with_words_finds_the_same_as_far_as_it_goes(many, places, monkeypatch):
    monkeypatch.setattr(hits, "FEW", 0)
    monkeypatch.setattr(hits, "MOST", 50)  # more have the word than are read at once
    for question in questions(places):
        expected = [row.pk for row in sorted(many, key=order) if passes(row, question)]
        found = pages(Question(**{**vars(question), "q": "งานที่"}))
        assert found == expected[: len(found)]
        assert len(found) >= min(len(expected), PAGE_SIZE)


def test_the_newest_are_those_listed_last(many):
    expected = sorted(many, key=lambda row: (row.listed_on, row.pk), reverse=True)[:10]

    found = newest(Question(), figures(Question(), TODAY), TODAY, length=10)

    assert [row.pk for row in found] == [row.pk for row in expected]


@pytest.mark.parametrize("question", [Question(q="งานที่"), Question(year=2565, band=Band.HUGE)])
def test_the_newest_of_few_are_those_listed_last(many, question):
    rows = [row for row in many if passes(row, question)]
    expected = sorted(rows, key=lambda row: (row.listed_on, row.pk), reverse=True)[:10]

    found = newest(question, figures(question, TODAY), TODAY, length=10)

    assert [row.pk for row in found] == [row.pk for row in expected]


def test_the_figures_change_with_the_day(make_purchase):
    make_purchase(phase=Phase.ANNOUNCED, closes_on=TODAY)

    assert [figures(Question(), day).opened for day in (TODAY, TOMORROW)] == [1, 0]


def test_only_what_some_purchase_has_can_be_chosen(many, places):
    known = figures(Question(), TODAY).choices

    assert (known.years, set(known.methods)) == ([2566, 2565], set(METHODS))
    assert known.villages == [Place(place.pk, place.number, "") for place in places]


def test_without_purchases_there_is_nothing_to_choose(db):
    known = figures(Question(), TODAY).choices

    assert (known.years, known.methods, known.villages) == ([], [], [])


@pytest.mark.parametrize(
    "asked, expected", [(None, 1), ("2", 2), ("3", 3), ("999", 3), ("-1", 3), ("x", 1), ("๒", 2)]
)
def test_a_page_that_is_not_there_is_the_nearest(many, asked, expected):
    found = listed(Question(), figures(Question(), TODAY), asked, TODAY)

    assert found.page.number == expected


def test_a_page_has_twenty_five_rows(many):
    assert len(listed(Question(), figures(Question(), TODAY), None, TODAY).rows) == PAGE_SIZE


def test_exact_sums_of_many_satang(make_purchase):
    for _each in range(100):
        make_purchase(amount=Decimal("0.01"))
    cache.clear()

    assert figures(Question(), TODAY).total == Decimal("1.00")


def test_a_row_says_how_much_was_saved(make_purchase, make_contract):
    make_contract(make_purchase(amount=500_000), price=480_000)

    row = listed(Question(), figures(Question(), TODAY), None, TODAY).rows[0]

    assert (row.saved.side, row.saved.percent) == ("below", Decimal("4.0"))


@pytest.mark.parametrize("closes_on, expected", [(TODAY, 0), (TOMORROW, 1), (YESTERDAY, None)])
def test_a_row_says_how_many_days_are_left(make_purchase, closes_on, expected):
    make_purchase(phase=Phase.ANNOUNCED, closes_on=closes_on)

    row = listed(Question(), figures(Question(), TODAY), None, TODAY).rows[0]

    assert row.days_left == expected
