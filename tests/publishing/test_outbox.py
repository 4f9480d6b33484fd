"""The outbox against a real server: each message goes out once, whatever the service answers."""

import datetime as dt
import logging

import pytest
from django.core.management import call_command
from django.utils import timezone

from publishing import outbox
from publishing.actions import withdraw
from publishing.models import Channel, OutboxMessage, Post, Target
from publishing.outbox import cancel, enqueue, try_again
from publishing.outbox_rules import LEASE, MOST_ATTEMPTS, Answer, MessageState, Trouble
from publishing.outbox_sending import claim, send_due, settle
from publishing.workflow import ActionRefused
from tests.publishing.outreach import TEXT, put, state_of
from tests.publishing.services import REQUEST_ID, TOKEN, Service, nobody, running, says

PUSH, FEED = "/v2/bot/message/push", "/v26.0/1234/feed"
WAITING, SENT, FAILED = MessageState.WAITING, MessageState.SENT, MessageState.FAILED


@pytest.fixture
def service(settings, monkeypatch):
    monkeypatch.setattr("publishing.channels.asking.LIMITS", outbox.line.QUICK)
    with running(Service()) as service:
        settings.LINE_API = settings.FACEBOOK_API = service.url
        settings.LINE_CHANNEL_TOKEN = settings.FACEBOOK_PAGE_TOKEN = TOKEN
        settings.LINE_GROUP_ID, settings.FACEBOOK_PAGE_ID = "C0ffee", "1234"
        yield service


@pytest.fixture
def unit(agency, make_activity):
    return make_activity()


def tick(later=dt.timedelta()):
    return list(send_due(timezone.now() + later))


# ------------------------------------------------------------------ putting in
def test_nothing_is_sent_before_the_tick(service, unit, clerk):
    message = put(unit, clerk)

    assert (state_of(message), service.asked) == ((WAITING, "", 0), [])


def test_pressed_twice_it_is_there_once(service, unit, clerk):
    assert put(unit, clerk) == put(unit, clerk)


def test_another_text_or_channel_is_another_message(service, unit, approver):
    put(unit, approver)
    put(unit, approver, text="อีกข้อความ")
    put(unit, approver, target=Target.LINE_BROADCAST)

    assert OutboxMessage.objects.count() == 3


@pytest.mark.parametrize("target", [Target.LINE_BROADCAST, Target.FACEBOOK])
def test_a_clerk_does_not_send_to_everybody(service, unit, clerk, target):
    with pytest.raises(ActionRefused):
        put(unit, clerk, target=target)


def test_an_executive_does_not_send(service, unit, executive):
    with pytest.raises(ActionRefused):
        put(unit, executive)


def test_a_draft_is_not_sent(service, agency, make_activity, clerk):
    with pytest.raises(ActionRefused):
        put(make_activity(state="draft"), clerk)


def test_an_empty_text_is_not_sent(service, unit, clerk):
    with pytest.raises(ActionRefused):
        put(unit, clerk, text="  \n")


@pytest.mark.parametrize("target", Target)
def test_every_channel_is_off_without_its_key(unit, approver, target):
    with pytest.raises(ActionRefused):
        put(unit, approver, target=target)


# ------------------------------------------------------------------ sending
def test_a_tick_sends_and_records_the_post(service, unit, clerk):
    message = put(unit, clerk)
    tick()

    post = Post.objects.get()
    assert (state_of(message), message.text) == (
        (SENT, "", 1),
        service.bodies()[0]["messages"][0]["text"],
    )
    assert (post.message, post.channel, post.by) == (message, Channel.LINE_GROUP, clerk)


def test_what_was_sent_is_not_sent_again(service, unit, clerk):
    put(unit, clerk)
    tick()
    tick(dt.timedelta(days=2))

    assert len(service.asked) == 1


