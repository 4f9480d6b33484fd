"""Acceptance and amendments that a step brings to a contract that is there."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from procurement.models import ChangeKind, ContractChange, Instalment
from publishing.actions import approve, submit, withdraw
from publishing.workflow import State

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
