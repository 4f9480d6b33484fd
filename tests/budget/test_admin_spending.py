"""Months of spending in the staff backend: totals, the rows plan by plan, months without any."""

import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from budget.models import Spending, SpendingMonth
from budget.spending_desk import LINES_ON_A_PAGE
from publishing.actions import send_back, submit
from publishing.models import PublicationStep
from publishing.unit_view import review_url
from publishing.workflow import Action, State
from tests.conftest import published_fields

ADD = "/admin/budget/spendingmonth/add/"


@pytest.fixture
def make_month(make_year, clerk):
    def make(month=1, state=State.DRAFT, **fields):
        mine = {"author": clerk, "edited_by": clerk}
        return SpendingMonth.objects.create(
            year=make_year(), month=month, **published_fields(state), **mine, **fields
        )

    return make


@pytest.fixture
def enter(client, clerk, heading):
    """Return a function that saves the table of a plan: an amount as text for each line."""

    def send(month, amounts, *, user=clerk, plan="00310", **fields):
        client.force_login(user)
        data = {f"line-{line.pk}-amount": text for line, text in amounts.items()}
        return client.post(sheet_of(month, heading("plan", plan)), data | fields, follow=True)

    return send


def page_of(month):
    return reverse("admin:budget_spendingmonth_change", args=[month.pk])


def sheet_of(month, plan):
    return reverse("admin:budget_spendingmonth_sheet", args=[month.pk, plan.pk])


def spent(month):
    return dict(month.spendings.values_list("line", "amount"))


# ------------------------------------------------------------------ the month
def test_the_first_missing_month_of_the_newest_year_is_proposed(client, clerk, make_month):
    for number in (1, 2, 4):
        month = make_month(number)
    client.force_login(clerk)

    initial = client.get(ADD).context["adminform"].form.initial

    assert (initial["year"], initial["month"]) == (month.year_id, 3)


def test_the_month_that_the_address_names_is_proposed(client, clerk, make_year):
    client.force_login(clerk)

    page = client.get(f"{ADD}?year={make_year().pk}&month=7")

    assert page.context["adminform"].form.initial["month"] == "7"


def test_months_are_chosen_by_name(client, clerk, make_year):
    make_year()
    client.force_login(clerk)

    page = client.get(ADD).content.decode()

    assert re.search(r'<option value="3"[^>]*>\s*เดือนธันวาคม', page)


def test_a_month_entered_twice_is_a_sentence(client, clerk, make_month):
    month = make_month(3)
    client.force_login(clerk)

    response = client.post(ADD, {"year": month.year_id, "month": 3})

    assert response.context["adminform"].form.non_field_errors()


def test_nothing_was_spent_is_one_press(client, clerk, make_year):
    client.force_login(clerk)

    client.post(ADD, {"year": make_year().pk, "month": 3, "_nothing": "1"})

    month = SpendingMonth.objects.get()
    assert (month.state, month.paper_month) == (State.IN_REVIEW, 0)


def test_a_month_with_spendings_cannot_say_that_nothing_was_spent(
    client, clerk, make_month, make_line
):
    month = make_month()
    for amount in (5, -5):
        Spending.objects.create(month=month, line=make_line(), amount=amount)
    client.force_login(clerk)

    client.post(page_of(month), {"_nothing": "1"})

    month.refresh_from_db()
    assert (month.state, month.paper_month) == (State.DRAFT, None)


def test_the_page_of_a_month_leads_to_its_plans(client, clerk, make_month, make_line, heading):
    month = make_month()
    road, school = make_line(plan="00310"), make_line(plan="00210")
    Spending.objects.create(month=month, line=road, amount=5)
    client.force_login(clerk)

    plans = client.get(page_of(month)).context["plans"]

    assert [(row.plan, row.lines, row.entered) for row in plans] == [
        (school.plan, 1, 0),
        (road.plan, 1, 1),
    ]


def test_what_looks_odd_is_noted(client, clerk, make_month, make_line):
    month, line = make_month(3), make_line(100)
    Spending.objects.create(month=month, line=line, amount=101)
    client.force_login(clerk)

    flags = client.get(page_of(month)).context["flags"]

    assert [flag.text for flag in flags] == [
        "เบิกจ่ายเกินงบประมาณหลังโอน 1 รายการ",
        "ยังไม่ได้เผยแพร่ผลการเบิกจ่ายเดือนตุลาคม 2565 และเดือนพฤศจิกายน 2565",
    ]


