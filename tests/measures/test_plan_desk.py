"""Beginning the measures of a year: with those of an earlier one, or with none."""

import pytest
from django.utils import timezone

from agency.roles import Role
from measures.models import MeasurePlan
from thai.fiscal import fiscal_year_of


@pytest.fixture
def year():
    return fiscal_year_of(timezone.localdate())


@pytest.fixture
def desk(client, agency, clerk):
    client.force_login(clerk)
    return client


def path(year):
    return f"/admin/measures/measureplan/start/{year}/"


def titles(year):
    rows = MeasurePlan.objects.filter(fiscal_year=year)
    return [[measure.title for measure in plan.measures.all()] for plan in rows]


@pytest.mark.parametrize(("button", "copied"), [("copy", ["มาตรการเดิม"]), ("empty", [])])
def test_one_press_begins_with_the_measures_of_an_earlier_year_or_with_none(
    desk, year, make_measure, button, copied
):
    make_measure(title="มาตรการเดิม")

    for _press in range(2):
        response = desk.post(path(year), {button: "1"})

    plan = MeasurePlan.objects.get(fiscal_year=year)
    assert (titles(year), response.headers["Location"]) == (
        [copied],
        f"/admin/measures/measureplan/{plan.pk}/change/",
    )


def test_the_first_plan_of_an_office_offers_no_copy(desk, year):
    page = desk.get(path(year)).content.decode()

    assert ('name="copy"' in page, 'name="empty"' in page) == (False, True)


def test_asking_for_the_page_begins_nothing(desk, year, make_plan):
    make_plan(2566)

    assert (desk.get(path(year)).status_code, titles(year)) == (200, [])


@pytest.mark.parametrize("away", [-2, 2])
def test_no_plan_is_begun_of_a_year_far_away(desk, year, away):
    assert desk.post(path(year + away), {"empty": "1"}).status_code == 404


def test_who_may_not_write_plans_begins_none(client, agency, make_user, year):
    client.force_login(make_user("head", Role.EXECUTIVE))

    assert (client.post(path(year), {"empty": "1"}).status_code, titles(year)) == (403, [])
