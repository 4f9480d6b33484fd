"""What LINE and Facebook read of a page, and the picture that they show."""

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image

from publishing.social import SITE, line_of, picture_path, section_of
from tests.publishing.outreach import file_of

PAGES = {"/": SITE, "/changes/": SITE, "/complaints/": "complaints", "/procurement/": "procurement"}


def properties(client, path):
    text = client.get(path).text
    return dict(re.findall(r'<meta property="(og:[a-z_:]+)" content="([^"]*)">', text))


@pytest.mark.parametrize(("path", "section"), PAGES.items())
def test_a_page_tells_what_is_shown_beside_a_link_to_it(client, settings, agency, path, section):
    found = properties(client, path)

    assert found["og:url"] == f"{settings.SITE_URL}{path}"
    assert found["og:image"] == f"{settings.SITE_URL}{picture_path(section, agency)}"
    assert (found["og:site_name"], found["og:locale"]) == (agency.name, "th_TH")
    assert found["og:image:alt"] == line_of(section)


def test_title_and_description_are_those_of_the_page(client, agency):
    text = client.get("/changes/").text
    found = properties(client, "/changes/")

    assert f"<title>{found['og:title']}</title>" in " ".join(text.split())
    assert f'<meta name="description" content="{found["og:description"]}">' in text


def test_what_is_typed_into_an_address_is_not_repeated(client, agency):
    assert 'content="' + "x" not in client.get("/changes/?page=%22%3Ex").text


def test_a_page_names_the_feed_of_the_site_and_of_its_section(client, agency):
    text = client.get("/complaints/").text

    feeds = re.findall(r'type="application/atom\+xml" title="[^"]+" href="([^"]+)"', text)
    assert feeds == ["/feed.atom", "/complaints/questions/feed.atom"]


def test_a_page_of_staff_tells_nothing(client, agency, clerk):
    client.force_login(clerk)

    assert "og:" not in client.get("/admin/").text


@pytest.mark.parametrize("app", ["agency", "auth", "", "nowhere"])
def test_an_app_without_a_line_has_the_picture_of_the_site(app):
    assert section_of(app) == SITE


def test_the_picture_has_the_size_that_is_asked_for(client, agency):
    path = picture_path("budget", agency)
    response = client.get(path)
    picture = Image.open(BytesIO(file_of(response)))

    assert (response.headers["Content-Type"], picture.size) == ("image/png", (1200, 630))


def test_another_name_of_the_office_is_another_address(agency):
    before = picture_path("budget", agency)
    agency.name = "เทศบาลตำบลตัวอย่าง"

    assert picture_path("budget", agency) != before


def test_a_demonstration_that_becomes_real_has_another_address(agency, settings):
    settings.DEMO, agency.is_demonstration = False, True
    before = picture_path("budget", agency)
    agency.is_demonstration = False

    assert picture_path("budget", agency) != before


def test_an_address_of_before_leads_to_the_present_picture(client, agency):
    response = client.get("/social/budget-0123456789.png")

    assert response.headers["Location"] == picture_path("budget", agency)


def test_a_picture_of_an_unknown_section_is_not_found(client, agency):
    assert client.get("/social/nowhere-0123456789.png").status_code == 404


# ------------------------------------------------------------------ passing a page on
def share_line(client, path):
    html = client.get(path).text
    found = re.search(r'<aside class="wrap stack band".*?</aside>', html, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize("path", ["/changes/", "/en/changes/", "/procurement/?year=2566"])
def test_a_page_can_be_passed_on_by_plain_links(client, settings, agency, path):
    line, url = share_line(client, path), f"{settings.SITE_URL}{path}"
    links = [unquote(href.partition("=")[2]) for href in re.findall(r'href="([^"]+)"', line)]

    assert (links, f'<span class="code">{url}</span>' in line) == ([url, url], True)
    assert "<script" not in line


@pytest.mark.parametrize(
    "path", ["/complaints/ask/", "/complaints/corruption/", "/complaints/track/", "/budget/2571/"]
)
def test_forms_sealed_pages_and_what_is_missing_are_not_passed_on(client, agency, path):
    assert share_line(client, path) == ""


def test_a_page_names_each_feed_once(client, agency):
    feeds = re.findall(
        r'type="application/atom\+xml" title="[^"]+" href="([^"]+)"',
        client.get("/procurement/").text,
    )

    assert sorted(set(feeds)) == sorted(feeds)
