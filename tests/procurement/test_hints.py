"""Hints find what the rules say, no more; only staff who may read purchases see them."""

import datetime as dt
from decimal import Decimal

import pytest

from agency.roles import Role
from procurement.hint_rows import rows_of_year
from procurement.hints import (
    Row,
    at_median,
    hints,
    near_limit,
    round_sums,
    same_bidders,
    same_title,
)
from procurement.models import Vendor
from procurement.thresholds import HINT_LIMITS
from publishing.workflow import State

PAGE = "/admin/procurement/hints/"
DAY = dt.date(2023, 2, 1)


def row(pk, *, days=0, price=450_001, **fields):
    fields = {"is_direct": True, "vendor": "ก", "title": f"งานที่ {pk}"} | fields
    return Row(
        pk=pk,
        label=f"{pk}/2566",
        day=DAY + dt.timedelta(days=days),
        price=None if price is None else Decimal(price),
        **fields,
    )


def found(rule, rows):
    return [[each.pk for each in hint.rows] for hint in rule(rows, HINT_LIMITS)]


# ------------------------------------------------------------------ just below the limit
def test_many_direct_purchases_just_below_the_limit_from_one_vendor_are_found():
    rows = [row(1), row(2, days=10), row(3, days=30)]

    assert found(near_limit, rows) == [[1, 2, 3]]


@pytest.mark.parametrize(
    "third",
    [
        row(3, days=31),
        row(3, price=399_999),
        row(3, price=500_001),
        row(3, vendor="ข"),
        row(3, vendor=""),
        row(3, price=None),
        row(3, is_direct=False),
    ],
    ids=["later", "small", "above the limit", "another", "nobody", "no price", "by bidding"],
)
def test_what_is_not_of_the_pattern_does_not_count(third):
    assert found(near_limit, [row(1), row(2), third]) == []


@pytest.mark.parametrize("price", [400_000, 500_000])
def test_both_borders_of_the_band_belong_to_it(price):
    assert found(near_limit, [row(pk, price=price) for pk in (1, 2, 3)]) == [[1, 2, 3]]


def test_a_stretch_is_named_once_and_a_later_one_again():
    rows = [row(pk, days=days) for pk, days in enumerate([0, 1, 2, 3, 100, 101, 102])]

    assert found(near_limit, rows) == [[0, 1, 2, 3], [4, 5, 6]]


def test_a_hint_says_its_rule_with_figures_and_accuses_nobody():
    hint = near_limit([row(1), row(2), row(3)], HINT_LIMITS)[0]

    assert hint.text == "ก: 3 รายการ รวม 1,350,003.00 บาท ใกล้วงเงินวิธีเฉพาะเจาะจง"
    assert "ร้อยละ 80 ของ 500,000.00 บาท" in hint.rule


# ------------------------------------------------------------------ the other rules
def test_titles_are_compared_as_people_mean_them():
    rows = [row(1, title="ถนน คสล. หมู่ที่ ๓"), row(2, title="ถนน คสล.  ม.3", days=9)]

    assert found(same_title, rows) == [[1, 2]]


def test_the_same_title_much_later_is_no_hint():
    assert found(same_title, [row(1, title="ก"), row(2, title="ก", days=31)]) == []


def test_two_bidders_who_meet_again_and_again_are_found():
    pair, three = frozenset("กข"), frozenset("กขค")
    rows = [row(pk, bidders=pair) for pk in (1, 2, 3)] + [row(4, bidders=three)]

    assert found(same_bidders, rows) == [[1, 2, 3]]


def test_two_meetings_are_no_hint():
    assert found(same_bidders, [row(pk, bidders=frozenset("กข")) for pk in (1, 2)]) == []


@pytest.mark.parametrize(
    ("price", "median", "is_found"),
    [(99, 100, True), (100, 100, True), (98, 100, False), (101, 100, False), (1, 0, False)],
)
def test_a_price_at_the_median_price_is_found(price, median, is_found):
    rows = [row(1, price=price, median_price=Decimal(median))]

    assert found(at_median, rows) == ([[1]] if is_found else [])


def test_a_price_without_a_median_price_is_not_judged():
    assert found(at_median, [row(1)]) == []


def test_round_sums_of_one_vendor_are_found():
    rows = [row(pk, price=price) for pk, price in enumerate([100_000, 250_000, 480_000, 480_001])]

    assert found(round_sums, rows) == [[0, 1, 2]]


def test_nothing_is_found_in_nothing():
    assert hints([], HINT_LIMITS) == []


# ------------------------------------------------------------------ rows and the page
def test_the_rows_of_a_year_are_its_purchases_with_their_contracts(
    make_purchase, make_contract, make_median_price, make_bid
):
    purchase = make_purchase()
    contract = make_contract(purchase)
    make_median_price(purchase)
    make_bid(purchase)
    make_purchase(fiscal_year=2565)
    make_purchase(state=State.WITHDRAWN)

    assert rows_of_year(2566) == [
        Row(
            pk=purchase.pk,
            label="1/2566",
            title=purchase.title,
            day=contract.signed_on,
            price=contract.price,
            is_direct=True,
            vendor=contract.vendor.name,
            median_price=Decimal(490_000),
            bidders=frozenset({contract.vendor.name}),
        )
    ]


def test_two_vendors_of_one_name_are_not_taken_for_one(make_purchase, make_contract):
    vendors = [
        Vendor.objects.create(name="ร้านสมมุติ", tax_number=number)
        for number in ("0105500000001", "0105500000002")
    ]
    for vendor in vendors:
        make_contract(make_purchase(), vendor=vendor)

    assert {row.vendor for row in rows_of_year(2566)} == {
        "ร้านสมมุติ (0105500000001)",
        "ร้านสมมุติ (0105500000002)",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_cost_the_same_queries_however_many(
    make_purchase, make_contract, django_assert_num_queries, count
):
    for _number in range(count):
        make_contract(make_purchase())

    with django_assert_num_queries(6):
        assert len(rows_of_year(2566)) == count


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CLERK, 200),
        (Role.APPROVER, 200),
        (Role.EXECUTIVE, 200),
        (Role.COMPLAINT_OFFICER, 403),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_who_may_read_purchases_may_read_hints(client, make_user, role, status):
    client.force_login(make_user("somebody", role))

    assert client.get(PAGE).status_code == status


def test_a_stranger_is_sent_to_the_sign_in(client, db):
    assert client.get(PAGE).status_code == 302


def test_the_page_cites_the_rows_of_its_year(client, clerk, make_purchase, make_contract):
    for number in range(3):
        make_contract(make_purchase(f"งาน {number}"), number=str(number))
    client.force_login(clerk)

    this, other = (client.get(f"{PAGE}?year={year}").content.decode() for year in (2566, 2565))

    assert [this.count("/admin/procurement/purchase/") > 3, "งาน 1" in this] == [True, True]
    assert "งาน 1" not in other


@pytest.mark.parametrize("year", ["", "x", "0", "99999", "๒๕๖๖", "-1"])
def test_a_year_that_is_none_is_that_of_today(client, clerk, year):
    client.force_login(clerk)

    assert client.get(PAGE, {"year": year}).status_code == 200
