"""The summary of a year, and the pages of empty periods, in the staff backend."""

import pytest

from procurement.models import NilPeriod, YearSummary
from publishing.actions import approve, submit
from publishing.workflow import State
from tests.conftest import published_fields
from tests.procurement.pages import page_of

ADD = "/admin/procurement/yearsummary/add/"


@pytest.fixture
def nil(clerk):
    return NilPeriod.objects.create(fiscal_year=2566, slug="2565-10", author=clerk, edited_by=clerk)


def test_a_summary_is_entered_and_handed_in_at_once(client, clerk):
    client.force_login(clerk)
    data = {"fiscal_year": "2566", "problems_met": "ไม่มีผู้ยื่นข้อเสนอ", "suggestions": "เผื่อเวลา"}

    client.post(ADD, data | {"_submit": "1"})

    assert YearSummary.objects.get().state == State.IN_REVIEW


def test_a_second_summary_of_a_year_is_a_sentence(client, clerk):
    YearSummary.objects.create(
        fiscal_year=2566, problems_met="ก", suggestions="ข", **published_fields(State.PUBLISHED)
    )
    client.force_login(clerk)
    data = {"fiscal_year": "2566", "problems_met": "ก", "suggestions": "ข"}

    response = client.post(ADD, data)

    assert response.context["adminform"].form.non_field_errors()


@pytest.mark.parametrize("year", ["66", "2023", "99999"])
def test_a_year_that_is_none_is_a_sentence_at_its_field(client, clerk, year):
    client.force_login(clerk)

    response = client.post(ADD, {"fiscal_year": year, "problems_met": "ก", "suggestions": "ข"})

    assert list(response.context["adminform"].form.errors) == ["fiscal_year"]


def test_an_empty_period_is_read_and_not_edited(client, approver, clerk, nil):
    submit(nil, by=clerk)
    approve(nil, by=approver)
    client.force_login(approver)

    response = client.get(page_of(nil))

    assert response.status_code == 200
    assert 'name="correction_reason"' not in response.content.decode()


def test_an_empty_period_is_not_begun_here(client, clerk):
    client.force_login(clerk)

    assert client.get("/admin/procurement/nilperiod/add/").status_code == 403


def test_a_draft_of_an_empty_period_is_deleted_by_its_author(client, clerk, nil):
    client.force_login(clerk)

    client.post(f"/admin/procurement/nilperiod/{nil.pk}/delete/", {"post": "yes"})

    assert NilPeriod.objects.count() == 0
