"""LINE and Facebook, asked on real servers of this machine that answer as documented or badly."""

import datetime as dt
import logging
import traceback
import uuid
from time import perf_counter

import pytest

from publishing.channels import facebook, line
from publishing.channels.asking import Question, ask
from publishing.channels.letter import Letter
from publishing.channels.line import Quota
from publishing.channels.secret import Secret
from publishing.outbox_rules import Answer, Trouble
from tests.publishing.services import QUICK, REQUEST_ID, TOKEN, Service, nobody, running, says

PUSH, BROADCAST = "/v2/bot/message/push", "/v2/bot/message/broadcast"
FEED, PHOTOS = "/v26.0/1234/feed", "/v26.0/1234/photos"
LETTER = Letter(
    "งบประมาณปี 2566\nhttps://example.org/s/abcde", uuid.UUID(int=7), "https://x.example/"
)


@pytest.fixture
def service(settings):
    with running(Service()) as service:
        settings.LINE_API = settings.FACEBOOK_API = service.url
        settings.LINE_CHANNEL_TOKEN = settings.FACEBOOK_PAGE_TOKEN = TOKEN
        settings.LINE_GROUP_ID, settings.FACEBOOK_PAGE_ID = "C0ffee", "1234"
        yield service


# ------------------------------------------------------------------ LINE
def test_a_push_goes_to_the_group_with_its_retry_key(service):
    line.push(LETTER, QUICK)

    body = {"to": "C0ffee", "messages": [{"type": "text", "text": LETTER.text}]}
    assert (service.paths(), service.bodies()) == ([PUSH], [body])
    assert service.headers("X-Line-Retry-Key") == ["00000000-0000-0000-0000-000000000007"]


def test_a_broadcast_names_nobody(service):
    line.broadcast(LETTER, QUICK)

    assert service.bodies() == [{"messages": [{"type": "text", "text": LETTER.text}]}]


def test_a_picture_goes_with_it_over_https_only(service):
    for picture in ("https://example.org/a.png", "http://example.org/a.png"):
        line.broadcast(Letter("ข้อความ", LETTER.retry_key, picture=picture), QUICK)

    assert [len(body["messages"]) for body in service.bodies()] == [2, 1]


def test_what_line_took_is_sent_with_its_number(service):
    assert line.push(LETTER, QUICK) == Answer(status=200, response_id=REQUEST_ID)


def test_the_same_key_again_counts_as_sent(service):
    line.push(LETTER, QUICK)

    assert line.push(LETTER, QUICK) == Answer(status=409, response_id=REQUEST_ID)


def test_a_wrong_token_needs_an_administrator(service, settings):
    settings.LINE_CHANNEL_TOKEN = "another"

    assert line.push(LETTER, QUICK) == Answer(Trouble.KEY, 401)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (says(400, {"message": "The request body has 1 error(s)"}), Answer(Trouble.REFUSED, 400)),
        (says(403, {"message": "Access denied"}), Answer(Trouble.FORBIDDEN, 403)),
        (
            says(429, {"message": "Too many"}, Retry_After="90"),
            Answer(Trouble.BUSY, 429, wait=dt.timedelta(seconds=90)),
        ),
        (says(429, {"message": "Too many"}, Retry_After="soon"), Answer(Trouble.BUSY, 429)),
        (
            says(429, {"message": "You have reached your monthly limit."}),
            Answer(Trouble.QUOTA, 429),
        ),
        (says(500, b"<html>"), Answer(Trouble.BROKEN, 500)),
        (says(302, {}, Location="https://elsewhere.example/"), Answer(Trouble.STRANGE, 302)),
        (None, Answer(Trouble.SILENT)),
    ],
    ids=["400", "403", "429", "429 in words", "quota", "500", "redirect", "hang"],
)
def test_what_line_answers_is_understood(service, answer, expected):
    service.will(PUSH, answer)

    assert line.push(LETTER, QUICK) == expected


def test_a_service_that_hangs_is_left_in_time(service):
    service.will(PUSH, None)
    started = perf_counter()
    line.push(LETTER, QUICK)

    assert perf_counter() - started < QUICK.total + 1


def test_a_service_that_is_not_there_is_told(settings):
    settings.LINE_API, settings.LINE_CHANNEL_TOKEN = nobody(), TOKEN

    assert line.broadcast(LETTER, QUICK) == Answer(Trouble.UNREACHABLE)


def test_nothing_is_asked_without_a_key(service, settings):
    settings.LINE_CHANNEL_TOKEN = ""

    assert (line.broadcast(LETTER, QUICK), service.asked) == (Answer(Trouble.OFF), [])


def test_an_answer_without_end_is_not_read(service):
    service.will(BROADCAST, says(200, b" " * (QUICK.size + 1)))

    assert line.broadcast(LETTER, QUICK) == Answer(Trouble.STRANGE)


# ------------------------------------------------------------------ what it costs
def quota(service, *, allowed, used, followers):
    service.will("/v2/bot/message/quota", allowed)
    service.will("/v2/bot/message/quota/consumption", used)
    service.will("/v2/bot/insight/followers", *followers)
    return line.quota_of_broadcast(dt.date(2026, 11, 29), QUICK)


