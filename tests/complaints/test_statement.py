"""Statements on statistics in the staff backend: who signs for what."""

import datetime as dt

import pytest
from django.utils import timezone

from complaints.admin.statement import period_choices
from complaints.figures import last_quarter_end
from complaints.models import Statement
from publishing.actions import approve, submit
from publishing.workflow import State
from tests.complaints.stubs import close, sign, stub

pytestmark = pytest.mark.django_db
ADD = "/admin/complaints/statement/add/"
FACTS = {
    "fiscal_year": "2566",
    "slug": "q1",
    "signatory_name": "นายตัวอย่าง ทดสอบ",
    "signatory_position": "นายก",
    "signed_on": "2566-01-05",
    "note": "",
}


def errors(response):
    return list(response.context["adminform"].form.errors)


def test_periods_are_quarters_halves_and_the_year():
    assert [slug for slug, _name in period_choices()] == [
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "year",
    ]


def test_a_statement_is_entered_and_handed_in_at_once(client, clerk):
    client.force_login(clerk)
    client.post(ADD, FACTS | {"_submit": "1"})
    assert Statement.objects.get().state == State.IN_REVIEW


def test_a_second_person_publishes_it(client, clerk, approver):
    client.force_login(clerk)
    client.post(ADD, FACTS)
    statement = Statement.objects.get()
    submit(statement, by=clerk)
    approve(statement, by=approver)
    assert Statement.objects.published().get().period.label() == "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2566"


def test_a_period_is_signed_once(client, clerk):
    sign(2566, "q1")
    client.force_login(clerk)
    response = client.post(ADD, FACTS)
    assert len(response.context["adminform"].form.non_field_errors()) == 1


@pytest.mark.parametrize("day", ["2565-12-31", "2565-12-01"])
def test_nobody_signs_before_the_period_is_over(client, clerk, day):
    client.force_login(clerk)
    assert errors(client.post(ADD, FACTS | {"signed_on": day})) == ["signed_on"]


def test_nobody_signs_tomorrow(client, clerk):
    client.force_login(clerk)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    day = f"{tomorrow.year + 543}-{tomorrow:%m-%d}"
    assert errors(client.post(ADD, FACTS | {"signed_on": day})) == ["signed_on"]


@pytest.mark.parametrize("slug", ["2565-10", "q5", ""])
def test_a_month_is_not_signed(client, clerk, slug):
    client.force_login(clerk)
    assert errors(client.post(ADD, FACTS | {"slug": slug})) == ["slug"]


@pytest.mark.parametrize("year", ["66", "2023", "99999"])
def test_a_year_that_is_none_is_a_sentence_at_its_field(client, clerk, year):
    client.force_login(clerk)
    assert "fiscal_year" in errors(client.post(ADD, FACTS | {"fiscal_year": year}))


def test_the_executive_and_the_newest_quarter_are_proposed(client, clerk, agency):
    client.force_login(clerk)
    form = client.get(ADD).context["adminform"].form
    statement = Statement(fiscal_year=form.initial["fiscal_year"], slug=form.initial["slug"])
    assert (form.initial["signatory_name"], statement.period.last_day) == (
        agency.executive_name,
        last_quarter_end(timezone.localdate()),
    )


def test_the_period_of_a_saved_statement_stands(client, clerk):
    statement = sign(2566, "q1", state=State.DRAFT, author=clerk)
    client.force_login(clerk)
    page = f"/admin/complaints/statement/{statement.pk}/change/"
    client.post(page, FACTS | {"slug": "q2", "note": "หมายเหตุ"})
    assert Statement.objects.values_list("slug", "note").get() == ("q1", "หมายเหตุ")


@pytest.mark.parametrize(("closed_on", "is_flagged"), [(None, False), (dt.date(2023, 2, 1), True)])
def test_a_count_that_changed_is_flagged(client, approver, closed_on, is_flagged):
    """A restricted case of the quarter appears once it is closed, after the quarter was signed."""
    statement = sign(2566, "q1", signed_on=dt.date(2023, 1, 5))
    case = stub(dt.date(2022, 11, 1), is_restricted=True)
    if closed_on:
        close(case, closed_on)
    client.force_login(approver)
    response = client.get(f"/admin/complaints/statement/{statement.pk}/change/")
    assert bool(response.context["flags"]) is is_flagged
