"""Reporting corruption as a reporter meets it: page by page, without JavaScript, without a cookie."""

import gzip
import re
import shutil
import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _
from PIL import Image

from complaints import guard
from complaints.contents import Body, Contact
from complaints.intake.steps import LABELS, STEPS
from complaints.models import Case, Channel, SealedFile, Wrap
from complaints.sealed_page import MAX_UPLOAD
from complaints.sealing import tickets
from complaints.sealing.boxes import unseal
from tests.complaints.conftest import answer_to, key_of
from tests.complaints.walking import ADDRESS, STORY, Page, Reporter


@pytest.fixture
def officer(make_officer, agency):
    return make_officer("officer", position="นิติกร", first_name="สมชาย", last_name="รับเรื่อง")


@pytest.fixture
def reporter(client, officer):
    return Reporter(client)


def body_of(case, user):
    return Body.model_validate_json(unseal(key_of(case, user), bytes(case.body)))


def code_on(page):
    return re.search(r"\d{4} \d{4} \d{4} \d{4} \d{4}", page.text)[0]


def picture(name="หลักฐาน.png", size=(8, 8)):
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


# ------------------------------------------------------------------ the whole walk
def test_from_the_first_screen_to_the_receipt(reporter, officer):
    reporter.begin()
    reporter.fill_in(when="ต้นปีนี้", where="ลานจอดรถ", evidence="ภาพถ่าย", before="ไม่เคย")
    reporter.send()

    case = Case.objects.get()
    assert case.number in reporter.page.text
    assert body_of(case, officer).answers == {
        "who": "หัวหน้าพัสดุ",
        "what": STORY,
        "when": "ต้นปีนี้",
        "where": "ลานจอดรถ",
        "evidence": "ภาพถ่าย",
        "before": "ไม่เคย",
    }


def test_one_question_stands_on_each_page(reporter):
    headings = [reporter.begin().heading]
    while "send" not in reporter.page.buttons:
        headings.append(reporter.press("next", who="หัวหน้า", what=STORY).heading)

    assert headings == [str(step.title) for step in STEPS]


def test_each_page_says_how_far_it_is(reporter):
    reporter.begin()
    reporter.press("next", who="หัวหน้า")

    assert _("Step %(place)s of %(pages)s") % {"place": 2, "pages": 8} in reporter.page.text


