"""What a visitor's browser makes of every public page, in light and in dark.

Each page is opened once per colour scheme and looked at in every width; each test then makes one
claim about all pages at once and names those that break it.
"""

from dataclasses import dataclass, field

import pytest

from tests.browser.conftest import DESKTOP, WAIT
from tests.browser.html_checker import html_errors
from tests.browser.observer import (
    Witness,
    axe_violations,
    missing_pictures,
    too_wide,
    too_wide_in_large_text,
)
from tests.browser.site import (
    ERROR_TEMPLATES,
    ERRORS,
    arrange_changes,
    public_paths,
    serve_errors,
)

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """What was found on one page; empty lists where nothing is wrong."""

    html: str
    axe: list = field(default_factory=list)
    too_wide: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    foreign: list = field(default_factory=list)
    complaints: list = field(default_factory=list)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(scheme, marks=pytest.mark.xdist_group(f"browser-{scheme}"))
        for scheme in ("light", "dark")
    ],
)
def visits(request, site, chromium, portal):
    """Visit every page in one colour scheme; return the visits by the name of the page."""
    options = {"color_scheme": request.param, "viewport": DESKTOP, "locale": "th-TH"}
    context = chromium.new_context(base_url=portal.url, **options)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    serve_errors(page)
    yield {name: _visit(page, path, portal.url) for name, path in site.items()}
    context.close()


@pytest.fixture(scope="module")
def site(portal):
    arrange_changes()
    return public_paths() | {template: ERRORS + template for template in ERROR_TEMPLATES}


def _visit(page, path, own):
    witness = Witness(page, own)
    page.set_viewport_size(DESKTOP)
    response = page.goto(path)
    visit = Visit(response.text(), foreign=witness.foreign, complaints=witness.complaints)
    visit.axe += [f"1280 px: {found}" for found in axe_violations(page)]
    visit.too_wide += too_wide(page) + too_wide(page, 360)
    visit.axe += [f"360 px: {found}" for found in axe_violations(page)]
    visit.missing += missing_pictures(page)
    visit.too_wide += too_wide(page, 320) + too_wide_in_large_text(page, 360)
    witness.leave()
    return visit


def _found(visits, what):
    """Return what was found, page by page; empty where every page is clean."""
    return {name: getattr(visit, what) for name, visit in visits.items() if getattr(visit, what)}


def test_axe_finds_nothing_on_desktops_and_phones(visits):
    assert _found(visits, "axe") == {}


def test_nothing_is_wider_than_the_window_of_a_phone_even_in_large_letters(visits):
    assert _found(visits, "too_wide") == {}


def test_every_picture_is_there(visits):
    assert _found(visits, "missing") == {}


def test_no_page_asks_another_host_for_anything(visits):
    assert _found(visits, "foreign") == {}


def test_the_console_is_silent_and_the_content_policy_never_violated(visits):
    assert _found(visits, "complaints") == {}


def test_every_page_is_valid_html(visits, tmp_path):
    assert html_errors({name: visit.html for name, visit in visits.items()}, tmp_path) == {}