def test_a_month_below_the_month_before_is_noted(client, clerk, make_month, make_line):
    line = make_line(100)
    first, second = make_month(1, State.PUBLISHED), make_month(2)
    Spending.objects.create(month=first, line=line, amount=10)
    Spending.objects.create(month=second, line=line, amount=-3)
    client.force_login(clerk)

    flags = client.get(page_of(second)).context["flags"]

    assert [flag.text[:20] for flag in flags] == ["ยอดเบิกจ่ายสะสมถึงเดื"[:20]]


# ------------------------------------------------------------------ the rows
def test_amounts_are_read_as_offices_type_them(enter, make_month, make_line):
    month = make_month()
    lines = [make_line() for _number in range(6)]
    texts = ["๑,๒๓๔.๕๐", "1,000", "(20)", "-", "", "500.-"]

    enter(month, dict(zip(lines, texts, strict=True)))

    expected = [Decimal("1234.50"), 1000, -20, None, None, 500]
    assert [spent(month).get(line.pk) for line in lines] == expected


def test_an_amount_that_cannot_be_read_saves_nothing_and_keeps_what_was_typed(
    enter, make_month, make_line
):
    month, good, bad = make_month(), make_line(), make_line()

    response = enter(month, {good: "12,345", bad: "ห้าร้อย"})

    page = response.content.decode()
    assert spent(month) == {}
    assert ['value="12,345"' in page, 'value="ห้าร้อย"' in page] == [True, True]
    assert "อ่าน “ห้าร้อย” เป็นจำนวนเงินไม่ได้" in page


def test_a_second_save_changes_replaces_and_removes(enter, make_month, make_line):
    month, first, second = make_month(), make_line(), make_line()
    enter(month, {first: "10", second: "20"})

    enter(month, {first: "", second: "25"})

    assert spent(month) == {second.pk: 25}


def test_saving_the_same_again_writes_no_history(enter, make_month, make_line):
    month, line = make_month(), make_line()
    enter(month, {line: "10"})

    enter(month, {line: "10.00"})

    assert Spending.history.count() == 1


def test_lines_of_other_plans_are_left_alone(enter, make_month, make_line):
    month, road, school = make_month(), make_line(), make_line(plan="00210")
    enter(month, {road: "10"})

    enter(month, {school: "5", road: "999"}, plan="00210")

    assert spent(month) == {road.pk: 10, school.pk: 5}


def test_a_colleague_on_another_plan_overtakes_nobody(
    client, clerk, enter, make_month, make_line, heading
):
    month, road, school = make_month(), make_line(), make_line(plan="00210")
    client.force_login(clerk)
    seen = client.get(sheet_of(month, heading("plan", "00310"))).context["totals"].version

    enter(month, {school: "5"}, plan="00210")
    enter(month, {road: "7"}, seen=seen)

    assert spent(month) == {road.pk: 7, school.pk: 5}


def test_a_colleague_on_the_same_plan_is_not_overwritten_unseen(
    client, clerk, enter, make_month, make_line, heading
):
    month, road = make_month(), make_line()
    client.force_login(clerk)
    seen = client.get(sheet_of(month, heading("plan", "00310"))).context["totals"].version

    enter(month, {road: "5"}, seen=seen)
    response = enter(month, {road: "7"}, seen=seen)

    assert spent(month) == {road.pk: 5}
    assert 'value="7"' in response.content.decode()


def test_ten_thousand_lines_never_stand_on_one_page(client, clerk, make_month, make_line, heading):
    month = make_month()
    for _number in range(LINES_ON_A_PAGE + 1):
        make_line()
    client.force_login(clerk)

    page = client.get(sheet_of(month, heading("plan", "00310")))

    names = re.findall(r'\sname="', page.content.decode())
    assert len(page.context["rows"]) == LINES_ON_A_PAGE
    assert len(names) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_the_figures_beside_a_line_are_those_before_this_month(
    client, clerk, make_line, make_month, make_spending, make_transfer, heading
):
    line = make_line(100)
    make_transfer(line, make_line(0), 30)
    make_spending(line, 20, month=1)
    month = make_month(2)
    Spending.objects.create(month=month, line=line, amount=7)
    client.force_login(clerk)

    rows = client.get(sheet_of(month, heading("plan", "00310"))).context["rows"]

    assert rows[0].facts == {"budget": 70, "earlier": 20, "left": 43}


# ------------------------------------------------------------------ corrections and locks
@pytest.fixture
def public_month(make_month, make_line):
    month = make_month(1, State.PUBLISHED, paper_month=Decimal(10))
    Spending.objects.create(month=month, line=make_line(title="ถนน"), amount=10)
    return month


