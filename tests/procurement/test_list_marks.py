"""What the search knows of a purchase beside its words, against the filters of the list."""

import datetime as dt

import pytest

from agency.models import Village
from procurement.bands import Band
from procurement.list_marks import PUBLIC, key_at, marks_asked, marks_of, place_of
from procurement.methods import Method, MethodGroup
from procurement.models import Purchase, PurchaseText
from procurement.question import Question
from procurement.status import Phase, Status
from publishing.workflow import State

DAY = dt.date(2023, 3, 1)


def purchase(**fields):
    known = {
        "pk": 7,
        "state": State.PUBLISHED,
        "listed_on": DAY,
        "fiscal_year": 2566,
        "method": Method.SPECIFIC,
        "phase": Phase.CONTRACTED,
        "amount": 100_000,
        "village_id": 3,
    }
    return Purchase(**known | fields)


def test_places_rise_with_the_day_then_with_the_key():
    rows = [
        purchase(pk=9, listed_on=DAY - dt.timedelta(1)),
        purchase(pk=1),
        purchase(pk=2),
        purchase(pk=1, listed_on=DAY + dt.timedelta(1)),
    ]

    assert [place_of(row) for row in rows] == sorted(place_of(row) for row in rows)


def test_a_place_says_whose_it_is():
    assert key_at(place_of(purchase(pk=2**33))) == 2**33


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN])
def test_what_is_not_public_has_no_day(state):
    assert (place_of(purchase(state=state)), place_of(purchase()) > PUBLIC) == (7, True)


@pytest.mark.parametrize(
    "question",
    [
        Question(),
        Question(year=2566),
        Question(status=Status.RUNNING),
        Question(status=Status.ENDED),
        Question(method=Method.SPECIFIC),
        Question(method=MethodGroup.DIRECT),
        Question(village=12),
        Question(band=Band.SMALL),
        Question(year=2566, method=Method.SPECIFIC, village=12, band=Band.SMALL),
    ],
)
def test_a_purchase_has_the_marks_of_filters_that_it_passes(question):
    assert all(mark in marks_of(purchase()) for mark in marks_asked(question, 3))


@pytest.mark.parametrize(
    "question",
    [
        Question(year=2565),
        Question(status=Status.OPEN),
        Question(status=Status.PLANNED),
        Question(method=Method.DESIGN_SPECIFIC),
        Question(method=MethodGroup.OPEN),
        Question(village=4),
        Question(band=Band.DIRECT),
    ],
)
def test_a_purchase_lacks_the_mark_of_a_filter_that_it_does_not_pass(question):
    (mark,) = marks_asked(question, 4)

    assert mark not in marks_of(purchase())


# ------------------------------------------------------------------ kept in step
def kept_place(row):
    return PurchaseText.objects.get(purchase=row).place


def test_a_place_moves_with_the_day_on_which_it_was_listed(make_purchase, make_notice):
    row = make_purchase(listed_on=DAY)
    make_notice(row, on=DAY + dt.timedelta(1))

    row.refresh_from_db()
    assert (row.listed_on, kept_place(row)) == (DAY + dt.timedelta(1), place_of(row))


def test_what_is_withdrawn_has_no_place_any_more(make_purchase):
    row = make_purchase()
    row.state = State.WITHDRAWN
    row.save()

    assert kept_place(row) == row.pk


def test_marks_change_with_what_they_say(make_purchase):
    row = make_purchase(fiscal_year=2565, village=Village.objects.create(number=3))
    row.fiscal_year, row.number, row.village = 2566, None, None
    row.save()

    assert PurchaseText.objects.get().text.endswith(marks_of(row))
