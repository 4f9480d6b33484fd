"""Help inside the backend: every task has its page, its picture and its screens."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import reverse
from PIL import Image

from agency.roles import Role
from ita_portal.help_pages import HELP_OF, PAGES, pages_of
from tests.ita_portal.url_names import all_urls

MOST_BYTES = 60 * 1024
EVERY_PAGE = pytest.mark.parametrize("slug", PAGES)


@EVERY_PAGE
def test_a_page_has_a_picture_that_loads_fast(slug):
    path = Path(finders.find(PAGES[slug].picture))

    with Image.open(path) as picture:
        assert (picture.width * 700, picture.format) == (picture.height * 360, "WEBP")
    assert path.stat().st_size <= MOST_BYTES


@EVERY_PAGE
def test_a_page_says_everything_that_a_page_says(slug):
    source = get_template(f"admin/help/{slug}.html").template.source

    blocks = {"when", "steps", "then", "mistakes", "alt"}
    empty = {block for block in blocks if f"{{% block {block} %}}{{% endblock" in source}
    assert ({block for block in blocks if f"{{% block {block} %}}" not in source}, empty) == (
        set(),
        set(),
    )


def test_every_screen_that_is_explained_exists():
    names = {url.name for url in all_urls()}
    starts = {page.start for page in PAGES.values() if page.start}

    assert (set(HELP_OF) | starts) - names == set()


def test_a_screen_is_explained_by_one_page():
    screens = [screen for page in PAGES.values() for screen in page.screens]

    assert sorted(set(screens)) == sorted(screens)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_its_pages_and_no_other(client, make_user, agency, role):
    user = make_user("reader", role)
    client.force_login(user)

    opened = {
        slug
        for slug in PAGES
        if client.get(reverse("portal_staff:help_task", args=[slug])).status_code == 200
    }

    assert opened == {page.slug for page in pages_of(user)}


def test_every_task_is_somebodys(make_user):
    readers = [make_user(role.value, role) for role in Role]

    assert {page.slug for reader in readers for page in pages_of(reader)} == set(PAGES)


def test_an_unknown_task_is_not_found(client, clerk):
    client.force_login(clerk)

    assert client.get("/admin/help/nothing/").status_code == 404


def test_a_screen_leads_to_its_page(client, clerk, agency):
    client.force_login(clerk)

    page = client.get(reverse("measures_staff:progress_add")).content.decode()

    assert 'href="/admin/help/progress/"' in page


def test_a_picture_has_words_beside_it(client, clerk, agency):
    client.force_login(clerk)

    page = client.get("/admin/help/spending/").content.decode()

    assert 'alt="หน้าจอโทรศัพท์ของการเพิ่มผลการเบิกจ่ายรายเดือน' in page
