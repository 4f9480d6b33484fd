"""The desk of questions: taking in on behalf of somebody, answering, reviewing, setting aside."""

# ruff: noqa: F811  (fixtures of other apps)

import datetime as dt
import time
from io import BytesIO

import pypdfium2
import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.keyfile import keys
from complaints.models import Question
from complaints.sealing import tickets
from complaints.sealing.receipts import code_of, grouped
from publishing.actions import approve, submit
from publishing.unit_view import change_url, review_url
from publishing.workflow import State
from tests.procurement.conftest import make_purchase  # noqa: F401

ADD = "/admin/complaints/question/add/"
INBOX = "/admin/complaints/question/"
A6 = (298, 420)  # points


@pytest.fixture
def desk(client, clerk, agency):
    client.force_login(clerk)
    return client


def intake(**fields):
    return {
        "kind": "question",
        "source": "phone",
        "received_on": "27 พ.ย. 2569",
        "subject_path": "",
        "asked": "ถามว่าทำไมไฟทางไม่ติด โทรกลับ 080-000-0000",
        "asker_name": "สมชาย",
        "asker_contact": "080-000-0000",
        "is_public_wish": "on",
    } | fields


def slip_url(question):
    return reverse("complaints_staff:question_slip", args=[question.pk])


def answer_of(question, **fields):
    return {
        "kind": question.kind,
        "subject_path": question.subject_path,
        "public_text": question.public_text,
        "answer": "เพราะหลอดขาด เปลี่ยนแล้ว",
    } | fields


# ------------------------------------------------------------------ taking in on behalf
def test_a_clerk_takes_in_a_question_that_came_by_telephone(desk, clerk):
    desk.post(ADD, intake())

    question = Question.objects.get()
    assert (question.source, question.label, question.author) == ("phone", "1/2570", clerk)
    assert question.public_text == "ถามว่าทำไมไฟทางไม่ติด โทรกลับ XXX"


def test_the_due_day_counts_from_the_day_it_was_received(desk):
    desk.post(ADD, intake())

    assert Question.objects.get().due_on == dt.date(2026, 12, 8)


def test_nobody_takes_in_what_came_by_the_website(desk):
    response = desk.post(ADD, intake(source="web"))

    assert list(response.context["adminform"].form.errors) == ["source"]


@pytest.mark.parametrize("day", ["27 พ.ย. 2599", "1 ม.ค. 2560"])
def test_a_day_to_come_or_long_past_is_a_sentence(desk, day):
    response = desk.post(ADD, intake(received_on=day))

    assert list(response.context["adminform"].form.errors) == ["received_on"]


def test_the_page_it_is_about_is_found_by_its_address(desk, make_purchase):
    purchase = make_purchase("จ้างซ่อมไฟทาง")

    desk.post(ADD, intake(subject_path=f"https://example.go.th{purchase.get_absolute_url()}"))

    question = Question.objects.get()
    assert question.subject_path == purchase.get_absolute_url()
    assert "จ้างซ่อมไฟทาง" in question.subject_title


def test_an_address_that_is_no_page_is_a_sentence_at_its_field(desk):
    response = desk.post(ADD, intake(subject_path="/no/such/page/"))

    assert list(response.context["adminform"].form.errors) == ["subject_path"]


def test_pressing_twice_registers_once(desk):
    ticket = tickets.written(keys().ticket, tickets.new_ticket(time.time() - 60))

    for _each in range(2):
        desk.post(ADD, intake(form_ticket=ticket))

    assert Question.objects.count() == 1


# ------------------------------------------------------------------ the receipt on paper
def test_the_receipt_is_a_page_of_a6_that_says_no_word_of_the_question(desk):
    desk.post(ADD, intake())
    question = Question.objects.get()

    response = desk.get(slip_url(question))

    with pypdfium2.PdfDocument(BytesIO(response.content)) as paper:
        size = tuple(round(side) for side in paper[0].get_size())
        text = paper[0].get_textpage().get_text_range()
        assert (len(paper), size) == (1, A6)
    assert "ไฟทาง" not in text
    assert "สมชาย" not in text


def test_the_receipt_holds_number_office_and_a_code_that_finds_the_question(desk):
    ticket = tickets.new_ticket(time.time() - 60)
    desk.post(ADD, intake(form_ticket=tickets.written(keys().ticket, ticket)))

    response = desk.get(slip_url(Question.objects.get()))

    with pypdfium2.PdfDocument(BytesIO(response.content)) as paper:
        text = paper[0].get_textpage().get_text_range()
    wanted = ["๑/๒๕๗๐", "ตัวอย่าง", "๘ ธันวาคม ๒๕๖๙"]
    assert [each for each in wanted if each not in text] == []
    assert grouped(code_of(keys().receipt, ticket.nonce)) in text


def test_the_receipt_is_not_kept_by_anybody(desk, settings):
    desk.post(ADD, intake())

    response = desk.get(slip_url(Question.objects.get()))

    assert "no-store" in response.headers["Cache-Control"]
    assert list(settings.MEDIA_ROOT.iterdir()) == []


def test_the_code_stands_in_no_session(desk):
    ticket = tickets.new_ticket(time.time() - 60)
    desk.post(ADD, intake(form_ticket=tickets.written(keys().ticket, ticket)))

    kept = [str(session.get_decoded()) for session in Session.objects.all()]
    assert [each for each in kept if code_of(keys().receipt, ticket.nonce) in each] == []


def test_another_person_cannot_print_the_receipt(desk, approver):
    desk.post(ADD, intake())
    desk.force_login(approver)

    assert desk.get(slip_url(Question.objects.get())).status_code == 404


