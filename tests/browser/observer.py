"""Looks at a page as strictly as we can: axe, overflow, foreign requests, what the console says."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RULES_ON_COLOURS = ["color-contrast", "link-in-text-block"]
LOCAL_SCHEMES = {"data", "blob", "about"}
TOO_WIDE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const clipped = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > page.clientWidth + 1 && !clipped(element));
  const spilling = [...document.body.querySelectorAll("*")].filter(
    (element) => element.clientWidth && element.scrollWidth > element.clientWidth + 1
      && !clipped(element));
  return [`${page.scrollWidth} px`, ...wide.slice(0, 4).concat(spilling.slice(-3)).map(
    (element) => element.outerHTML.slice(0, 120))];
}"""

MISSING = """async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  return pictures.filter((picture) => !picture.naturalWidth).map((picture) => picture.src);
}"""


class Witness:
    """Writes down, inside a block, what pages ask of other hosts and what they complain of."""

    def __init__(self, page, own):
        self.page, self.own = page, urlsplit(own).netloc
        self.foreign, self.complaints = [], []
        self.listeners = {
            "request": self._request,
            "console": self._message,
            "pageerror": lambda error: self.complaints.append(f"error: {error}"),
        }

    def __enter__(self):
        for event, listener in self.listeners.items():
            self.page.on(event, listener)
        return self

    def __exit__(self, *_):
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)

    def _request(self, request):
        address = urlsplit(request.url)
        if address.netloc != self.own and address.scheme not in LOCAL_SCHEMES:
            self.foreign.append(request.url)

    def _message(self, message):
        # The browser itself reports a page that answers 404 as an error; nothing else is excused.
        is_status = message.text.startswith("Failed to load resource: the server responded")
        if message.type in {"error", "warning"} and not (
            is_status and message.location["url"] == self.page.url
        ):
            self.complaints.append(f"{message.type}: {message.text}")


def axe_violations(page, *, only_colours=False):
    """Return each broken rule with the elements that break it, empty where there is none."""
    page.evaluate(_axe())
    kind, values = ("rule", RULES_ON_COLOURS) if only_colours else ("tag", RULES)
    found = page.evaluate(
        "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})",
        {"type": kind, "values": values},
    )
    return [
        f"{rule['id']}: {' | '.join(' '.join(node['target']) for node in rule['nodes'][:5])}"
        for rule in found["violations"]
    ]


def too_wide(page, width=None):
    """Return how far the page is wider than the window, and because of what; empty if it fits."""
    if width:
        page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate(TOO_WIDE)


def too_wide_in_large_text(page, *widths):
    """The same for a visitor who set the browser to letters of twice the size."""
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    found = [sentence for width in widths for sentence in too_wide(page, width)]
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    browser.detach()
    return found


def missing_pictures(page):
    """Return the addresses of pictures that cannot be shown, also of those far below."""
    return page.evaluate(MISSING)


@cache
def _axe():
    return AXE.read_text(encoding="utf-8")
