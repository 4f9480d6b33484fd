"""Which pages can be asked about, and what stands below them."""

# ruff: noqa: F811  (fixtures of other apps)

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from complaints.models import Question
from ita_portal.subjects import Subject, subject_of
from ita_portal.workroom import task_groups
from publishing.actions import approve, submit
from publishing.workflow import State
from tests.budget.conftest import heading, make_line, make_year  # noqa: F401
from tests.complaints.conftest import make_question  # noqa: F401
from tests.procurement.conftest import make_contract, make_purchase, make_vendor  # noqa: F401


@pytest.fixture
def line(make_line):
    return make_line(title="ถนนสายบ้านใหม่")


@pytest.fixture
def purchase(agency, make_purchase):
    return make_purchase("จ้างซ่อมไฟทาง")


@pytest.fixture
def measure(agency, make_measure):
    return make_measure(title="เผยแพร่ข้อมูล")


def body(client, address):
    return client.get(address).content.decode()


# ------------------------------------------------------------------ naming a page
def test_a_budget_line_can_be_asked_about(line):
    path = f"/budget/2566/lines/{line.pk}/"

    assert subject_of(path) == Subject(path, "รายการงบประมาณปี 2566: ถนนสายบ้านใหม่", "รายการงบประมาณ")


def test_a_purchase_can_be_asked_about(purchase):
    path = "/procurement/2566/1/"

    assert subject_of(path) == Subject(path, "งานซื้อหรือจ้างที่ 1/2566: จ้างซ่อมไฟทาง", "งานซื้อหรือจ้าง")


def test_a_measure_can_be_asked_about(measure):
    path = "/measures/2566/1/"

    assert subject_of(path) == Subject(path, "มาตรการปี 2566 ที่ 1. เผยแพร่ข้อมูล", "มาตรการ")


@pytest.mark.parametrize(
    "path", ["/budget/2566/", "/budget/2566/reports/q1/", "/budget/2566/reports/2565-12/"]
)
def test_pages_of_a_published_budget_can_be_asked_about(line, path):
    assert subject_of(path).path == path


@pytest.mark.parametrize(
    "path",
    [
        "/procurement/2566/monthly/2565-12/",
        "/procurement/2566/quarterly/q1/",
        "/procurement/2566/ita/",
        "/procurement/2566/plan/",
        "/procurement/2566/summary/",
        "/procurement/2566/progress/",
    ],
)
def test_official_forms_of_a_year_with_purchases_can_be_asked_about(purchase, path):
    assert subject_of(path).path == path


@pytest.mark.parametrize("path", ["/measures/2566/", "/measures/2566/report/"])
def test_the_measures_of_a_year_and_their_report_can_be_asked_about(measure, path):
    assert subject_of(path).path == path


def test_an_address_written_otherwise_is_the_same_page(purchase):
    assert subject_of("/procurement/02566/01/").path == "/procurement/2566/1/"


@pytest.mark.parametrize("language", ["th", "en"])
def test_an_english_page_is_the_same_subject_in_thai(purchase, language):
    with translation.override(language):
        found = subject_of("/en/procurement/2566/1/")

    assert found == subject_of("/procurement/2566/1/")
    assert found.path == "/procurement/2566/1/"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/admin/",
        "/no/such/page/",
        "/budget/2566/lines/999999/",
        "/budget/2566/lines/99999999999999999999999999/",
        "/budget/2566/reports/q9/",
        "/procurement/2566/monthly/q1/",
        "/procurement/0/monthly/2565-12/",
        "/procurement/2599/99/",
        "/measures/2500/1/",
        "/budget/2566.pdf",
        "/" + "9" * 500,
        "",
    ],
)
def test_what_is_no_published_page_is_no_subject(line, purchase, measure, path):
    assert subject_of(path) is None


def test_unpublished_things_are_no_subjects(
    agency, make_year, make_line, make_purchase, make_measure
):
    line = make_line(year=make_year(state=State.DRAFT))
    make_purchase(state=State.DRAFT)
    make_measure(state=State.DRAFT)
    paths = [f"/budget/2566/lines/{line.pk}/", "/procurement/2566/1/", "/measures/2566/1/"]

    assert [subject_of(path) for path in paths] == [None] * 3


# ------------------------------------------------------------------ below the page
@pytest.mark.parametrize("name", ["line", "purchase", "measure"])
def test_answers_stand_below_what_they_are_about(client, request, make_question, name):
    path = request.getfixturevalue(name).get_absolute_url()
    make_question(subject_path=path, answer="คำตอบที่เผยแพร่")

    page = body(client, path)

    assert "คำตอบที่เผยแพร่" in page
    assert f"/complaints/ask/?about={path.replace('/', '%2F')}" in page


@pytest.mark.parametrize("state", ["draft", "in_review", "sent_back", "withdrawn"])
def test_what_is_not_published_stands_nowhere(client, purchase, make_question, state):
    path = purchase.get_absolute_url()
    make_question(subject_path=path, state=state, public_text="ยังไม่เผยแพร่", answer="ยังไม่เผยแพร่")

    assert "ยังไม่เผยแพร่" not in body(client, path)


def test_a_private_answer_does_not_stand_below_its_subject(client, purchase, make_question):
    path = purchase.get_absolute_url()
    make_question(subject_path=path, is_public_wish=False, answer="ตอบส่วนตัว")

    assert "ตอบส่วนตัว" not in body(client, path)


def test_an_answer_shows_as_soon_as_it_is_approved(
    client,
    purchase,
    clerk,
    approver,
    make_question,
):
    path = purchase.get_absolute_url()
    question = make_question(subject_path=path, state="draft", answer="ตอบแล้วครับ")
    tag = client.get(path).headers["ETag"]
    submit(question, by=clerk)
    approve(question, by=approver)

    response = client.get(path, headers={"If-None-Match": tag})

    assert "ตอบแล้วครับ" in response.content.decode()


def test_the_newest_ten_are_shown_and_the_list_has_the_others(client, purchase, make_question):
    path = purchase.get_absolute_url()
    for number in range(1, 12):
        make_question(subject_path=path, answer=f"คำตอบ<{number}>")

    page = body(client, path)

    assert page.count("คำตอบ&lt;") == 10
    assert 'href="/complaints/questions/"' in page


def test_the_section_costs_one_query_whatever_it_holds(client, purchase, make_question):
    path = purchase.get_absolute_url()
    costs = []
    for more in (0, 1, 2):
        for _each in range(more):
            make_question(subject_path=path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        costs.append(sum("complaints_question" in query["sql"] for query in queries))

    assert costs == [1, 1, 1]


@pytest.mark.parametrize(
    "path",
    [
        "/procurement/2566/99/",
        "/budget/2566/lines/999999/",
        "/budget/2599/",
        "/budget/2566/reports/q9/",
        "/procurement/2599/plan/",
        "/procurement/2566/monthly/q9/",
        "/measures/2566/99/",
    ],
)
def test_a_page_that_is_not_there_cannot_be_asked_about(client, line, purchase, measure, path):
    page = client.get(path)

    assert (page.status_code, "about=" in page.content.decode()) == (404, False)


def test_other_pages_offer_no_section(client, agency):
    assert "about=" not in body(client, "/changes/")


# ------------------------------------------------------------------ my work
def test_a_question_near_its_limit_is_a_task_of_who_answers(clerk, executive, make_question):
    make_question(state="draft", today=timezone.localdate())

    def titles(person):
        groups = task_groups(person, timezone.localdate())
        return [task.title for group in groups for task in group.tasks]

    assert [title for title in titles(clerk) if str(Question.objects.get()) in title] != []
    assert titles(executive) == []
