"""What is missing here, what is missing there, what differs; and a draft from what e-GP says."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from procurement.egp_compare import (
    differing,
    likely_numbers,
    only_here,
    only_in_egp,
    projects,
    title_key,
    years,
)
from procurement.egp_drafts import make_draft
from procurement.methods import Method, NoticeKind, WorkKind
from procurement.models import Contract, EgpRecord, Notice, Purchase
from procurement.status import Phase
from publishing.workflow import State
from thai.fiscal import FiscalYear

PROJECT = "66019000001"
DAY = dt.date(2023, 1, 9)


@pytest.fixture
def make_record(db):
    """Return a function that makes a record of e-GP, an invitation unless told."""

    def make(project=PROJECT, *, kind=NoticeKind.INVITATION, day=DAY, **fields):
        fields = {"title": "ซื้อเรือ", "fiscal_year": 2566, "method": Method.SPECIFIC} | fields
        return EgpRecord.objects.create(project=project, kind=kind, day=day, **fields)

    return make


@pytest.fixture
def make_same(make_purchase, make_notice):
    """Return a function that makes a purchase that agrees with `make_record`."""

    def make(**fields):
        fields = {"title": "ซื้อเรือ", "egp_number": PROJECT} | fields
        purchase = make_purchase(**fields)
        make_notice(purchase, on=DAY)
        return purchase

    return make


def missing_here(year=2566):
    return [row["project"] for row in only_in_egp(year)]


def points(year=2566):
    return [(point.egp, point.ours) for each in differing(year) for point in each.points]


# ------------------------------------------------------------------ in e-GP, not here
def test_a_project_that_no_purchase_has_is_missing_here_once(make_record):
    make_record()
    make_record(kind=NoticeKind.WINNER, day=dt.date(2023, 2, 1))
    assert missing_here() == [PROJECT]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.PUBLISHED])
def test_a_project_that_a_purchase_has_is_not_missing(make_record, make_same, state):
    make_same(state=state)
    make_record()
    assert missing_here() == []


def test_a_project_of_a_withdrawn_purchase_is_missing(make_record, make_purchase):
    make_purchase(egp_number=PROJECT, state=State.WITHDRAWN)
    make_record()
    assert missing_here() == [PROJECT]


def test_a_plan_is_known_by_its_own_number(make_record, make_purchase):
    make_purchase(plan_number="P66010012345")
    make_record("P66010012345", kind=NoticeKind.PLAN)
    assert missing_here() == []


def test_another_year_is_not_shown(make_record):
    make_record(fiscal_year=2567)
    assert (missing_here(2566), missing_here(2567)) == ([], [PROJECT])


# ------------------------------------------------------------------ here, not in e-GP
def test_a_number_that_e_gp_does_not_have_comes_before_those_without(make_purchase):
    make_purchase("ไม่มีเลข", amount=Decimal(100_001))
    make_purchase("พิมพ์ผิด", egp_number="66019000009", amount=Decimal(10))
    assert [each.title for each in only_here(2566)] == ["พิมพ์ผิด", "ไม่มีเลข"]


def test_a_small_purchase_needs_no_number(make_purchase):
    make_purchase(amount=Decimal(100_000))
    assert list(only_here(2566)) == []


def test_a_number_that_e_gp_has_is_not_listed(make_record, make_same):
    make_same()
    make_record()
    assert list(only_here(2566)) == []


def test_a_missing_project_of_the_same_name_is_the_likely_one(make_record, make_purchase):
    make_record(title="ซื้อเรือ โดยวิธีเฉพาะเจาะจง")
    wrong = make_purchase("ซื้อเรือ", egp_number="66019000010")
    make_purchase("ซื้อรถ", egp_number="66019000011")
    assert likely_numbers(only_here(2566), 2566) == {wrong.pk: PROJECT}


# ------------------------------------------------------------------ differing
def test_what_agrees_does_not_differ(make_record, make_same):
    make_same()
    make_record()
    assert points() == []


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("ประกวดราคาซื้อเรือ ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "ซื้อเรือ"),
        ("ซื้อเรือ  จำนวน ๒ ลำ โดยวิธีเฉพาะเจาะจง", "ซื้อเรือ จำนวน 2 ลำ"),
        ("จ้างเหมา อบต.ตัวอย่าง", "จ้างเหมาองค์การบริหารส่วนตำบลตัวอย่าง"),
        ("ซื้อเเบตเตอรี่", "ซื้อแบตเตอรี่"),
    ],
)
def test_titles_that_only_spell_otherwise_agree(theirs, ours):
    assert title_key(theirs) == title_key(ours)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": "ซื้อรถ"}, ("ซื้อรถ", "ซื้อเรือ")),
        ({"allocated": Decimal(400_000)}, ("400,000.00", "500,000.00")),
        ({"median_price": Decimal(490_000)}, ("490,000.00", "")),
        ({"price": Decimal(480_000)}, ("480,000.00", "")),
        ({"day": dt.date(2023, 1, 10)}, ("10 ม.ค. 66", "9 ม.ค. 66")),
    ],
)
def test_what_differs_stands_side_by_side(make_record, make_same, fields, said):
    make_same()
    make_record(**fields)
    assert points() == [said]


def test_another_method_differs(make_record, make_same):
    make_same(method=Method.SELECTION)
    make_record()
    assert len(points()) == 1


def test_an_announcement_that_is_not_entered_differs(make_record, make_same):
    make_same()
    make_record()
    make_record(kind=NoticeKind.WINNER, day=dt.date(2023, 2, 1))
    assert points() == [("1 ก.พ. 66", "")]


def test_the_newest_median_price_and_the_sum_of_contracts_are_compared(
    make_record, make_same, make_median_price, make_contract
):
    purchase = make_same()
    make_median_price(purchase, 470_000, on=dt.date(2023, 1, 2))
    make_median_price(purchase, 490_000, on=dt.date(2023, 1, 5))
    make_contract(purchase, price=200_000)
    make_contract(purchase, price=280_000)
    make_record(median_price=Decimal(490_000), price=Decimal(480_000))
    assert points() == []


def test_a_stage_that_was_withdrawn_does_not_count(make_record, make_same, make_stage, make_notice):
    purchase = make_same()
    winner = dt.date(2023, 2, 1)
    make_notice(
        purchase,
        kind=NoticeKind.WINNER,
        on=winner,
        stage=make_stage(purchase, state=State.WITHDRAWN),
    )
    make_record()
    make_record(kind=NoticeKind.WINNER, day=winner)
    assert points() == [("1 ก.พ. 66", "")]


def test_many_purchases_are_compared_in_as_many_queries_as_one(
    make_record, make_same, django_assert_num_queries
):
    for last in range(3):
        make_same(egp_number=f"6601900000{last}")
        make_record(f"6601900000{last}", title="อื่น")
        with django_assert_num_queries(5):
            assert len(differing(2566)) == last + 1


def test_the_years_are_those_of_both_sides(make_record, make_purchase):
    make_record(fiscal_year=2567)
    make_purchase()
    assert years() == [2567, 2566]


def test_what_e_gp_says_of_a_project_is_gathered(make_record):
    make_record()
    make_record(kind="", day=None, title="ซื้อเรือท้องแบน", price=Decimal(480_000), method="")
    project = projects([PROJECT])[0]
    assert (project.title, project.method, project.amount("price")) == (
        "ซื้อเรือ",
        Method.SPECIFIC,
        Decimal(480_000),
    )


# ------------------------------------------------------------------ drafts
def test_a_draft_is_filled_with_what_e_gp_says(make_record, clerk):
    make_record(
        kind="", day=None, work="จ้างก่อสร้าง", title="จ้างก่อสร้างถนน", price=Decimal(480_000),
        allocated=Decimal(500_000), median_price=Decimal(490_000),
    )  # fmt: skip
    made = make_draft(PROJECT, by=clerk)
    purchase = Purchase.objects.get()
    assert (made.purchase, made.is_new, len(made.notes)) == (purchase, True, 1)
    assert (purchase.state, purchase.author, purchase.fiscal_year) == (State.DRAFT, clerk, 2566)
    assert (purchase.title, purchase.kind, purchase.method, purchase.allocated) == (
        "จ้างก่อสร้างถนน",
        WorkKind.WORKS,
        Method.SPECIFIC,
        Decimal(500_000),
    )
    assert [each.price for each in Contract.objects.all()] == [Decimal(480_000)]


def test_a_draft_agrees_with_e_gp_as_far_as_the_portal_can_know(make_record, clerk):
    make_record()
    make_record(kind=NoticeKind.WINNER, day=dt.date(2023, 2, 1))
    make_record(kind="", day=None, price=Decimal(480_000), allocated=Decimal(500_000))
    make_draft(PROJECT, by=clerk)
    assert (points(), missing_here(), list(only_here(2566))) == ([], [], [])


def test_a_draft_has_the_notices_each_beside_what_it_changes(make_record, clerk):
    make_record(kind=NoticeKind.WINNER, day=dt.date(2023, 2, 1), url="https://e.example/1")
    make_record(kind=NoticeKind.WINNER_CANCELLED, day=dt.date(2023, 2, 9))
    make_record(kind=NoticeKind.WINNER, day=dt.date(2023, 2, 20))
    make_draft(PROJECT, by=clerk)
    first, cancelled, second = Notice.objects.order_by("published_on")
    assert (cancelled.replaces, second.replaces, first.url) == (first, None, "https://e.example/1")
    assert Purchase.objects.get().phase == Phase.ANNOUNCED


def test_a_draft_is_called_without_the_words_of_the_method(make_record, clerk):
    make_record(title="ประกวดราคาซื้อเรือ ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)")
    made = make_draft(PROJECT, by=clerk)
    assert (made.purchase.title, made.purchase.kind) == ("ซื้อเรือ", WorkKind.GOODS)


def test_a_draft_of_a_record_without_a_year_is_of_this_year(make_record, clerk):
    make_record(kind="", day=None, fiscal_year=None)
    made = make_draft(PROJECT, by=clerk)
    assert made.purchase.fiscal_year == FiscalYear.of(timezone.localdate()).year


def test_amounts_that_e_gp_does_not_say_are_asked_for(make_record, clerk):
    make_record()
    assert len(make_draft(PROJECT, by=clerk).notes) == 1


def test_pressed_twice_it_is_made_once(make_record, clerk, approver):
    make_record()
    first = make_draft(PROJECT, by=clerk)
    assert make_draft(PROJECT, by=approver) == (first.purchase, False, ())
    assert (Purchase.objects.count(), Notice.objects.count()) == (1, 1)


def test_a_draft_of_a_plan_has_the_number_of_the_plan(make_record, clerk):
    make_record("P66010012345", kind=NoticeKind.PLAN)
    made = make_draft("P66010012345", by=clerk)
    assert (made.purchase.plan_number, made.purchase.egp_number) == ("P66010012345", "")


@pytest.mark.parametrize(
    ("allocated", "method"),
    [(500_000, Method.SPECIFIC), (500_001, Method.E_BIDDING), (None, Method.SPECIFIC)],
)
def test_a_method_that_e_gp_does_not_say_is_the_likeliest(make_record, clerk, allocated, method):
    make_record(method="", allocated=allocated)
    assert make_draft(PROJECT, by=clerk).purchase.method == method


def test_of_what_e_gp_does_not_know_nothing_is_made(db, clerk):
    assert make_draft(PROJECT, by=clerk) is None


def test_who_may_not_add_purchases_makes_no_draft(make_record, executive):
    make_record()
    with pytest.raises(PermissionDenied):
        make_draft(PROJECT, by=executive)
