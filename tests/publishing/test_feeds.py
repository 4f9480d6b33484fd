"""Feeds of the site and of its sections: what everybody may know of, and nothing else."""

from xml.etree import ElementTree

import pytest

from publishing.actions import approve, submit, withdraw
from publishing.models import PublicationStep
from tests.publishing.outreach import queries_of

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/feed.atom",
    "/budget/feed.atom",
    "/measures/feed.atom",
    "/changes/feed.atom",
    "/complaints/questions/feed.atom",
]


@pytest.fixture
def publish(agency, make_activity, clerk, approver):
    """Return a function that lets an activity go through review into the public."""

    def go(title):
        unit = make_activity(title=title, state="draft", author=clerk)
        submit(unit, by=clerk)
        approve(unit, by=approver)
        return unit

    return go


def titles(client, path):
    root = ElementTree.fromstring(client.get(path).content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("path", FEEDS)
def test_an_empty_feed_is_atom_and_names_itself(client, settings, agency, path):
    response = client.get(path)
    root = ElementTree.fromstring(response.content)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert links["self"] == f"{settings.SITE_URL}{path}"


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_that_has_not_changed_is_not_sent_again(client, agency, path):
    tag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "count"), [("/feed.atom", 1), ("/measures/feed.atom", 1), ("/budget/feed.atom", 0)]
)
def test_what_is_published_enters_the_feeds_of_the_site_and_of_its_section(
    client, publish, path, count
):
    publish("อบรมผู้นำ")

    assert [title.endswith("อบรมผู้นำ") for title in titles(client, path)] == [True] * count


def test_what_waits_for_review_is_in_no_feed(client, agency, make_activity, clerk):
    submit(make_activity(state="draft", author=clerk), by=clerk)

    assert (PublicationStep.objects.count(), titles(client, "/feed.atom")) == (1, [])


def test_a_withdrawal_is_in_the_feed_of_changes(client, publish, approver):
    withdraw(publish("อบรมผู้นำ"), by=approver, reason="ผิดวัน")

    assert len(titles(client, "/changes/feed.atom")) == 1


@pytest.mark.parametrize("path", ["/feed.atom", "/measures/feed.atom"])
def test_a_feed_of_three_asks_as_much_as_a_feed_of_one(client, publish, path):
    publish("หนึ่ง")
    client.get(path)
    one = queries_of(client, path)
    publish("สอง")
    publish("สาม")

    assert queries_of(client, path) == one


def test_an_empty_feed_has_no_news_not_even_now(client, agency):
    feed = ElementTree.fromstring(client.get("/changes/feed.atom").content)

    assert feed.findtext("{http://www.w3.org/2005/Atom}updated") == "2000-01-01T00:00:00+00:00"
