from xml.etree import ElementTree

import pytest

from publishing.actions import approve, record_correction, submit, withdraw
from publishing.workflow import State

ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "ลับทดสอบ๑๒๓"


@pytest.fixture
def publish(clerk, approver):
    """Return a function that lets a draft go through review into the public."""

    def go(unit):
        unit.author = clerk
        unit.save()
        submit(unit, by=clerk)
        approve(unit, by=approver)
        unit.refresh_from_db()
        return unit

    return go


def feed(client, year=2566):
    response = client.get(f"/budget/{year}/changes.atom")
    return ElementTree.fromstring(response.content)


def texts(root, name):
    return [entry.findtext(ATOM + name) for entry in root.iter(f"{ATOM}entry")]


@pytest.fixture
def transfer(make_line, make_transfer, publish):
    return publish(make_transfer(make_line(), make_line(), 5, state=State.DRAFT))


def test_a_feed_is_atom(client, make_line):
    make_line()

    response = client.get("/budget/2566/changes.atom")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize("name", ["title", "id", "updated"])
def test_a_feed_has_what_atom_demands(client, transfer, name):
    root = feed(client)

    assert (bool(root.findtext(ATOM + name)), all(texts(root, name))) == (True, True)


def test_a_feed_names_its_own_address_and_the_page(client, settings, make_line):
    settings.SITE_URL = "https://example.org"
    make_line()

    links = {link.get("rel"): link.get("href") for link in feed(client).findall(f"{ATOM}link")}

    assert links == {
        "alternate": "https://example.org/budget/2566/",
        "self": "https://example.org/budget/2566/changes.atom",
    }


def test_a_feed_names_its_author(client, agency, make_line):
    make_line()

    assert feed(client).findtext(f"{ATOM}author/{ATOM}name") == agency.name


def test_a_publication_is_told_and_leads_to_its_page(client, settings, transfer):
    link = feed(client).find(f"{ATOM}entry/{ATOM}link").get("href")

    assert link == f"{settings.SITE_URL}/budget/2566/transfers/#transfer-{transfer.pk}"


def test_a_correction_is_told_with_its_reason(client, transfer, approver):
    record_correction(transfer, by=approver, reason="พิมพ์ผิด", before=[("เหตุผล", "เดิม")])

    assert texts(feed(client), "summary")[0] == "พิมพ์ผิด"


def test_of_a_withdrawn_thing_nothing_but_title_and_reason_is_told(client, transfer, approver):
    transfer.reason = SECRET
    transfer.save()
    withdraw(transfer, by=approver, reason="ลงผิดปี")

    response = client.get("/budget/2566/changes.atom")

    assert ("ลงผิดปี" in response.text, SECRET in response.text) == (True, False)


def test_newest_comes_first(client, transfer, make_line, make_transfer, publish):
    newer = publish(make_transfer(make_line(), make_line(), 5, state=State.DRAFT))

    assert texts(feed(client), "title")[0].endswith(str(newer))


def test_what_waits_for_review_is_not_told(client, make_line, make_transfer, clerk):
    submit(make_transfer(make_line(), make_line(), 5, state=State.DRAFT, author=clerk), by=clerk)

    assert texts(feed(client), "title") == []


def test_another_year_is_not_told(client, make_year, transfer):
    make_year(2565)

    assert texts(feed(client, 2565), "title") == []


def test_each_entry_has_an_identity_of_its_own(client, transfer, approver):
    for reason in ("หนึ่ง", "สอง"):
        record_correction(transfer, by=approver, reason=reason, before=[("เหตุผล", reason)])

    identities = texts(feed(client), "id")

    assert (len(identities), len({*identities})) == (3, 3)
