"""The executive's desk: what the report lacks, drafts at any time, editions when complete."""

import pytest
from django.urls import reverse

from measures.models import Outcome, ReportEdition, Result, Suggestion
from tests.conftest import published_fields


@pytest.fixture
def plan(agency, make_measure, make_activity):
    """A year of which everything is published."""
    measure = make_measure()
    public = published_fields("published")
    make_activity(measure)
    Result.objects.create(method=measure.methods.get(), text="ดำเนินการแล้ว", **public)
    Outcome.objects.create(measure=measure, text="ไม่พบการทักท้วง", **public)
    Suggestion.objects.create(measure=measure, text="ควรดำเนินการต่อเนื่อง", **public)
    return measure.plan


@pytest.fixture
def desk(client, executive):
    client.force_login(executive)
    return client


def page_of(plan, name="report"):
    return reverse(f"measures_staff:{name}", args=[plan.pk])


def test_what_is_missing_is_listed(desk, agency, make_measure):
    plan = make_measure().plan

    page = desk.get(page_of(plan))

    assert [gap.message for gap in page.context["gaps"]]
    assert page_of(plan, "issue") not in page.content.decode()


def test_who_can_mend_a_gap_finds_the_way(client, clerk, agency, make_measure):
    plan = make_measure().plan
    client.force_login(clerk)

    page = client.get(page_of(plan))

    urls = [gap.url for gap in page.context["gaps"]]
    assert all(f'href="{url}"' in page.content.decode() for url in urls)
    assert {client.get(url, follow=True).status_code for url in urls} == {200}


@pytest.mark.parametrize(
    "name, beginning", [("draft_pdf", b"%PDF-"), ("draft_docx", b"PK\x03\x04")]
)
def test_a_draft_can_be_had_at_any_time(desk, agency, make_measure, name, beginning):
    response = desk.get(page_of(make_measure().plan, name))

    assert response.content.startswith(beginning)
    assert response.headers["Content-Disposition"].startswith('attachment; filename="draft-2566.')
    assert "no-store" in response.headers["Cache-Control"]


def test_an_edition_is_issued_when_nothing_is_missing(desk, plan, executive):
    desk.post(page_of(plan, "issue"))

    edition = ReportEdition.objects.get()
    page = desk.get(page_of(plan)).content.decode()
    assert (edition.number, edition.issued_by) == (1, executive)
    assert edition.sha256 in page


def test_an_incomplete_report_is_not_issued(desk, agency, make_measure):
    plan = make_measure().plan

    desk.post(page_of(plan, "issue"))

    assert not ReportEdition.objects.exists()


def test_pressing_twice_issues_one_edition(desk, plan):
    desk.post(page_of(plan, "issue"))

    desk.post(page_of(plan, "issue"))

    assert ReportEdition.objects.count() == 1


@pytest.mark.parametrize("name", ["report", "draft_pdf", "draft_docx"])
def test_a_year_that_does_not_exist_is_not_found(desk, name):
    assert desk.get(reverse(f"measures_staff:{name}", args=[999])).status_code == 404


def test_without_an_agency_a_draft_says_what_is_missing(desk, make_measure):
    response = desk.get(page_of(make_measure().plan, "draft_docx"))

    assert response.status_code == 302


def test_an_edition_is_not_issued_by_opening_an_address(desk, plan):
    assert desk.get(page_of(plan, "issue")).status_code == 405


def test_the_executive_sees_the_readiness_on_the_first_page(desk, agency, make_measure):
    plan = make_measure().plan

    reports = desk.get(reverse("admin:index")).context["reports"]

    assert [(report.plan, report.gaps > 0) for report in reports] == [(plan, True)]
