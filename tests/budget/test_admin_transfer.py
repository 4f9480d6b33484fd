"""Transfers and changes of explanations in the staff backend."""

import datetime as dt
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from budget.admin.transfer import MAX_MOVES, MAX_WORDINGS
from budget.checkup import flags_of_transfer
from budget.models import Transfer, TransferItem
from publishing.models import PublicationStep
from publishing.workflow import Action, State
from thai.dates import long_date
from thai.fiscal import FiscalYear

ADD = "/admin/budget/transfer/add/"


@pytest.fixture
def empty(make_year, clerk):
    """Return a function that makes a draft without lines yet."""

    def make(kind="transfer", state=State.DRAFT):
        return Transfer.objects.create(
            year=make_year(),
            kind=kind,
            number=1,
            date=dt.date(2023, 2, 1),
            reason="งบประมาณไม่พอ",
            author=clerk,
            edited_by=clerk,
            state=state,
        )

    return make


@pytest.fixture
def save(client, clerk):
    """Return a function that saves the page of a transfer with rows of its lines."""

    def send(transfer, items=(), *, user=clerk, **fields):
        client.force_login(user)
        there = sum("id" in item for item in items)
        data = {
            "number": transfer.number,
            "date": long_date(transfer.date),
            "approved_by": "executive",
            "reason": transfer.reason,
            "items-TOTAL_FORMS": len(items),
            "items-INITIAL_FORMS": there,
        }
        for place, item in enumerate(items):
            data |= {f"items-{place}-{name}": value for name, value in item.items()}
        return client.post(page_of(transfer), data | fields, follow=True)

    return send


def page_of(transfer):
    return reverse("admin:budget_transfer_change", args=[transfer.pk])


def moves(transfer):
    return list(transfer.items.values_list("line", "amount"))


# ------------------------------------------------------------------ adding
@pytest.mark.parametrize(
    ("query", "kind", "number"), [("", "transfer", 2), ("&kind=explanation", "explanation", 1)]
)
def test_the_next_free_number_of_its_kind_is_proposed(client, clerk, empty, query, kind, number):
    year = empty().year
    client.force_login(clerk)

    form = client.get(f"{ADD}?year={year.pk}{query}").context["adminform"].form

    assert (form.initial["number"], form.initial["kind"]) == (number, kind)


def test_today_is_proposed_in_the_year_of_today(client, clerk, make_year):
    today = timezone.localdate()
    year = make_year(FiscalYear.of(today).year)
    client.force_login(clerk)

    form = client.get(f"{ADD}?year={year.pk}").context["adminform"].form

    assert form.initial["date"] == today


def test_a_new_transfer_goes_on_to_its_lines(client, clerk, make_year):
    year = make_year()
    client.force_login(clerk)
    data = {"number": 1, "date": "1 ก.พ. 66", "approved_by": "council", "reason": "ไม่พอ"}

    response = client.post(f"{ADD}?year={year.pk}&kind=explanation", data)

    transfer = Transfer.objects.get()
    assert (transfer.year, transfer.kind) == (year, "explanation")
    assert response.headers["Location"] == page_of(transfer)


def test_two_transfers_of_one_number_are_a_sentence(client, clerk, empty):
    year = empty().year
    client.force_login(clerk)
    data = {"number": 1, "date": "1 ก.พ. 66", "approved_by": "council", "reason": "ไม่พอ"}

    response = client.post(f"{ADD}?year={year.pk}", data)

    assert response.context["adminform"].form.non_field_errors()


def test_a_day_outside_the_year_is_a_sentence(save, empty):
    response = save(empty(), date="1 ต.ค. 66")

    assert list(response.context["adminform"].form.errors) == ["date"]


# ------------------------------------------------------------------ lines
def test_lines_give_and_take_with_minus_or_brackets(save, empty, make_line):
    transfer, source, target = empty(), make_line(100), make_line(50)

    save(
        transfer,
        [{"line": source.pk, "amount": "(๓๐)"}, {"line": target.pk, "amount": "30.00"}],
        _submit="1",
    )

    transfer.refresh_from_db()
    assert moves(transfer) == [(source.pk, -30), (target.pk, 30)]
    assert transfer.state == State.IN_REVIEW


def test_what_does_not_balance_is_saved_but_not_handed_in(save, empty, make_line):
    transfer = empty()

    response = save(transfer, [{"line": make_line().pk, "amount": "-30"}], _submit="1")

    transfer.refresh_from_db()
    assert (transfer.state, transfer.items.count()) == (State.DRAFT, 1)
    assert "-30.00" in response.content.decode()


