"""Whole errands by keyboard alone: a report of corruption, a search, progress of a measure."""

import re
from urllib.parse import urlsplit

import pytest

from complaints.sealing import tickets
from measures.models import Activity
from publishing.workflow import State
from tests.browser.conftest import DESKTOP
from tests.browser.sign_in import signed_in
from tests.complaints.conftest import answer_to
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
    keys.write("#guard-puzzle", answer_to(page.locator("label[for=guard-puzzle]").inner_text()))
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
