"""Acceptance and amendments that a step brings to a contract that is there."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from procurement.models import ChangeKind, ContractChange, Instalment
from publishing.actions import approve, submit, withdraw
from publishing.workflow import State
from tests.procurement.pages import no_rows, page_of, rows, typed

DAY = dt.date(2023, 6, 30)


@pytest.fixture
def contract(make_purchase, make_contract):
    return make_contract(make_purchase(), price=480_000, ends_on=dt.date(2023, 5, 1))


@pytest.fixture
def make_change(contract, make_stage, clerk):
    """Return a function that makes a change in a draft step of the clerk."""

    def make(*, kind=ChangeKind.ACCEPTED, stage=None, **fields):
        stage = stage or make_stage(contract.purchase, state=State.DRAFT, author=clerk)
        fields = {"contract": contract, "on": DAY} | fields
        return ContractChange.objects.create(
            purchase=contract.purchase, stage=stage, kind=kind, **fields
        )

    return make


def publish(change, clerk, approver):
    submit(change.stage, by=clerk)
    approve(change.stage, by=approver)


def accepted(contract):
    contract.refresh_from_db()
    return contract.accepted_on


def test_a_step_that_is_not_approved_changes_no_contract(make_change, contract, clerk):
    submit(make_change().stage, by=clerk)

    assert accepted(contract) is None


def test_an_approved_acceptance_stands_in_the_contract(make_change, contract, clerk, approver):
    publish(make_change(), clerk, approver)

    assert accepted(contract) == DAY


def test_an_approved_acceptance_ends_the_purchase(make_change, contract, clerk, approver):
    publish(make_change(), clerk, approver)

    contract.purchase.refresh_from_db()
    assert contract.purchase.ends_on == DAY


def test_an_acceptance_of_an_instalment_stands_there_alone(make_change, contract, clerk, approver):
    Instalment.objects.create(contract=contract, number=1, amount=Decimal(100))
    Instalment.objects.create(contract=contract, number=2, amount=Decimal(100))

    publish(make_change(instalment=2), clerk, approver)

    days = list(contract.instalments.values_list("accepted_on", flat=True))
    assert (accepted(contract), days) == (None, [None, DAY])


def test_an_approved_amendment_sets_price_and_end(make_change, contract, clerk, approver):
    change = make_change(
        kind=ChangeKind.AMENDED, price=Decimal(500_000), ends_on=DAY, reason="ฝนตกหนัก"
    )
    publish(change, clerk, approver)

    contract.refresh_from_db()
    assert (contract.current_price, contract.last_day) == (Decimal(500_000), DAY)


def test_a_withdrawn_step_is_taken_out_of_the_contract(make_change, contract, clerk, approver):
    change = make_change(kind=ChangeKind.AMENDED, price=Decimal(500_000), reason="ฝนตกหนัก")
    publish(change, clerk, approver)

    withdraw(change.stage, by=approver, reason="ใส่ผิดสัญญา")

    contract.refresh_from_db()
    assert contract.current_price == Decimal(480_000)


def test_a_corrected_amendment_replaces_what_it_had_written(make_change, contract, clerk, approver):
    change = make_change(kind=ChangeKind.AMENDED, price=Decimal(500_000), reason="ฝนตกหนัก")
    publish(change, clerk, approver)
    change.refresh_from_db()

    change.price = Decimal(490_000)
    change.save()

    prices = list(contract.amendments.values_list("price", flat=True))
    assert prices == [Decimal(490_000)]


def test_a_deleted_acceptance_is_taken_out_of_the_contract(make_change, contract, clerk, approver):
    change = make_change()
    publish(change, clerk, approver)
    change.refresh_from_db()

    change.delete()

    assert accepted(contract) is None


# ------------------------------------------------------------------ one acceptance after another
FIRST, SECOND, THIRD = (dt.date(2022, 11, day) for day in (12, 25, 28))


@pytest.fixture
def accept(make_change, clerk, approver):
    """Return a function that publishes an acceptance in a step of its own, and returns the step."""

    def accept(day, **fields):
        change = make_change(on=day, **fields)
        publish(change, clerk, approver)
        return change.stage

    return accept


@pytest.fixture
def take(approver):
    return lambda stage: withdraw(stage, by=approver, reason="บันทึกซ้ำ")


def type_in(contract, day):
    contract.refresh_from_db()
    contract.accepted_on = day
    contract.save()


def test_when_a_second_acceptance_is_withdrawn_the_first_stands_again(contract, accept, take):
    accept(FIRST)
    take(accept(SECOND))

    assert accepted(contract) == FIRST


def test_when_the_first_of_two_is_withdrawn_the_second_stands(contract, accept, take):
    first = accept(FIRST)
    accept(SECOND)
    take(first)

    assert accepted(contract) == SECOND


def test_when_all_acceptances_are_withdrawn_none_stands(contract, accept, take):
    stages = [accept(FIRST), accept(SECOND)]
    for stage in stages:
        take(stage)

    assert accepted(contract) is None


def test_two_acceptances_of_one_day_stand_until_both_are_withdrawn(contract, accept, take):
    stages = [accept(FIRST), accept(FIRST)]
    days = []
    for stage in stages:
        take(stage)
        days.append(accepted(contract))

    assert days == [FIRST, None]


@pytest.mark.parametrize("typed", [THIRD, FIRST])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_was_typed_in_the_contract_stands_again_in_the_end(
    contract, accept, take, typed, order
):
    type_in(contract, typed)
    stages = [accept(FIRST), accept(SECOND)]
    for place in order:
        take(stages[place])

    assert accepted(contract) == typed


def test_what_was_typed_after_an_acceptance_stands_again(contract, accept, take):
    accept(FIRST)
    type_in(contract, THIRD)
    take(accept(SECOND))

    assert accepted(contract) == THIRD


def test_what_was_typed_last_stands_whatever_is_withdrawn(contract, accept, take):
    stage = accept(FIRST)
    type_in(contract, THIRD)
    take(stage)

    assert accepted(contract) == THIRD


def test_acceptances_of_other_instalments_do_not_stand_for_one(contract, accept, take):
    for number in (1, 2):
        Instalment.objects.create(contract=contract, number=number, amount=Decimal(100))
    accept(FIRST)
    accept(FIRST, instalment=1)
    take(accept(SECOND, instalment=2))

    days = list(contract.instalments.values_list("accepted_on", flat=True))
    assert (accepted(contract), days) == (FIRST, [FIRST, None])


def test_a_corrected_acceptance_takes_its_old_day_along(contract, accept, take):
    accept(FIRST)
    stage = accept(SECOND)
    change = stage.contractchange_set.get()
    change.on = THIRD
    change.save()
    before = accepted(contract)
    take(stage)

    assert (before, accepted(contract)) == (THIRD, FIRST)


def test_a_step_that_is_saved_again_writes_nothing_anew(contract, accept):
    first = accept(FIRST)
    accept(SECOND)
    first.save()

    assert accepted(contract) == SECOND


def test_an_amendment_that_is_saved_again_stays_the_same_row(
    make_change, contract, clerk, approver
):
    change = make_change(kind=ChangeKind.AMENDED, price=Decimal(500_000), reason="ฝนตกหนัก")
    publish(change, clerk, approver)
    (before,) = contract.amendments.values_list("pk", flat=True)
    change.stage.save()

    assert list(contract.amendments.values_list("pk", flat=True)) == [before]


def test_a_draft_of_the_same_day_leaves_what_others_wrote(make_change, contract):
    contract.accepted_on = DAY
    contract.save()

    make_change().save()

    assert accepted(contract) == DAY


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": ChangeKind.AMENDED, "reason": "ฝนตก"}, "price"),
        ({"kind": ChangeKind.AMENDED, "price": Decimal(1)}, "reason"),
        (
            {"kind": ChangeKind.AMENDED, "price": Decimal(1), "reason": "x", "instalment": 1},
            "instalment",
        ),
        ({"instalment": 7}, "instalment"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(make_change, fields, wrong):
    change = make_change()
    for name, value in fields.items():
        setattr(change, name, value)

    with pytest.raises(ValidationError) as refused:
        change.full_clean()

    assert list(refused.value.message_dict) == [wrong]


def test_a_contract_of_another_purchase_is_refused(make_change, make_purchase, make_contract):
    change = make_change()
    change.contract = make_contract(make_purchase("ซื้อวัสดุสำนักงาน"), number="2/2566")

    with pytest.raises(ValidationError) as refused:
        change.full_clean()

    assert list(refused.value.message_dict) == ["contract"]


# ------------------------------------------------------------------ pages that were open meanwhile
@pytest.fixture
def opened(client, approver):
    """Return a function that opens the page of a row, and gives one that saves it as it stood then."""
    client.force_login(approver)

    def open_page(row):
        form = client.get(page_of(row)).context["adminform"].form
        values = {name: form[name].value() for name in form.fields}
        sent = {name: value for name, value in values.items() if value is not None}
        own = typed(row) if row._meta.model_name == "purchase" else {}
        rows_of = [rows(name, []) for name in ("amendments", "instalments")]
        blank = {name: value for each in rows_of for name, value in each.items()} | no_rows()
        return lambda **fields: client.post(
            page_of(row), blank | sent | own | {"seen": sent["seen"], **fields}
        )

    return open_page


def of_contract(contract):
    """The row of a contract on the page of its purchase, as it stood before anything was accepted."""
    row = {
        "id": contract.pk, "number": contract.number, "signed_on": "1 ก.พ. 66",
        "vendor": contract.vendor_id, "price": "480000", "ends_on": "1 พ.ค. 66",
        "reason_code": "1", "accepted_on": "",
    }  # fmt: skip
    return rows("contract_set", [row])


def errors(response):
    return str(response.context["adminform"].form.non_field_errors())


def test_a_purchase_that_was_open_is_not_saved_over_an_acceptance(
    make_change, contract, clerk, approver, opened
):
    save = opened(contract.purchase)
    publish(make_change(), clerk, approver)

    response = save(title="ชื่อใหม่", correction_reason="แก้ชื่อ", **of_contract(contract))

    assert (response.status_code, accepted(contract)) == (200, DAY)
    assert str(approver) in errors(response)
    assert response.context["adminform"].form["title"].value() == "ชื่อใหม่"


def test_a_purchase_that_is_opened_afterwards_is_saved(
    make_change, contract, clerk, approver, opened
):
    publish(make_change(), clerk, approver)

    response = opened(contract.purchase)(title="ชื่อใหม่", correction_reason="แก้ชื่อ")

    contract.purchase.refresh_from_db()
    assert (response.status_code, contract.purchase.title) == (302, "ชื่อใหม่")


def test_a_contract_that_was_open_is_not_saved_over_an_acceptance(
    make_change, contract, clerk, approver, opened
):
    save = opened(contract)
    publish(make_change(), clerk, approver)

    response = save(number="9/2566", correction_reason="แก้เลข")

    assert (response.status_code, accepted(contract), contract.number) == (200, DAY, "1/2566")
    assert response.context["adminform"].form["number"].value() == "9/2566"


def test_a_contract_that_was_open_is_not_saved_over_a_withdrawal(
    make_change, contract, clerk, approver, opened
):
    change = make_change()
    publish(change, clerk, approver)
    save = opened(contract)
    withdraw(change.stage, by=approver, reason="ใส่ผิดสัญญา")

    response = save(number="9/2566", correction_reason="แก้เลข")

    assert (response.status_code, accepted(contract)) == (200, None)


def test_a_contract_of_another_step_is_not_saved_over_an_amendment(
    make_change, contract, make_stage, clerk, approver, opened
):
    contract.stage = make_stage(contract.purchase)
    contract.save()
    save = opened(contract)
    publish(make_change(kind=ChangeKind.AMENDED, price=Decimal(1), reason="ลด"), clerk, approver)

    response = save(correction_reason="แก้เลข", number="9/2566")

    assert (response.status_code, accepted(contract), contract.number) == (200, None, "1/2566")


def test_a_step_that_is_only_written_changes_no_page(make_change, contract):
    contract.purchase.refresh_from_db()
    before = contract.purchase.changed_at

    make_change()

    contract.purchase.refresh_from_db()
    assert contract.purchase.changed_at == before
