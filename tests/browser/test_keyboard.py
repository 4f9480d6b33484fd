"""Visitors who use a keyboard: where Tab leads, and whether they see it."""

import pytest

from tests.browser.conftest import DESKTOP
from tests.browser.site import arrange_changes, public_paths

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-light")]

PAGES = ["home", "year", "measure 1", "report", "editions", "assessment", "sign-in", "404.html"]
MOST_STOPS = 150  # more than any page has: whoever still tabs then is in a trap
AT_FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: element.outerHTML.slice(0, 90),
    link: element.getAttribute("href"),
    ring: style.outlineStyle === "solid" ? parseFloat(style.outlineWidth) : 0,
    covered: !(top && (element.contains(top) || top.contains(element))),
  };
}"""


@pytest.fixture(scope="module")
def paths(portal):
    arrange_changes()
    paths = public_paths()
    return {name: paths[name] for name in PAGES}


@pytest.fixture(scope="module")
def walks(chromium, portal, paths):
    """Tab through each page from its beginning to its end; return the stops by page."""
    context = chromium.new_context(base_url=portal.url, viewport=DESKTOP)
    page = context.new_page()
    yield {name: _walk(page, path) for name, path in paths.items()}
    context.close()


def _walk(page, path):
    page.goto(path)
    stops = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(AT_FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


def _stops(walks, is_wrong):
    found = {
        name: [stop["name"] for stop in stops if is_wrong(stop)] for name, stops in walks.items()
    }
    return {name: stops for name, stops in found.items() if stops}


def test_every_place_that_has_the_focus_shows_a_ring_of_three_pixels(walks):
    assert _stops(walks, lambda stop: stop["ring"] < 3) == {}


def test_nothing_covers_what_has_the_focus(walks):
    assert _stops(walks, lambda stop: stop["covered"]) == {}


def test_no_page_keeps_the_focus_in_a_trap(walks):
    assert [name for name, stops in walks.items() if len(stops) == MOST_STOPS] == []


def test_the_skip_link_comes_first_everywhere(walks):
    firsts = {name: stops[0]["link"] for name, stops in walks.items()}

    # An error page has nothing to skip: its one link leads home.
    assert {name: link for name, link in firsts.items() if link != "#main"} == {"404.html": "/"}


def test_the_skip_link_is_seen_and_leads_past_the_menu(open_browser):
    page = open_browser(viewport=DESKTOP)
    page.goto("/measures/2566/1/")

    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    page.keyboard.press("Enter")

    assert (box["x"] >= 0, page.evaluate("document.activeElement.id")) == (True, "main")


def test_the_menu_of_the_phone_opens_and_leads_on_by_keyboard(open_browser):
    page = open_browser()
    page.goto("/")

    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/*/")

    assert page.locator("nav.breadcrumb").is_visible()


def test_the_menu_of_the_desktop_comes_right_after_the_name_of_the_site(walks):
    links = [stop["link"] for stop in walks["home"][:5]]

    assert links == ["#main", "/", "/", "/measures/", "/changes/"]
