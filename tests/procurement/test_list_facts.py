"""What the list of purchases knows of each: read from what is settled, never typed."""

import datetime as dt

import pytest
from django.utils import timezone

from procurement.methods import NoticeKind
from procurement.models import Amendment, Progress, Purchase
from procurement.models.purchase import refresh_list_facts
from procurement.status import Phase, Status
from publishing.workflow import State

TODAY = dt.date(2023, 3, 15)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)


def test_a_purchase_without_notices_is_in_the_plan(make_purchase):
    purchase = make_purchase(planned_on=dt.date(2022, 12, 1))

    assert (purchase.phase, purchase.price) == (Phase.PLANNED, None)


@pytest.mark.parametrize("planned_on", [None, dt.date(2023, 9, 1)])
def test_what_is_only_planned_is_listed_at_the_beginning_of_its_year(make_purchase, planned_on):
    purchase = make_purchase(planned_on=planned_on)
    refresh_list_facts(purchase.pk)
    purchase.refresh_from_db()

    assert purchase.listed_on == dt.date(2022, 10, 1)


def test_the_notice_of_the_plan_announces_nothing(make_purchase, make_notice):
    purchase = make_notice(make_purchase(), kind=NoticeKind.PLAN).purchase

    assert (purchase.phase, purchase.listed_on) == (Phase.PLANNED, dt.date(2023, 1, 9))


def test_an_invitation_opens_and_closes(make_purchase, make_notice):
    notice = make_notice(make_purchase(), on=dt.date(2023, 1, 9), closes_on=dt.date(2023, 1, 20))
    purchase = notice.purchase

    assert (purchase.phase, purchase.opens_on, purchase.closes_on) == (
        Phase.ANNOUNCED,
        dt.date(2023, 1, 9),
        dt.date(2023, 1, 20),
    )


def test_a_changed_invitation_moves_the_last_day(make_purchase, make_notice):
    purchase = make_purchase()
    first = make_notice(purchase, on=dt.date(2023, 1, 9), closes_on=dt.date(2023, 1, 20))
    changed = {"kind": NoticeKind.INVITATION_CHANGED, "replaces": first}
    make_notice(purchase, on=dt.date(2023, 1, 15), closes_on=dt.date(2023, 1, 27), **changed)

    assert (purchase.opens_on, purchase.closes_on) == (dt.date(2023, 1, 9), dt.date(2023, 1, 27))


def test_a_cancelled_invitation_is_not_open(make_purchase, make_notice):
    purchase = make_purchase()
    make_notice(purchase, on=dt.date(2023, 1, 9), closes_on=dt.date(2023, 1, 20))
    make_notice(purchase, on=dt.date(2023, 1, 10), kind=NoticeKind.INVITATION_CANCELLED)

    assert purchase.status_on(dt.date(2023, 1, 11)) == Status.CONSIDERING


def test_a_new_invitation_after_a_cancelled_one_is_open(make_purchase, make_notice):
    purchase = make_purchase()
    make_notice(purchase, on=dt.date(2023, 1, 9), closes_on=dt.date(2023, 1, 20))
    make_notice(purchase, on=dt.date(2023, 1, 10), kind=NoticeKind.INVITATION_CANCELLED)
    make_notice(purchase, on=dt.date(2023, 2, 1), closes_on=dt.date(2023, 2, 10))

    assert purchase.status_on(dt.date(2023, 2, 10)) == Status.OPEN


def test_the_price_is_that_of_all_contracts_that_stand(make_purchase, make_contract):
    purchase = make_purchase()
    make_contract(purchase, price=100)
    make_contract(purchase, price=50)
    make_contract(purchase, price=7, cancelled_on=TODAY)

    assert (purchase.phase, purchase.price) == (Phase.CONTRACTED, 150)


def test_an_amendment_changes_the_end_and_not_the_price_at_signing(make_purchase, make_contract):
    contract = make_contract(make_purchase(), price=100, ends_on=TODAY)
    Amendment.objects.create(
        contract=contract, signed_on=TODAY, price=120, ends_on=TOMORROW, reason="เพิ่มงาน"
    )
    refresh_list_facts(contract.purchase_id)
    contract.purchase.refresh_from_db()

    assert (contract.purchase.price, contract.purchase.ends_on) == (100, TOMORROW)


