"""Purchases that went every way a purchase can go, and what a stranger is told of them."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from budget.models import BudgetLine, BudgetYear, Heading
from procurement.methods import Method, NoticeKind, WorkKind
from procurement.models import Amendment, Instalment, Purchase, VendorKind
from procurement.models.purchase import refresh_list_facts
from publishing.workflow import State
from tests.conftest import published_fields
from tests.procurement.conftest import COMPANY, PERSON
from tests.procurement.ocds.schema import HOSTILE


@pytest.fixture
def told(client, agency):
    """Return a function that returns the package of a purchase as a stranger gets it."""

    def told(purchase):
        response = client.get(f"/procurement/{purchase.fiscal_year}/{purchase.number}/ocds.json")
        assert response.status_code == 200
        return json.loads(response.content)

    return told


@pytest.fixture
def release(told):
    return lambda purchase: told(purchase)["releases"][0]


@pytest.fixture
def line(agency):
    """A road in the published ordinance of the year."""
    year = BudgetYear.objects.create(
        fiscal_year=2566,
        title="ข้อบัญญัติ 2566",
        effective_on=dt.date(2022, 10, 1),
        **published_fields(State.PUBLISHED),
    )
    plan, its_class = (
        Heading.objects.get(kind=kind, code=code)
        for kind, code in (("plan", "00310"), ("class", "540000"))
    )
    return BudgetLine.objects.create(
        year=year, plan=plan, budget_class=its_class, title="ถนนสายตัวอย่าง", amount=9_900_000
    )


@pytest.fixture
def stories(
    make_purchase, make_notice, make_bid, make_contract, make_median_price, make_vendor, line
):
    """Return the purchases that the schema is asked about, by name."""
    planned = make_purchase(planned_on=dt.date(2022, 12, 10), plan_number="M65120000123")
    opened = make_purchase(
        method=Method.E_BIDDING,
        egp_number="66017000001",
        amount=Decimal("9876543.21"),
        budget_line=line,
    )
    make_notice(opened, kind=NoticeKind.DRAFT_DOCUMENTS)
    make_notice(opened, closes_on=dt.date(2023, 1, 20), url="https://example.org/ประกาศ?ก=ข")
    make_median_price(opened, sources="กรมบัญชีกลาง")
    awarded = make_purchase(kind=WorkKind.CONSULTANCY, reason="เสนอราคาต่ำสุด")
    loser = make_vendor("บริษัท แพ้ประมูล จำกัด", tax_number=COMPANY)
    make_bid(awarded, 490_000, vendor=loser)
    make_bid(awarded, 480_000, is_selected=True)
    make_notice(awarded, kind=NoticeKind.WINNER)
    make_contract(awarded, accepted_on=dt.date(2023, 4, 1))
    again = _awarded_again(make_purchase, make_notice, make_contract, make_vendor)
    changed = make_purchase(kind=WorkKind.LEASE, method=Method.DESIGN_CONTEST)
    contract = make_contract(changed, starts_on=dt.date(2023, 2, 1), ends_on=dt.date(2023, 3, 1))
    Amendment.objects.create(
        contract=contract,
        signed_on=dt.date(2023, 2, 20),
        price=Decimal("450000.50"),
        ends_on=dt.date(2023, 4, 1),
        reason="ฝนตกหนัก",
    )
    Instalment.objects.create(
        contract=contract, number=1, amount=450_000, due_on=dt.date(2023, 3, 1)
    )
    cancelled = make_purchase(cancelled_on=dt.date(2023, 1, 31), cancel_reason="ไม่มีผู้เสนอราคา")
    make_notice(cancelled, kind=NoticeKind.INVITATION)
    make_notice(cancelled, kind=NoticeKind.INVITATION_CANCELLED)
    person = make_purchase()
    make_contract(
        person, vendor=make_vendor("นายตัวอย่าง", kind=VendorKind.NATURAL, tax_number=PERSON)
    )
    hostile = make_purchase(HOSTILE, reason=HOSTILE, public_note=HOSTILE)
    make_contract(hostile, number=HOSTILE[:60], vendor=make_vendor(HOSTILE))
    for each in Purchase.objects.all():
        refresh_list_facts(each.pk)
    return {
        "planned": planned,
        "opened": opened,
        "awarded": awarded,
        "again": again,
        "changed": changed,
        "cancelled": cancelled,
        "person": person,
        "hostile": hostile,
    }


def _awarded_again(make_purchase, make_notice, make_contract, make_vendor):
    """A winner who was cancelled, and the one who came after."""
    purchase = make_purchase()
    first = make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, 10))
    make_notice(purchase, kind=NoticeKind.WINNER_CANCELLED, on=dt.date(2023, 1, 20), replaces=first)
    make_notice(purchase, kind=NoticeKind.WINNER, on=dt.date(2023, 1, 30))
    make_contract(
        purchase,
        number="1/2566",
        on=dt.date(2023, 1, 15),
        vendor=make_vendor("บริษัท รายแรก จำกัด"),
        cancelled_on=dt.date(2023, 1, 20),
    )
    make_contract(purchase, number="2/2566", price=470_000, vendor=make_vendor("บริษัท รายหลัง จำกัด"))
    return purchase
