"""Following up with a code: what the right code shows, and that a wrong one tells nothing."""

import datetime as dt
import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from complaints import guard
from complaints.dialogue import from_officer, from_reporter, letters
from complaints.models import AuditEntry, Case, Message, SealedFile
from complaints.sealed_page import MAX_UPLOAD
from complaints.sealing import receipts, tickets
from complaints.sealing.receipts import grouped
from complaints.tracking import opened, standing_of_case, standing_of_question, steps
from tests.complaints.conftest import TODAY, key_of

URL = reverse("complaints:track")
UNKNOWN = "12345678901234567890"
LATE = dt.date(2100, 1, 1)


@pytest.fixture
def officer(make_officer):
    return make_officer(position="นิติกรชำนาญการ", first_name="สมศักดิ์", last_name="ตรวจสอบ")


@pytest.fixture
def case(officer, make_case):
    return make_case("ผู้รับเหมาให้ซองในห้องประชุม")


@pytest.fixture
def track(client, agency):
    """Return a function that sends the form and returns the page as text."""

    def send(code, **fields):
        response = client.post(URL, {"code": code, **fields})
        send.response = response
        return response.content.decode()

    return send


def ticket_text():
    return guard.written(tickets.new_ticket(time.time()))


def picture():
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile("หลักฐาน.jpg", out.getvalue(), content_type="image/jpeg")


def close(case, outcome="substantiated"):
    Case.objects.filter(pk=case.pk).update(
        status="closed", outcome=outcome, closed_on=TODAY, status_on=TODAY
    )
    case.refresh_from_db()


# ------------------------------------------------------------------ the box
def test_the_page_asks_for_the_code_only(client, agency):
    page = client.get(URL).content.decode()

    assert (page.count("<form"), 'inputmode="numeric"' in page) == (1, True)


def test_a_code_in_the_address_is_not_read(client, agency, case):
    page = client.get(URL, {"code": case.code}).content.decode()

    assert (case.number in page, case.code in page) == (False, False)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_is_kept_on_the_device(client, agency, case, method):
    response = getattr(client, method)(URL, {"code": case.code})

    kept = (response["Cache-Control"], response["Referrer-Policy"], len(response.cookies))
    assert kept == ("no-store", "no-referrer", 0)


@pytest.mark.parametrize("typed", [UNKNOWN, "12345", "", "ไม่ทราบ", "1" * 25, "๑" * 20])
def test_every_wrong_code_gets_the_very_same_answer(client, agency, case, typed):
    expected = client.post(URL, {"code": "98765432109876543210"})

    response = client.post(URL, {"code": typed})

    assert (response.status_code, response.content) == (422, expected.content)


@pytest.mark.parametrize("typed", [UNKNOWN, "12345", None])
def test_every_code_costs_the_same_work(case, monkeypatch, typed, django_assert_num_queries):
    """One derivation and one look into each table, for the right code and the wrong ones."""
    derived = []
    once = receipts.keys_of
    monkeypatch.setattr("complaints.tracking.keys_of", lambda *got: derived.append(1) or once(*got))

    with django_assert_num_queries(3 if typed is None else 2):  # the right one fetches its wrap
        opened(typed or case.code)

    assert derived == [1]


def test_the_answer_does_not_repeat_what_was_typed(track, db):
    assert "99988877766655544433" not in track("99988877766655544433")


