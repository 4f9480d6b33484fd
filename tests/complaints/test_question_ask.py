"""The public form of questions: no cookie, nothing typed is lost, one receipt for one form."""

# ruff: noqa: F811  (fixtures of other apps)

import re
import time

import pytest
from django.db import OperationalError
from django.test import Client

from complaints import question_views
from complaints.guard import waiting_time
from complaints.models import Question, Register
from complaints.question_views import TOO_MANY
from complaints.sealing import tickets
from tests.complaints.asking import ASK, filled_in
from tests.procurement.conftest import make_purchase  # noqa: F401


@pytest.fixture
def purchase(agency, make_purchase):
    return make_purchase("จ้างก่อสร้างถนนสายบ้านใหม่")


def code_in(response):
    return re.search(r"(\d{4} ){4}\d{4}", response.content.decode())[0]


def test_the_form_sets_no_cookie_and_is_not_kept(client, agency):
    response = client.get(ASK)

    headers = {name: response.headers.get(name) for name in ("Cache-Control", "Referrer-Policy")}
    assert headers == {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_the_form_names_the_page_it_is_about(client, purchase):
    response = client.get(ASK, {"about": purchase.get_absolute_url()})

    assert purchase.title in response.content.decode()


@pytest.mark.parametrize(
    "about",
    ["/no/such/page/", "/admin/", "/budget/2566/lines/9999/", "//", "x" * 5000, "http://[", ""],
)
def test_an_unknown_page_makes_a_general_question(client, agency, about):
    response = client.get(ASK, {"about": about})

    assert (response.status_code, response.context["subject"]) == (200, None)


def test_an_unpublished_page_does_not_give_its_title_away(client, agency, make_purchase):
    hidden = make_purchase("แผนลับ", state="draft")

    response = client.get(ASK, {"about": hidden.get_absolute_url()})

    assert "แผนลับ" not in response.content.decode()


def test_a_question_is_stored_with_its_subject(client, purchase):
    client.post(ASK, filled_in(about=purchase.get_absolute_url(), name="สมชาย", wish="private"))

    question = Question.objects.get()
    assert (question.subject_path, question.subject_title, question.asker_name) == (
        purchase.get_absolute_url(),
        f"งานซื้อหรือจ้างที่ 1/2566: {purchase.title}",
        "สมชาย",
    )
    assert (question.is_public_wish, question.source, question.author) == (False, "web", None)


def test_the_receipt_shows_number_code_and_day_and_sets_no_cookie(client, agency):
    response = client.post(ASK, filled_in())

    page, question = response.content.decode(), Question.objects.get()
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert question.label in page
    assert page.count(code_in(response)) == 1


def test_the_same_form_sent_twice_gives_the_same_receipt(client, agency):
    data = filled_in()

    first, second = client.post(ASK, data), client.post(ASK, data)

    assert code_in(first) == code_in(second)
    assert Question.objects.count() == 1


def test_no_cookie_of_a_forgery_check_is_needed(agency):
    response = Client(enforce_csrf_checks=True).post(ASK, filled_in())

    assert response.status_code == 200


def test_a_question_without_text_comes_back_with_what_was_typed(client, agency):
    response = client.post(ASK, filled_in(asked=" ", name="สมชาย"))

    assert response.status_code == 422
    assert 'value="สมชาย"' in response.content.decode()
    assert Question.objects.count() == 0


def test_the_title_of_a_form_that_comes_back_says_so_first(client, agency):
    pages = [client.get(ASK), client.post(ASK, filled_in(asked=" "))]

    starts = [re.search("<title>(ผิดพลาด: )?", page.content.decode())[1] for page in pages]
    assert starts == [None, "ผิดพลาด: "]


def test_a_text_that_is_too_long_comes_back(client, agency):
    response = client.post(ASK, filled_in(asked="ก" * 4001))

    assert (response.status_code, Question.objects.count()) == (422, 0)
    assert "ก" * 4001 in response.content.decode()


@pytest.mark.parametrize("age", [1, 7 * 60 * 60])
def test_a_form_too_fast_or_too_old_comes_back_with_what_was_typed(client, agency, age):
    response = client.post(ASK, filled_in(age=age, asked="ข้อความยาวของฉัน"))

    assert response.status_code == 422
    assert "ข้อความยาวของฉัน" in response.content.decode()


def test_an_old_form_gets_a_new_ticket_that_is_good(client, agency):
    old = filled_in(age=7 * 60 * 60)

    response = client.post(ASK, old)

    assert response.context["guard"].ticket != old["ticket"]


def test_a_wrong_sum_comes_back_with_the_same_ticket(client, agency):
    ticket = tickets.new_ticket(time.time() - 60)

    response = client.post(ASK, filled_in(ticket=ticket, puzzle="999"))

    assert response.status_code == 422
    assert Question.objects.count() == 0


def test_when_it_cannot_be_stored_nothing_typed_is_lost(client, agency, monkeypatch):
    def locked(*_args, **_kwargs):
        raise OperationalError

    monkeypatch.setattr(type(Register.objects.all()), "next_number", locked)

    response = client.post(ASK, filled_in(asked="ข้อความยาวของฉัน"))

    assert response.status_code == 503
    assert "ข้อความยาวของฉัน" in response.content.decode()


def test_a_database_error_names_no_text_in_the_log(client, agency, monkeypatch, caplog):
    def locked(*_args, **_kwargs):
        raise OperationalError("ข้อความยาวของฉัน")

    monkeypatch.setattr(type(Register.objects.all()), "next_number", locked)

    client.post(ASK, filled_in(asked="ข้อความยาวของฉัน"))

    ours = [row.getMessage() for row in caplog.records if row.name == question_views.__name__]
    assert ours == ["A question could not be stored: OperationalError"]


def test_too_many_questions_in_an_hour_wait_and_lose_nothing(client, agency, settings):
    settings.COMPLAINT_REPORTS_AN_HOUR = 1
    first, second = filled_in(), filled_in(asked="เรื่องที่สอง")
    client.post(ASK, first)

    response = client.post(ASK, second)

    assert (response.status_code, Question.objects.count()) == (429, 1)
    assert str(TOO_MANY) in response.content.decode()
    assert "เรื่องที่สอง" in response.content.decode()


def test_a_form_that_is_sent_again_has_its_receipt_however_many_came(client, agency, settings):
    settings.COMPLAINT_REPORTS_AN_HOUR = 1
    form = filled_in()

    codes = [client.post(ASK, form).status_code for _each in range(3)]

    assert codes == [200, 200, 200]


def test_many_questions_do_not_shut_the_door_for_reports(client, agency, settings):
    settings.COMPLAINT_REPORTS_AN_HOUR = 1
    client.post(ASK, filled_in())

    assert waiting_time(time.time()) == 0


def test_the_form_leads_to_the_sealed_form(client, agency):
    assert 'href="/complaints/corruption/"' in client.get(ASK).content.decode()
