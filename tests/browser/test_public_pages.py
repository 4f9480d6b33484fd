"""What a visitor's browser makes of every public page, in light and in dark, wide and narrow."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.html_checker import html_errors
from tests.browser.observer import (
    Witness,
    axe_violations,
    missing_pictures,
    too_wide,
    too_wide_in_large_text,
)
from tests.browser.site import ERROR_TEMPLATES, PAGES, error_page, path_of, serve_errors

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.usefixtures("changes")]

NAMES = [*PAGES, *ERROR_TEMPLATES]


@pytest.fixture(scope="module")
def light(open_module_browser):
    page = open_module_browser(DESKTOP, color_scheme="light")
    serve_errors(page)
    return page


@pytest.fixture(scope="module")
def dark(open_module_browser):
    page = open_module_browser(DESKTOP, color_scheme="dark")
    serve_errors(page)
    return page


@pytest.mark.parametrize("name", NAMES)
def test_a_page_breaks_no_rule_stays_in_its_window_and_asks_no_other_host(light, portal, name):
    light.set_viewport_size(DESKTOP)
    with Witness(light, portal.url) as witness:
        light.goto(path_of(name))
        found = {
            "axe at 1280 px": axe_violations(light),
            "wider than 1280 px": too_wide(light),
            "wider than 360 px": too_wide(light, 360),
            "axe at 360 px": axe_violations(light),
            "wider than 320 px": too_wide(light, 320),
            "wider than its window in large letters": too_wide_in_large_text(light, 1280, 360),
            "missing pictures": missing_pictures(light),
        }
    found |= {"other hosts": witness.foreign, "complaints": witness.complaints}

    assert {claim: broken for claim, broken in found.items() if broken} == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_read_in_the_dark(dark, name):
    dark.set_viewport_size(DESKTOP)
    dark.goto(path_of(name))

    wide = axe_violations(dark, only_colours=True)
    dark.set_viewport_size(PHONE)

    assert wide + axe_violations(dark, only_colours=True) == []


def test_every_page_is_valid_html(open_browser, tmp_path):
    page = open_browser()
    html = {name: page.request.get(path_of(name)).text() for name in PAGES}

    html |= {template: error_page(template) for template in ERROR_TEMPLATES}

    assert html_errors(html, tmp_path) == {}
