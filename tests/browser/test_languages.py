"""English pages say what of them is Thai, and no English word stands on a Thai page, whoever reads."""

import re
from collections import deque
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from agency.models import Agency, User
from ita_portal.models import SearchEntry
from tests.browser.conftest import DESKTOP
from tests.browser.html_checker import html_errors
from tests.browser.observer import Witness, axe_violations, too_wide
from tests.browser.site import PAGES, path_of
from tests.browser.words import english_words, thai_unknown_to, unmarked_thai

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("changes")]

THAI_ONLY = {"sign-in"}
IN_BOTH = [name for name in PAGES if name not in THAI_ONLY]
LOOKED_AT = ["home", "purchases", "form of a question"]
# Names, and words that stand in Thai texts as they are; letters such as PDF and OIT are no words.
ALLOWED = frozenset(
    [
        *("e-GP", "e-bidding", "e-market", "Excel", "Word", "Atom", "code", "line", "JavaScript"),
        *("Facebook", "facebook", "Traffy", "Fondue", "Wi-Fi", "Windows", "certutil", "hashfile"),
        *("axe", "Ctrl", "Enter", "Tab", "esc", "No", "Gift", "Policy", "WebP"),
        *("Google", "Microsoft", "Authenticator"),
        *("Creative", "Commons", "Attribution", "Fiscal", "Data", "Package"),
    ]
)
# What a column means names the code words that may stand in it.
CODE_WORDS = frozenset({"ordinance", "transfer", "explanation"})
# Thai papers and pictures as text, and what was typed into the search or found by it.
THAI_PAPERS = {"poster", "handling manual", "report", "report without edition"}
FOUND = {name for name in PAGES if "found" in name or name == "search"}
# Names of laws, of a form and of an index, a word that is explained, and the switch to Thai.
THAI_NAMES = re.compile(
    r"(ระเบียบกระทรวงมหาดไทย|พระราชบัญญัติ|การจำแนกประเภทรายรับ)|สขร|ตัวชี้วัดที่ \d|หลังโอน|ภาษาไทย"
)
PEOPLE = ["clerk", "approver", "executive", "officer", "admin"]
DOORS = {"officer": ["/admin/", "/desk/"]}
LINK = re.compile(r'<a [^>]*href="([^"#]+)')
STAFF_PAGE = re.compile(r"/(?:admin|desk|accounts)/(?:[^?]*/)?(?:\?.*)?$")
NOT_TO_BE_OPENED = ("/accounts/logout/", "/admin/logout/")


def html_of(client, path):
    response = client.get(path, follow=True)
    is_page = response.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if is_page else ""


def english_on(client, path, allowed=ALLOWED):
    return english_words(html_of(client, path), allowed=allowed)


# ------------------------------------------------------------------ English pages
def test_thai_on_english_pages_is_marked(portal):
    client = Client()
    pages = {name: html_of(client, f"/en{path_of(name)}") for name in IN_BOTH}

    assert {name: page[:40] for name, page in pages.items() if '<html lang="en">' not in page} == {}
    assert {name: found for name in pages if (found := unmarked_thai(pages[name]))} == {}


def test_thai_on_an_english_page_is_what_people_wrote(portal):
    client = Client()
    written = texts_of_the_database() + html_of(client, "/posters/")
    names = [name for name in IN_BOTH if name not in THAI_PAPERS | FOUND]
    left = {
        name: [each for each in thai_unknown_to(written, html) if not THAI_NAMES.match(each)]
        for name in names
        if (html := html_of(client, f"/en{path_of(name)}"))
    }

    assert {name: found for name, found in left.items() if found} == {}


def texts_of_the_database():
    """Return all that people wrote, with what else the database keeps as text."""
    kinds = models.CharField | models.TextField | models.JSONField
    texts = []
    for model in apps.get_models():
        fields = [each.name for each in model._meta.concrete_fields if isinstance(each, kinds)]
        if fields and model is not SearchEntry:
            texts += [
                str(each) for row in model._default_manager.values_list(*fields) for each in row
            ]
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("name", LOOKED_AT)
def test_an_english_page_breaks_no_rule_and_stays_in_its_window(open_browser, portal, name):
    page = open_browser(DESKTOP)
    with Witness(page, portal.url) as witness:
        page.goto(f"/en{path_of(name)}")
        found = {
            "axe": axe_violations(page),
            "wider than 360 px": too_wide(page, 360),
            "other hosts": witness.foreign,
            "complaints": witness.complaints,
        }

    assert {claim: broken for claim, broken in found.items() if broken} == {}


def test_english_pages_are_valid_html(portal, tmp_path):
    client = Client()
    pages = {name: html_of(client, f"/en{path_of(name)}") for name in IN_BOTH}

    assert html_errors(pages, tmp_path) == {}


def test_a_reader_changes_the_language_and_comes_back(open_browser):
    page = open_browser()
    page.goto("/procurement/?q=ถนน")
    page.locator("footer a.language").click()
    page.locator("h1", has_text="Procurement").wait_for()
    in_english = page.url
    page.locator("footer a.language").click()
    page.wait_for_url(lambda url: "/en/" not in url)

    assert in_english == page.url.replace("/procurement/", "/en/procurement/")
    assert page.locator("html").get_attribute("lang") == "th"


# ------------------------------------------------------------------ Thai pages
def test_no_english_word_stands_on_a_public_page(portal):
    client = Client()
    allowed = {"data of the budget": ALLOWED | CODE_WORDS}
    found = {name: english_on(client, path_of(name), allowed.get(name, ALLOWED)) for name in PAGES}

    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_no_english_word_stands_on_a_page_of_staff(portal, person):
    client = Client()
    client.force_login(User.objects.get(username=person), settings.AUTHENTICATION_BACKENDS[0])
    # The agency has an English name, too.
    names = ALLOWED | set(PEOPLE) | set(re.findall(r"\w+", Agency.objects.get().english_name))

    found = {
        path: words
        for path, html in crawl(client, DOORS.get(person, ["/admin/"]))
        if (words := english_words(html, allowed=names))
    }

    assert found == {}


def crawl(client, doors):
    """Yield every kind of page that leads on from `doors`: one address for each kind, its HTML."""
    waiting, seen = deque(doors), set()
    while waiting:
        path = waiting.popleft()
        kind = re.sub(r"\d+", "1", path.partition("?")[0])
        if kind in seen or not STAFF_PAGE.match(path) or path.startswith(NOT_TO_BE_OPENED):
            continue
        seen.add(kind)
        html = html_of(client, path)
        yield path, html
        links = (link.replace("&amp;", "&") for link in LINK.findall(html))
        waiting.extend(urljoin(path, link) for link in links)
