"""What no approver has published is in no release: each part of a stage, each state, each way in."""

import datetime as dt
from decimal import Decimal

import pytest

from procurement.methods import NoticeKind
from procurement.models import (
    Amendment,
    Bid,
    ChangeKind,
    Contract,
    ContractChange,
    Instalment,
    MedianPrice,
    Notice,
    Progress,
    PurchaseDocument,
    Vendor,
    VendorKind,
)
from procurement.models.purchase import PARTS
from publishing.workflow import State
from tests.procurement.conftest import PERSON

SECRET = "ความลับ"  # in every text
PRICE = Decimal("7777777.77")  # in every amount
DAY = dt.date(1999, 9, 9)  # on every date
TRACES = (SECRET, "%E0%B8%84%E0%B8%A7", "7777777.77", "7,777,777.77", "1999-09", "2542", PERSON)
HIDDEN = [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN]


def make_parts(purchase, stage):
    """Add one part of every kind, each field of it unlike anything else."""
    own = {"purchase": purchase, "stage": stage}
    vendor = Vendor.objects.create(name=SECRET, kind=VendorKind.NATURAL, tax_number=PERSON)
    MedianPrice.objects.create(**own, value=PRICE, set_on=DAY, sources=SECRET, officers=SECRET)
    for kind in NoticeKind:
        notice = Notice.objects.create(
            **own,
            kind=kind,
            published_on=DAY,
            closes_on=DAY,
            title=SECRET,
            url=f"https://x.org/{SECRET}",
        )
    Bid.objects.create(**own, vendor=vendor, price=PRICE, is_selected=True, remark=SECRET)
    contract = Contract.objects.create(
        **own,
        number=SECRET,
        vendor=vendor,
        price=PRICE,
        signed_on=DAY,
        starts_on=DAY,
        ends_on=DAY,
        accepted_on=DAY,
        cancelled_on=DAY,
    )
    Amendment.objects.create(
        contract=contract, signed_on=DAY, price=PRICE, ends_on=DAY, reason=SECRET
    )
    if stage is not None:
        ContractChange.objects.create(
            **own,
            contract=contract,
            kind=ChangeKind.AMENDED,
            on=DAY,
            price=PRICE,
            ends_on=DAY,
            reason=SECRET,
        )
    Instalment.objects.create(contract=contract, number=1, work=SECRET, amount=PRICE, due_on=DAY)
    Progress.objects.create(**own, on=DAY, percent=77, text=SECRET)
    PurchaseDocument.objects.create(
        **own, title=SECRET, dated=DAY, notice=notice, document=SECRET, document_kind="pdf"
    )
    if stage is not None:
        stage.save()  # takes note of its parts


def everything_said(client):
    """Return all that a stranger can read of the year, as one text."""
    found = []
    for address in ("/procurement/2566/1/ocds.json", "/procurement/2566/ocds.json"):
        response = client.get(address)
        found.append(response.getvalue().decode() if response.status_code == 200 else "")
        response.close()
    return "".join(found)


def traces(text):
    return [each for each in TRACES if each in text]


def test_this_file_hides_every_kind_of_part(make_purchase, make_stage):
    stage = make_stage()
    make_parts(stage.purchase, stage)

    assert [name for name in PARTS if not getattr(stage, name).exists()] == []


def test_a_stage_that_is_published_is_told(agency, make_stage, client):
    stage = make_stage()
    make_parts(stage.purchase, stage)

    assert traces(everything_said(client)) == [each for each in TRACES if each != PERSON]


@pytest.mark.parametrize("state", HIDDEN)
def test_a_stage_that_is_not_published_leaves_no_trace(
    agency, make_purchase, make_stage, client, state
):
    purchase = make_purchase()
    before = everything_said(client)
    stage = make_stage(purchase, state=State.DRAFT)
    make_parts(purchase, stage)
    # A withdrawn stage has a date of publication: that of the release is as it should be.
    type(stage).objects.filter(pk=stage.pk).update(
        state=state, published_at=purchase.published_at if state == State.WITHDRAWN else None
    )

    after = everything_said(client)

    assert traces(after) == []
    assert after == before


@pytest.mark.parametrize("state", HIDDEN)
def test_a_purchase_that_is_not_published_leaves_no_trace(
    agency, make_purchase, make_stage, client, state
):
    hidden = make_purchase(SECRET, state=state, egp_number="77777777777", reason=SECRET)
    make_parts(hidden, None)
    make_purchase()

    said = everything_said(client)

    assert traces(said) == []
    assert "2566-2" in said


def test_stages_beside_each_other_are_told_apart(agency, make_stage, client):
    shown = make_stage()
    shown.notice_set.create(purchase=shown.purchase, kind="W0", published_on=dt.date(2023, 1, 9))
    hidden = make_stage(shown.purchase, state=State.IN_REVIEW)
    make_parts(shown.purchase, hidden)

    said = everything_said(client)

    assert traces(said) == []
    assert "2023-01-09" in said


def test_a_file_of_a_hidden_notice_says_nothing_of_the_notice(
    agency, make_purchase, make_stage, make_notice, client
):
    purchase = make_purchase()
    stage = make_stage(purchase, state=State.DRAFT)
    notice = make_notice(purchase, kind=NoticeKind.WINNER, stage=stage)
    PurchaseDocument.objects.create(
        purchase=purchase, title="เอกสาร", notice=notice, document="x", document_kind="pdf"
    )

    said = everything_said(client)

    assert "เอกสาร" in said
    assert "awardNotice" not in said
