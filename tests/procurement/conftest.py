"""The props of the procurement tests: functions that return saved rows, published unless told."""

import datetime as dt
from decimal import Decimal

import pytest

from procurement.methods import Method, NoticeKind, WorkKind
from procurement.models import (
    Bid,
    Contract,
    MedianPrice,
    Notice,
    Progress,
    Purchase,
    Stage,
    Vendor,
    VendorKind,
)
from procurement.models.purchase import refresh_list_facts
from publishing.workflow import State
from tests.budget.conftest import heading, make_line, make_supplement, make_year  # noqa: F401
from tests.conftest import published_fields

COMPANY = "0105500000001"  # made up: the check digit is wrong
PERSON = "3100500000001"  # made up: the check digit is wrong


@pytest.fixture
def make_vendor(db):
    """Return a function that makes a company, or with `kind` a natural person."""

    def make(name="ห้างหุ้นส่วนจำกัด ตัวอย่างก่อสร้าง", *, kind=VendorKind.JURISTIC, **fields):
        return Vendor.objects.get_or_create(name=name, kind=kind, defaults=fields)[0]

    return make


@pytest.fixture
def make_purchase(db):
    """Return a function that makes a purchase in the plan."""

    def make(title="จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", *, state=State.PUBLISHED, **fields):
        fields = {
            "fiscal_year": 2566,
            "kind": WorkKind.WORKS,
            "method": Method.SPECIFIC,
            "allocated": Decimal(500_000),
            "amount": Decimal(500_000),
        } | fields
        return Purchase.objects.create(title=title, **published_fields(state), **fields)

    return make


@pytest.fixture
def make_stage(make_purchase):
    """Return a function that makes a later stage; parts are added with `stage=`."""

    def make(purchase=None, *, state=State.PUBLISHED, title="ลงนามสัญญา", **fields):
        purchase = purchase or make_purchase()
        return Stage.objects.create(
            purchase=purchase, title=title, **published_fields(state), **fields
        )

    return make


@pytest.fixture
def make_notice():
    def make(purchase, *, kind=NoticeKind.INVITATION, on=dt.date(2023, 1, 9), **fields):
        notice = Notice.objects.create(purchase=purchase, kind=kind, published_on=on, **fields)
        return _listed(notice)

    return make


@pytest.fixture
def make_contract(make_vendor):
    def make(purchase, *, on=dt.date(2023, 2, 1), price=Decimal(480_000), **fields):
        fields.setdefault("number", "1/2566")
        fields.setdefault("vendor", fields.get("vendor") or make_vendor())
        contract = Contract.objects.create(
            purchase=purchase, signed_on=on, price=Decimal(price), **fields
        )
        return _listed(contract)

    return make


@pytest.fixture
def make_median_price():
    def make(purchase, value=490_000, *, on=dt.date(2023, 1, 5), **fields):
        return MedianPrice.objects.create(
            purchase=purchase, value=Decimal(value), set_on=on, **fields
        )

    return make


@pytest.fixture
def make_bid(make_vendor):
    def make(purchase, price=480_000, *, vendor=None, **fields):
        vendor = vendor or make_vendor()
        return Bid.objects.create(purchase=purchase, vendor=vendor, price=Decimal(price), **fields)

    return make


@pytest.fixture
def make_progress():
    def make(purchase, percent=50, *, on=dt.date(2023, 3, 1), **fields):
        return Progress.objects.create(purchase=purchase, percent=percent, on=on, **fields)

    return make


@pytest.fixture
def awarded_again(make_purchase, make_stage, make_notice, make_bid, make_contract, make_vendor):
    """Return a function that tells a purchase up to a step; each is approved by itself.

    The first winner is cancelled before signing, the second signs, and that is cancelled too.
    """

    def tell(until):
        first, second, third = map(make_vendor, ("ร้านหนึ่ง", "ร้านสอง", "ร้านสาม"))
        purchase = make_purchase(method=Method.E_BIDDING)
        make_notice(purchase)

        def bids(stage):
            for order, vendor in enumerate((first, second, third)):
                make_bid(purchase, 400_000 + order, vendor=vendor, stage=stage, order=order)

        def winner(stage, day=20, vendor=first):
            day = dt.date(2023, 1, day)
            make_notice(purchase, kind=NoticeKind.WINNER, on=day, winner=vendor, stage=stage)

        def cancellation(stage):
            replaces = Notice.objects.get(winner=first)
            kind, day = NoticeKind.WINNER_CANCELLED, dt.date(2023, 1, 25)
            make_notice(purchase, kind=kind, on=day, replaces=replaces, stage=stage)

        def contract(stage):
            make_contract(purchase, vendor=second, stage=stage)

        def end(stage):
            purchase.contract_set.update(cancelled_on=dt.date(2023, 3, 1))

        steps = {
            "bids": bids,
            "winner": winner,
            "cancelled": cancellation,
            "next winner": lambda stage: winner(stage, 30, second),
            "contract": contract,
            "contract cancelled": end,
        }
        for name, take in steps.items():
            take(make_stage(purchase, title=name))
            if name == until:
                break
        refresh_list_facts(purchase.pk)
        purchase.refresh_from_db()
        return purchase

    return tell


def _listed(part):
    """Return a part of a purchase after the list has taken note of it."""
    refresh_list_facts(part.purchase_id)
    part.purchase.refresh_from_db()
    return part
