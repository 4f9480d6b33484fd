"""A line comes into a published year: by a transfer, a further ordinance, or a correction."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from agency.roles import Role
from budget.actions import decide_proposal
from budget.checkup import flags_of_transfer
from budget.models import BudgetLine, LineProposal, Transfer
from ita_portal.money_tasks import proposal_debts
from publishing.actions import approve, submit, withdraw
from publishing.models import PublicationStep
from publishing.workflow import Action, ActionRefused, State

ADD = "/admin/budget/budgetline/add/"
TODAY = dt.date(2023, 3, 1)


@pytest.fixture
def public_year(make_year):
    return make_year(paper_expenditure=Decimal(100))


@pytest.fixture
def draft_transfer(public_year, clerk):
    """Return a function that makes the draft of a transfer without lines yet."""

    def make(number=1, **fields):
        fields.setdefault("approved_by", "council")
        return Transfer.objects.create(
            year=public_year,
            number=number,
            date=dt.date(2023, 2, 1),
            reason="ถนนชำรุด",
            author=clerk,
            edited_by=clerk,
            **fields,
        )

    return make


@pytest.fixture
def post(client, heading):
    """Return a function that sends the page of a new line as somebody."""

    def send(user, query, **fields):
        client.force_login(user)
        data = {
            "title": "ก่อสร้างถนน",
            "order": 0,
            "source": "ordinance",
            "plan": heading("plan", "00310").pk,
            "budget_class": heading("class", "540000").pk,
        }
        return client.post(f"{ADD}?{query}", data | fields, follow=True)

    return send


@pytest.fixture
def set_up(post, clerk, make_line, draft_transfer):
    """Return a function that sets up a line of 40 baht, taken from a line of 100, in a draft."""

    def make(**fields):
        transfer = draft_transfer(**fields)
        giver = make_line(100, transfer.year)
        post(clerk, f"transfer={transfer.pk}", moved="40")
        transfer.items.create(line=giver, amount=-40)
        return transfer.opened.get()

    return make


def page(client, user, query):
    client.force_login(user)
    return client.get(f"{ADD}?{query}")


# ------------------------------------------------------------------ the ways
@pytest.mark.parametrize("who", ["clerk", "approver"])
def test_a_published_year_offers_its_ways(request, client, public_year, who):
    response = page(client, request.getfixturevalue(who), f"year={public_year.pk}")

    shown = response.content.decode()
    doors = [
        f"{reverse('admin:budget_transfer_add')}?year={public_year.pk}",
        f"{reverse('admin:budget_supplement_add')}?year={public_year.pk}",
        f"{ADD}?way=correction&amp;year={public_year.pk}",
    ]
    assert [door in shown for door in doors] == [True, True, True]


def test_drafts_that_are_begun_are_offered_first(client, clerk, draft_transfer, make_supplement):
    transfer = draft_transfer()
    supplement = make_supplement(transfer.year, state=State.DRAFT)

    context = page(client, clerk, f"year={transfer.year_id}").context

    assert (list(context["transfers"]), list(context["supplements"])) == ([transfer], [supplement])


def test_another_year_can_be_chosen_and_the_next_begun(client, clerk, make_year):
    make_year(2566)
    other = make_year(2567)

    response = page(client, clerk, "")

    assert [year.fiscal_year for year in response.context["years"]] == [2567, 2566]
    assert response.context["year"] == other
    missing = response.context["missing_year"]
    assert f"/admin/budget/budgetyear/add/?fiscal_year={missing}" in response.content.decode()


def test_the_year_that_was_asked_for_is_proposed(client, clerk, make_year):
    make_year(2566)
    client.force_login(clerk)

    form = client.get("/admin/budget/budgetyear/add/?fiscal_year=2570").context["adminform"].form

    assert form.initial["fiscal_year"] == "2570"
    assert form.initial["effective_on"] == dt.date(2026, 10, 1)


def test_who_only_reads_is_not_asked(client, executive, public_year):
    assert page(client, executive, f"year={public_year.pk}").status_code == 403


# ------------------------------------------------------------------ by a transfer
def test_a_transfer_sets_up_a_line_that_has_nothing_but_what_is_moved(set_up):
    line = set_up()

    moved = list(line.transfers.values_list("amount", flat=True))
    assert (line.amount, moved, line.is_public) == (0, [40], False)


@pytest.mark.parametrize("moved", ["0", "-40", ""])
def test_a_line_that_receives_nothing_is_not_set_up(post, clerk, draft_transfer, moved):
    transfer = draft_transfer()

    response = post(clerk, f"transfer={transfer.pk}", moved=moved)

    assert list(response.context["adminform"].form.errors) == ["moved"]
    assert not transfer.opened.exists()


def test_nobody_reads_of_the_line_before_the_transfer(client, set_up):
    line = set_up()

    assert client.get(line.get_absolute_url()).status_code == 404
    assert list(BudgetLine.objects.public()) == [line.year.lines.exclude(pk=line.pk).get()]


def test_the_line_is_public_with_its_transfer(client, clerk, approver, set_up):
    line = set_up()
    transfer = line.opened_by
    submit(transfer, by=clerk)
    approve(transfer, by=approver)

    answer = client.get(line.get_absolute_url())

    assert (answer.status_code, "40.00" in answer.content.decode()) == (200, True)
    assert line in BudgetLine.objects.public()


def test_the_ordinance_does_not_count_it(clerk, approver, set_up):
    line = set_up()
    submit(line.opened_by, by=clerk)
    approve(line.opened_by, by=approver)

    assert line not in line.year.own_lines


def test_reports_know_it_from_its_day_on(set_up):
    line = set_up()
    days = [dt.date(2023, 1, 31), dt.date(2023, 2, 1)]

    assert [line in BudgetLine.objects.in_force_on(day) for day in days] == [False, True]


def test_nothing_is_spent_on_it_before(set_up):
    line = set_up()

    assert line not in BudgetLine.objects.set_up()


def test_a_line_without_money_keeps_the_transfer_back(set_up):
    line = set_up()
    line.transfers.all().delete()

    assert len(line.opened_by.problems()) == 2  # nothing comes, and the sum is not zero


def test_another_transfer_waits_for_the_one_that_sets_it_up(set_up, draft_transfer):
    line = set_up()
    other = draft_transfer(number=2)
    other.items.create(line=line, amount=0)

    assert len(other.problems()) == 1


def test_an_investment_that_the_executive_sets_up_is_flagged(set_up):
    line = set_up(approved_by="executive")

    assert [flag.rows for flag in flags_of_transfer(line.opened_by)] == [(line.title,)]


def test_a_draft_goes_with_the_line_that_it_would_set_up(client, clerk, set_up):
    line = set_up()
    client.force_login(clerk)
    address = reverse("admin:budget_transfer_delete", args=[line.opened_by_id])

    client.post(address, {"post": "yes"})

    assert (Transfer.objects.count(), BudgetLine.objects.filter(pk=line.pk).exists()) == (0, False)


def test_it_is_taken_out_of_the_draft_by_itself(client, clerk, set_up):
    line = set_up()
    client.force_login(clerk)

    client.post(reverse("admin:budget_budgetline_delete", args=[line.pk]), {"post": "yes"})

    assert not BudgetLine.objects.filter(pk=line.pk).exists()


def test_a_transfer_on_whose_line_was_spent_is_not_withdrawn(
    clerk, approver, set_up, make_spending
):
    line = set_up()
    submit(line.opened_by, by=clerk)
    approve(line.opened_by, by=approver)
    before = line.opened_by.can_be_withdrawn
    make_spending(line, 10, month=6)

    assert (before, line.opened_by.can_be_withdrawn) == (True, False)


def test_a_withdrawn_transfer_takes_its_line_along(client, clerk, approver, set_up):
    line = set_up()
    submit(line.opened_by, by=clerk)
    approve(line.opened_by, by=approver)
    withdraw(line.opened_by, by=approver, reason="สภาไม่อนุมัติ")

    assert client.get(line.get_absolute_url()).status_code == 410


# ------------------------------------------------------------------ by a correction
REASON = {"amount": "40", "correction_reason": "ตกหล่นจากเล่มข้อบัญญัติ"}


def propose(post, clerk, year, query="", **fields):
    return post(clerk, f"way=correction&year={year.pk}{query}", **REASON | fields)


def test_what_a_clerk_forgot_goes_to_an_approver(post, clerk, public_year):
    propose(post, clerk, public_year)

    found = LineProposal.objects.get()
    assert (found.title, found.by, found.typed["amount"]) == ("ก่อสร้างถนน", clerk, "40")
    assert not public_year.lines.exists()


def test_a_proposal_says_why(post, clerk, public_year):
    response = propose(post, clerk, public_year, correction_reason="")

    assert "correction_reason" in response.context["adminform"].form.errors
    assert not LineProposal.objects.exists()


def test_the_approver_finds_it_among_the_work_and_filled_in(
    client, post, clerk, approver, public_year
):
    propose(post, clerk, public_year)
    debt = proposal_debts(approver, TODAY)[0]
    client.force_login(approver)

    form = client.get(debt.task.url).context["adminform"].form

    assert [form["title"].value(), form["amount"].value()] == ["ก่อสร้างถนน", "40"]
    assert form["correction_reason"].value() == REASON["correction_reason"]


def test_the_approver_publishes_it_on_record(post, make_line, clerk, approver, public_year):
    make_line(60, public_year)
    propose(post, clerk, public_year)
    proposal = LineProposal.objects.get()

    post(approver, f"proposal={proposal.pk}", **REASON)

    step = PublicationStep.objects.of(public_year).get()
    proposal.refresh_from_db()
    assert (step.action, step.reason) == (Action.CORRECT, REASON["correction_reason"])
    assert (public_year.lines.count(), proposal.state) == (2, "taken")


def test_what_the_rules_refuse_leaves_the_proposal_waiting(
    post, make_line, clerk, approver, public_year
):
    make_line(100, public_year)  # 40 more differ from the signed paper
    propose(post, clerk, public_year)

    post(approver, f"proposal={LineProposal.objects.get().pk}", **REASON)

    assert (public_year.lines.count(), LineProposal.objects.get().state) == (1, "waiting")


def refuse(client, user, proposal, reason="ไม่อยู่ในเล่ม"):
    client.force_login(user)
    address = reverse("budget_staff:proposal_refuse", args=[proposal.pk])
    return client.post(address, {"reason": reason})


def test_what_is_given_back_is_corrected_and_proposed_again(
    client, post, clerk, approver, public_year
):
    propose(post, clerk, public_year)
    proposal = LineProposal.objects.get()
    refuse(client, approver, proposal)
    given_back = [(debt.task.note, debt.task.url) for debt in proposal_debts(clerk, TODAY)]

    post(clerk, f"proposal={proposal.pk}", **REASON | {"amount": "50"})

    again = LineProposal.objects.get()
    assert given_back == [("ไม่อยู่ในเล่ม", f"{ADD}?proposal={proposal.pk}")]
    assert (again.pk, again.state, again.typed["amount"]) == (proposal.pk, "waiting", "50")


def test_a_proposal_is_given_back_with_a_reason_only(client, post, clerk, approver, public_year):
    propose(post, clerk, public_year)

    refuse(client, approver, LineProposal.objects.get(), reason="")

    assert LineProposal.objects.get().state == "waiting"


def test_a_clerk_decides_on_none(client, post, clerk, public_year):
    propose(post, clerk, public_year)

    assert refuse(client, clerk, LineProposal.objects.get()).status_code == 403


@pytest.mark.parametrize("refusal", [None, "ไม่อยู่ในเล่ม"])
def test_no_clerk_decides_past_the_pages(post, clerk, public_year, refusal):
    propose(post, clerk, public_year)

    with pytest.raises(ActionRefused):
        decide_proposal(LineProposal.objects.get(), by=clerk, refusal=refusal)

    assert LineProposal.objects.get().state == "waiting"


def test_another_clerk_does_not_read_it_in_the_form(client, post, make_user, clerk, public_year):
    propose(post, clerk, public_year)
    other = make_user("other", Role.CLERK)

    response = page(client, other, f"proposal={LineProposal.objects.get().pk}&way=correction")

    assert response.context["adminform"].form["title"].value() is None


def test_the_clerk_owes_nothing_while_it_waits(post, clerk, public_year):
    propose(post, clerk, public_year)

    assert proposal_debts(clerk, TODAY) == []
