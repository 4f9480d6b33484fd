"""What must hold of purchases and their parts, whoever writes them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from procurement.methods import WINNERS, Method, NoticeKind
from procurement.models import (
    Contract,
    Instalment,
    Notice,
    Progress,
    Purchase,
    Vendor,
    VendorKind,
)
from procurement.models.purchase import PARTS
from procurement.models.stage import StagePart
from publishing.workflow import State
from tests.procurement.conftest import COMPANY, PERSON

TODAY = dt.date(2023, 3, 15)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)


def refused(write):
    """Say whether the database itself refuses what `write` does."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


# ------------------------------------------------------------------ numbers and names
def test_purchases_are_numbered_within_their_year(make_purchase):
    numbers = [make_purchase(fiscal_year=year).number for year in (2566, 2566, 2567, 2566)]

    assert numbers == [1, 2, 1, 3]


def test_a_number_is_not_given_again_after_a_withdrawal(make_purchase):
    make_purchase(state=State.WITHDRAWN)

    assert make_purchase().number == 2


def test_a_purchase_keeps_its_number(make_purchase):
    first = make_purchase()
    make_purchase()
    first.title = "ชื่อใหม่"
    first.save()

    assert first.number == 1


def test_the_database_refuses_a_number_twice(make_purchase):
    purchase = make_purchase()

    assert refused(lambda: make_purchase(number=purchase.number))


def test_an_egp_number_stands_once(make_purchase):
    make_purchase(egp_number="65017000001")

    assert refused(lambda: make_purchase(egp_number="65017000001"))


def test_the_egp_number_of_what_was_withdrawn_is_free_again(make_purchase):
    make_purchase(egp_number="65017000001", state=State.WITHDRAWN)

    assert not refused(lambda: make_purchase(egp_number="65017000001"))


def test_many_purchases_have_no_egp_number(make_purchase):
    make_purchase()

    assert not refused(make_purchase)


@pytest.mark.parametrize("number", ["6501700000", "650170000011", "6501700000a"])
def test_an_egp_number_has_eleven_digits(make_purchase, number):
    purchase = make_purchase()
    purchase.egp_number = number

    with pytest.raises(ValidationError) as caught:
        purchase.clean_fields()
    assert list(caught.value.error_dict) == ["egp_number"]


# ------------------------------------------------------------------ constraints
@pytest.mark.parametrize(
    "fields",
    [
        {"fiscal_year": 2023},
        {"fiscal_year": 2700},
        {"allocated": Decimal(-1)},
        {"amount": Decimal("-0.01")},
        {"cancelled_on": TODAY},
    ],
    ids=str,
)
def test_the_database_refuses_a_purchase_that_cannot_be(make_purchase, fields):
    purchase = make_purchase()

    assert refused(lambda: Purchase.objects.filter(pk=purchase.pk).update(**fields))


def test_what_was_cancelled_says_why(make_purchase):
    purchase = make_purchase(cancelled_on=TODAY, cancel_reason="ไม่มีผู้ยื่นข้อเสนอ")

    assert purchase.cancelled_on == TODAY


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN])
def test_what_was_published_has_a_time(make_purchase, state):
    purchase = make_purchase()

    assert refused(
        lambda: Purchase.objects.filter(pk=purchase.pk).update(state=state, published_at=None)
    )


@pytest.mark.parametrize(
    "write",
    [
        lambda purchase: Notice.objects.create(
            purchase=purchase,
            kind=NoticeKind.INVITATION,
            published_on=TODAY,
            closes_on=YESTERDAY,
        ),
        lambda purchase: Contract.objects.create(
            purchase=purchase, price=1, starts_on=TODAY, ends_on=YESTERDAY
        ),
        lambda purchase: Contract.objects.create(purchase=purchase, price=-1),
        lambda purchase: Progress.objects.create(purchase=purchase, on=TODAY, percent=101),
    ],
    ids=["closes before it opens", "ends before it begins", "negative", "more than whole"],
)
def test_the_database_refuses_a_part_that_cannot_be(make_purchase, write):
    purchase = make_purchase()

    assert refused(lambda: write(purchase))


def test_the_database_refuses_a_negative_median_price(make_purchase, make_median_price):
    purchase = make_purchase()

    assert refused(lambda: make_median_price(purchase, -1))