READY = says(200, {"status": "ready", "followers": 450, "targetedReaches": 412, "blocks": 30})
LIMITED, USED = says(200, {"type": "limited", "value": 300}), says(200, {"totalUsage": 20})


def test_a_broadcast_costs_a_message_for_each_follower_reached(service):
    found = quota(service, allowed=LIMITED, used=USED, followers=[READY])

    assert (found, found.left, found.is_enough) == (Quota(412, 300, 20), 280, False)


def test_followers_of_the_day_before_count_where_yesterday_is_not_ready(service):
    found = quota(
        service, allowed=LIMITED, used=USED, followers=[says(200, {"status": "unready"}), READY]
    )

    days = [path for path in service.paths() if "insight" in path]
    assert (found.cost, [day[-8:] for day in days]) == (412, ["20261128", "20261127"])


def test_an_account_without_limit_always_has_room(service):
    found = quota(service, allowed=says(200, {"type": "none"}), used=USED, followers=[READY])

    assert found.is_enough is True


@pytest.mark.parametrize(
    "bad", [says(500), says(200, b"garbage"), says(200, b"[1]"), says(401), None]
)
def test_what_line_does_not_say_is_unknown(service, bad):
    found = quota(service, allowed=bad, used=bad, followers=[bad])

    assert (found, found.is_enough) == (Quota(None, None, None), None)


def test_a_push_costs_a_message_for_each_member_of_the_group(service):
    service.will("/v2/bot/group/C0ffee/members/count", says(200, {"count": 14}))
    service.will("/v2/bot/message/quota", LIMITED)
    service.will("/v2/bot/message/quota/consumption", USED)

    assert line.quota_of_push(QUICK) == Quota(14, 300, 20)


# ------------------------------------------------------------------ Facebook
def test_a_text_is_posted_with_its_link(service):
    service.will(FEED, says(200, {"id": "1234_99"}))

    assert facebook.post(LETTER, QUICK) == Answer(status=200, response_id="1234_99")
    assert service.bodies() == [
        {"message": LETTER.text, "link": LETTER.link, "access_token": TOKEN}
    ]


def test_a_picture_is_posted_with_its_text(service):
    service.will(PHOTOS, says(200, {"id": "55", "post_id": "1234_100"}))
    letter = Letter("ข้อความ", LETTER.retry_key, picture="https://example.org/a.png")

    assert facebook.post(letter, QUICK).response_id == "1234_100"


def test_the_key_is_never_part_of_an_address(service):
    service.will(FEED, says(200, {"id": "1"}))
    facebook.post(LETTER, QUICK)

    assert service.paths() == [FEED]


def error(code):
    return {"error": {"message": f"Error with {TOKEN}", "type": "OAuthException", "code": code}}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (says(400, error(190)), Answer(Trouble.KEY, 400)),
        (says(401, {}), Answer(Trouble.KEY, 401)),
        (says(403, error(200)), Answer(Trouble.FORBIDDEN, 403)),
        (says(400, error(32)), Answer(Trouble.BUSY, 400)),
        (says(429, {}, Retry_After="60"), Answer(Trouble.BUSY, 429, wait=dt.timedelta(seconds=60))),
        (says(500, error(2)), Answer(Trouble.BROKEN, 500)),
        (says(400, error(506)), Answer(status=400)),  # posted just before
        (says(400, error(100)), Answer(Trouble.REFUSED, 400)),
        # Facebook knows no retry key: whether these were posted, somebody has to look.
        (says(500, b"<html>"), Answer(Trouble.UNSURE, 500)),
        (says(200, b"garbage"), Answer(Trouble.UNSURE, 200)),
        (None, Answer(Trouble.UNSURE)),
    ],
)
def test_what_facebook_answers_is_understood(service, answer, expected):
    service.will(FEED, answer)

    assert facebook.post(LETTER, QUICK) == expected


# ------------------------------------------------------------------ the key stays where it is
def test_a_secret_shows_itself_to_nobody():
    secret = Secret(TOKEN)

    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        repr(Question("GET", "https://x.example", secret)),
    ]
    assert [TOKEN in text for text in shown] == [False] * 4


@pytest.mark.parametrize("text", ["", "two\r\nX-Evil: 1", "ไทย"])
def test_a_key_that_cannot_travel_in_a_header_is_no_key(text):
    assert Secret(text).is_sound is False


@pytest.mark.parametrize("answer", [says(401, error(190)), says(500, b"x"), None])
def test_a_key_is_never_logged(service, caplog, answer):
    service.will(PUSH, answer)
    service.will(FEED, answer)
    with caplog.at_level(logging.DEBUG):
        answers = [line.push(LETTER, QUICK), facebook.post(LETTER, QUICK)]

    assert (TOKEN in caplog.text, TOKEN in repr(answers)) == (False, False)


def test_nothing_is_raised_that_could_carry_the_key(service, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError(f"sent: Bearer {TOKEN}")

    monkeypatch.setattr("http.client.HTTPConnection.getresponse", broken)
    try:
        found = ask(Question("GET", f"{service.url}/", Secret(TOKEN)), QUICK)
    except OSError:
        found = traceback.format_exc()

    assert found == Trouble.STRANGE
