"""Hints find what the rules say, no more; only staff who may read purchases see them."""

import datetime as dt
from decimal import Decimal

import pytest

from agency.roles import Role
from procurement.hint_rows import hints_of_year, rows_of_year
from procurement.hints import (
    Row,
    Share,
    at_median,
    hints,
    near_limit,
    round_sums,
    same_bidders,
    same_title,
)
from procurement.models import Amendment, Vendor
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


@pytest.mark.parametrize(
    ("price", "amount", "said"),
    [
        (None, 200_000, "รวม 400,000.00 บาท (ยังไม่ทำสัญญา 2 รายการ คิดตามวงเงินที่จะซื้อหรือจ้าง)"),
        (150_000, 200_000, "รวม 300,000.00 บาท"),
        (None, None, "ยังไม่ทราบยอดรวม"),
    ],
    ids=["nothing signed", "signed", "not known"],
)
def test_the_sum_is_what_was_signed_for_or_is_to_be_spent(price, amount, said):
    amount = amount and Decimal(amount)
    rows = [row(pk, title="ซื้อวัสดุ", price=price, amount=amount) for pk in (1, 2)]

    assert same_title(rows, HINT_LIMITS)[0].text == f"“ซื้อวัสดุ”: 2 รายการ {said}"


def shared(pk, *parts):
    """A purchase of which each vendor signed for a part."""
    shares = tuple(Share(vendor, DAY, Decimal(price)) for vendor, price in parts)
    return row(pk, price=sum(each.price for each in shares), shares=shares)


def test_a_vendor_answers_for_its_own_contracts_alone():
    rows = [shared(pk, ("ก", 250_000), ("ข", 248_000)) for pk in (1, 2, 3)]

    assert found(near_limit, rows) == []


@pytest.mark.parametrize("rule", [near_limit, round_sums])
def test_each_vendor_of_a_purchase_is_named_for_its_own_pattern(rule):
    rows = [shared(pk, ("ก", 450_000), ("ข", 490_000)) for pk in (1, 2, 3)]

    assert [
        (hint.text.split(":")[0], [each.price for each in hint.rows])
        for hint in rule(rows, HINT_LIMITS)
    ] == [("ก", [450_000] * 3), ("ข", [490_000] * 3)]


def test_a_purchase_of_several_vendors_is_one_of_its_title():
    assert found(same_title, [shared(1, ("ก", 1_000), ("ข", 2_000))]) == []


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
            amount=purchase.amount,
        )
    ]


def test_the_price_of_a_row_is_that_at_signing(make_purchase, make_contract):
    contract = make_contract(make_purchase(), price=450_000)
    Amendment.objects.create(
        contract=contract, signed_on=dt.date(2023, 3, 1), price=600_000, reason="เพิ่มงาน"
    )

    assert [row.price for row in rows_of_year(2566)] == [450_000]


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


def test_each_contract_of_a_purchase_counts_for_its_vendor(
    make_purchase, make_contract, make_vendor
):
    purchase, (first, second) = make_purchase(), map(make_vendor, "กข")
    make_contract(purchase, vendor=first, price=200_000)
    make_contract(purchase, vendor=second, price=248_000, on=dt.date(2023, 2, 9))
    make_contract(purchase, vendor=first, price=50_000, on=dt.date(2023, 2, 10))

    [row] = rows_of_year(2566)

    assert (row.vendor, row.price, row.shares) == (
        "ก, ข",
        498_000,
        (
            Share("ก", dt.date(2023, 2, 1), Decimal(250_000)),
            Share("ข", dt.date(2023, 2, 9), Decimal(248_000)),
        ),
    )


@pytest.fixture
def around_september(make_purchase, make_contract, make_vendor):
    """Purchases just below the limit on days about the end of 2566, each in the year of its day."""
    vendor = make_vendor("ก")

    def make(*days):
        for place, day in enumerate(days):
            year = 2566 if day < dt.date(2023, 10, 1) else 2567
            purchase = make_purchase(f"งานที่ {place}", fiscal_year=year)
            make_contract(purchase, vendor=vendor, price=499_000, on=day)

    return make


def found_in(year):
    return [len(hint.rows) for hint in hints_of_year(year) if "ใกล้วงเงิน" in hint.text]


def test_a_pattern_over_the_end_of_the_year_is_shown_once_in_the_later(around_september):
    around_september(*(dt.date(2023, *day) for day in [(9, 20), (9, 25), (10, 1), (10, 4)]))

    assert {year: found_in(year) for year in (2565, 2566, 2567, 2568)} == {
        2565: [],
        2566: [],
        2567: [4],
        2568: [],
    }


def test_a_pattern_within_the_year_stays_in_it(around_september):
    around_september(*[dt.date(2023, 9, day) for day in (10, 20, 25)])

    assert {year: found_in(year) for year in (2566, 2567)} == {2566: [3], 2567: []}


def test_what_lies_further_from_the_border_is_not_of_the_year(around_september):
    around_september(dt.date(2023, 8, 1), dt.date(2023, 10, 1))

    assert [row.label for row in rows_of_year(2567)] == ["1/2567"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_cost_the_same_queries_however_many(
    make_purchase, make_contract, django_assert_num_queries, count
):
    for _number in range(count):
        make_contract(make_purchase())

    with django_assert_num_queries(5):
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
