import datetime as dt

import pytest

from publishing.outbox_rules import (
    LONGEST_WAIT,
    MINUTES,
    MOST_ATTEMPTS,
    PASSING,
    Answer,
    Fate,
    MessageState,
    Trouble,
    fate,
    may_repeat,
)

NOW = dt.datetime(2026, 11, 29, 9, 0, tzinfo=dt.UTC)
PERSON = sorted(set(Trouble) - PASSING - {Trouble.GONE})


def after(answer, attempts=1):
    return fate(answer, attempts=attempts, now=NOW)


def test_what_the_service_took_is_sent():
    assert after(Answer(status=200)) == Fate(MessageState.SENT)


@pytest.mark.parametrize("attempts", range(1, MOST_ATTEMPTS))
def test_each_attempt_waits_longer(attempts):
    minutes = dt.timedelta(minutes=MINUTES[attempts - 1])
    assert after(Answer(Trouble.BROKEN), attempts) == Fate(MessageState.WAITING, NOW + minutes)


@pytest.mark.parametrize("trouble", sorted(PASSING))
def test_after_the_last_attempt_a_person_is_told(trouble):
    assert after(Answer(trouble), MOST_ATTEMPTS) == Fate(MessageState.FAILED)


@pytest.mark.parametrize("trouble", PERSON)
def test_what_waiting_does_not_heal_is_told_at_once(trouble):
    assert after(Answer(trouble)) == Fate(MessageState.FAILED)


def test_what_is_no_longer_public_is_cancelled():
    assert after(Answer(Trouble.GONE)) == Fate(MessageState.CANCELLED)


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (dt.timedelta(seconds=5), dt.timedelta(minutes=1)),  # never sooner than ours
        (dt.timedelta(minutes=30), dt.timedelta(minutes=30)),
        (dt.timedelta(days=1), LONGEST_WAIT),
    ],
)
def test_the_wait_that_the_service_asks_for_is_kept_within_bounds(asked, waits):
    assert after(Answer(Trouble.BUSY, wait=asked)).next_at == NOW + waits


def test_all_attempts_end_before_the_key_is_forgotten():
    assert sum(MINUTES) * 60 < dt.timedelta(hours=20).total_seconds()


@pytest.mark.parametrize(("hours", "known"), [(0, True), (22, True), (23, False), (48, False)])
def test_a_key_is_known_for_less_than_a_day(hours, known):
    assert may_repeat(NOW - dt.timedelta(hours=hours), NOW) is known


def test_what_was_never_tried_may_be_sent():
    assert may_repeat(None, NOW) is True
