"""English stands at its own addresses; nothing but the address decides, and what lasts is Thai."""

import re

import pytest
from django.http import HttpResponse
from django.urls import path
from django.utils import translation

from complaints.models import Question
from ita_portal.languages import english_path, language_of, thai_path
from publishing.addresses import lasting_path, lasting_url
from publishing.caching import kept
from tests.complaints.asking import ASK, filled_in
from thai.markup import mark_thai


def body(client, address, **extra):
    return client.get(address, **extra).content.decode()


def spoken(html):
    return re.search(r'<html lang="(\w+)">', html)[1]


# ------------------------------------------------------------------ addresses
@pytest.mark.parametrize(
    ("thai", "english"),
    [
        ("/", "/en/"),
        ("/budget/2566/", "/en/budget/2566/"),
        ("/search/?q=/en/", "/en/search/?q=/en/"),
        ("/enough/", "/en/enough/"),
    ],
)
def test_a_page_has_one_address_in_each_language(thai, english):
    assert (english_path(thai), thai_path(english)) == (english, thai)
    assert (english_path(english), thai_path(thai)) == (english, thai)
    assert (language_of(thai), language_of(english)) == ("th", "en")


def test_no_address_becomes_that_of_another_host():
    assert thai_path("/en//evil.example/") == "/%2Fevil.example/"


def test_what_lasts_is_thai_whatever_is_read():
    with translation.override("en"):
        found = lasting_path("budget:year", 2566), lasting_url("complaints:track")

    assert found == ("/budget/2566/", "http://127.0.0.1:8000/complaints/track/")


# ------------------------------------------------------------------ the address decides
def test_the_address_decides_the_language(client, agency):
    assert [spoken(body(client, each)) for each in ("/", "/en/", "/")] == ["th", "en", "th"]


def test_neither_the_browser_nor_a_cookie_does(client, agency, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get("/", headers={"Accept-Language": "en"})

    assert spoken(response.content.decode()) == "th"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.cookies == {}


def test_an_english_page_leads_to_english_pages(client, agency):
    links = re.findall(r'<a [^>]*href="(/[^"]*)"(?! lang="th")', body(client, "/en/"))

    assert [each for each in links if not each.startswith(("/en/", "/accounts/"))] == [
        "/procurement/feed.atom"
    ]


@pytest.mark.parametrize("address", ["/en/admin/", "/en/accounts/login/", "/en/healthz/", "/th/"])
def test_what_is_thai_only_has_no_english_address(client, agency, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/en/seal?v=1", "/seal?v=1"),
        ("/en/procurement/feed.atom", "/procurement/feed.atom"),
        ("/en/budget/2566/citizen.pdf", "/budget/2566/citizen.pdf"),
        ("/en/complaints", "/en/complaints/"),
        ("/en", "/en/"),
        ("/en//evil.example/x", "/%2Fevil.example/x"),
    ],
)
def test_a_file_has_one_address_and_a_page_ends_with_a_slash(client, agency, asked, answer):
    response = client.get(asked)

    assert (response.status_code, response.headers["Location"]) == (301, answer)


def test_pages_link_files_where_they_are(client, agency, make_measure):
    plan = make_measure().plan

    page = body(client, f"/en{plan.get_absolute_url()}report/")

    assert f'href="{plan.get_absolute_url()}report.csv"' in page


# ------------------------------------------------------------------ the switch
@pytest.mark.parametrize(
    ("asked", "link"),
    [
        ("/procurement/?q=a", '<a class="language" href="/en/procurement/?q=a" lang="en"'),
        ("/en/procurement/?q=a", '<a class="language" href="/procurement/?q=a" lang="th"'),
        ("/accounts/login/", '<a class="language" href="/en/" lang="en"'),
        ("/no-such-page/", '<a class="language" href="/en/" lang="en"'),
        ("/en/no-such-page/", '<a class="language" href="/" lang="th"'),
    ],
)
def test_the_switch_leads_to_the_same_page_or_home(client, agency, asked, link):
    assert link in body(client, asked)