def test_acceptance_ends_a_contract_before_its_last_day(make_purchase, make_contract):
    contract = make_contract(make_purchase(), ends_on=TOMORROW, accepted_on=YESTERDAY)

    assert contract.purchase.ends_on == YESTERDAY


def test_a_contract_without_an_end_keeps_the_purchase_running(make_purchase, make_contract):
    purchase = make_purchase()
    make_contract(purchase, ends_on=YESTERDAY)
    make_contract(purchase)

    assert (purchase.ends_on, purchase.status_on(TODAY)) == (None, Status.RUNNING)


def test_a_contract_without_a_date_is_not_signed(make_purchase, make_contract):
    purchase = make_contract(make_purchase(), on=None).purchase

    assert (purchase.phase, purchase.price) == (Phase.PLANNED, None)


def test_a_cancelled_purchase_has_no_price_whatever_was_signed(make_purchase, make_contract):
    purchase = make_purchase(cancelled_on=TODAY, cancel_reason="งบประมาณไม่พอ")
    make_contract(purchase, price=480_000)

    purchase.refresh_from_db()
    assert purchase.price is None


def test_cancelling_goes_before_everything(make_purchase, make_contract):
    purchase = make_purchase(cancelled_on=TODAY, cancel_reason="งบประมาณไม่พอ")
    make_contract(purchase)

    assert purchase.phase == Phase.CANCELLED


@pytest.mark.parametrize(
    ("state", "phase"),
    [
        (State.DRAFT, Phase.PLANNED),
        (State.IN_REVIEW, Phase.PLANNED),
        (State.SENT_BACK, Phase.PLANNED),
        (State.WITHDRAWN, Phase.PLANNED),
        (State.PUBLISHED, Phase.CONTRACTED),
    ],
)
def test_a_stage_counts_once_it_is_published(
    make_purchase, make_stage, make_contract, state, phase
):
    purchase = make_purchase()
    make_contract(purchase, stage=make_stage(purchase, state=state))

    assert (purchase.phase, purchase.contract_set.settled().count()) == (
        phase,
        int(state == State.PUBLISHED),
    )


def test_the_list_takes_note_when_a_stage_becomes_public(make_purchase, make_stage, make_contract):
    purchase = make_purchase()
    stage = make_stage(purchase, state=State.DRAFT)
    make_contract(purchase, stage=stage)
    stage.state, stage.published_at = State.PUBLISHED, timezone.now()
    stage.save()
    purchase.refresh_from_db()

    assert purchase.phase == Phase.CONTRACTED


@pytest.mark.parametrize(
    ("purchase_state", "stage_state", "is_public"),
    [
        (State.PUBLISHED, State.PUBLISHED, True),
        (State.PUBLISHED, State.DRAFT, False),
        (State.PUBLISHED, State.WITHDRAWN, False),
        (State.DRAFT, State.PUBLISHED, False),
        (State.WITHDRAWN, State.PUBLISHED, False),
        (State.PUBLISHED, None, True),
        (State.DRAFT, None, False),
    ],
)
def test_a_part_is_public_with_its_purchase_and_its_stage(
    make_purchase, make_stage, make_progress, purchase_state, stage_state, is_public
):
    purchase = make_purchase(state=purchase_state)
    stage = make_stage(purchase, state=stage_state) if stage_state else None
    part = make_progress(purchase, stage=stage)

    assert (part.is_public, Progress.objects.public().exists()) == (is_public, is_public)


CASES = [
    (phase, closes_on, ends_on)
    for phase in Phase
    for closes_on in (None, YESTERDAY, TODAY, TOMORROW)
    for ends_on in (None, YESTERDAY, TODAY, TOMORROW)
]


def test_the_database_and_the_rule_agree_on_every_status(make_purchase):
    purchase = make_purchase()
    for phase, closes_on, ends_on in CASES:
        facts = {"phase": phase, "closes_on": closes_on, "ends_on": ends_on}
        Purchase.objects.filter(pk=purchase.pk).update(**facts)
        purchase.refresh_from_db()
        found = [each for each in Status if Purchase.objects.with_status(each, TODAY).exists()]

        assert found == [purchase.status_on(TODAY)], facts
