"""Visitors who use a keyboard: where Tab leads, and whether they see it."""

import pytest

from tests.browser.conftest import DESKTOP
from tests.browser.site import path_of

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.usefixtures("changes")]

PAGES = ["home", "year", "measure 1", "report", "editions", "assessment", "sign-in"]
MOST_STOPS = 150  # more than any page has: whoever still tabs then is in a trap
RING = 3  # pixels
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
def desktop(open_module_browser):
    return open_module_browser(DESKTOP)


def _stops(page):
    """Tab from the beginning of the page to its end."""
    stops = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(AT_FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("name", PAGES)
def test_tab_leads_from_the_skip_link_to_the_end_and_the_focus_is_always_seen(desktop, name):
    desktop.goto(path_of(name))

    stops = _stops(desktop)

    assert {
        "first": stops[0]["link"],
        "trap": len(stops) == MOST_STOPS,
        "without ring": [stop["name"] for stop in stops if stop["ring"] < RING],
        "covered": [stop["name"] for stop in stops if stop["covered"]],
    } == {"first": "#main", "trap": False, "without ring": [], "covered": []}


def test_the_skip_link_is_seen_and_leads_past_the_menu(desktop):
    desktop.goto("/measures/2566/1/")

    desktop.keyboard.press("Tab")
    box = desktop.locator(".skip").bounding_box()
    desktop.keyboard.press("Enter")

    assert (box["x"] >= 0, desktop.evaluate("document.activeElement.id")) == (True, "main")


def test_the_menu_comes_right_after_the_name_of_the_site(desktop):
    desktop.goto("/")

    links = [stop["link"] for stop in _stops(desktop)[:9]]

    apps = ["/budget/", "/procurement/", "/complaints/", "/measures/"]
    menu = ["/", *apps, "/about/", "/search/"]
    assert links == ["#main", "/", *menu]


def test_the_menu_of_the_phone_opens_and_leads_on_by_keyboard(open_browser):
    page = open_browser()
    page.goto("/")

    page.locator("summary").first.focus()
    for key in ("Enter", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/budget/*/")

    assert page.locator("nav.breadcrumb").is_visible()