def test_a_line_of_another_year_cannot_be_chosen(save, empty, make_line, make_year):
    transfer, other = empty(), make_line(1, make_year(2567))

    response = save(transfer, [{"line": other.pk, "amount": "-30"}])

    assert response.context["errors"]
    assert not TransferItem.objects.exists()


def test_a_line_without_an_amount_is_a_sentence(save, empty, make_line):
    response = save(empty(), [{"line": make_line().pk, "amount": "0"}])

    assert response.context["errors"]


def test_a_change_of_wording_takes_the_words_in_force(save, empty, make_line):
    transfer, line = empty("explanation"), make_line(explanation="ถนนกว้าง 4 เมตร")

    save(transfer, [{"line": line.pk, "before": "", "after": "ถนนกว้าง 5 เมตร"}])

    item = transfer.items.get()
    assert (item.before, item.after) == ("ถนนกว้าง 4 เมตร", "ถนนกว้าง 5 เมตร")


def test_taking_more_than_a_line_has_left_is_a_note(
    client, clerk, make_line, make_transfer, make_spending
):
    source, target = make_line(100), make_line(50)
    make_spending(source, 80)
    transfer = make_transfer(source, target, 30, state=State.DRAFT)
    client.force_login(clerk)

    flags = client.get(page_of(transfer)).context["flags"]

    assert [flag.rows for flag in flags] == [
        (f"{source.full_title}: โอนออก 30.00 บาท คงเหลือ 20.00 บาท",)
    ]


def test_a_published_transfer_is_not_held_against_itself(client, clerk, make_line, make_transfer):
    transfer = make_transfer(make_line(100), make_line(50), 100)
    client.force_login(clerk)

    assert client.get(page_of(transfer)).context["flags"] == []


# ------------------------------------------------------------------ corrections and locks
def test_lines_of_a_published_transfer_are_corrected_with_a_reason(
    save, approver, make_line, make_transfer
):
    transfer = make_transfer(make_line(100), make_line(50), 30)
    items = [
        {"id": item.pk, "line": item.line_id, "amount": str(item.amount * 2)}
        for item in transfer.items.all()
    ]

    save(transfer, items, user=approver, correction_reason="อ่านตัวเลขผิด")

    step = PublicationStep.objects.of(transfer).get()
    changed = [(each.before, each.after) for each in step.differences if each.is_changed]
    assert (step.action, step.reason) == (Action.CORRECT, "อ่านตัวเลขผิด")
    assert changed == [("-30.00", "-60.00"), ("30.00", "60.00")]


def test_a_correction_that_no_longer_balances_changes_nothing(
    save, approver, make_line, make_transfer
):
    transfer = make_transfer(make_line(100), make_line(50), 30)
    before = moves(transfer)
    first = transfer.items.first()
    items = [{"id": first.pk, "line": first.line_id, "amount": "-31"}]

    response = save(transfer, items, user=approver, correction_reason="แก้")

    assert moves(transfer) == before
    assert response.context["adminform"].form.non_field_errors()


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED])
def test_a_clerk_changes_nothing_that_waits_or_is_public(save, make_line, make_transfer, state):
    transfer = make_transfer(make_line(100), make_line(50), 30, state=state)
    before = moves(transfer)
    first = transfer.items.first()

    response = save(transfer, [{"id": first.pk, "line": first.line_id, "amount": "-99"}])

    assert (response.status_code, moves(transfer)) == (409, before)


# ------------------------------------------------------------------ size
@pytest.mark.parametrize(
    ("kind", "rows", "fields"), [("transfer", MAX_MOVES, 5), ("explanation", MAX_WORDINGS, 6)]
)
def test_the_fullest_page_stays_below_the_limit_of_fields(kind, rows, fields):
    head = 20

    assert rows * fields + head <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, clerk, make_line, make_transfer, django_assert_max_num_queries, count
):
    for _number in range(count):
        make_transfer(make_line(100), make_line(50), Decimal(1))
    client.force_login(clerk)

    with django_assert_max_num_queries(18):
        client.get("/admin/budget/transfer/")


def test_the_approver_sees_what_looks_odd(client, approver, make_line, make_transfer):
    transfer = make_transfer(make_line(3000), make_line(50), 99_999, state=State.IN_REVIEW)
    client.force_login(approver)

    page = client.get(f"/admin/publishing/review/budget/transfer/{transfer.pk}/")

    assert page.context["flags"] == flags_of_transfer(transfer)
    assert len(page.context["flags"]) == 1
    assert page.context["flags"][0].text in page.content.decode()
