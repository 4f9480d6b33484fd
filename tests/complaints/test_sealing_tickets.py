"""Tickets: ours only, neither too soon nor too old."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.sealing.boxes import new_key
from complaints.sealing.tickets import (
    LATEST,
    SOONEST,
    Refusal,
    TicketRefused,
    check_age,
    new_ticket,
    read,
    written,
)

KEY = new_key()
NOW = 1_800_000_000


def refusal(function, *values):
    with pytest.raises(TicketRefused) as refused:
        function(*values)
    return refused.value.refusal


def test_a_ticket_comes_back():
    ticket = new_ticket(NOW + 0.9)

    assert (read(KEY, written(KEY, ticket)), ticket.issued_at) == (ticket, NOW)


def test_every_ticket_is_another():
    assert len({new_ticket(NOW).digest for _each in range(20)}) == 20


def test_the_time_cannot_be_read_from_the_field():
    ticket = new_ticket(NOW)

    assert len({written(KEY, ticket) for _each in range(5)}) == 5


def test_a_ticket_of_another_server_is_refused():
    assert refusal(read, KEY, written(new_key(), new_ticket(NOW))) == Refusal.INVALID


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_whatever_is_typed_into_the_field_is_refused(text):
    assert refusal(read, KEY, text) == Refusal.INVALID


@given(st.integers(min_value=0))
@settings(max_examples=60, deadline=None)
def test_a_changed_ticket_is_refused(place):
    text = written(KEY, new_ticket(NOW))
    place %= len(text) - 1  # the last letter carries bits that say nothing
    other = "A" if text[place] != "A" else "B"

    assert refusal(read, KEY, text[:place] + other + text[place + 1 :]) == Refusal.INVALID


@pytest.mark.parametrize("age", [SOONEST, 60, LATEST])
def test_a_ticket_is_good_for_six_hours(age):
    assert check_age(new_ticket(NOW), NOW + age) is None


@pytest.mark.parametrize(
    ("age", "expected"),
    [(0, Refusal.TOO_SOON), (SOONEST - 1, Refusal.TOO_SOON), (LATEST + 1, Refusal.TOO_OLD)],
)
def test_too_soon_and_too_old_are_told_apart(age, expected):
    assert refusal(check_age, new_ticket(NOW), NOW + age) == expected


def test_a_ticket_of_the_future_is_too_soon():
    assert refusal(check_age, new_ticket(NOW + 3600), NOW) == Refusal.TOO_SOON
