"""The demonstration shows three budgets: two whole years and the half of a third."""

import json
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from agency.models import Unit
from agency.roles import Role
from budget.models import (
    BudgetLine,
    BudgetYear,
    ProgressReport,
    RevenueEstimate,
    Spending,
    SpendingMonth,
    Supplement,
    Transfer,
)
from ita_portal.demo.budget_loader import load_budgets, load_places
from ita_portal.demo.people import make_people
from publishing.models import PublicationStep

DEMO = settings.BASE_DIR / "ita_portal" / "demo"
PAPERS = json.loads((DEMO / "budget_years.json").read_text(encoding="utf-8"))["years"]
REPORTED = {2565: ["year"], 2566: ["h1", "year"], 2567: ["h1"]}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the budgets once, around all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        for unit in json.loads((DEMO / "measures_2566.json").read_text(encoding="utf-8"))["units"]:
            Unit.objects.create(**unit)
        load_places()
        people = make_people()
        yield load_budgets(people[Role.CLERK], people[Role.APPROVER])
        transaction.set_rollback(True)


@pytest.fixture
def budgets(loaded, db):
    return loaded


def test_every_year_month_transfer_and_report_is_published(budgets):
    kinds = [BudgetYear, Supplement, Transfer, SpendingMonth, ProgressReport]

    assert [kind.objects.public().count() for kind in kinds[2:]] == [
        kind.objects.count() for kind in kinds[2:]
    ]
    assert [kind.objects.published().count() for kind in kinds] == [3, 1, 10, 30, 4]


def test_each_year_has_the_months_of_its_papers(budgets):
    found = {
        year.fiscal_year: sorted(year.months.published().values_list("month", flat=True))
        for year in budgets
    }

    assert found == {
        paper["fiscal_year"]: list(range(1, len(paper["paper_months"]) + 1)) for paper in PAPERS
    }


def test_the_lines_and_the_revenue_of_each_ordinance_add_up_to_its_paper(budgets):
    found = {year.fiscal_year: [str(control.rows) for control in year.controls] for year in budgets}

    assert found == {paper["fiscal_year"]: [paper["paper_total"]] * 2 for paper in PAPERS}


def test_the_spending_of_each_year_adds_up_to_its_papers(budgets):
    found = {
        year.fiscal_year: Spending.objects.filter(month__year=year).ordinance().total()
        for year in budgets
    }

    assert found == {
        paper["fiscal_year"]: sum(map(Decimal, paper["paper_months"])) for paper in PAPERS
    }


def test_nothing_is_explained_away_because_everything_agrees(budgets):
    units = [*budgets, *Supplement.objects.all(), *SpendingMonth.objects.all()]

    assert {control.agrees for unit in units for control in unit.controls} == {True}


def test_the_progress_of_projects_is_told_for_half_and_whole_years(budgets):
    found = {
        year.fiscal_year: sorted(year.progress_reports.values_list("period_slug", flat=True))
        for year in budgets
    }

    assert found == REPORTED


def test_every_line_and_revenue_passes_the_checks_of_the_forms(budgets):
    for row in [*BudgetLine.objects.all(), *RevenueEstimate.objects.all()]:
        row.full_clean(exclude=["supplement"])

    assert BudgetLine.objects.count() == 221


def test_every_row_has_its_history(budgets):
    kinds = [BudgetLine, RevenueEstimate, Spending]

    assert [kind.history.count() for kind in kinds] == [kind.objects.count() for kind in kinds]


def test_the_budgets_were_approved_by_another_person_than_their_writer(budgets):
    steps = PublicationStep.objects.filter(
        content_type=ContentType.objects.get_for_model(SpendingMonth)
    )

    assert set(steps.values_list("by__username", "action", "is_own_work")) == {
        ("clerk", "submit", False),
        ("approver", "approve", False),
    }