def test_a_message_keeps_its_retry_key_and_a_repeat_counts_as_sent(service, unit, clerk):
    message = put(unit, clerk)
    service.keys.add(str(message.retry_key))  # LINE took it, but we never heard of it
    tick()

    message.refresh_from_db()
    assert (message.state, message.status, message.response_id) == (SENT, 409, REQUEST_ID)


@pytest.mark.parametrize(
    ("answer", "state", "trouble"),
    [
        (says(401), FAILED, Trouble.KEY),
        (says(403), FAILED, Trouble.FORBIDDEN),
        (says(400), FAILED, Trouble.REFUSED),
        (says(429), WAITING, Trouble.BUSY),
        (says(429, {"message": "You have reached your monthly limit."}), FAILED, Trouble.QUOTA),
        (says(500), WAITING, Trouble.BROKEN),
        (says(200 + 4, b""), WAITING, Trouble.STRANGE),
    ],
)
def test_what_becomes_of_a_message_is_written_down(service, unit, clerk, answer, state, trouble):
    service.will(PUSH, answer)
    message = put(unit, clerk)
    tick()

    assert state_of(message) == (state, trouble, 1)


def test_a_service_that_is_away_is_tried_until_a_person_is_told(settings, service, unit, clerk):
    message = put(unit, clerk)
    settings.LINE_API = nobody()
    for _turn in range(MOST_ATTEMPTS + 1):
        tick(OutboxMessage.objects.get().next_at - timezone.now() + dt.timedelta(seconds=1))

    assert state_of(message) == (FAILED, Trouble.UNREACHABLE, MOST_ATTEMPTS)


def test_nothing_is_tried_before_its_time(service, unit, clerk):
    service.will(PUSH, says(429, Retry_After="600"))
    put(unit, clerk)
    tick()
    tick(dt.timedelta(minutes=9))

    assert len(service.asked) == 1


def test_a_message_that_fails_does_not_stop_the_next(service, unit, clerk):
    service.will(PUSH, says(401), says(200))
    first, second = put(unit, clerk), put(unit, clerk, text="อีกข้อความ")
    tick()

    assert (state_of(first)[0], state_of(second)[0]) == (FAILED, SENT)


def test_what_was_withdrawn_meanwhile_is_not_sent(service, unit, clerk, approver):
    message = put(unit, clerk)
    withdraw(unit, by=approver, reason="ผิด")
    tick()

    assert (state_of(message)[:2], service.asked) == ((MessageState.CANCELLED, Trouble.GONE), [])


def test_a_channel_that_was_switched_off_meanwhile_is_told(settings, service, unit, clerk):
    message = put(unit, clerk)
    settings.LINE_CHANNEL_TOKEN = ""
    tick()

    assert state_of(message)[:2] == (FAILED, Trouble.OFF)


def test_a_post_on_facebook_has_its_address(service, unit, approver):
    service.will(FEED, says(200, {"id": "1234_9"}))
    put(unit, approver, target=Target.FACEBOOK)
    tick()

    assert Post.objects.get().link == "https://www.facebook.com/1234_9"


def test_facebook_is_not_asked_twice_where_nobody_knows(service, unit, approver):
    service.will(FEED, says(500, b"<html>"))
    message = put(unit, approver, target=Target.FACEBOOK)
    tick()
    tick(dt.timedelta(days=1))

    assert (state_of(message)[:2], len(service.asked)) == ((FAILED, Trouble.UNSURE), 1)


# ------------------------------------------------------------------ two ticks, and one that dies
def test_two_ticks_never_take_the_same(service, unit, clerk):
    put(unit, clerk)
    now = timezone.now()

    assert (claim(now) is not None, claim(now)) == (True, None)


def test_what_a_dead_tick_left_is_taken_up_with_the_same_key(service, unit, clerk):
    message = put(unit, clerk)
    claim(timezone.now())
    tick(LEASE + dt.timedelta(seconds=1))

    assert state_of(message) == (SENT, "", 2)
    assert service.headers("X-Line-Retry-Key") == [str(message.retry_key)]


