"""The list of purchases as a stranger sees it."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agency.models import Village
from procurement.methods import Method
from procurement.models import Purchase
from publishing.actions import approve, submit
from publishing.workflow import State

HIDDEN = [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN]
SECRET = "ความลับของร่าง"


def page(client, query=""):
    return client.get(f"/procurement/?{query}" if query else "/procurement/")


def test_without_purchases_the_page_says_so(client, agency):
    response = page(client)

    assert (response.status_code, _("No purchase has been published yet") in response.text) == (
        200,
        True,
    )


def test_the_list_leads_to_its_purchases(client, make_purchase):
    purchase = make_purchase()

    assert f'href="{purchase.get_absolute_url()}"' in page(client).text


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("path", ["", "?q=ความลับ", "feed.atom", "feed.atom?q=ความลับ", "?page=2"])
def test_a_stranger_sees_nothing_that_is_not_public(client, make_purchase, state, path):
    make_purchase()
    make_purchase(SECRET, state=state)

    assert SECRET not in client.get(f"/procurement/{path}").text


def test_not_even_a_choice_tells_of_a_draft(client, make_purchase):
    make_purchase()
    village = Village.objects.create(number=9, name=SECRET)
    make_purchase(state=State.DRAFT, fiscal_year=2599, method=Method.E_MARKET, village=village)

    text = page(client).text

    assert [word in text for word in ("2599", SECRET, 'value="15"')] == [False, False, False]


def test_the_number_of_queries_does_not_grow(client, make_purchase, make_contract):
    def count(query):
        cache.clear()
        page(client, query)
        with CaptureQueriesContext(connection) as queries:
            page(client, query)
        return len(queries)

    asked = ["", "year=2566", "q=" + quote("ถนน"), "status=running&year=2566", "page=1"]
    village = Village.objects.create(number=3)
    make_contract(make_purchase(village=village))
    one = [count(query) for query in asked]
    for _each in range(2):
        make_contract(make_purchase(village=village))

    assert [count(query) for query in asked] == one
    assert max(one) <= 8


def test_a_page_of_many_costs_no_more_queries(client, make_purchase):
    for number in range(60):
        make_purchase(f"ถนนสายที่ {number}")
    page(client)

    with CaptureQueriesContext(connection) as queries:
        page(client, "page=2")

    assert len(queries) <= 8


def test_the_count_and_the_sum_are_said(client, make_purchase):
    for amount in (1_000_000, 2_500_000):
        make_purchase(amount=amount)

    listing = page(client).context["listing"]

    assert (listing.count, listing.total) == (2, 3_500_000)


def test_the_page_is_fresh_until_something_is_published(client, make_purchase, clerk, approver):
    make_purchase()
    tag = page(client).headers["ETag"]
    unchanged = client.get("/procurement/", headers={"if-none-match": tag}).status_code
    draft = make_purchase("จ้างเหมาใหม่", state=State.DRAFT, author=clerk)
    submit(draft, by=clerk)
    approve(draft, by=approver)

    assert (unchanged, page(client).context["listing"].count) == (304, 2)


def test_the_list_sets_no_cookie_and_may_be_kept_by_anybody(client, make_purchase):
    make_purchase()
    response = page(client)

    assert (dict(response.cookies), "public" in response.headers["Cache-Control"]) == ({}, True)


# ------------------------------------------------------------------ filters
@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=2566&page=x",
        "page=-5",
        "page=99999999999999999999",
        "status=%00",
        "q=%00%00",
        "q=%27%22%3C%3E%26",
        "q=" + "%E0%B8%81" * 3000,
        "q=%FF%FE",
        "method=%E0%B8%81&village=x&band=y",
        "village=999999999999999999999999",
        "year=%F0%9F%98%80",
    ],
)
def test_hostile_addresses_are_answered(client, make_purchase, query):
    make_purchase()

    assert [
        client.get(f"/procurement/{path}?{query}").status_code for path in ("", "feed.atom")
    ] == [
        200,
        200,
    ]


def test_what_was_left_aside_is_said(client, make_purchase):
    make_purchase()

    response = page(client, "status=wrong")

    assert response.context["left_aside"][0] in response.text


def test_an_unknown_village_is_left_aside(client, make_purchase):
    make_purchase()

    response = page(client, "village=99")

    assert (len(response.context["left_aside"]), response.context["listing"].count) == (1, 1)


def test_words_are_shown_as_text(client, make_purchase):
    make_purchase()

    assert "<script>" not in page(client, "q=<script>alert(1)</script>").text


def test_a_filter_in_force_can_be_dropped(client, make_purchase):
    make_purchase()

    text = page(client, "year=2566&status=planned").text

    links = ['href="/procurement/?status=planned"', 'href="/procurement/?year=2566"']
    assert [link in text for link in links] == [True, True]


def test_an_empty_result_says_what_is_found_without_each_filter(client, make_purchase):
    make_purchase(fiscal_year=2565)
    make_purchase(fiscal_year=2566, method=Method.E_BIDDING)

    response = page(client, "year=2565&method=16")

    assert (
        response.context["listing"].rows,
        [chip.found for chip in response.context["chips"]],
    ) == (
        [],
        [1, 1],
    )


def test_pages_keep_the_filters(client, make_purchase):
    for _each in range(26):
        make_purchase()

    assert 'href="?year=2566&amp;page=2"' in page(client, "year=2566").text


# ------------------------------------------------------------------ years and forms
def test_a_year_leads_to_the_list_of_it(client, make_purchase):
    make_purchase()

    response = client.get("/procurement/2566/")

    assert (response.status_code, response.headers["Location"]) == (302, "/procurement/?year=2566")


def test_a_year_without_purchases_says_so(client, make_purchase):
    make_purchase(fiscal_year=2566)

    response = client.get("/procurement/2590/", follow=True)

    assert (response.status_code, response.context["listing"].count) == (200, 0)


@pytest.mark.parametrize("query, expected", [("", 2566), ("year=2565", 2565), ("year=2571", 2566)])
def test_the_official_forms_of_the_year_are_near(client, make_purchase, query, expected):
    make_purchase(fiscal_year=2565)
    make_purchase(fiscal_year=2566)

    assert f'href="/procurement/{expected}/forms/"' in page(client, query).text


def test_the_feed_of_these_filters_is_linked(client, make_purchase):
    make_purchase()

    text = page(client, "q=ถนน&year=2566").text

    assert (
        text.count('href="/procurement/feed.atom?q=%E0%B8%96%E0%B8%99%E0%B8%99&amp;year=2566"') == 2
    )


# ------------------------------------------------------------------ rows
def test_an_open_purchase_says_how_long(client, make_purchase, make_notice):
    today = timezone.localdate()
    make_notice(make_purchase(), on=today, closes_on=today + dt.timedelta(3))

    words = ngettext("(%(count)s day left)", "(%(count)s days left)", 3) % {"count": 3}
    assert words in page(client).text


@pytest.mark.parametrize(
    "price, words, percent",
    [
        (480_000, "%(percent)s%% below the amount", "4.0"),
        (510_000, "%(percent)s%% above the amount", "2.0"),
    ],
)
def test_the_agreed_price_is_compared_with_the_amount(
    client, make_purchase, make_contract, price, words, percent
):
    make_contract(make_purchase(), price=price)

    assert _(words) % {"percent": percent} in page(client).text


def test_a_contract_that_is_not_public_has_no_price(
    client, make_purchase, make_stage, make_contract
):
    purchase = make_purchase()
    make_contract(purchase, price=480_123, stage=make_stage(purchase, state=State.DRAFT))

    assert ("480,123" in page(client).text, Purchase.objects.get().price) == (False, None)
