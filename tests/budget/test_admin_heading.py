"""The classification in the staff backend: names that changed, spellings that files use."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from budget.admin.heading import MAX_ALIASES
from budget.models import Heading

LIST = "/admin/budget/heading/"


@pytest.fixture
def save(client, clerk):
    """Return a function that saves the page of a heading with its spellings."""

    def send(found, aliases=(), **fields):
        client.force_login(clerk)
        data = {
            "code": found.code,
            "name": found.name,
            "parent": found.parent_id or "",
            "aliases-TOTAL_FORMS": len(aliases),
            "aliases-INITIAL_FORMS": 0,
        }
        for place, text in enumerate(aliases):
            data[f"aliases-{place}-text"] = text
        return client.post(page_of(found), data | fields)

    return send


def page_of(found):
    return reverse("admin:budget_heading_change", args=[found.pk])


def test_a_heading_that_was_renamed_keeps_its_name_for_the_old_years(save, heading):
    plan = heading("plan", "00310")

    save(plan, last_year="๒๕๖๖")

    found = Heading.objects.filter(pk=plan.pk)
    assert [found.in_year(2566).exists(), found.in_year(2567).exists()] == [True, False]


def test_the_years_stand_in_order(save, heading):
    response = save(heading("plan", "00310"), first_year=2567, last_year=2566)

    assert response.context["adminform"].form.non_field_errors()


def test_a_spelling_is_learned_for_the_next_file(save, heading):
    plan = heading("plan", "00310")

    save(plan, aliases=["แผนงาน ช่างและโยธา"])

    assert plan.aliases.filter(key="แผนงานช่างและโยธา").exists()


def test_a_plan_belongs_to_an_area(save, heading):
    response = save(heading("plan", "00310"), parent=heading("class", "540000").pk)

    assert list(response.context["adminform"].form.errors) == ["parent"]


def test_headings_are_found_by_their_other_spellings(client, clerk, heading):
    plan = heading("plan", "00310")
    plan.aliases.create(text="ช่างโยธาของเรา")
    client.force_login(clerk)

    rows = client.get(f"{LIST}?q=ช่างโยธาของเรา").context["cl"].result_list

    assert list(rows) == [plan]


def test_the_fullest_page_stays_below_the_limit_of_fields(client, clerk, heading):
    plan = heading("plan", "00310")
    for number in range(MAX_ALIASES - plan.aliases.count()):
        plan.aliases.create(text=f"ชื่อที่ {number}")
    client.force_login(clerk)

    page = client.get(page_of(plan)).content.decode()

    names = re.findall(r'\sname="(?!aliases-__prefix__)', page)
    assert len(names) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize("kind", ["area", "work"])
def test_the_list_costs_the_same_however_long(client, clerk, django_assert_max_num_queries, kind):
    client.force_login(clerk)

    with django_assert_max_num_queries(18):
        client.get(f"{LIST}?kind__exact={kind}")
