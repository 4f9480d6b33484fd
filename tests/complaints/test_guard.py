"""The guard of forms without cookies: tickets, the trap, the sum, proof of work, budgets, uploads."""

import base64
import json
import shutil

import altcha
import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from complaints import guard
from complaints.keyfile import keys
from complaints.sealed_page import MAX_UPLOAD, sealed_page
from complaints.sealing import tickets
from tests.complaints.conftest import answer_to

NOW = 1_800_000_000.0
MEGABYTE = 1024 * 1024

pytestmark = pytest.mark.django_db


def answered(filled, **fields):
    data = {
        "ticket": filled.ticket,
        "puzzle_token": filled.puzzle_token,
        "puzzle": answer_to(filled.puzzle),
    }
    return data | {"website": "", "proof": ""} | fields


def worked_out(challenge):
    """What proof.js sends."""
    challenge = altcha.Challenge.from_dict(json.loads(challenge))
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def refusal(data, now=NOW + 60):
    with pytest.raises(guard.GuardRefused) as refused:
        guard.passed(data, now)
    return refused.value


# ------------------------------------------------------------------ what lets a form pass
def test_the_sum_alone_is_enough():
    filled = guard.new_guard(NOW)

    ticket = guard.passed(answered(filled), NOW + 60)

    assert guard.written(ticket) != ""
    assert ticket == tickets.read(keys().ticket, filled.ticket)


def test_the_work_alone_is_enough():
    filled = guard.new_guard(NOW)
    data = {"ticket": filled.ticket, "proof": worked_out(filled.challenge)}

    assert guard.passed(data, NOW + 60) == tickets.read(keys().ticket, filled.ticket)


def test_neither_is_refused_at_the_sum():
    filled = guard.new_guard(NOW)

    assert refusal(answered(filled, puzzle=" ")).field == "puzzle"


def test_a_wrong_answer_is_refused():
    filled = guard.new_guard(NOW)

    assert str(refusal(answered(filled, puzzle="99"))) == str(guard.WRONG)


def test_the_sum_of_another_form_is_of_no_use():
    other = answered(guard.new_guard(NOW))
    data = other | {"ticket": guard.new_guard(NOW).ticket}

    assert refusal(data).field == "puzzle"


def test_the_work_of_another_form_is_of_no_use():
    proof = worked_out(guard.new_guard(NOW).challenge)

    assert refusal({"ticket": guard.new_guard(NOW).ticket, "proof": proof}).field == "puzzle"


def test_an_easier_challenge_than_ours_is_of_no_use():
    filled = guard.new_guard(NOW)
    challenge = json.loads(filled.challenge)
    challenge["parameters"]["keyPrefix"] = ""
    challenge["parameters"]["cost"] = 1

    data = {"ticket": filled.ticket, "proof": worked_out(json.dumps(challenge))}
    assert refusal(data).field == "puzzle"


@pytest.mark.parametrize(
    "proof",
    [
        "x",
        "ก" * 50,
        "\x00",
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b'{"challenge": 3, "solution": []}').decode(),
        base64.b64encode(b"[" * 2900).decode(),
        "A" * 100_000,
    ],
)
def test_rubbish_instead_of_work_is_refused(proof):
    assert refusal({"ticket": guard.new_guard(NOW).ticket, "proof": proof}).field == "puzzle"


@pytest.mark.parametrize("token", ["", "zz", "00", "00" * 60, "ก"])
def test_a_token_that_is_not_ours_is_refused(token):
    filled = guard.new_guard(NOW)

    assert refusal(answered(filled, puzzle_token=token)).field == "puzzle"


def test_a_field_that_nobody_sees_must_stay_empty():
    filled = guard.new_guard(NOW)

    assert refusal(answered(filled, website="http://example.com")).field == "website"


@pytest.mark.parametrize("ticket", ["", "x", "ตั๋ว", "A" * 90, "\udcff", "A" * 100_000])
def test_a_ticket_that_is_not_ours_is_refused(ticket):
    assert str(refusal(answered(guard.new_guard(NOW), ticket=ticket))) == str(guard.NOT_OURS)


def test_a_form_that_comes_back_at_once_is_refused_but_its_ticket_stays():
    filled = guard.new_guard(NOW)

    refused = refusal(answered(filled), NOW + 2)

    assert (str(refused), refused.is_fatal) == (str(guard.TOO_SOON), False)
    again = guard.same_guard(answered(filled), NOW + 2)
    assert tickets.read(keys().ticket, again.ticket) == tickets.read(keys().ticket, filled.ticket)