def test_what_a_dead_tick_left_for_facebook_is_left_to_a_person(service, unit, approver):
    message = put(unit, approver, target=Target.FACEBOOK)
    claim(timezone.now())
    tick(LEASE + dt.timedelta(seconds=1))

    assert (state_of(message)[:2], service.asked) == ((FAILED, Trouble.UNSURE), [])


def test_an_answer_that_comes_too_late_changes_nothing(service, unit, clerk):
    message = put(unit, clerk)
    slow = claim(timezone.now())
    tick(LEASE + dt.timedelta(seconds=1))
    settle(slow, Answer(Trouble.SILENT), timezone.now())

    assert state_of(message)[0] == SENT


def test_after_a_day_nobody_knows_whether_line_took_it(service, unit, clerk):
    service.will(PUSH, says(500))
    message = put(unit, clerk)
    tick()
    tick(dt.timedelta(hours=25))

    assert (state_of(message)[:2], len(service.asked)) == ((FAILED, Trouble.UNSURE), 1)


# ------------------------------------------------------------------ what a person does about it
def test_what_failed_is_tried_again_as_a_new_message(service, unit, clerk):
    service.will(PUSH, says(401))
    message = put(unit, clerk)
    key = message.retry_key
    tick()
    try_again(message, by=clerk)
    service.will(PUSH, says(200))
    tick()

    assert (state_of(message), message.retry_key != key) == ((SENT, "", 1), True)


def test_a_message_is_cancelled_before_it_goes(service, unit, clerk):
    message = put(unit, clerk)
    cancel(message, by=clerk)
    tick()

    assert (state_of(message)[0], service.asked) == (MessageState.CANCELLED, [])


def test_what_was_cancelled_can_be_sent_anew(service, unit, clerk):
    first = put(unit, clerk)
    cancel(first, by=clerk)

    assert put(unit, clerk).pk != first.pk


@pytest.mark.parametrize("action", [cancel, try_again])
def test_what_is_sent_stays_sent(service, unit, clerk, action):
    message = put(unit, clerk)
    tick()
    with pytest.raises(ActionRefused):
        action(message, by=clerk)


@pytest.mark.parametrize("action", [cancel, try_again])
def test_a_clerk_leaves_a_broadcast_alone(service, unit, clerk, approver, action):
    service.will("/v2/bot/message/broadcast", says(401))
    message = put(unit, approver, target=Target.LINE_BROADCAST)
    tick()
    with pytest.raises(ActionRefused):
        action(message, by=clerk)


# ------------------------------------------------------------------ the command, and secrets
def test_the_command_says_how_many_were_sent(service, unit, clerk, capsys):
    put(unit, clerk)
    call_command("tick")

    assert "1" in next(
        line
        for line in capsys.readouterr().out.splitlines()
        if "messages" in line or "ข้อความ" in line
    )


def test_no_row_and_no_log_holds_a_key(service, unit, approver, caplog):
    service.will(FEED, says(400, {"error": {"code": 190, "message": f"bad {TOKEN}"}}))
    with caplog.at_level(logging.DEBUG):
        put(unit, approver, target=Target.FACEBOOK)
        put(unit, approver)
        tick()

    rows = repr(list(OutboxMessage.objects.values()))
    assert (TOKEN in rows, TOKEN in caplog.text) == (False, False)


def test_a_message_is_about_what_it_says(service, unit, clerk):
    message = enqueue(
        unit, target=Target.LINE_PUSH, text=TEXT, title="เรื่อง", path="/measures/2566/", by=clerk
    )

    assert (message.subject, message.link.rpartition("/")[0].endswith("/s")) == (unit, True)


def test_a_dead_tick_is_not_taken_up_once_line_has_forgotten(service, unit, clerk):
    message = put(unit, clerk)
    claim(timezone.now())  # and dies before it says what became of it
    tick(dt.timedelta(hours=24))

    assert (state_of(message)[:2], service.asked) == ((FAILED, Trouble.UNSURE), [])
