"""The feed of a list: the same purchases, for feed readers."""

from xml.etree import ElementTree

import pytest

from agency.models import Village

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, query=""):
    response = client.get(f"/procurement/feed.atom?{query}")
    return ElementTree.fromstring(response.content)


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_a_feed_is_atom(client, make_purchase):
    make_purchase()

    response = client.get("/procurement/feed.atom")

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_a_feed_without_purchases_is_a_feed(client, db):
    root = feed(client)

    assert (root.tag, titles(root)) == (f"{ATOM}feed", [])


@pytest.mark.parametrize("name", ["title", "id", "updated"])
def test_a_feed_has_what_atom_demands(client, make_purchase, name):
    make_purchase()
    root = feed(client)

    entries = [entry.findtext(ATOM + name) for entry in root.iter(f"{ATOM}entry")]
    assert (bool(root.findtext(ATOM + name)), [bool(text) for text in entries]) == (True, [True])


@pytest.mark.parametrize(
    "query, expected",
    [("", ["ถนน", "คลอง"]), ("year=2565", ["คลอง"]), ("q=ถนน", ["ถนน"]), ("q=ไม่มี", [])],
)
def test_a_feed_has_what_the_list_has(client, make_purchase, query, expected):
    make_purchase("คลอง", fiscal_year=2565)
    make_purchase("ถนน", fiscal_year=2566)

    listed = client.get(f"/procurement/?{query}").context["listing"].rows

    assert titles(feed(client, query)) == expected == [row.purchase.title for row in listed]


def test_a_feed_names_itself_and_its_list(client, settings, make_purchase):
    settings.SITE_URL = "https://example.org"
    make_purchase()

    root = feed(client, "year=2566&status=planned")

    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://example.org/procurement/?year=2566&status=planned",
        "self": "https://example.org/procurement/feed.atom?year=2566&status=planned",
    }


def test_feeds_of_different_questions_have_names_of_their_own(client, db):
    names = {feed(client, query).findtext(f"{ATOM}id") for query in ("", "q=ถนน", "q=ประปา")}

    assert len(names) == 3


def test_a_summary_is_text_and_no_markup(client, make_purchase):
    make_purchase(village=Village.objects.create(number=3, name="บ้าน<b>ดอน"))

    summary = feed(client).findtext(f"{ATOM}entry/{ATOM}summary")

    assert "บ้าน&lt;b&gt;ดอน" in summary


@pytest.mark.parametrize("words", ["%EF%BF%BE", "%EF%BF%BF", "%00", "%1B", "%26%3C%5D%5D%3E"])
def test_whatever_is_asked_a_feed_is_xml(client, db, words):
    assert feed(client, f"q=ถนน{words}").tag == f"{ATOM}feed"


def test_an_entry_says_where_the_purchase_stands(client, make_purchase, make_contract):
    make_contract(make_purchase(amount=500_000), price=480_000)

    summary = feed(client).findtext(f"{ATOM}entry/{ATOM}summary")

    assert [word in summary for word in ("500,000.00", "480,000.00")] == [True, True]


def test_a_feed_tells_of_fifty(client, make_purchase):
    for number in range(51):
        make_purchase(f"งานที่ {number}")

    assert len(titles(feed(client))) == 50
