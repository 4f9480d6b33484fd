"""The page of the three doors: what each is for, and every channel with a way to use it."""

import re

import pytest
from django.urls import reverse

from complaints.doors import Piece, doors, pieces, url_of
from complaints.models import Channel, ChannelKind, HandlingStep, TimeLimit


@pytest.fixture
def make_channel(agency):
    """Return a function that makes a channel of the office; the outside doors come with the system."""

    def make(name="โทรศัพท์สำนักงาน", *, kind=ChannelKind.PHONE, **fields):
        if not {"for_questions", "for_corruption"} & set(fields):
            fields.setdefault("for_grievances", True)
        return Channel.objects.create(name=name, kind=kind, **fields)

    return make


@pytest.fixture
def page(client, agency):
    """Return a function that opens a page and returns its text."""
    return lambda name="channels": client.get(reverse(f"complaints:{name}")).text


# ------------------------------------------------------------------ what a telephone can dial
@pytest.mark.parametrize(
    ("contact", "dialled"),
    [
        ("0-0000-0000 ต่อ 11", ["000000000"]),
        ("0 0000 0000, 00-000-00000", ["000000000", "0000000000"]),
        ("สายด่วน 1205", ["1205"]),
        ("เลขที่ 1205 หมู่ 3 ตำบลตัวอย่าง 10110", []),
        ("ปีงบประมาณ 1567", []),
        ("", []),
    ],
)
def test_numbers_of_telephones_and_hotlines_can_be_tapped(contact, dialled):
    assert [piece.tel for piece in pieces(contact) if piece.tel] == dialled


def test_the_words_around_a_number_stay_as_they_were_typed():
    assert pieces("โทร 0-0000-0000 ต่อ 11") == (
        Piece("โทร "),
        Piece("0-0000-0000", "000000000"),
        Piece(" ต่อ 11"),
    )


# ------------------------------------------------------------------ which channel stands where
def test_a_channel_for_several_things_stands_at_each_of_their_doors(make_channel):
    make_channel("เคาน์เตอร์", for_grievances=True, for_corruption=True)
    found = doors()

    assert [
        [way.channel.name for way in each]
        for each in (found.grievances, found.questions, found.corruption)
    ] == [["เคาน์เตอร์"], [], ["เคาน์เตอร์"]]


def test_doors_of_other_agencies_stand_apart(make_channel):
    make_channel()

    assert {way.channel.kind for way in doors().outside} == {
        ChannelKind.NACC,
        ChannelKind.PACC,
        ChannelKind.AUDIT_OFFICE,
        ChannelKind.DAMRONGDHAMA,
    }


def test_a_channel_that_is_switched_off_is_not_shown(make_channel, page):
    make_channel("ตู้ที่เลิกใช้", is_active=False)

    assert "ตู้ที่เลิกใช้" not in page()


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (ChannelKind.CORRUPTION_FORM, "/complaints/corruption/"),
        (ChannelKind.QUESTION_FORM, "/complaints/ask/"),
    ],
)
def test_a_form_of_this_website_needs_no_address_typed_in(make_channel, settings, kind, path):
    channel = make_channel(kind=kind, for_questions=True)

    assert url_of(channel) == settings.SITE_URL + path


def test_only_a_channel_with_an_address_has_a_code_to_scan(make_channel):
    make_channel("โทรศัพท์")
    make_channel("ไลน์", url="https://line.example/office")

    assert [bool(way.qr) for way in doors().grievances] == [False, True]


# ------------------------------------------------------------------ the page
def test_a_hotline_is_a_link_that_dials(page):
    assert 'href="tel:1205"' in page()


def test_each_door_says_how_long_it_takes_as_the_settings_are(page):
    HandlingStep.objects.filter(limit__stage="answer").delete()
    TimeLimit.objects.filter(stage="answer").delete()
    limit = TimeLimit.objects.get(stage="acknowledge")
    limit.days = 4
    limit.save()

    text = page()

    cards = re.search(r'<ol class="cards doors">.*?</ol>', text, re.DOTALL).group()
    assert re.findall(r"\d+(?= )", re.sub(r"<[^>]+>", " ", cards)) == ["15", "4", "30"]


def test_the_way_to_the_sealed_form_is_one_tap(page):
    assert f'class="button" href="{reverse("complaints:corruption")}"' in page()


@pytest.mark.parametrize(
    "name", ["track", "protection", "questions_latest", "statistics_latest", "manual"]
)
def test_the_page_leads_to_everything_else_about_complaints(page, name):
    assert f'href="{reverse(f"complaints:{name}")}"' in page()


def test_links_to_other_sites_do_not_say_where_the_visitor_was(make_channel, page):
    make_channel("ไลน์", url="https://line.example/office")

    outside = re.findall(r'<a [^>]*href="https://[^>]*>', page())

    assert [link for link in outside if 'rel="noreferrer"' not in link] == []


def test_a_change_of_a_channel_changes_the_tag_of_the_page(client, make_channel):
    channel = make_channel()
    before = client.get(reverse("complaints:channels")).headers["ETag"]
    channel.hours = "วันทำการ"
    channel.save()

    assert client.get(reverse("complaints:channels")).headers["ETag"] != before


def test_one_channel_and_three_cost_the_same_queries(
    client, make_channel, make_unit, django_assert_max_num_queries
):
    make_channel(unit=make_unit())
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("complaints:channels"))
    for name in ("ก", "ข"):
        make_channel(name, unit=make_unit(name))
    with django_assert_max_num_queries(20) as three:
        client.get(reverse("complaints:channels"))

    assert len(one) == len(three)


# ------------------------------------------------------------------ from everywhere
def test_home_leads_to_the_form_in_two_taps(client, page):
    home = client.get(reverse("home")).text

    assert f'href="{reverse("complaints:channels")}"' in home
    assert f'href="{reverse("complaints:corruption")}"' in page()


def test_every_page_has_the_form_and_the_follow_up_in_its_foot(client, agency):
    foot = client.get(reverse("publishing:changes")).text.partition("<footer")[2]

    assert [
        f'href="{reverse(f"complaints:{name}")}"' in foot for name in ("corruption", "track")
    ] == [True, True]


# ------------------------------------------------------------------ what we can and cannot protect
def test_protection_lists_six_kinds_of_compromise(page):
    table = re.search(r"<tbody>(.*?)</tbody>", page("protection"), re.DOTALL).group(1)

    assert table.count("<tr>") == 6


def test_protection_says_how_long_a_case_is_kept_as_it_is_set(page, settings):
    settings.COMPLAINT_RETENTION_DAYS = 5 * 365 + 1

    assert re.search(r"\b5\b", re.sub(r"<[^>]+>", " ", page("protection"))) is not None


def test_protection_names_the_doors_of_other_agencies(page):
    assert "สำนักงาน ป.ป.ช." in page("protection")