def test_after_half_an_hour_the_receipt_cannot_be_printed(desk):
    desk.post(ADD, intake())
    session = desk.session
    slips = session["question_slips"]
    session["question_slips"] = {pk: [slip[0], slip[1] - 1801] for pk, slip in slips.items()}
    session.save()

    assert desk.get(slip_url(Question.objects.get())).status_code == 404


def test_the_page_of_what_was_just_taken_in_offers_the_receipt(desk):
    response = desk.post(ADD, intake(), follow=True)

    assert slip_url(Question.objects.get()) in response.content.decode()


# ------------------------------------------------------------------ answering
def test_what_was_asked_on_the_website_stays_as_it_was(desk, make_question):
    question = make_question(state="draft", source="web", asked="ข้อความเดิม", asker_name="เดิม")

    desk.post(change_url(question), answer_of(question, asked="เปลี่ยน", asker_name="เปลี่ยน"))

    question.refresh_from_db()
    assert (question.asked, question.asker_name) == ("ข้อความเดิม", "เดิม")
    assert question.is_public_wish is True
    assert question.answer == "เพราะหลอดขาด เปลี่ยนแล้ว"


def test_an_answer_goes_to_an_approver_and_becomes_public(desk, clerk, approver, make_question):
    question = make_question(state="draft", source="web", answer="")
    desk.post(change_url(question), answer_of(question, _submit="1"))
    question.refresh_from_db()
    assert question.state == State.IN_REVIEW

    approve(question, by=approver)

    question.refresh_from_db()
    assert question.answered_on == timezone.localdate()
    assert Question.objects.public().count() == 1


def test_a_citizen_number_is_not_accepted_in_what_becomes_public(desk, make_question):
    question = make_question(state="draft", source="web")

    response = desk.post(
        change_url(question), answer_of(question, answer="เลข 1-1111-11111-11-" + "9")
    )

    assert list(response.context["adminform"].form.errors) == ["answer"]


def test_personal_data_in_what_becomes_public_are_pointed_out(desk, make_question):
    question = make_question(state="draft", public_text="โทร 080-000-0000")

    assert "080-000-0000" in desk.get(change_url(question)).context["flags"][0].rows[0]


def test_a_question_is_never_deleted(client, approver, make_question):
    question = make_question(state="draft")
    client.force_login(approver)

    client.post(f"{INBOX}{question.pk}/delete/", {"post": "yes"})

    assert Question.objects.count() == 1


def test_the_inbox_marks_what_is_overdue(desk, make_question):
    make_question(state="draft", today=dt.date(2026, 1, 5))

    assert desk.get(INBOX).content.decode().count("desk-bad") == 1


@pytest.mark.parametrize(
    "standing, expected", [("open", 2), ("overdue", 1), ("answered", 1), ("set_aside", 1), ("x", 4)]
)
def test_the_inbox_is_filtered_by_standing(desk, make_question, standing, expected):
    make_question(state="draft", today=dt.date(2026, 1, 5))
    make_question(state="draft", today=timezone.localdate())
    make_question()
    make_question(state="draft", set_aside_on=timezone.localdate(), set_aside_reason="ซ้ำ")

    response = desk.get(INBOX, {"standing": standing})

    assert response.context["cl"].result_count == expected


def test_the_inbox_costs_the_same_with_one_question_and_three(desk, make_question):
    costs = []
    desk.get(INBOX)  # what only the first page of a session asks
    for more in (1, 2):
        for _each in range(more):
            make_question(state="draft")
        with CaptureQueriesContext(connection) as queries:
            desk.get(INBOX)
        costs.append(len(queries))

    assert costs[0] == costs[1]


# ------------------------------------------------------------------ review and setting aside
def test_an_approver_reads_a_private_answer_before_deciding(client, clerk, approver, make_question):
    question = make_question(
        state="draft", is_public_wish=False, asked="ถามลับ", answer="ตอบลับ", public_text=""
    )
    submit(question, by=clerk)
    client.force_login(approver)

    page = client.get(review_url(question)).content.decode()

    assert "ถามลับ" in page
    assert "ตอบลับ" in page


def test_an_approver_compares_what_was_asked_with_what_is_published(
    client, clerk, approver, make_question
):
    question = make_question(state="draft", asked="โทร 080-000-0000", public_text="โทร XXX")
    submit(question, by=clerk)
    client.force_login(approver)

    page = client.get(review_url(question)).content.decode()

    assert "080-000-0000" in page
    assert "โทร XXX" in page


def test_an_approver_sets_a_question_aside_after_being_asked_why(client, approver, make_question):
    question = make_question(state="draft")
    client.force_login(approver)
    address = reverse("complaints_staff:question_set_aside", args=[question.pk])

    asked = client.get(address)
    client.post(address, {"reason": "ส่งซ้ำกับเรื่องก่อน"})

    question.refresh_from_db()
    assert asked.status_code == 200
    assert question.set_aside_reason == "ส่งซ้ำกับเรื่องก่อน"


def test_what_is_set_aside_cannot_be_edited_any_more(client, approver, make_question):
    question = make_question(state="draft", set_aside_on=timezone.localdate())
    client.force_login(approver)

    page = client.get(change_url(question)).content.decode()

    assert 'name="answer"' not in page


def test_an_approver_reads_what_was_asked_apart_from_what_is_published(
    client, agency, approver, make_question
):
    question = make_question(state="in_review", asked="คำของผู้ถามเอง", public_text="คำที่เผยแพร่")
    client.force_login(approver)

    published, internal = client.get(review_url(question)).text.split('id="internal"')

    assert [("คำของผู้ถามเอง" in part, "คำที่เผยแพร่" in part) for part in (published, internal)] == [
        (False, True),
        (True, False),
    ]