def test_a_bidder_offers_once(make_purchase, make_bid):
    purchase = make_purchase()
    make_bid(purchase)

    assert refused(lambda: make_bid(purchase, 1))


def test_an_instalment_is_numbered_once(make_purchase, make_contract):
    contract = make_contract(make_purchase())
    Instalment.objects.create(contract=contract, number=1, amount=1)

    assert refused(lambda: Instalment.objects.create(contract=contract, number=1, amount=1))


@pytest.mark.parametrize(
    ("kind", "number", "is_refused"),
    [
        (VendorKind.JURISTIC, PERSON, True),
        (VendorKind.JURISTIC, COMPANY, False),
        (VendorKind.NATURAL, PERSON, False),
        (VendorKind.NATURAL, COMPANY, False),
    ],
)
def test_the_number_of_a_vendor_fits_its_kind(db, kind, number, is_refused):
    made = refused(lambda: Vendor.objects.create(name="ร้าน", kind=kind, tax_number=number))

    assert made is is_refused


def test_a_tax_number_stands_once(make_vendor):
    make_vendor("ร้านหนึ่ง", tax_number=COMPANY)

    assert refused(lambda: make_vendor("ร้านสอง", tax_number=COMPANY))


def test_vendors_of_unknown_number_stand_beside_each_other(make_vendor):
    make_vendor("ร้านหนึ่ง")

    assert not refused(lambda: make_vendor("ร้านสอง"))


def test_a_notice_changes_none_of_another_purchase(make_purchase, make_notice):
    other = make_notice(make_purchase())
    notice = Notice(purchase=make_purchase(), kind=NoticeKind.INVITATION, published_on=TODAY)
    notice.replaces = other

    with pytest.raises(ValidationError) as caught:
        notice.clean()
    assert list(caught.value.error_dict) == ["replaces"]


@pytest.mark.parametrize("kind", sorted(set(NoticeKind) - WINNERS))
def test_only_a_notice_of_a_winner_names_one(make_purchase, make_vendor, kind):
    notice = Notice(purchase=make_purchase(), kind=kind, published_on=TODAY, winner=make_vendor())

    with pytest.raises(ValidationError) as caught:
        notice.clean()
    assert list(caught.value.error_dict) == ["winner"]


def test_a_part_belongs_to_the_purchase_of_its_stage(make_purchase, make_stage):
    progress = Progress(purchase=make_purchase(), stage=make_stage(), on=TODAY, percent=1)

    with pytest.raises(ValidationError):
        progress.clean()


# ------------------------------------------------------------------ numbers of persons
@pytest.mark.parametrize(
    ("kind", "number", "shown"),
    [
        (VendorKind.JURISTIC, COMPANY, COMPANY),
        (VendorKind.NATURAL, PERSON, "3-1005-XXXXX-XX-X"),
        (VendorKind.NATURAL, COMPANY, "0-1055-XXXXX-XX-X"),
        (VendorKind.NATURAL, "", ""),
        (VendorKind.JURISTIC, "", ""),
    ],
)
def test_the_number_of_a_person_is_masked(kind, number, shown):
    assert Vendor(name="ก", kind=kind, tax_number=number).public_tax_number == shown


# ------------------------------------------------------------------ before it becomes public
@pytest.mark.parametrize(
    ("fields", "count"), [({}, 0), ({"number": ""}, 1), ({"number": "", "on": None}, 2)]
)
def test_a_contract_is_complete_before_it_becomes_public(
    make_purchase, make_contract, fields, count
):
    contract = make_contract(make_purchase(), **fields)

    assert len(contract.problems()) == count


