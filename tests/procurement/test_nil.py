"""Empty months and quarters: said in one press, confirmed by another, and red once there is a row."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from agency.roles import Role
from procurement.actions import say_nil
from procurement.models import NilPeriod
from procurement.nil_desk import rows_of_year, year_named
from publishing.actions import approve, send_back
from publishing.models import PublicationStep
from publishing.nil_periods import Standing
from publishing.workflow import ActionRefused, State
from thai.fiscal import FiscalYear, Period

DESK = "/admin/procurement/nil/"
OCTOBER = Period.from_slug(2566, "2565-10")
FIRST_QUARTER = Period.from_slug(2566, "q1")
TODAY = dt.date(2023, 2, 1)


def say(client, slug="2565-10", year=2566):
    return client.post(reverse("procurement_staff:nil_say", args=[year, slug]), follow=True)


def standings(today=TODAY):
    return {row.period.slug: row.standing for row in rows_of_year(2566, today)}


# ------------------------------------------------------------------ where a period stands
def test_a_year_has_twelve_months_and_each_quarter_after_its_last(db):
    slugs = [row.period.slug for row in rows_of_year(2566, TODAY)]

    assert (len(slugs), slugs[:5]) == (16, ["2565-10", "2565-11", "2565-12", "q1", "2566-01"])


def test_a_contract_counts_in_its_month_and_its_quarter(make_purchase, make_contract):
    make_contract(make_purchase(), on=dt.date(2022, 10, 31))
    make_contract(make_purchase(state=State.DRAFT), on=dt.date(2022, 10, 1))

    rows = {row.period.slug: (row.contracts, row.pending) for row in rows_of_year(2566, TODAY)}

    assert [rows[slug] for slug in ("2565-10", "q1", "2565-11")] == [(2, 1), (2, 1), (0, 0)]


@pytest.mark.parametrize(
    ("purchase_state", "stage_state", "counted"),
    [
        (State.PUBLISHED, State.PUBLISHED, (1, 0)),
        (State.PUBLISHED, State.DRAFT, (1, 1)),
        (State.PUBLISHED, State.IN_REVIEW, (1, 1)),
        (State.PUBLISHED, State.SENT_BACK, (1, 1)),
        (State.DRAFT, State.PUBLISHED, (1, 1)),
        (State.PUBLISHED, State.WITHDRAWN, (0, 0)),
        (State.WITHDRAWN, State.PUBLISHED, (0, 0)),
    ],
)
def test_a_contract_of_a_step_counts_until_it_is_withdrawn(
    make_purchase, make_stage, make_contract, purchase_state, stage_state, counted
):
    purchase = make_purchase(state=purchase_state)
    stage = make_stage(purchase, state=stage_state)
    make_contract(purchase, stage=stage, on=dt.date(2022, 10, 31))

    row = rows_of_year(2566, TODAY)[0]
    assert (row.contracts, row.pending) == counted


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_queries(
    make_purchase, make_contract, django_assert_num_queries, count
):
    for _number in range(count):
        make_contract(make_purchase())

    with django_assert_num_queries(2):
        rows_of_year(2566, TODAY)


def test_a_year_that_is_none_is_that_of_today():
    this = FiscalYear.of(dt.date.today()).year  # noqa: DTZ011  of the clock, as the desk

    assert [year_named(text) for text in ("2565", "x", "", "99999")] == [2565, this, this, this]


# ------------------------------------------------------------------ one press
def test_one_press_says_it_and_hands_it_in(client, clerk):
    client.force_login(clerk)

    say(client)

    nil = NilPeriod.objects.get()
    assert (nil.state, nil.period, nil.author) == (State.IN_REVIEW, OCTOBER, clerk)


def test_pressed_twice_it_is_said_once(client, clerk):
    client.force_login(clerk)

    say(client)
    say(client)

    assert (NilPeriod.objects.count(), PublicationStep.objects.count()) == (1, 1)


def test_pressed_after_it_was_confirmed_it_waits_for_nobody(client, clerk, approver):
    approve(say_nil(OCTOBER, by=clerk), by=approver)
    client.force_login(clerk)

    response = client.post("/admin/procurement/nil/2566/2565-10/", follow=True)

    assert [str(each) for each in response.context["messages"]] == [
        _("This was said of the period already.")
    ]


def test_another_person_confirms_it(client, clerk, approver):
    nil = say_nil(OCTOBER, by=clerk)

    approve(nil, by=approver)

    assert standings()["2565-10"] == Standing.NIL


def test_what_was_sent_back_is_handed_in_by_the_same_button(clerk, approver):
    nil = say_nil(OCTOBER, by=clerk)
    send_back(nil, by=approver, reason="ตรวจอีกครั้ง")

    again = say_nil(OCTOBER, by=clerk)

    assert (again.pk, again.state) == (nil.pk, State.IN_REVIEW)


def test_a_month_with_a_contract_is_not_empty(clerk, make_purchase, make_contract):
    make_contract(make_purchase(), on=dt.date(2022, 10, 31))

    with pytest.raises(ActionRefused):
        say_nil(OCTOBER, by=clerk)

    assert NilPeriod.objects.count() == 0


def test_a_month_with_a_contract_in_review_is_not_confirmed(
    clerk, approver, make_stage, make_contract
):
    nil = say_nil(OCTOBER, by=clerk)
    stage = make_stage(state=State.IN_REVIEW)
    make_contract(stage.purchase, stage=stage, on=dt.date(2022, 10, 31))

    with pytest.raises(ActionRefused):
        approve(nil, by=approver)

    assert standings()["2565-10"] == Standing.CONTRADICTED


def test_a_period_that_is_not_over_is_not_said_to_be_empty(clerk):
    year = FiscalYear.of(dt.date.today()).year  # noqa: DTZ011

    with pytest.raises(ActionRefused):
        say_nil(Period.from_slug(year, "q4"), by=clerk)


def test_a_later_contract_turns_it_red_and_the_approver_withdraws(
    client, clerk, approver, make_purchase, make_contract
):
    nil = say_nil(OCTOBER, by=clerk)
    approve(nil, by=approver)
    make_contract(make_purchase(), on=dt.date(2022, 10, 31))
    client.force_login(approver)

    page = client.get(f"{DESK}?year=2566").content.decode()
    client.post(f"/admin/publishing/withdraw/procurement/nilperiod/{nil.pk}/", {"reason": "มีสัญญา"})

    assert f"/admin/publishing/withdraw/procurement/nilperiod/{nil.pk}/" in page
    assert standings()["2565-10"] == Standing.ROWS


def test_after_a_withdrawal_it_may_be_said_anew(clerk, approver):
    first = say_nil(FIRST_QUARTER, by=clerk)
    NilPeriod.objects.filter(pk=first.pk).update(
        state=State.WITHDRAWN, published_at="2023-01-01 00:00Z"
    )

    assert say_nil(FIRST_QUARTER, by=clerk).pk != first.pk


# ------------------------------------------------------------------ bad addresses and strangers
@pytest.mark.parametrize("slug", ["2570-10", "h1", "year", "x"])
def test_a_period_that_is_none_is_not_found(client, clerk, slug):
    client.force_login(clerk)

    assert say(client, slug).status_code == 404


def test_a_year_beyond_all_years_is_not_found(client, clerk):
    client.force_login(clerk)

    assert say(client, year=999999).status_code == 404


def test_the_button_is_pressed_not_opened(client, clerk):
    client.force_login(clerk)

    answer = client.get(reverse("procurement_staff:nil_say", args=[2566, "2565-10"]))

    assert answer.status_code == 405


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.EXECUTIVE, 200), (Role.COMPLAINT_OFFICER, 403), (Role.ADMINISTRATOR, 403)],
)
def test_who_may_not_say_it_has_no_button(client, make_user, role, status):
    client.force_login(make_user("somebody", role))

    page = client.get(f"{DESK}?year=2566")

    assert (page.status_code, b'method="post"' in page.content.split(b"desk-cards")[-1]) == (
        status,
        False,
    )
