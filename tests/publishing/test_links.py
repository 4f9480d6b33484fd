import pytest
from django.conf import settings
from django.db import IntegrityError

from publishing.links import LETTERS, codes_for, is_own, link_to, short_url
from publishing.models import ShortLink

THAI = "/measures/2566/มาตรการ/"
ENCODED = "/measures/2566/%E0%B8%A1%E0%B8%B2%E0%B8%95%E0%B8%A3%E0%B8%81%E0%B8%B2%E0%B8%A3/"


def test_a_code_has_five_letters_that_are_not_confused():
    code = next(codes_for("/budget/2566/"))

    assert (len(code), set(code) <= set(LETTERS), set(LETTERS) & set("0o1laeiou")) == (
        5,
        True,
        set(),
    )


def test_a_page_has_one_short_link_for_ever(db):
    assert (short_url("/budget/"), ShortLink.objects.count()) == (short_url("/budget/"), 1)


def test_a_thai_path_is_one_page_however_it_is_spelled(db):
    assert link_to(THAI) == link_to(ENCODED)


def test_a_short_address_names_the_site(db):
    link = link_to("/budget/")

    assert short_url("/budget/") == f"{settings.SITE_URL}/s/{link.code}"


def test_a_code_that_is_taken_gives_way_to_the_next(db):
    first, second = list(codes_for("/budget/"))[:2]
    ShortLink.objects.create(code=first, path="/other/")

    assert link_to("/budget/").code == second


def test_where_every_code_is_taken_nothing_is_given_away(db):
    for number, code in enumerate(codes_for("/budget/")):
        ShortLink.objects.create(code=code, path=f"/other/{number}/")
    with pytest.raises(IntegrityError):
        link_to("/budget/")


FOREIGN = ["https://evil.example/", "//evil.example/", "/\\evil.example", "budget/", "", "/a\r\nb"]


@pytest.mark.parametrize("path", FOREIGN)
def test_only_a_path_of_this_site_has_a_short_link(path):
    assert is_own(path) is False
    with pytest.raises(ValueError, match="no path"):
        link_to(path)


@pytest.mark.parametrize("change", [str, str.upper])
def test_a_short_link_leads_to_its_page(client, agency, change):
    response = client.get(f"/s/{change(link_to(THAI).code)}")

    assert (response.status_code, response.headers["Location"]) == (302, ENCODED)


def test_an_unknown_code_leads_nowhere(client, agency):
    assert client.get("/s/zzzzz").status_code == 404


def test_a_row_that_leads_away_is_not_followed(client, agency):
    ShortLink.objects.create(code="bcdfg", path="//evil.example/")

    assert client.get("/s/bcdfg").status_code == 404


def test_a_short_link_sets_no_cookie(client, agency):
    response = client.get(f"/s/{link_to('/budget/').code}")

    assert (response.cookies.output(), response.headers.get("Vary", "Accept-Encoding")) == (
        "",
        "Accept-Encoding",
    )
