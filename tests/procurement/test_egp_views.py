"""The page on which staff bring what e-GP says and look at three groups."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from procurement.methods import Method, NoticeKind
from procurement.models import EgpRecord, Purchase
from publishing.workflow import State
from tests.procurement.egp_samples import PROJECT, feed, item
from tests.procurement.egp_servers import says, server
from tests.procurement.test_egp_desk import table

URL = "/admin/procurement/egp/"


@pytest.fixture
def desk(client, clerk, agency):
    """Return the client of a clerk who is signed in."""
    client.force_login(clerk)
    return client


@pytest.fixture
def make_record(db):
    def make(project=PROJECT, **fields):
        fields = {
            "title": "ซื้อเรือ",
            "kind": NoticeKind.INVITATION,
            "day": dt.date(2023, 1, 9),
            "fiscal_year": 2566,
            "method": Method.SPECIFIC,
        } | fields
        return EgpRecord.objects.create(project=project, **fields)

    return make


def upload(content, name="egp.xml", **fields):
    return {"file": SimpleUploadedFile(name, content), "only_ours": "on", **fields}


def text_of(response):
    return response.content.decode()


# ------------------------------------------------------------------ bringing
def test_a_saved_feed_is_brought(desk):
    answer = desk.post(URL, upload(feed(item())))
    assert (answer.status_code, EgpRecord.objects.get().project) == (302, PROJECT)


def test_projects_of_other_agencies_are_left_out_unless_wanted(desk):
    content = table({}, {"รหัสโครงการ": "68019000002", "ชื่อหน่วยงาน": "กรม", "ชื่อหน่วยงานย่อย": "กอง"})
    desk.post(URL, upload(content, "e.csv"))
    assert [each.project for each in EgpRecord.objects.all()] == ["68019000001"]
    desk.post(URL, {"file": SimpleUploadedFile("e.csv", content)})
    assert EgpRecord.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "egp.xml"),
        (b"<html></html>", "17.01"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss>&a;</rss>", "DOCTYPE"),
        (b"<rss>" + b" " * (5 * 1024 * 1024), "5"),
        (b" " * (10 * 1024 * 1024 + 1), "10.1"),
        (b"\xff\xfe\x00", "egp.xml"),
    ],
    ids=["empty", "page", "entity", "big feed", "huge", "letters"],
)
def test_a_bad_file_is_told_in_the_form_and_nothing_is_kept(desk, content, said):
    answer = desk.post(URL, upload(content))
    assert (answer.status_code, EgpRecord.objects.count()) == (422, 0)
    assert said in "".join(answer.context["form"].errors["file"])


def test_no_file_at_all_is_told(desk):
    answer = desk.post(URL, {})
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["file"])


def test_the_button_fetches_from_the_configured_address(desk, settings, monkeypatch):
    monkeypatch.setattr("procurement.egp_desk.time.sleep", lambda _seconds: None)
    with server(says(feed(item()))) as url:
        settings.EGP_FEED_URL = url
        answer = desk.post(f"{URL}fetch/")
    assert (answer.status_code, EgpRecord.objects.count()) == (302, 1)


def test_a_feed_that_is_down_does_not_break_the_page(desk, settings):
    settings.EGP_FEED_URL = "http://127.0.0.1:1/feed"
    answer = desk.post(f"{URL}fetch/", follow=True)
    assert (answer.status_code, EgpRecord.objects.count()) == (200, 0)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_without_an_address_there_is_no_button_and_nothing_is_fetched(desk, settings):
    settings.EGP_FEED_URL = ""
    assert reverse("procurement_staff:egp_fetch") not in text_of(desk.get(URL))
    answer = desk.post(f"{URL}fetch/", follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


@pytest.mark.parametrize("address", [f"{URL}fetch/", f"{URL}draft/"])
def test_buttons_do_nothing_when_they_are_only_opened(desk, address):
    assert desk.get(address).status_code == 405


# ------------------------------------------------------------------ the groups
def test_an_empty_portal_shows_the_page(desk):
    assert desk.get(URL).status_code == 200


def test_the_groups_are_counted(desk, make_record, make_purchase):
    make_record()
    make_record("66019000002")
    make_purchase("ซื้อรถ", egp_number="66019000002")
    make_purchase("ไม่มีเลข")
    tabs = desk.get(URL).context["tabs"]
    assert [(name, count) for name, _label, count in tabs] == [
        ("egp", 1),
        ("here", 1),
        ("differing", 1),
    ]


@pytest.mark.parametrize("group", ["egp", "here", "differing", "nonsense", ""])
@pytest.mark.parametrize("year", ["2566", "9999", "x", "๒๕๖๖", ""])
@pytest.mark.parametrize("page", ["1", "99", "x"])
def test_any_question_is_answered(desk, make_record, make_purchase, group, year, page):
    make_record()
    make_purchase("ซื้อรถ", egp_number="66019000002")
    answer = desk.get(URL, {"group": group, "year": year, "page": page})
    assert answer.status_code == 200


@pytest.mark.parametrize("group", ["egp", "here", "differing"])
def test_many_rows_cost_as_many_queries_as_one(
    desk, make_record, make_purchase, group, django_assert_max_num_queries
):
    def rows(number):
        make_record(f"6601900000{number}")
        make_record(f"6601910000{number}")
        make_purchase("อื่น", egp_number=f"6601910000{number}")
        make_purchase("ไม่มีในระบบ", egp_number=f"6601920000{number}")

    rows(0)
    desk.get(URL)  # what is kept between requests is there from now on
    with django_assert_max_num_queries(100) as one:
        desk.get(URL, {"group": group})
    rows(1)
    rows(2)
    with django_assert_max_num_queries(100) as three:
        desk.get(URL, {"group": group})
    assert len(three) == len(one)


def test_a_long_group_has_pages(desk, make_record):
    for number in range(26):
        make_record(f"660190000{number:02}")
    answer = desk.get(URL, {"page": "2"})
    assert [project.number for project in answer.context["page"]] == ["66019000000"]


def test_an_address_of_e_gp_is_a_link_and_a_title_is_a_text(desk, make_record):
    make_record(title="<script>alert(1)</script>", url="https://e.example/1?a=1&b=2")
    page = text_of(desk.get(URL))
    assert 'href="https://e.example/1?a=1&amp;b=2"' in page
    assert "<script>alert" not in page


# ------------------------------------------------------------------ drafts
def test_the_button_makes_a_draft_once_and_opens_it(desk, make_record):
    make_record()
    first = desk.post(f"{URL}draft/", {"project": PROJECT})
    second = desk.post(f"{URL}draft/", {"project": PROJECT})
    purchase = Purchase.objects.get()
    change = reverse("admin:procurement_purchase_change", args=[purchase.pk])
    assert (first.headers["Location"], second.headers["Location"]) == (change, change)
    assert purchase.state == State.DRAFT


@pytest.mark.parametrize("project", ["", "66019000009", "x" * 5_000, "'; DROP TABLE"])
def test_of_an_unknown_project_no_draft_is_made(desk, project):
    answer = desk.post(f"{URL}draft/", {"project": project}, follow=True)
    assert (answer.status_code, Purchase.objects.count()) == (200, 0)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_a_stranger_never_sees_a_draft_made_here(desk, client, make_record):
    make_record(title="เรือที่ยังไม่เผยแพร่", price=Decimal(1))
    desk.post(f"{URL}draft/", {"project": PROJECT})
    client.logout()
    assert client.get(Purchase.objects.get().get_absolute_url()).status_code == 404


# ------------------------------------------------------------------ rights
@pytest.mark.parametrize("address", [URL, f"{URL}fetch/", f"{URL}draft/"])
def test_who_may_not_add_purchases_is_refused(client, executive, agency, make_record, address):
    make_record()
    client.force_login(executive)
    answer = client.post(address, {"project": PROJECT, **upload(feed(item(title="อื่น")))})
    assert (answer.status_code, Purchase.objects.count(), EgpRecord.objects.count()) == (403, 0, 1)


def test_who_may_not_add_purchases_does_not_see_the_page(client, executive, agency):
    client.force_login(executive)
    assert client.get(URL).status_code == 403


def test_a_stranger_is_sent_to_the_sign_in(client, db):
    answers = [client.get(URL), client.post(f"{URL}fetch/"), client.post(f"{URL}draft/")]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
