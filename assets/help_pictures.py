"""Take the pictures of the help pages anew: real screens of the demonstration, on a phone.

    DEMO=1 .venv/bin/python manage.py load_demo
    DEMO=1 .venv/bin/python manage.py serve      # in another window
    .venv/bin/python assets/help_pictures.py http://127.0.0.1:8000 [slug …]

Needs Chromium. The label of the demonstration stands on every picture.
"""

import argparse
import io
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "static" / "help"
PASSWORD = "thungbulang-2566"  # of the demonstration, printed by `make run`
WIDTH, HEIGHT, SHARPNESS = 360, 700, 1.5
MOST_BYTES = 60 * 1024
ROW = "#result_list tbody th a"
SHARE = "a[href*='/publishing/share/']"


@dataclass(frozen=True)
class Shot:
    """Whose screen: an address, and what is pressed there, and on the next page, before the picture."""

    slug: str
    person: str
    path: str
    press: str = ""
    then: str = ""


SHOTS = [
    Shot("sign-in", "clerk", "/accounts/2fa/"),
    Shot("progress", "clerk", "/admin/measures/progress/add/", ".desk-card h3 a"),
    Shot("measures", "clerk", "/admin/measures/measureplan/", ROW),
    Shot("budget", "clerk", "/admin/budget/budgetyear/", ROW),
    Shot("spending", "clerk", "/admin/budget/spendingmonth/add/"),
    Shot("projects", "clerk", "/admin/budget/progressreport/"),
    Shot("purchase", "clerk", "/admin/procurement/purchase/add/"),
    Shot("nothing-bought", "clerk", "/admin/procurement/nil/?year=2566"),
    Shot("egp", "clerk", "/admin/procurement/egp/"),
    Shot("question", "clerk", "/admin/complaints/question/", ROW),
    Shot("review", "approver", "/admin/publishing/review/", ".desk-card .desk-button"),
    Shot("correct", "approver", "/admin/publishing/publicationstep/"),
    Shot("report", "executive", "/admin/overview/", "#reports ~ .desk-actions a.is-quiet"),
    Shot("scores", "clerk", "/admin/measures/assessmentyear/", ROW),
    Shot("integrity", "clerk", "/admin/measures/surveys/"),
    Shot("sharing", "clerk", "/admin/measures/activity/?state=published", ROW, SHARE),
    Shot("people", "admin", "/admin/agency/user/"),
    Shot("cases", "officer", "/desk/"),
    Shot("overview", "executive", "/admin/overview/"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="address of a running demonstration")
    parser.add_argument("slugs", nargs="*", help="only these pages")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        desks: dict[str, Page] = {}
        for shot in SHOTS:
            if options.slugs and shot.slug not in options.slugs:
                continue
            if shot.person not in desks:
                desks[shot.person] = signed_in(browser, options.base, shot.person)
            take(desks[shot.person], options.base, shot)
        browser.close()


def signed_in(browser: Browser, base: str, person: str) -> Page:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SHARPNESS,
        color_scheme="light",
        locale="th-TH",
    )
    page.goto(f"{base}/accounts/login/")
    page.fill("input[name=login]", person)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("load")
    return page


def take(page: Page, base: str, shot: Shot) -> None:
    page.goto(base + shot.path)
    for part in filter(None, (shot.press, shot.then)):
        page.locator(part).first.click()
        page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(300)
    data = packed(Image.open(io.BytesIO(page.screenshot())))
    (FOLDER / f"{shot.slug}.webp").write_bytes(data)
    print(f"{shot.slug}: {len(data) // 1024} KB")


def packed(picture: Image.Image) -> bytes:
    """Return a WebP that is small enough, as sharp as that allows."""
    for quality in (85, 75, 65, 50, 35):
        target = io.BytesIO()
        picture.convert("RGB").save(target, "WEBP", quality=quality, method=6)
        if target.tell() <= MOST_BYTES:
            break
    return target.getvalue()


if __name__ == "__main__":
    main()
