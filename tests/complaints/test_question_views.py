"""Public pages of questions: what strangers see, and what they never see."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.question_actions import set_aside
from publishing.actions import approve, record_correction, submit
from publishing.models import PublicationStep

SECRET = "ความลับของผู้ถาม"
YEAR = "/complaints/questions/2570/"


def body(client, address):
    return client.get(address).content.decode()


def test_a_public_question_stands_with_its_answer(client, agency, make_question):
    question = make_question(public_text="ทำไมจึงแพง XXX", answer="เพราะมีท่อ")

    page = body(client, question.get_absolute_url())

    assert "ทำไมจึงแพง XXX" in page
    assert "เพราะมีท่อ" in page


def test_in_english_what_it_is_about_is_linked_in_english(client, agency, make_question):
    question = make_question(subject_path="/procurement/2566/3/", subject_title="งานที่ 3")

    pages = [body(client, f"/en{path}") for path in (question.get_absolute_url(), YEAR)]

    assert ['href="/en/procurement/2566/3/"' in page for page in pages] == [True, True]


def test_what_was_asked_and_who_asked_is_never_shown(client, agency, make_question):
    question = make_question(
        asked=SECRET, public_text="ถามว่า", asker_name=SECRET, asker_contact=SECRET
    )

    pages = [body(client, address) for address in (question.get_absolute_url(), YEAR)]

    assert [SECRET in page for page in pages] == [False, False]


@pytest.mark.parametrize("state", ["draft", "in_review", "sent_back", "withdrawn"])
def test_an_unpublished_question_is_unknown(client, agency, make_question, state):
    question = make_question(state=state, public_text=SECRET)

    assert client.get(question.get_absolute_url()).status_code == 404
    assert SECRET not in body(client, YEAR)


def test_private_unpublished_and_unknown_give_the_same_answer(client, agency, make_question):
    private = make_question(is_public_wish=False)
    draft = make_question(state="draft")
    addresses = [private.get_absolute_url(), draft.get_absolute_url(), f"{YEAR}99/"]

    pages = [client.get(address) for address in addresses]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_private_answer_leaves_no_trace_in_public(client, agency, clerk, approver, make_question):
    private = make_question(
        state="draft", is_public_wish=False, asked=SECRET, public_text=SECRET, answer=SECRET
    )
    submit(private, by=clerk)
    approve(private, by=approver)
    private.answer = f"{SECRET} แก้"
    private.save()
    record_correction(private, by=approver, reason="แก้คำ", before=private.public_facts())

    addresses = ["/changes/", YEAR, "/", "/complaints/questions/"]
    pages = [client.get(each, follow=True).content.decode() for each in addresses]

    assert [SECRET in page for page in pages] == [False] * 4
    assert [private.label in page for page in pages] == [False] * 4
    stored = PublicationStep.objects.values_list("before", "after", "title")
    assert [step for step in stored if SECRET in str(step)] == []


def test_a_private_answer_cannot_be_withdrawn(make_question):
    assert make_question(is_public_wish=False).can_be_withdrawn is False


def test_the_table_counts_every_question_of_the_year(client, agency, approver, make_question):
    day = dt.date(2026, 11, 27)
    make_question(today=day)
    make_question(today=day, is_public_wish=False)
    make_question(today=day, state="draft")
    set_aside(make_question(today=day, state="draft"), "ส่งซ้ำ", by=approver, today=day)

    counts = client.get(YEAR).context["counts"]

    assert (counts.asked, counts.answered, counts.open, counts.set_aside) == (4, 2, 1, 1)


def test_a_year_without_questions_says_so(client, agency, make_question):
    make_question(fiscal_year=2569, today=dt.date(2026, 9, 1))

    response = client.get(YEAR)

    assert response.context["counts"].asked == 0
    assert list(response.context["page"]) == []


@pytest.mark.parametrize("year", [2500, 2699, 0, 99999999])
def test_a_year_that_is_not_due_is_unknown(client, agency, year):
    assert client.get(f"/complaints/questions/{year}/").status_code == 404


def test_the_address_without_a_year_leads_to_the_newest(client, agency, make_question):
    make_question()

    assert client.get("/complaints/questions/").headers["Location"] == YEAR


def test_a_new_question_changes_the_page_of_the_year(client, agency, make_question):
    first = client.get(YEAR).headers["ETag"]
    make_question(state="draft")

    assert client.get(YEAR, headers={"If-None-Match": first}).status_code == 200


@pytest.mark.parametrize("address", [YEAR, "/complaints/questions/"])
def test_pages_set_no_cookie(client, agency, make_question, address):
    make_question()

    assert dict(client.get(address).cookies) == {}


def test_one_question_and_three_cost_the_same_queries(client, agency, make_question):
    counts = []
    for _each in range(2):
        make_question()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(YEAR)
        counts.append(len(queries))
        make_question()

    assert counts[0] == counts[1]
