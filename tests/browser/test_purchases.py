"""A citizen with a phone looks for what the office buys."""

import pytest

pytestmark = pytest.mark.browser


def test_what_is_open_for_offers_is_two_taps_from_the_home_page(open_browser):
    page = open_browser()
    page.goto("/")

    first = page.locator("section[aria-labelledby=purchases] li a").first
    title = first.inner_text()
    first.tap()
    page.wait_for_url("**/procurement/25*/*/")

    assert page.locator("h1").inner_text().replace("\n", " ") == title


def test_a_word_and_a_filter_find_the_same_without_scripts(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/procurement/")
    page.locator("input[name=q]").fill("ถนน หมู่ที่ ๖")
    page.locator("form.filters summary").tap()
    page.locator("select[name=year]").select_option("2566")
    page.locator("form.filters button[type=submit]").tap()
    page.wait_for_url("**year=2566**")

    titles = page.locator("main tbody th a").all_inner_texts()

    assert sorted(titles) == [
        "จ้างก่อสร้างถนนลาดยางแอสฟัลต์คอนกรีต สายป่าเสม็ด–หัวสะพาน หมู่ที่ 6",
        "จ้างซ่อมแซมถนนลูกรัง หมู่ที่ 6",
    ]


def test_the_photos_of_the_work_are_shown(open_browser):
    page = open_browser()
    page.goto("/procurement/2566/25/")
    pictures = page.locator("main img").all()
    for picture in pictures:
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")

    widths = [picture.evaluate("image => image.naturalWidth") for picture in pictures]

    assert (len(widths), all(widths)) == (3, True)


def test_every_paper_of_a_purchase_can_be_downloaded(open_browser):
    page = open_browser()
    page.goto("/procurement/2566/25/")
    papers = {
        link.get_attribute("href")
        for link in page.locator("main a[href^='/procurement/documents/']").all()
    }

    answers = [page.request.get(address) for address in papers]

    assert [(each.status, each.body()[:5]) for each in answers] == [(200, b"%PDF-")] * 5
