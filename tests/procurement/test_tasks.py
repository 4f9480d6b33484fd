"""What procurement owes on a day: nothing before its time, each thing with its last day."""

import datetime as dt

import pytest

from ita_portal.buying_tasks import buying_task
from ita_portal.workroom import task_groups
from procurement.actions import say_nil
from procurement.tasks import MAX_OF_A_KIND, Kind, owed_on
from publishing.workflow import State
from thai.fiscal import Period

TODAY = dt.date(2023, 5, 20)
# Months before May of fiscal year 2566, each with a contract in the tests that need peace.
MONTHS = [dt.date(2022, month, 5) for month in (10, 11, 12)] + [
    dt.date(2023, month, 5) for month in (1, 2, 3, 4)
]


def kinds(today=TODAY):
    return [each.kind for each in owed_on(today)]


def of_kind(kind, today=TODAY):
    return [each for each in owed_on(today) if each.kind == kind]


@pytest.fixture
def busy(make_purchase, make_contract):
    """A year in which every month has its contract, all of them accepted."""
    for day in MONTHS:
        make_contract(make_purchase(), on=day, accepted_on=day)


def test_an_office_that_never_bought_owes_nothing(db):
    assert owed_on(TODAY) == []


def test_the_first_empty_month_is_owed_and_the_rest_counted(make_purchase):
    make_purchase()

    owed = of_kind(Kind.MONTH)[0]

    assert (owed.period.slug, owed.day, owed.more) == ("2565-10", dt.date(2022, 11, 30), 6)


def test_a_month_with_a_contract_is_not_owed(busy):
    assert kinds() == []


def test_a_month_that_was_said_to_be_empty_is_not_owed(make_purchase, clerk):
    make_purchase()
    say_nil(Period.from_slug(2566, "2565-10"), by=clerk)

    assert of_kind(Kind.MONTH)[0].period.slug == "2565-11"


def test_the_last_year_is_still_owed_while_the_new_one_is_young(make_purchase):
    make_purchase()

    found = [
        [each.period.slug for each in of_kind(Kind.MONTH, day)]
        for day in (dt.date(2023, 12, 1), dt.date(2024, 2, 1))
    ]

    assert found == [["2565-10"], []]


def test_an_empty_month_with_a_contract_is_to_be_withdrawn(
    busy, clerk, approver, make_purchase, make_contract
):
    month = Period.from_slug(2566, "2566-04")
    make_contract(make_purchase(), on=dt.date(2023, 1, 1), accepted_on=dt.date(2023, 1, 2))
    nil = say_nil(Period.from_slug(2565, "2565-09"), by=clerk)
    nil.fiscal_year, nil.slug = month.year, month.slug
    nil.save()
    approve_past(nil, approver)

    assert [(each.kind, each.period) for each in owed_on(TODAY)] == [(Kind.CONTRADICTED, month)]


def approve_past(nil, approver):
    """Publish a statement that a contract contradicts by now."""
    nil.state, nil.published_at = State.PUBLISHED, dt.datetime(2023, 5, 1, tzinfo=dt.UTC)
    nil.save()


def test_a_contract_that_ended_without_acceptance_is_owed(busy, make_purchase, make_contract):
    make_contract(make_purchase(), ends_on=dt.date(2023, 5, 19))
    make_contract(make_purchase(), ends_on=TODAY)
    make_contract(make_purchase())

    assert [(each.kind, each.day) for each in owed_on(TODAY)] == [
        (Kind.ACCEPTANCE, dt.date(2023, 5, 19))
    ]


@pytest.mark.parametrize(
    ("planned_on", "is_owed"),
    [(dt.date(2023, 4, 30), True), (dt.date(2023, 5, 1), False), (dt.date(2022, 9, 1), True)],
)
def test_a_plan_is_owed_when_its_month_is_over(busy, make_purchase, planned_on, is_owed):
    make_purchase(planned_on=planned_on)

    assert (kinds() == [Kind.PLAN]) is is_owed


def test_a_plan_that_was_announced_is_not_owed(busy, make_purchase, make_notice):
    make_notice(make_purchase(planned_on=dt.date(2023, 3, 1)))

    assert kinds() == []


def test_only_a_few_are_named_and_the_rest_counted(busy, make_purchase):
    for _number in range(MAX_OF_A_KIND + 2):
        make_purchase(planned_on=dt.date(2023, 3, 1))

    assert [each.more for each in of_kind(Kind.PLAN)] == [0] * (MAX_OF_A_KIND - 1) + [2]


def test_every_kind_leads_to_where_it_is_done(make_purchase, make_contract):
    contract = make_contract(make_purchase("ถนน"), ends_on=dt.date(2023, 5, 1))
    planned = make_purchase(planned_on=dt.date(2023, 3, 1))

    urls = {each.kind: buying_task(each).url for each in owed_on(TODAY)}

    assert urls[Kind.MONTH] == "/admin/procurement/nil/?year=2566#2565-10"
    assert urls[Kind.PLAN] == f"/admin/procurement/purchase/{planned.pk}/change/"
    step = f"/admin/procurement/stage/add/?purchase={contract.purchase_id}"
    assert urls[Kind.ACCEPTANCE] == step


def test_the_workroom_shows_what_procurement_owes(clerk, executive, make_purchase):
    make_purchase(planned_on=dt.date(2023, 3, 1))

    titles = [
        [task.title for group in task_groups(user, TODAY) for task in group.tasks]
        for user in (clerk, executive)
    ]

    assert (len(titles[0]), titles[1]) == (2, [])
