import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import Outcome
from publishing.actions import approve, record_correction, submit, withdraw
from publishing.models import PublicationStep
from publishing.workflow import State
from tests.conftest import published_fields


@pytest.fixture
def correct(approver):
    """Return a function that corrects the title of a published activity."""

    def correct(activity, title, reason="พิมพ์ผิด"):
        before = activity.public_facts()
        activity.title = title
        activity.save()
        return record_correction(activity, by=approver, reason=reason, before=before)

    return correct


def test_a_correction_is_listed_with_its_reason(client, agency, make_activity, correct):
    correct(make_activity(), "ประชุมชี้แจงแผน ครั้งที่ 2", reason="ลำดับครั้งไม่ตรง")

    assert "ลำดับครั้งไม่ตรง" in client.get("/changes/").text


def test_the_earlier_text_stays_readable(client, agency, make_activity, correct):
    step = correct(make_activity(title="ชื่อเดิม"), "ชื่อใหม่")

    page = client.get(step.get_absolute_url()).text

    assert [text in page for text in ("ชื่อเดิม", "ชื่อใหม่")] == [True, True]


def test_a_withdrawal_shows_its_reason_but_not_the_content(client, agency, make_activity, approver):
    activity = make_activity(text="รายละเอียดที่ถอนแล้ว")
    step = withdraw(activity, by=approver, reason="ภาพมีผู้ไม่ยินยอม")

    page = client.get(step.get_absolute_url()).text

    assert ("ภาพมีผู้ไม่ยินยอม" in page, "รายละเอียดที่ถอนแล้ว" in page) == (True, False)


def test_a_correction_of_what_was_withdrawn_later_hides_its_texts(
    client, agency, make_activity, correct, approver
):
    activity = make_activity(text="รายละเอียดที่ถอนแล้ว")
    step = correct(activity, "ชื่อใหม่")
    withdraw(activity, by=approver, reason="ภาพมีผู้ไม่ยินยอม")

    assert "รายละเอียดที่ถอนแล้ว" not in client.get(step.get_absolute_url()).text


def test_a_correction_inside_a_withdrawn_measure_hides_its_texts(
    client, agency, make_activity, correct, approver
):
    activity = make_activity(title="ชื่อเดิมที่ถอนแล้ว")
    step = correct(activity, "ชื่อใหม่")
    withdraw(activity.measure, by=approver, reason="รวมกับมาตรการอื่น")

    assert "ชื่อเดิมที่ถอนแล้ว" not in client.get(step.get_absolute_url()).text


def test_a_withdrawn_outcome_keeps_its_place_but_not_its_text(
    client, agency, make_measure, approver
):
    outcome = Outcome.objects.create(
        measure=make_measure(order=1), text="ข้อความที่ถอนแล้ว", **published_fields(State.PUBLISHED)
    )
    step = withdraw(outcome, by=approver, reason="ตัวเลขผิด")

    pages = client.get("/changes/").text + client.get(step.get_absolute_url()).text

    assert ("ข้อความที่ถอนแล้ว" in pages, step.title) == (False, "ผลลัพธ์ข้อที่ 1 ของมาตรการที่ 1")


def test_inner_steps_are_nobody_elses_business(client, agency, make_activity, clerk, approver):
    activity = make_activity(state=State.DRAFT)
    submit(activity, by=clerk)
    approve(activity, by=approver)

    pages = [
        client.get(f"/changes/{step.pk}/").status_code for step in PublicationStep.objects.all()
    ]

    assert pages == [404, 404]


def test_people_are_not_named_in_public(client, agency, make_activity, correct, approver):
    step = correct(make_activity(), "ชื่อใหม่")

    pages = client.get("/changes/").text + client.get(step.get_absolute_url()).text

    assert str(approver) not in pages


@pytest.mark.parametrize(("root", "place"), [("", "/measures/"), ("/en", "/en/measures/")])
def test_a_change_leads_to_the_page_in_the_language_of_the_reader(
    client, agency, make_activity, correct, root, place
):
    step = correct(make_activity(), "ชื่อใหม่")

    page = client.get(f"{root}/changes/{step.pk}/").text

    assert f'href="{place}{step.url.removeprefix("/measures/")}"' in page


def test_an_empty_record_says_so(client, agency):
    response = client.get("/changes/")

    assert (response.status_code, list(response.context["page"])) == (200, [])


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "abc", "๑"])
def test_a_page_number_that_makes_no_sense_shows_a_page(client, agency, number):
    assert client.get("/changes/", {"page": number}).status_code == 200


def test_the_list_costs_the_same_for_one_and_three_rows(client, agency, make_activity, correct):
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            correct(make_activity(), f"ชื่อใหม่ {rows}{number}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/changes/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_hostile_text_is_shown_as_text(client, agency, make_activity, correct):
    step = correct(make_activity(), "<script>alert(1)</script>")

    assert "<script>" not in client.get(step.get_absolute_url()).text
