"""What a post outside tells of a purchase: what, from whom, at what price."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from agency.models import Village
from procurement.methods import NoticeKind
from procurement.models import Amendment, Contract
from publishing.share_kit import facts_of, kit_of
from publishing.workflow import State

SELLER, PRICE, MEDIAN = "seller or contractor", "price agreed", "median price"


@pytest.fixture
def told():
    """Return a function that tells the facts of a purchase by their label, in English."""

    def tell(purchase):
        return {str(label): str(fact) for label, fact in purchase.share_facts()}

    return tell


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def village(db):
    return Village.objects.create(number=3, name="บ้านน้ำใส")


def test_a_finished_purchase_tells_what_from_whom_and_at_what_price(
    make_purchase, make_contract, make_median_price, make_vendor, village, told
):
    purchase = make_purchase("จ้างก่อสร้างถนน", village=village)
    make_median_price(purchase, 500_000)
    make_contract(purchase, vendor=make_vendor("ร้านดี"), accepted_on=dt.date(2023, 5, 1))
    purchase.refresh_from_db()

    assert list(told(purchase).values()) == [
        "จ้างก่อสร้างถนน",
        "ร้านดี",
        "480,000.00 baht",
        "500,000.00 baht; the agreed price is 4.0% below it",
        str(village),
        "Contract period ended",
    ]


@pytest.mark.parametrize(
    ("median", "words"),
    [
        (480_000, "480,000.00 baht; the agreed price is equal to it"),
        (400_000, "400,000.00 baht; the agreed price is 20.0% above it"),
        (
            480_001,
            "480,001.00 baht (Slightly below the median price, by less than a tenth of a percent)",
        ),
    ],
)
def test_the_median_price_says_how_far_the_agreed_price_lies_from_it(
    make_purchase, make_contract, make_median_price, told, median, words
):
    purchase = make_purchase()
    make_median_price(purchase, median)
    make_contract(purchase)
    purchase.refresh_from_db()

    assert told(purchase)[MEDIAN] == words


def test_every_seller_of_a_contract_that_stands_is_named_once(
    make_purchase, make_contract, make_vendor, told
):
    purchase = make_purchase()
    for name, cancelled_on in (("ร้านหนึ่ง", None), ("ร้านสอง", dt.date(2023, 3, 1)), ("ร้านสาม", None)):
        make_contract(purchase, vendor=make_vendor(name), cancelled_on=cancelled_on)
    make_contract(purchase, vendor=make_vendor("ร้านหนึ่ง"))
    purchase.refresh_from_db()

    assert told(purchase)[SELLER] == "ร้านหนึ่ง, ร้านสาม"


def test_a_contract_of_a_step_that_is_not_approved_is_not_told(
    make_purchase, make_stage, make_contract, told
):
    purchase = make_purchase()
    make_contract(purchase, stage=make_stage(purchase, state=State.IN_REVIEW))
    purchase.refresh_from_db()

    assert [label in told(purchase) for label in (SELLER, PRICE)] == [False, False]


def test_a_price_that_was_amended_is_told_with_what_it_came_to(make_purchase, make_contract, told):
    purchase = make_purchase()
    contract = make_contract(purchase)
    Amendment.objects.create(
        contract=contract, signed_on=dt.date(2023, 3, 1), price=490_000, reason="เพิ่มงาน"
    )
    purchase.refresh_from_db()

    assert told(purchase)[PRICE] == "480,000.00 baht (490,000.00 baht after amendment)"


def test_what_is_open_for_offers_tells_what_it_may_cost_and_until_when(
    make_purchase, make_notice, told
):
    closes_on = timezone.localdate() + dt.timedelta(days=3)
    purchase = make_purchase()
    make_notice(purchase, on=timezone.localdate(), closes_on=closes_on)
    purchase.refresh_from_db()

    facts = told(purchase)
    labels = ["amount to buy or hire (baht)", "procurement method", "last day for offers", "status"]
    assert [label for label in facts if label in labels] == labels
    assert (facts[labels[0]], facts["status"]) == ("500,000.00", "Open for offers")


def test_a_cancelled_purchase_names_no_seller(make_purchase, make_contract, told):
    purchase = make_purchase(cancelled_on=dt.date(2023, 4, 1), cancel_reason="ไม่มีงบ")
    make_contract(purchase)
    purchase.refresh_from_db()

    facts = told(purchase)
    assert (SELLER in facts, facts["status"]) == (False, "Procurement cancelled")


def test_both_texts_of_the_kit_name_seller_and_price(agency, make_purchase, make_contract):
    purchase = make_purchase("จ้างก่อสร้างถนน")
    make_contract(purchase)
    purchase.refresh_from_db()

    kit, seller = kit_of(purchase), str(Contract.objects.get().vendor)
    texts = (kit.short, kit.long)
    assert [(seller in text, "480,000.00" in text) for text in texts] == [(True, True)] * 2


def test_the_sheet_for_the_board_tells_the_same_first_and_then_the_rest(
    make_purchase, make_contract
):
    purchase = make_purchase(egp_number="65000000001")
    make_contract(purchase)
    purchase.refresh_from_db()

    labels = [label for label, _fact in facts_of(purchase)]
    assert (labels[1:3], "e-GP project number" in labels[3:]) == ([SELLER, PRICE], True)


def test_a_purchase_was_known_from_its_first_notice_on(make_purchase, make_notice):
    early, late = make_purchase(), make_purchase()
    make_notice(early, kind=NoticeKind.PLAN, on=dt.date(2022, 9, 15))
    make_notice(late, on=dt.date(2023, 1, 9))

    assert [each.known_since for each in (early, late)] == [
        dt.date(2022, 9, 15),
        dt.date(2022, 10, 1),
    ]