def test_behind_a_form_the_switch_leads_to_the_empty_form(client, agency):
    page = client.post(f"{ASK}?about=/budget/2566/", {}).content.decode()

    assert '<a class="language" href="/en/complaints/ask/"' in page


def test_search_engines_learn_both_addresses(client, agency):
    head = body(client, "/en/procurement/?q=a").partition("</head>")[0]

    assert re.findall(
        r'<link rel="(\w+)"(?: hreflang="([\w-]+)")? href="http://[^/]+(/[^"]*)"', head
    ) == [
        ("canonical", "", "/en/procurement/"),
        ("alternate", "th", "/procurement/?q=a"),
        ("alternate", "en", "/en/procurement/?q=a"),
        ("alternate", "x-default", "/procurement/?q=a"),
    ]


def test_a_page_that_is_thai_only_names_no_other(client, agency):
    assert "hreflang" not in body(client, "/accounts/login/").partition("</head>")[0]


# ------------------------------------------------------------------ words
def test_error_pages_speak_the_language_of_the_address(client, db):
    page = body(client, "/en/no-such-page/")

    assert "We did not find this page" in page
    assert 'class="button" href="/en/"' in page


def test_an_english_page_says_what_is_thai(client, agency, make_measure):
    measure = make_measure(title="เผยแพร่ข้อมูล")

    page = body(client, f"/en{measure.get_absolute_url()}")

    assert '<h1 lang="th">เผยแพร่ข้อมูล</h1>' in page
    assert "The content is in Thai" in page
    assert mark_thai(page) == page


def test_a_thai_page_is_left_alone(client, agency):
    assert "<span lang" not in body(client, "/changes/")


def test_what_was_finished_has_its_length(client, agency):
    response = client.get("/en/changes/")

    assert int(response.headers["Content-Length"]) == len(response.content)


def test_days_are_written_in_the_language_of_the_page(client, agency, make_activity):
    measure = make_activity().measure

    pages = [body(client, prefix + measure.get_absolute_url()) for prefix in ("", "/en")]

    assert ["7 ธันวาคม 2565" in pages[0], "7 December 2022" in pages[1]] == [True, True]


def test_kept_words_are_kept_for_each_language(db):
    found = []
    for language in ("th", "en", "th", "en"):
        with translation.override(language):
            found.append(kept("words", (), lambda: translation.gettext("Budget")))

    assert found == ["งบประมาณ", "Budget"] * 2


# ------------------------------------------------------------------ forms and sealed pages
def test_a_question_asked_in_english_is_stored_under_the_thai_address(client, agency, make_measure):
    measure = make_measure()
    address = measure.get_absolute_url()

    page = body(client, f"/en{address}")
    client.post(f"/en{ASK}", filled_in(about=f"/en{address}", asked="Why?"))

    assert f"/en/complaints/ask/?about={address.replace('/', '%2F')}" in page
    row = Question.objects.get()
    assert (row.subject_path, row.asked) == (address, "Why?")
    assert "มาตรการ" in row.subject_title


@pytest.mark.parametrize("page", ["corruption", "track", "ask"])
def test_sealed_pages_are_as_silent_in_english(client, agency, page):
    response = client.get(f"/en/complaints/{page}/")

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.cookies == {}


def test_the_sum_of_the_form_is_asked_in_english(client, agency):
    assert re.search(r"How much is \w+ (plus|minus) \w+\?", body(client, f"/en{ASK}"))


def test_the_language_of_a_page_ends_with_it(client, settings, db):
    def failing(request):
        raise ValueError

    settings.ROOT_URLCONF = type(
        "Routes",
        (),
        {
            "urlpatterns": [path("en/failing/", failing)],
            "handler500": staticmethod(lambda request: HttpResponse(status=500)),
        },
    )
    client.raise_request_exception = False

    status = client.get("/en/failing/").status_code

    assert (status, translation.get_language()) == (500, "th")
