"""The purchases on the page of a budget line."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement.line_purchases import MOST, line_purchases
from procurement.models import Amendment
from procurement.models.purchase import refresh_list_facts
from procurement.status import Status
from publishing.workflow import State

SECRET = "ลับทดสอบ๑๒๓"
TODAY = dt.date(2023, 3, 15)


def line_page(client, line):
    return client.get(line.get_absolute_url())


def titles(purchases):
    return [row.purchase.title for row in purchases.rows]


def test_the_page_of_a_line_lists_what_was_bought_with_it(client, make_line, make_purchase):
    line, other = make_line(), make_line()
    purchase = make_purchase(title="ซื้อดินลูกรัง", budget_line=line)
    make_purchase(title=SECRET, budget_line=other)

    response = line_page(client, line)
    assert response.status_code == 200
    assert f'<a href="{purchase.get_absolute_url()}">ซื้อดินลูกรัง</a>' in response.text
    assert SECRET not in response.text


def test_the_page_is_still_that_of_the_budget(client, make_line):
    response = line_page(client, make_line(title="ถนนสายหลัก", explanation="ยาว 180 เมตร"))

    assert ("ถนนสายหลัก" in response.text, "ยาว 180 เมตร" in response.text) == (True, True)


def test_a_line_of_an_unpublished_ordinance_still_has_no_page(client, make_line, make_supplement):
    line = make_line(supplement=make_supplement(state=State.DRAFT))

    assert line_page(client, line).status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN])
def test_a_purchase_that_is_not_public_is_not_listed(client, make_line, make_purchase, state):
    line = make_line()
    make_purchase(title=SECRET, budget_line=line, state=state)

    assert SECRET not in line_page(client, line).text


def test_rows_tell_status_and_price(make_line, make_purchase, make_contract):
    line = make_line()
    make_contract(make_purchase(budget_line=line), price=480, ends_on=dt.date(2023, 5, 1))

    (row,) = line_purchases(line, TODAY).rows
    assert (row.status, row.purchase.price) == (Status.RUNNING, 480)


def test_the_newest_stands_first(make_line, make_purchase, make_notice):
    line = make_line()
    make_notice(make_purchase(title="เก่า", budget_line=line), on=dt.date(2023, 1, 1))
    make_notice(make_purchase(title="ใหม่", budget_line=line), on=dt.date(2023, 2, 1))

    assert titles(line_purchases(line, TODAY)) == ["ใหม่", "เก่า"]


def test_sums_leave_out_what_was_cancelled(make_line, make_purchase, make_contract):
    line = make_line()
    make_contract(make_purchase(budget_line=line, amount=500), price=480)
    make_purchase(budget_line=line, amount=300)
    cancelled = {"cancelled_on": TODAY, "cancel_reason": "ไม่มีผู้เสนอราคา"}
    make_contract(make_purchase(budget_line=line, amount=900, **cancelled), price=900)

    found = line_purchases(line, TODAY)
    assert (found.count, found.amount, found.price) == (3, 800, 480)


def test_rows_and_sum_tell_the_price_at_signing(make_line, make_purchase, make_contract):
    line = make_line()
    contract = make_contract(make_purchase(budget_line=line), price=480)
    Amendment.objects.create(contract=contract, signed_on=TODAY, price=500, reason="เพิ่มงาน")
    refresh_list_facts(contract.purchase_id)

    found = line_purchases(line, TODAY)
    assert (found.rows[0].purchase.price, found.price) == (480, 480)


def test_a_long_list_is_cut_and_its_sum_is_not(client, make_line, make_purchase):
    line = make_line()
    for _ in range(MOST + 1):
        make_purchase(budget_line=line, amount=10)

    found = line_purchases(line, TODAY)
    assert (len(found.rows), found.count, found.amount, found.is_cut) == (MOST, 26, 260, True)
    assert 'href="/procurement/2566/"' in line_page(client, line).text


def test_a_list_that_is_just_full_is_not_cut(make_line, make_purchase):
    line = make_line()
    for _ in range(MOST):
        make_purchase(budget_line=line)

    assert not line_purchases(line, TODAY).is_cut


def test_the_block_costs_the_same_for_one_and_three_rows(
    client, make_line, make_purchase, make_contract
):
    line = make_line()
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            make_contract(make_purchase(budget_line=line))
        client.get(line.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            line_page(client, line)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_the_page_is_made_anew_when_a_vendor_is_renamed(client, make_line, make_vendor):
    line, vendor = make_line(), make_vendor()
    tag = line_page(client, line).headers["ETag"]
    vendor.save()

    assert line_page(client, line).headers["ETag"] != tag
