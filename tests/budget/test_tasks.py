"""What the budget owes on a day: nothing before its time, each thing with its last day."""

import datetime as dt

import pytest

from budget.models import DocumentKind, ProgressReport
from budget.tasks import Kind, YearFacts, owed, owed_on
from publishing.workflow import State
from tests.conftest import published_fields

ALL_MONTHS = frozenset(range(1, 13))
DONE = {"months": ALL_MONTHS, "reports": frozenset({"h1", "year"})}


def of_kind(found, kind):
    return [each for each in found if each.kind == kind]


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (dt.date(2022, 10, 31), []),
        (dt.date(2022, 11, 1), ["2565-10"]),
        (dt.date(2022, 12, 1), ["2565-10"]),
    ],
)
def test_a_month_is_owed_once_it_is_over(today, months):
    found = of_kind(owed([YearFacts(2566)], today), Kind.MONTH)

    assert [each.period.slug for each in found] == months


def test_a_month_has_fifteen_days():
    found = owed([YearFacts(2566)], dt.date(2022, 11, 1))

    assert found[0].day == dt.date(2022, 11, 15)


def test_only_the_first_missing_month_is_named_and_the_rest_counted():
    found = owed([YearFacts(2566, months=frozenset({1, 3}))], dt.date(2023, 3, 1))

    assert (found[0].period.slug, found[0].more) == ("2565-11", 2)


def test_a_month_that_somebody_began_leads_to_it():
    year = YearFacts(2566, begun_months=((1, 77),))

    assert owed([year], dt.date(2022, 11, 1))[0].begun == 77


@pytest.mark.parametrize(
    ("today", "slugs"),
    [
        (dt.date(2023, 3, 31), []),
        (dt.date(2023, 4, 1), ["h1"]),
        (dt.date(2023, 9, 30), ["h1"]),
    ],
)
def test_progress_is_owed_after_the_half(today, slugs):
    year = YearFacts(2566, months=ALL_MONTHS)

    assert [each.period.slug for each in owed([year], today)] == slugs


def test_progress_of_the_year_is_owed_after_it():
    years = [YearFacts(2566, months=ALL_MONTHS, reports=frozenset({"h1"})), YearFacts(2567)]

    found = of_kind(owed(years, dt.date(2023, 10, 1)), Kind.PROGRESS)

    assert [(each.period.slug, each.day) for each in found] == [("year", dt.date(2023, 10, 30))]


def test_a_year_without_its_signed_paper_owes_it():
    year = YearFacts(2566, announced_on=dt.date(2022, 9, 20), has_paper=False)

    found = owed([year], dt.date(2022, 10, 2))

    assert [(each.kind, each.day) for each in found] == [(Kind.PAPER, dt.date(2022, 10, 5))]


def test_a_new_fiscal_year_owes_its_ordinance():
    found = owed([YearFacts(2566, **DONE)], dt.date(2023, 10, 1))

    assert [(each.kind, each.fiscal_year) for each in found] == [(Kind.YEAR, 2567)]


def test_an_office_that_keeps_no_budget_here_owes_nothing():
    assert owed([], dt.date(2023, 10, 1)) == []


def test_the_most_urgent_comes_first():
    years = [YearFacts(2566, months=ALL_MONTHS), YearFacts(2567)]

    found = owed(years, dt.date(2023, 11, 1))

    assert [each.day for each in found] == sorted(each.day for each in found)


@pytest.mark.parametrize(
    ("state", "is_owed"),
    [
        (State.DRAFT, True),
        (State.SENT_BACK, True),
        (State.IN_REVIEW, False),
        (State.PUBLISHED, False),
    ],
)
def test_what_waits_for_an_approver_is_not_owed_by_a_clerk(
    make_line, make_spending, state, is_owed
):
    make_spending(make_line(), 10, state=state)

    found = of_kind(owed_on(dt.date(2022, 11, 1)), Kind.MONTH)

    assert bool(found) is is_owed


def test_a_report_of_progress_ends_what_is_owed(make_year):
    year = make_year()
    ProgressReport.objects.create(year=year, period_slug="h1", **published_fields("published"))

    assert of_kind(owed_on(dt.date(2023, 4, 1)), Kind.PROGRESS) == []


def test_a_year_owes_its_paper_until_it_is_there(make_year):
    year = make_year(paper_expenditure=1)
    today = dt.date(2022, 10, 2)

    before = of_kind(owed_on(today), Kind.PAPER)
    year.documents.create(kind=DocumentKind.ORDINANCE, title="ข้อบัญญัติ", document="d")
    after = of_kind(owed_on(today), Kind.PAPER)

    assert (len(before), after) == (1, [])


def test_a_draft_of_a_year_owes_nothing(make_year):
    make_year(state=State.DRAFT)

    assert owed_on(dt.date(2023, 4, 1)) == []