def test_what_the_public_reads_of_a_part_is_on_record(
    make_purchase, make_contract, make_bid, make_notice, make_median_price, make_vendor
):
    purchase = make_purchase(planned_on=dt.date(2022, 12, 1))
    parts = [
        (make_bid(purchase), {"is_selected": True}),
        (make_bid(purchase, vendor=Vendor.objects.create(name="ข")), {"remark": "ไม่ผ่าน"}),
        (make_notice(purchase), {"url": "https://process.gprocurement.go.th/1"}),
        (
            make_notice(purchase, kind=NoticeKind.WINNER),
            {"winner": make_bid(make_purchase()).vendor},
        ),
        (make_median_price(purchase), {"sources": "สืบราคา 3 ราย"}),
        (make_contract(purchase), {"starts_on": dt.date(2023, 2, 2)}),
        (make_contract(purchase), {"cancelled_on": dt.date(2023, 3, 2)}),
        (make_contract(purchase), {"reason_code": "4"}),
        (purchase, {"planned_on": dt.date(2023, 1, 1)}),
    ]
    silent = []
    for row, changes in parts:
        before = purchase.public_facts()
        type(row).objects.filter(pk=row.pk).update(**changes)
        purchase.refresh_from_db()
        if purchase.public_facts() == before:
            silent.append(changes)

    assert silent == []


@pytest.fixture
def winner_notice(make_notice, make_bid, make_vendor):
    """Return a function that makes a winner notice of a purchase with two bidders."""

    def make(purchase, stage=None, *, marked=False, **fields):
        for name in ("ร้านหนึ่ง", "ร้านสอง"):
            make_bid(purchase, vendor=make_vendor(name), is_selected=marked)
            marked = False
        return make_notice(purchase, kind=NoticeKind.WINNER, stage=stage, **fields)

    return make


def test_a_step_says_which_of_several_bidders_won(make_stage, winner_notice):
    stage = make_stage(state=State.DRAFT)

    [problem] = winner_notice(stage.purchase, stage).problems()

    assert problem.at == "winner"


def test_a_step_need_not_say_which_of_one_bidder_won(make_stage, make_bid, make_notice):
    stage = make_stage(state=State.DRAFT)
    make_bid(stage.purchase)

    assert make_notice(stage.purchase, kind=NoticeKind.WINNER, stage=stage).problems() == []


def test_a_purchase_with_a_marked_bid_says_so_once(make_stage, winner_notice):
    stage = make_stage(state=State.DRAFT)

    assert winner_notice(stage.purchase, stage, marked=True).problems() == []


def test_a_marked_bid_does_not_tell_who_won_after_a_cancellation(
    make_stage, make_notice, winner_notice
):
    stage = make_stage(state=State.DRAFT)
    make_notice(stage.purchase, kind=NoticeKind.WINNER_CANCELLED)

    assert len(winner_notice(stage.purchase, stage, marked=True).problems()) == 1


def test_what_came_with_the_purchase_names_no_winner_if_nobody_did(make_purchase, winner_notice):
    assert winner_notice(make_purchase()).problems() == []


def test_who_won_is_one_of_the_bidders(make_purchase, make_vendor, winner_notice):
    purchase = make_purchase()
    stranger = winner_notice(purchase, winner=make_vendor("ร้านอื่น"))
    bidder = Notice(purchase=purchase, kind=NoticeKind.WINNER, winner=make_vendor("ร้านหนึ่ง"))

    assert [[each.at for each in row.problems()] for row in (stranger, bidder)] == [["winner"], []]


def test_a_winner_need_not_be_a_bidder_where_none_is_entered(
    make_purchase, make_notice, make_vendor
):
    notice = make_notice(make_purchase(), kind=NoticeKind.WINNER, winner=make_vendor())

    assert notice.problems() == []


def test_a_contract_names_its_vendor(make_purchase):
    contract = Contract.objects.create(
        purchase=make_purchase(), number="1", signed_on=TODAY, price=1
    )

    assert len(contract.problems()) == 1


def test_an_empty_stage_of_an_unpublished_purchase_has_two_problems(make_purchase, make_stage):
    stage = make_stage(make_purchase(state=State.DRAFT), state=State.DRAFT)

    assert len(stage.problems()) == 2


def test_a_stage_with_something_in_it_may_go_on(make_stage, make_progress):
    stage = make_stage(state=State.DRAFT)
    make_progress(stage.purchase, stage=stage)

    assert stage.problems() == []


def test_every_method_belongs_to_a_group(make_purchase):
    assert all(Purchase(method=method).group for method in Method)


def test_every_kind_of_part_is_named_once():
    relations = {
        relation.get_accessor_name()
        for relation in Purchase._meta.related_objects
        if issubclass(relation.related_model, StagePart)
    }

    assert sorted(PARTS) == sorted(relations)
