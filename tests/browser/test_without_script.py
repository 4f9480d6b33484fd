"""The public site where scripts are switched off or have failed."""

import pytest

from tests.browser.site import PAGES, path_of

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.usefixtures("changes")]


def test_every_page_says_the_same_without_scripts(open_browser):
    with_scripts, without = open_browser(), open_browser(java_script_enabled=False)
    # The sign-in page explains why its passkeys do not work then; where no script does the work,
    # a form without an account asks for a sum. A poster has buttons that copy its text, and tells
    # the size of a file once somebody has asked for it.
    others = {"sign-in", "form of a question", "poster"}
    paths = {name: path_of(name) for name in PAGES if name not in others}

    expected = {name: _text(with_scripts, path) for name, path in paths.items()}

    assert {name: _text(without, path) for name, path in paths.items()} == expected


def _text(page, path):
    page.goto(path)  # whole: without scripts only that waits for the style sheet, which hides words
    return page.locator("body").inner_text()


def test_the_menu_of_the_phone_opens_and_leads_on_without_scripts(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/")

    page.locator("summary").first.tap()
    page.locator(".menu nav a[href='/about/']").tap()
    page.wait_for_url("**/about/")

    assert page.locator("h1").is_visible()


def test_every_picture_of_a_measure_is_shown_without_scripts(open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto("/measures/2566/1/")
    pictures = page.locator("main img").all()
    for picture in pictures:
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")

    widths = [picture.evaluate("image => image.naturalWidth") for picture in pictures]

    assert (len(widths), all(widths)) == (7, True)
