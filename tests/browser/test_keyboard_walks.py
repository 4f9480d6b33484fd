"""Whole errands by keyboard alone: a report of corruption, a search, progress of a measure, a bidder."""

import re
from urllib.parse import urlsplit

import pytest

from agency.models import User
from complaints.sealing import tickets
from measures.models import Activity
from procurement.models import Bid, Contract, Instalment, Purchase, Vendor
from publishing.workflow import State
from tests.browser.conftest import DESKTOP
from tests.browser.sign_in import signed_in
from tests.complaints.walking import ADDRESS, STORY

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.usefixtures("portal")]

MOST_TABS = 150  # more than any page has stops
TYPED = {"[name=who]": "หัวหน้าพัสดุ", "[name=what]": STORY}


class Keys:
    """A person without a mouse: goes on by Tab until what is wanted has the focus."""

    def __init__(self, page):
        self.page = page

    def reach(self, selector):
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.locator(f":is({selector}):focus").count():
                return
        raise AssertionError(f"Tab does not lead to {selector}")

    def press(self, selector):
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, selector, text):
        self.reach(selector)
        self.page.keyboard.type(text)


def test_a_report_of_corruption_is_sent(open_browser, monkeypatch):
    monkeypatch.setattr(tickets, "SOONEST", 0)  # a person types slower than this
    page = open_browser(DESKTOP)
    page.goto(ADDRESS)
    keys = Keys(page)

    keys.press("button[value=start]")
    while not page.locator("button[value=send]").count():
        for selector, text in TYPED.items():
            if page.locator(f"{selector}:visible").count():
                keys.write(selector, text)
        keys.press("button[value=next]")
    page.locator("#guard-puzzle").wait_for(state="hidden")  # a script has done the work instead
    keys.press("button[value=send]")

    assert len(re.findall(r"(?:\d{4} ){4}\d{4}", page.locator("main").inner_text())) == 1


def test_a_word_is_searched_for_and_the_first_find_opened(open_browser):
    page = open_browser(DESKTOP)
    page.goto("/")
    keys = Keys(page)

    keys.reach("main [name=q]")
    page.keyboard.type("ถนน หมู่ 6")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    address = page.locator("main h2 a, main h3 a").first.get_attribute("href")
    keys.press(f'main a[href="{address}"]')

    assert (urlsplit(page.url).path, "ถนน" in page.locator("main").inner_text()) == (address, True)


def test_progress_of_a_measure_is_handed_in(open_browser, portal):
    page = signed_in(open_browser(DESKTOP), portal, "clerk")
    page.goto("/admin/")
    keys = Keys(page)

    keys.press('a[href$="/progress/add/"]')
    keys.press('a[href^="?measure="]')
    keys.write("[name=title]", "ประชุมชี้แจงด้วยแป้นพิมพ์")
    keys.write("[name=day]", "23 ธ.ค. 65")
    keys.press("button[name=submit]")

    assert [*Activity.objects.filter(title__endswith="ด้วยแป้นพิมพ์").values_list("state")] == [
        (State.IN_REVIEW,)
    ]


@pytest.fixture
def draft(portal):
    """A draft of the clerk with two bidders and a contract."""
    clerk, vendors = User.objects.get(username="clerk"), Vendor.objects.all()[:2]
    purchase = Purchase.objects.create(
        title="ซื้อด้วยแป้นพิมพ์", fiscal_year=2566, kind="goods", method="16", author=clerk, edited_by=clerk,
        allocated=1_000, amount=1_000,
    )  # fmt: skip
    for vendor in vendors:
        Bid.objects.create(purchase=purchase, vendor=vendor, price=900)
    Contract.objects.create(purchase=purchase, price=900)
    return purchase


def opened(open_browser, portal, path):
    page = signed_in(open_browser(DESKTOP), portal, "clerk")
    page.goto(path)
    return page, Keys(page)


def test_a_bidder_is_taken_out(open_browser, portal, draft):
    path = f"/admin/procurement/purchase/{draft.pk}/change/"
    _page, keys = opened(open_browser, portal, path)
    first = draft.bid_set.first()

    keys.reach("#bid_set-heading")
    keys.page.keyboard.press("Enter")
    keys.reach("[name=bid_set-1-DELETE]")
    keys.page.keyboard.press("Space")
    keys.press("button[name=_save]")

    assert list(draft.bid_set.all()) == [first]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_row_just_added_is_taken_out_and_the_next_stays_as_typed(
    open_browser, portal, draft, key
):
    path = f"/admin/procurement/contract/{draft.contract_set.get().pk}/change/"
    page, keys = opened(open_browser, portal, path)

    keys.reach("#instalments-data .add-row")
    page.keyboard.press("Enter")
    page.locator("[name=instalments-1-number]").fill("1")
    page.locator("[name=instalments-1-amount]").fill("900")
    page.locator("[name=instalments-1-work]").fill("ส่งมอบทั้งหมด")
    page.locator("[name=accepted_on]").focus()
    keys.reach("#instalments-data .delete-template")
    page.keyboard.press(key)
    keys.press("button[name=_save]")

    assert [each.work for each in Instalment.objects.filter(contract__purchase=draft)] == [
        "ส่งมอบทั้งหมด"
    ]


def test_the_thirteenth_instalment_is_entered_on_the_second_page(open_browser, portal, draft):
    contract = draft.contract_set.get()
    for number in range(1, 13):
        Instalment.objects.create(contract=contract, number=number, amount=50)
    _page, keys = opened(open_browser, portal, f"/admin/procurement/contract/{contract.pk}/change/")

    keys.press('a[href*="instalments-page=2"]')
    keys.write("[name=instalments-2-number]", "13")
    keys.write("[name=instalments-2-amount]", "50")
    keys.press("button[name=_save]")

    assert contract.instalments.last().number == 13


def test_what_takes_the_place_of_a_row_has_a_box_that_still_searches(open_browser, portal, draft):
    page, keys = opened(open_browser, portal, "/admin/procurement/purchase/add/")
    vendor = Vendor.objects.last()

    keys.reach("#bid_set-heading")
    page.keyboard.press("Enter")
    keys.reach("#bid_set-data .delete-template")
    page.keyboard.press("Enter")
    keys.reach("#bid_set-data .add-row")
    page.keyboard.press("Enter")
    page.locator("#bid_set-data .select2-selection").first.click()
    page.keyboard.type(vendor.name)
    page.locator(".select2-results__option--highlighted", has_text=vendor.name).click()

    boxes = page.locator("#bid_set-data .form-group:not(.empty-form) select.admin-autocomplete")
    assert boxes.evaluate_all("all => all.map((each) => [each.name, each.value])") == [
        ["bid_set-0-vendor", str(vendor.pk)],
        ["bid_set-1-vendor", ""],
    ]