def test_too_many_codes_are_asked_to_wait(track, case, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    tries = [guard.may_try_code(time.time()) for _each in range(guard.CODES_A_MINUTE)]

    page = track(case.code)

    assert (all(tries), case.number in page) == (True, False)
    assert (track.response.status_code, track.response["Retry-After"]) == (429, "60")


# ------------------------------------------------------------------ a report
def test_the_code_opens_the_report(track, case):
    assert case.number in track(case.code)


@pytest.mark.parametrize("spell", [grouped, lambda code: "-".join(code), lambda code: f" {code} "])
def test_spaces_and_dashes_do_not_matter(track, case, spell):
    assert case.number in track(spell(case.code))


def test_thai_digits_open_it_too(track, case):
    thai = case.code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    assert case.number in track(thai)


def test_the_browser_learns_how_large_files_may_be_together(track, case):
    assert f'data-most="{MAX_UPLOAD}"' in track(case.code)


def test_what_was_reported_is_not_shown_by_itself(track, case):
    assert "ผู้รับเหมาให้ซองในห้องประชุม" not in track(case.code)


def test_what_was_reported_is_shown_when_asked_for(track, case):
    assert "ผู้รับเหมาให้ซองในห้องประชุม" in track(case.code, step="show")


def test_the_letters_of_both_sides_are_shown(track, case, officer):
    dek = key_of(case, officer)
    from_officer(case, dek, "ขอทราบวันที่ <เกิดเหตุ>", by=officer, today=TODAY)
    ticket = tickets.new_ticket(time.time())
    from_reporter(case, dek, "วันที่ห้า", [], ticket=ticket, today=TODAY)

    page = track(case.code)

    shown = [text in page for text in (escape("ขอทราบวันที่ <เกิดเหตุ>"), "นิติกรชำนาญการ", "วันที่ห้า")]
    assert shown == [True] * 3


def test_the_name_of_the_officer_is_not_shown(track, case, officer):
    from_officer(case, key_of(case, officer), "x", by=officer, today=TODAY)

    page = track(case.code)

    assert ("สมศักดิ์" in page, "ตรวจสอบ</" in page, "นิติกรชำนาญการ" in page) == (False, False, True)


def test_reporter_two_sees_nothing_of_reporter_one(track, case, officer, make_case):
    from_officer(case, key_of(case, officer), "คำตอบของเรื่องแรก", by=officer, today=TODAY)
    other = make_case("เรื่องที่สอง")

    page = track(other.code, step="show")

    seen = [text in page for text in (case.number, "คำตอบของเรื่องแรก", "ผู้รับเหมาให้ซองในห้องประชุม")]
    assert (seen, other.number in page) == ([False] * 3, True)


def test_the_code_stands_only_in_hidden_fields(track, case):
    page = track(case.code)

    assert (
        page.count(case.code) == page.count(f'type="hidden" name="code" value="{case.code}"') == 2
    )


# ------------------------------------------------------------------ writing again
def test_the_reporter_writes_again(track, case, officer):
    page = track(case.code, step="write", text="ขอเพิ่มเติม", ticket=ticket_text())

    [entry] = letters(case, key_of(case, officer))
    assert (entry.letter.text, entry.from_reporter, "ขอเพิ่มเติม" in page) == ("ขอเพิ่มเติม", True, True)


def test_a_photo_is_sent_later_without_a_word(track, case, officer):
    track(case.code, step="write", text="", ticket=ticket_text(), files=picture())

    [entry] = letters(case, key_of(case, officer))
    assert [note.name for note in entry.letter.files] == ["หลักฐาน.jpg"]
    assert SealedFile.objects.get().message == Message.objects.get()


def test_the_original_is_kept_when_asked_for(track, case, officer):
    fields = {"keep_originals": "on", "files": picture()}
    track(case.code, step="write", text="x", ticket=ticket_text(), **fields)

    [entry] = letters(case, key_of(case, officer))
    assert [note.is_original for note in entry.letter.files] == [False, True]


def test_the_same_form_sent_twice_is_one_letter(track, case):
    ticket = ticket_text()
    for _each in range(2):
        track(case.code, step="write", text="ครั้งเดียว", ticket=ticket)

    assert (
        Message.objects.count(),
        AuditEntry.objects.filter(action="reporter_wrote").count(),
    ) == (1, 1)


def test_each_page_brings_a_ticket_of_its_own(track, case):
    ticket = ticket_text()

    page = track(case.code, step="write", text="x", ticket=ticket)

    assert (ticket in page, page.count('name="ticket"')) == (False, 1)


def test_a_file_that_is_refused_leaves_the_text(track, case):
    bad = SimpleUploadedFile("โปรแกรม.exe", b"MZ\x90\x00" + b"x" * 100)
    ticket = ticket_text()

    page = track(case.code, step="write", text="ข้อความเดิม", ticket=ticket, files=bad)

    assert (track.response.status_code, Message.objects.count()) == (422, 0)
    assert "ข้อความเดิม</textarea>" in page


def test_too_many_photos_leave_the_text(track, case):
    photos = [picture() for _each in range(9)]

    page = track(case.code, step="write", text="ข้อความเดิม", ticket=ticket_text(), files=photos)

    assert (track.response.status_code, Message.objects.count()) == (422, 0)
    assert "ข้อความเดิม</textarea>" in page


def test_an_empty_letter_is_refused(track, case):
    track(case.code, step="write", text=" ", ticket=ticket_text())

    assert (track.response.status_code, Message.objects.count()) == (422, 0)


def test_nothing_is_written_with_a_wrong_code(track, case):
    track(UNKNOWN, step="write", text="x", ticket=ticket_text())

    assert (track.response.status_code, Message.objects.count()) == (422, 0)


def test_a_form_without_a_ticket_is_kept_all_the_same(track, case):
    track(case.code, step="write", text="x")

    assert Message.objects.count() == 1


def test_a_closed_report_says_how_it_ended_and_takes_no_letter(track, case):
    close(case)

    page = track(case.code, step="write", text="x", ticket=ticket_text())

    assert (Message.objects.count(), "<textarea" in page) == (0, False)


def test_a_report_whose_content_was_deleted_still_answers(track, case):
    close(case)
    case.wraps.all().delete()
    Case.objects.update(body=b"", body_deleted_on=TODAY)

    page = track(case.code, step="show")

    assert (track.response.status_code, case.number in page) == (200, True)


# ------------------------------------------------------------------ how it stands
def test_an_open_report_tells_when_the_next_step_is_due(case):
    standing = standing_of_case(case, TODAY)

    assert (standing.day, standing.due_on, standing.is_late) == (TODAY, case.due_on, False)


def test_a_late_report_says_so(case):
    assert standing_of_case(case, LATE).is_late is True


@pytest.mark.parametrize(
    "outcome", ["substantiated", "unsubstantiated", "insufficient", "forwarded", "spam"]
)
def test_a_closed_report_waits_for_nothing(case, outcome):
    close(case, outcome)

    standing = standing_of_case(case, LATE)

    assert (standing.due_on, standing.is_late, standing.sentence != "") == (None, False, True)


def test_the_agency_to_which_it_was_forwarded_is_named(case):
    case.status, case.forwarded_to = "forwarded", "ป.ป.ช. ประจำจังหวัด"

    assert "ป.ป.ช. ประจำจังหวัด" in standing_of_case(case, TODAY).sentence


def test_the_steps_stand_in_order(case, officer):
    from_officer(case, key_of(case, officer), "x", by=officer, today=TODAY)
    close(case)

    found = [step.title for step in steps(opened(case.code))]

    assert found[1:] == ["นิติกรชำนาญการ", case.get_status_display()]


# ------------------------------------------------------------------ a question
def test_the_code_opens_a_question_with_its_answer(track, make_question):
    question = make_question(answer="เพราะมีท่อระบายน้ำ")

    assert "เพราะมีท่อระบายน้ำ" in track(question.code)


def test_a_private_answer_is_read_with_the_code_and_leads_nowhere(track, make_question):
    question = make_question(is_public_wish=False, answer="ตอบเฉพาะท่าน")

    page = track(question.code)

    assert ("ตอบเฉพาะท่าน" in page, question.get_absolute_url() in page) == (True, False)


def test_a_draft_of_an_answer_is_not_shown(track, make_question):
    question = make_question(state="draft", answer="ร่างที่ยังไม่อนุมัติ")

    page = track(question.code)

    assert ("ร่างที่ยังไม่อนุมัติ" in page, track.response.status_code) == (False, 200)


def test_why_a_question_was_set_aside_is_told(track, make_question):
    fields = {"set_aside_on": TODAY, "set_aside_reason": "อยู่นอกอำนาจหน้าที่"}
    question = make_question(state="draft", **fields)

    assert "อยู่นอกอำนาจหน้าที่" in track(question.code)


def test_neither_name_nor_contact_of_the_asker_is_shown(track, make_question):
    question = make_question(asker_name="นางสาวผู้ถาม", asker_contact="0-0000-0000")

    page = track(question.code)

    assert ("นางสาวผู้ถาม" in page, "0-0000-0000" in page) == (False, False)


def test_a_question_that_waits_tells_until_when(make_question):
    question = make_question(state="draft")

    standing = standing_of_question(question, TODAY)

    assert (standing.due_on, standing.is_late) == (question.due_on, False)
    assert standing_of_question(question, LATE).is_late is True


def test_an_answer_that_was_withdrawn_is_not_shown(track, make_question):
    question = make_question(state="withdrawn", answer="คำตอบที่ถอนแล้ว")

    assert "คำตอบที่ถอนแล้ว" not in track(question.code)
