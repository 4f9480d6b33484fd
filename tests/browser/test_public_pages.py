"""What a visitor's browser makes of every public page, in light and in dark, wide and narrow."""

import pytest

from tests.browser.conftest import DESKTOP
from tests.browser.html_checker import html_errors
from tests.browser.observer import (
    Witness,
    axe_violations,
    missing_pictures,
    too_wide,
    too_wide_in_large_text,
)
from tests.browser.site import ERROR_TEMPLATES, PAGES, path_of, serve_errors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("changes")]

NAMES = [*PAGES, *ERROR_TEMPLATES]


@pytest.fixture(scope="module", params=["light", "dark"])
def window(request, open_module_browser):
    """Open one window per colour scheme: a page that was fetched already comes fast."""
    page = open_module_browser(DESKTOP, color_scheme=request.param)
    serve_errors(page)
    return page


@pytest.mark.parametrize("name", NAMES)
def test_a_page_breaks_no_rule_and_stays_in_its_window(window, name):
    window.set_viewport_size(DESKTOP)
    window.goto(path_of(name))

    found = {
        "axe at 1280 px": axe_violations(window),
        "wider than 1280 px": too_wide(window),
        "wider than 360 px": too_wide(window, 360),
        "axe at 360 px": axe_violations(window),
        "wider than 320 px": too_wide(window, 320),
        "wider than its window in large letters": too_wide_in_large_text(window, 1280, 360),
    }

    assert {claim: broken for claim, broken in found.items() if broken} == {}


def test_no_page_asks_another_host_breaks_the_content_policy_or_misses_a_picture(
    open_browser, portal
):
    page = open_browser()
    serve_errors(page)
    found = {}

    for name in NAMES:
        with Witness(page, portal.url) as witness:
            page.goto(path_of(name))
            missing = missing_pictures(page)
        found[name] = witness.foreign + witness.complaints + missing

    assert {name: broken for name, broken in found.items() if broken} == {}


def test_every_page_is_valid_html(open_browser, tmp_path):
    page = open_browser()
    serve_errors(page)

    html = {name: page.goto(path_of(name)).text() for name in NAMES}

    assert html_errors(html, tmp_path) == {}