def test_rows_and_total_of_a_published_month_are_corrected_together(enter, approver, public_month):
    line = public_month.spendings.get().line
    fields = {"paper_month": "12", "correction_reason": "พิมพ์ผิด"}

    enter(public_month, {line: "12"}, user=approver, **fields)

    step = PublicationStep.objects.of(public_month).get()
    changed = [(each.before, each.after) for each in step.differences if each.is_changed]
    assert (step.action, changed) == (Action.CORRECT, [("10.00", "12.00"), ("10.00", "12.00")])
    assert spent(public_month) == {line.pk: 12}


def test_a_correction_asks_why(enter, approver, public_month):
    line = public_month.spendings.get().line

    response = enter(public_month, {line: "12"}, user=approver, paper_month="12")

    assert "correction_reason" in response.context["totals"].errors
    assert spent(public_month) == {line.pk: 10}


def test_a_correction_that_leaves_a_difference_changes_nothing(enter, approver, public_month):
    line = public_month.spendings.get().line
    fields = {"paper_month": "10", "correction_reason": "พิมพ์ผิด"}

    response = enter(public_month, {line: "12"}, user=approver, **fields)

    public_month.refresh_from_db()
    page = response.content.decode()
    assert (spent(public_month), public_month.state) == ({line.pk: 10}, State.PUBLISHED)
    assert "ต่างกัน 2.00 บาท" in page
    assert 'value="12"' in page


def test_a_clerk_does_not_correct_what_is_public(enter, public_month):
    line = public_month.spendings.get().line

    response = enter(public_month, {line: "12"}, paper_month="12", correction_reason="ก")

    assert (response.status_code, spent(public_month)) == (409, {line.pk: 10})
    assert "12" in response.content.decode()


@pytest.mark.parametrize("who", ["clerk", "approver"])
def test_a_month_in_review_is_locked(request, enter, clerk, make_month, make_line, who):
    month, line = make_month(paper_month=Decimal(0)), make_line()
    submit(month, by=clerk)

    response = enter(month, {line: "12"}, user=request.getfixturevalue(who))

    assert (response.status_code, spent(month)) == (409, {})


def test_the_executive_reads_the_rows_and_saves_none(enter, client, executive, public_month):
    line = public_month.spendings.get().line
    client.force_login(executive)

    page = client.get(sheet_of(public_month, line.plan))
    response = enter(public_month, {line: "12"}, user=executive)

    assert (page.status_code, response.status_code) == (200, 403)
    assert "data-amount" not in page.content.decode().split("<table")[-1]
    assert spent(public_month) == {line.pk: 10}


# ------------------------------------------------------------------ speed
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, clerk, make_month, make_line, django_assert_max_num_queries, count
):
    for number in range(count):
        Spending.objects.create(month=make_month(number + 1), line=make_line(), amount=1)
    client.force_login(clerk)

    with django_assert_max_num_queries(18):
        client.get("/admin/budget/spendingmonth/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_however_long(
    client, clerk, make_month, make_line, heading, django_assert_max_num_queries, count
):
    month = make_month()
    for _number in range(count):
        make_line()
    client.force_login(clerk)

    with django_assert_max_num_queries(35):
        client.get(sheet_of(month, heading("plan", "00310")))


# ------------------------------------------------------------------ for the approver
def test_the_approver_of_a_long_month_reads_the_differences_and_not_the_rest(
    client, clerk, approver, make_month, make_line
):
    month = make_month(paper_month=Decimal(70))
    for number in range(70):
        Spending.objects.create(month=month, line=make_line(title=f"ถนนสายที่ {number}"), amount=1)
    submit(month, by=clerk)
    send_back(month, by=approver, reason="ตรวจยอด")
    row = month.spendings.first()
    row.amount = 2
    row.save()
    month.paper_month = Decimal(71)
    month.save()
    submit(month, by=clerk)
    client.force_login(approver)

    page = client.get(review_url(month)).content.decode()

    shown, folded = page.split('<details class="desk-more">')[:2]
    assert ("ถนนสายที่ 0" in shown, "ถนนสายที่ 1" in shown) == (True, False)
    assert "ถนนสายที่ 69" in folded


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_month_costs_the_same_however_much_was_spent(
    client, clerk, make_month, make_line, django_assert_max_num_queries, state, count
):
    month = make_month(1, state, paper_month=Decimal(1000))
    for _number in range(count):
        Spending.objects.create(month=month, line=make_line(), amount=1)
    client.force_login(clerk)

    with django_assert_max_num_queries(30):
        client.get(page_of(month))