def test_no_page_sets_a_cookie_is_kept_or_tells_another_site(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send()
    reporter.press("", code=code_on(reporter.page))

    headers = {
        (len(each.cookies), each["Cache-Control"], each["Referrer-Policy"], "ETag" in each)
        for each in reporter.seen
    }
    assert headers == {(0, "no-store", "no-referrer", False)}


def test_no_page_varies_by_cookie(reporter):
    reporter.begin()
    reporter.fill_in()

    assert [each for each in reporter.seen if "Cookie" in each.get("Vary", "")] == []


def test_no_page_asks_another_site_for_anything(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send()

    foreign = re.compile(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["'](?:https?:)?//""")
    assert [page for page in reporter.seen if foreign.search(page.content.decode())] == []


def test_every_page_is_small(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send()

    assert [each for each in reporter.seen if len(gzip.compress(each.content)) > 20 * 1024] == []


def test_the_browser_is_told_to_remember_nothing(reporter):
    reporter.begin()
    for _each in STEPS[:-1]:
        fields = re.findall(r"<(?:textarea|input type=\"text\")[^>]*>", reporter.page.text)
        assert [field for field in fields if 'autocomplete="off"' not in field] == []
        reporter.press("next", who="หัวหน้า", what=STORY)


def test_a_stranger_needs_no_account(client, officer):
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, officer, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


# ------------------------------------------------------------------ answers travel with the page
def test_what_was_answered_is_there_again_when_one_goes_back(reporter):
    reporter.begin()
    reporter.press("next", who="หัวหน้าพัสดุ")
    reporter.press("back")

    assert reporter.page.fields["who"] == ["หัวหน้าพัสดุ"]


def test_going_back_keeps_what_stands_half_written(reporter):
    reporter.begin()
    reporter.fill_in()
    for step in reversed(STEPS[2:]):
        assert reporter.page.heading == str(step.title)
        reporter.press("back")
    reporter.press("next")

    assert reporter.page.fields["what"] == [STORY]


def test_every_page_says_that_the_back_button_of_the_telephone_loses_what_was_typed(reporter):
    warning = _(
        "To go back, use the button on this page. The back button of the telephone loses what you "
        "typed here."
    )
    reporter.begin()
    pages = [reporter.page.text]
    while "send" not in reporter.page.buttons:
        reporter.press("next", who="หัวหน้าพัสดุ", what=STORY)
        pages.append(reporter.page.text)

    assert [warning in page for page in pages] == [True] * len(STEPS)


def test_going_back_from_the_first_question_leads_to_the_first_screen(reporter):
    reporter.begin()
    reporter.press("back", who="หัวหน้าพัสดุ")
    reporter.press("start")

    assert reporter.page.fields["who"] == ["หัวหน้าพัสดุ"]


def test_the_last_page_shows_every_answer(reporter):
    page_text = (reporter.begin(), reporter.fill_in(contact_phone="0-0000-0000"))[1].text

    assert [text for text in ("หัวหน้าพัสดุ", STORY, "0-0000-0000") if text not in page_text] == []


def test_an_answer_can_be_changed_from_the_last_page_and_leads_back_there(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.press("who")
    reporter.press("next", who="รองหัวหน้า")

    assert reporter.page.heading == str(STEPS[-1].title)
    assert "รองหัวหน้า" in reporter.page.text


def test_a_question_that_must_be_answered_says_so(reporter):
    reporter.begin()
    reporter.press("next", who="  ")

    assert reporter.page.status == 422
    assert reporter.page.heading == str(STEPS[0].title)


def test_too_long_a_story_is_refused_and_kept(reporter):
    reporter.begin()
    reporter.press("next", who="หัวหน้า")
    reporter.press("next")
    reporter.press("next", what="ก" * 8001)

    assert reporter.page.status == 422
    assert reporter.page.fields["what"] == ["ก" * 8001]


def test_a_line_break_counts_once(reporter, officer):
    story = "ก" * 3999 + "\r\n" + "ข" * 4000
    reporter.begin()
    reporter.fill_in(what=story)
    reporter.send()

    assert body_of(Case.objects.get(), officer).answers["what"] == story.replace("\r\n", "\n")


def test_thai_text_is_stored_in_one_spelling(reporter, officer):
    reporter.begin()
    reporter.fill_in(what="นํ้า\u200bเเข็ง")
    reporter.send()

    assert body_of(Case.objects.get(), officer).answers["what"] == "น้ำแข็ง"


def test_what_no_keyboard_writes_is_refused(reporter):
    reporter.begin()
    reporter.press("next", who="หัวหน้า\x00")

    assert reporter.page.status == 422


@pytest.mark.parametrize(
    "body",
    [
        b"step=send&go=send&what=%ED%B2%80",
        b"step=send&go=send&what=%00",
        b"step=%00&go=%FF",
        b"step=involved&go=next&excluded=x&excluded=-1",
        b"step=receipt",
        b"go=nowhere&step=nowhere",
    ],
)
def test_broken_posts_are_answered(reporter, body):
    answer = reporter.client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in {200, 302, 422}


def test_what_was_typed_is_never_markup(reporter):
    reporter.begin()
    reporter.fill_in(what="<script>alert(1)</script>")

    assert "<script>alert" not in reporter.page.text


def test_a_contact_is_sealed_apart(reporter, officer):
    reporter.begin()
    reporter.fill_in(contact_name="ผู้แจ้ง ตัวอย่าง", contact_phone="0-0000-0000")
    reporter.send()

    case = Case.objects.get()
    contact = Contact.model_validate_json(unseal(key_of(case, officer), bytes(case.contact)))
    assert contact == Contact(name="ผู้แจ้ง ตัวอย่าง", phone="0-0000-0000")
    assert "contact_name" not in body_of(case, officer).answers


def test_without_a_contact_none_is_stored(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send()

    assert Case.objects.get().contact is None


def test_every_answer_has_a_label_for_its_readers():
    assert list(LABELS) == ["who", "what", "when", "where", "evidence", "before"]


# ------------------------------------------------------------------ conflict of interest
def test_the_readers_are_named_with_their_posts(reporter):
    reporter.begin()
    reporter.press("next", who="หัวหน้า")

    assert "นิติกร · สมชาย รับเรื่อง" in reporter.page.text


def test_whoever_is_ticked_gets_no_key(reporter, officer, make_officer):
    other = make_officer("other")
    reporter.begin()
    reporter.fill_in(excluded=[str(officer.key.pk)])
    reporter.send()

    readers = Wrap.objects.filter(case=Case.objects.get(), key__isnull=False)
    assert [wrap.key_id for wrap in readers] == [other.key.pk]


def test_the_last_page_says_who_was_ticked(reporter, officer, make_officer):
    make_officer("other")
    reporter.begin()
    reporter.fill_in(excluded=[str(officer.key.pk)])

    assert "นิติกร · สมชาย รับเรื่อง" in reporter.page.text


def test_when_everybody_is_ticked_the_outside_doors_are_shown(reporter, officer):
    reporter.begin()
    reporter.press("next", who="หัวหน้า")
    reporter.press("next", excluded=[str(officer.key.pk)])

    outside = Channel.objects.active().outside().for_corruption()
    assert [way.name for way in outside if way.name not in reporter.page.text] == []
    assert 'href="tel:1205"' in reporter.page.text


def test_from_the_outside_doors_one_gets_back_to_the_names(reporter, officer):
    reporter.begin()
    reporter.press("next", who="หัวหน้า")
    reporter.press("next", excluded=[str(officer.key.pk)])
    reporter.press("back")

    assert reporter.page.heading == str(STEPS[1].title)
    assert reporter.page.fields["excluded"] == [str(officer.key.pk)]


def test_when_everybody_is_ticked_nothing_is_stored(reporter, officer):
    reporter.begin()
    reporter.fill_in()
    reporter.send(excluded=[str(officer.key.pk)], shown=[str(officer.key.pk)])

    assert Case.objects.count() == SealedFile.objects.count() == 0


def test_an_officer_who_came_meanwhile_is_shown_before_anything_is_sealed(reporter, make_officer):
    reporter.begin()
    reporter.fill_in()
    make_officer("newcomer", first_name="มาใหม่", last_name="ทดสอบ")
    reporter.send()

    assert (reporter.page.status, Case.objects.count()) == (422, 0)
    assert "มาใหม่ ทดสอบ" in reporter.page.text
    reporter.press("next")
    reporter.send()
    assert Case.objects.count() == 1


def test_whoever_skips_the_names_is_led_to_them(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send(shown=[])

    assert reporter.page.heading == str(STEPS[1].title)


# ------------------------------------------------------------------ when nobody can read
@pytest.mark.parametrize("go", ["start", "next", "send"])
def test_without_an_officer_there_are_only_the_outside_doors(client, agency, recovery, go):
    pages = [Page(client.get(ADDRESS)), Page(client.post(ADDRESS, {"step": "send", "go": go}))]

    assert [page.buttons for page in pages] == [[], []]
    assert ['href="tel:1205"' in page.text for page in pages] == [True, True]


def test_without_a_recovery_key_the_form_is_closed(reporter, client, recovery):
    recovery.delete()

    assert Page(client.get(ADDRESS)).buttons == []


def test_a_form_that_closes_meanwhile_gives_the_text_back(reporter, recovery):
    reporter.begin()
    reporter.fill_in()
    recovery.delete()
    reporter.send()

    assert refused(reporter) == (200, 0, True)


def test_the_first_screen_shows_the_outside_doors_to_tap(reporter):
    calls = re.findall(r'href="tel:(\d+)"', reporter.page.text)

    assert calls == ["1205", "1206", "1567"]


# ------------------------------------------------------------------ the guard
def refused(reporter):
    return reporter.page.status, Case.objects.count(), STORY in reporter.page.text


def test_a_wrong_sum_is_refused_and_the_text_stays(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send(puzzle="99")

    assert refused(reporter) == (422, 0, True)
    reporter.send()
    assert Case.objects.count() == 1


def test_the_field_that_nobody_sees_is_a_trap(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send(website="http://example.com")

    assert refused(reporter) == (422, 0, True)


def test_a_form_sent_at_once_is_refused_and_the_text_stays(reporter):
    reporter.begin(age=-60)  # a ticket of the minute to come: however slow the machine is
    reporter.fill_in()
    reporter.send()

    assert refused(reporter) == (422, 0, True)


def test_a_form_of_yesterday_gets_a_new_ticket_and_the_text_stays(reporter):
    reporter.begin()
    reporter.fill_in()
    old = guard.written(tickets.new_ticket(time.time() - 7 * 3600))
    reporter.send(ticket=old)

    assert refused(reporter) == (422, 0, True)
    assert reporter.page.fields["ticket"] != [old]


def test_beyond_the_budget_of_the_site_one_is_asked_to_wait(reporter, settings):
    settings.COMPLAINT_REPORTS_AN_HOUR = 1
    guard.count_report(time.time())
    reporter.begin()
    reporter.fill_in()
    reporter.send()

    assert refused(reporter) == (429, 0, True)
    assert int(reporter.answer["Retry-After"]) <= 3600


def test_the_waiting_page_sends_the_same_report(reporter, settings):
    settings.COMPLAINT_REPORTS_AN_HOUR = 1
    guard.count_report(time.time())
    reporter.begin()
    reporter.fill_in()
    reporter.send()
    settings.COMPLAINT_REPORTS_AN_HOUR = 2
    reporter._see(reporter.client.post(ADDRESS, reporter.page.fields))

    assert Case.objects.get().number in reporter.page.text


def test_a_report_that_was_stored_is_counted(reporter, settings):
    settings.COMPLAINT_REPORTS_AN_HOUR = 1
    reporter.begin()
    reporter.fill_in()
    reporter.send()

    assert guard.waiting_time(time.time()) > 0


# ------------------------------------------------------------------ files
def test_a_file_is_sealed_under_its_name(reporter, officer):
    reporter.begin()
    reporter.fill_in()
    reporter.send(file1=picture("ใบเสร็จ ๑.png"))

    notes = body_of(Case.objects.get(), officer).files
    assert [note.name for note in notes] == ["ใบเสร็จ ๑.png"]
    assert SealedFile.objects.count() == 1


def test_a_refused_file_is_named_and_the_text_stays(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send(file1=SimpleUploadedFile("โปรแกรม.exe", b"MZ" + bytes(100)))

    assert refused(reporter) == (422, 0, True)
    assert "โปรแกรม.exe" in reporter.page.text


def test_files_that_are_too_big_together_are_refused_and_the_text_stays(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send(file1=SimpleUploadedFile("ใหญ่.mp4", bytes(MAX_UPLOAD + 1)))

    assert refused(reporter) == (422, 0, True)


def test_whoever_changes_an_answer_is_told_to_choose_files_again(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.press("who", file1=picture())
    reporter.press("next")

    said = _(
        "Your text is still here. Files must be chosen again: the browser does not send them twice."
    )
    assert said in reporter.page.text


def test_without_room_only_text_is_taken_and_the_page_says_so(reporter, monkeypatch):
    full = shutil.disk_usage("/")._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    reporter.begin()
    reporter.fill_in()

    assert 'type="file"' not in reporter.page.text
    reporter.send(file1=picture())
    assert refused(reporter) == (422, 0, True)
    reporter.send()
    assert Case.objects.count() == 1


# ------------------------------------------------------------------ the receipt
@pytest.fixture
def received(reporter):
    reporter.begin()
    reporter.fill_in()
    reporter.send()
    return reporter


def test_the_code_typed_back_ends_the_form_and_is_not_shown_again(received):
    code = code_on(received.page)
    received.press("", code=code)

    assert received.page.heading == _("Everything is done")
    assert code not in received.page.text


def test_thai_digits_are_the_same_code(received):
    thai = code_on(received.page).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    received.press("", code=thai)

    assert received.page.heading == _("Everything is done")


@pytest.mark.parametrize("typed", ["", "1234", "0" * 20, "ไม่มี"])
def test_another_code_shows_the_receipt_once_more(received, typed):
    code = code_on(received.page)
    received.press("", code=typed)

    assert received.page.status == 422
    assert code_on(received.page) == code


def test_a_receipt_page_of_the_day_before_yesterday_shows_no_code(received):
    ticket = tickets.new_ticket(time.time() - 48 * 3600)
    Case.objects.update(ticket=ticket.digest)
    answer = received.client.post(
        ADDRESS, {"step": "receipt", "ticket": guard.written(ticket), "code": "1"}
    )

    assert (answer.status_code, answer.content) == (302, b"")


def test_the_same_form_sent_twice_is_received_once(reporter):
    reporter.begin()
    last = reporter.fill_in()
    reporter.send()
    first = code_on(reporter.page)
    reporter.page = last
    reporter.send()

    assert (Case.objects.count(), code_on(reporter.page)) == (1, first)


def test_a_report_changed_after_sending_says_that_the_change_was_not_sent(reporter):
    reporter.begin()
    last = reporter.fill_in()
    reporter.send()
    reporter.page = last
    reporter.send(what="เพิ่มเติม")

    assert reporter.page.text.count('class="callout') == 1


# ------------------------------------------------------------------ when something breaks
@pytest.mark.parametrize(
    ("failure", "name"),
    [(OperationalError, "OperationalError"), (InterfaceError, "InterfaceError")],
)
def test_a_lost_database_gives_everything_back(reporter, monkeypatch, caplog, failure, name):
    reporter.begin()
    reporter.fill_in()
    fields = reporter.page.fields | {
        "go": "send",
        "puzzle": answer_to(reporter.page.labels["guard-puzzle"]),
    }

    def broken(*_args, **_kwargs):
        raise failure(f"lost while writing {STORY}")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        reporter._see(reporter.client.post(ADDRESS, fields))

    assert refused(reporter) == (503, 0, True)
    assert reporter.answer["Retry-After"] == "30"
    assert (name in caplog.text, STORY in caplog.text) == (True, False)


def test_what_came_back_after_a_lost_database_can_be_sent(reporter, monkeypatch):
    reporter.begin()
    reporter.fill_in()
    fields = reporter.page.fields | {
        "go": "send",
        "puzzle": answer_to(reporter.page.labels["guard-puzzle"]),
    }

    def broken(*_args, **_kwargs):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        reporter._see(reporter.client.post(ADDRESS, fields))
    reporter._see(reporter.client.post(ADDRESS, reporter.page.fields))

    assert Case.objects.get().number in reporter.page.text


def test_a_full_disk_gives_everything_back(reporter, settings, tmp_path):
    reporter.begin()
    reporter.fill_in()
    blocked = tmp_path / "blocked"
    blocked.touch()
    settings.SEALED_ROOT = blocked / "sealed"
    reporter.send(file1=picture())

    assert refused(reporter) == (503, 0, True)


def test_the_first_screen_without_a_database_says_so(client, officer, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        answer = client.get(ADDRESS)

    assert answer.status_code == 503