def test_a_form_of_yesterday_is_refused_and_gets_a_new_ticket():
    filled = guard.new_guard(NOW)
    tomorrow = NOW + 24 * 3600

    refused = refusal(answered(filled), tomorrow)

    assert (str(refused), refused.is_fatal) == (str(guard.TOO_OLD), True)
    again = guard.same_guard(answered(filled), tomorrow)
    assert guard.passed(answered(again), tomorrow + 10).issued_at == int(tomorrow)


def test_the_page_never_shows_what_the_receipt_is_made_of():
    filled = guard.new_guard(NOW)
    nonce = tickets.read(keys().ticket, filled.ticket).nonce

    page = render_to_string("complaints/guard_fields.html", {"guard": filled})
    assert nonce.hex() not in page
    assert base64.b64encode(nonce).decode() not in page


def test_the_page_carries_every_field_that_is_asked_for():
    page = render_to_string("complaints/guard_fields.html", {"guard": guard.new_guard(NOW)})

    names = ["ticket", "puzzle_token", "proof", "website", "puzzle"]
    assert [name for name in names if f'name="{name}"' not in page] == []


# ------------------------------------------------------------------ budgets
def test_thirty_reports_an_hour_are_accepted():
    for _each in range(29):
        guard.count_report(NOW)
    assert guard.waiting_time(NOW) == 0

    guard.count_report(NOW)
    assert guard.waiting_time(NOW) == 3600 - NOW % 3600


def test_in_the_next_hour_reports_are_accepted_again():
    for _each in range(30):
        guard.count_report(NOW)

    assert guard.waiting_time(NOW + 3600) == 0


def test_thirty_codes_may_be_tried_in_a_minute():
    tries = [guard.may_try_code(NOW) for _each in range(31)]

    assert tries == [True] * 30 + [False]
    assert guard.may_try_code(NOW + 60)


def test_what_is_counted_does_not_tell_when():
    guard.count_report(NOW)

    label, used = guard.cache.get("complaints-reports")
    assert used == 1
    assert str(int(NOW // 3600)) not in label


def test_files_are_taken_while_there_is_room():
    assert guard.has_room()


def test_no_file_is_taken_when_the_disk_is_nearly_full(monkeypatch):
    full = shutil.disk_usage("/")._replace(free=guard.MIN_FREE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)

    assert not guard.has_room()


def test_no_file_is_taken_when_too_much_is_stored():
    with (guard.root() / "much").open("wb") as much:
        much.truncate(guard.MAX_STORED + 1)  # a hole, not two gigabytes

    assert not guard.has_room()


# ------------------------------------------------------------------ uploads and headers
def sent(*sizes, **fields):
    """The request as a view behind `sealed_page` sees it, and the answer."""
    seen = {}

    @sealed_page
    def view(request):
        seen["text"] = request.POST.get("text")
        seen["files"] = request.FILES.getlist("file")
        seen["contents"] = [file.read() for file in seen["files"]]
        seen["refused"] = request.uploads_refused
        return HttpResponse("")

    files = [SimpleUploadedFile(f"หลักฐาน {size}.jpg", bytes(size)) for size in sizes]
    request = RequestFactory().post("/complaints/corruption/", {"file": files, **fields})
    seen["answer"] = view(request)
    return seen


def test_a_large_upload_stays_in_memory():
    seen = sent(5 * MEGABYTE)

    assert [type(file) for file in seen["files"]] == [InMemoryUploadedFile]
    assert seen["contents"] == [bytes(5 * MEGABYTE)]


def test_five_files_keep_their_contents_apart():
    assert [len(content) for content in sent(1, 2, 3, 4, 5)["contents"]] == [1, 2, 3, 4, 5]


def test_a_sixth_file_is_refused_and_the_text_stays():
    seen = sent(1, 2, 3, 4, 5, 6, text="เรื่อง")

    assert seen["refused"] is not None
    assert seen["text"] == "เรื่อง"


def test_too_many_bytes_are_refused_and_the_text_stays():
    seen = sent(11 * MEGABYTE, 10 * MEGABYTE, text="เรื่อง")

    assert seen["refused"] is not None
    assert seen["text"] == "เรื่อง"


def test_exactly_what_is_allowed_is_taken():
    assert sent(MAX_UPLOAD)["refused"] is None


def test_a_sealed_page_is_never_kept_and_tells_no_other_site():
    answer = sent()["answer"]

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
