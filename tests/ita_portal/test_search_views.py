"""The page of the search."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ita_portal.models import Kind
from publishing.workflow import State
from tests.ita_portal.search_props import rebuild

ROAD = "จ้างก่อสร้างถนน คสล. ม.๓"


def page(client, **asked):
    response = client.get(reverse("search"), asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def road(agency, make_purchase):
    purchase = make_purchase(ROAD)
    rebuild()
    return purchase


def test_what_was_found_is_linked_and_marked(client, road):
    html = page(client, q="ถนนคอนกรีต หมู่ 3")

    assert f'<a href="{road.get_absolute_url()}">' in html
    assert "จ้างก่อสร้าง<mark>ถนน คสล.</mark> <mark>ม.๓</mark>" in html


def test_texts_are_shown_as_texts(client, agency, make_purchase):
    make_purchase("<script>alert(1)</script> ถนน")
    rebuild()

    html = page(client, q="ถนน <script>")

    assert "<script>" not in html
    assert "<mark>&lt;script&gt;</mark>alert(1)" in html


@pytest.mark.parametrize("words", ["ก", "%", "…", "\ue000p\ue002", "\x00", "\u200b", "- -"])
def test_too_little_is_answered_in_a_sentence(client, road, words):
    response = client.get(reverse("search"), {"q": words})

    assert response.context["listing"] is None
    assert len(response.context["left_aside"]) == (1 if words.strip("\x00\u200b") else 0)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "ถนน" * 5000},
        {"q": "ก ข ถนน " * 3000},
        {"q": "ถนน", "kind": "case"},
        {"q": "ถนน", "year": "สองพัน"},
        {"q": "ถนน", "year": "9" * 5000},
    ],
)
def test_what_makes_no_sense_is_named(client, road, asked):
    response = client.get(reverse("search"), asked)

    assert (response.status_code, len(response.context["left_aside"])) == (200, 1)


@pytest.mark.parametrize("year", ["2566", "๒๕๖๖", "2023"])
def test_a_year_is_understood_in_both_calendars(client, road, year):
    assert road.get_absolute_url() in page(client, q="ถนน", year=year)


@pytest.mark.parametrize(
    "asked", [{"q": "ถนน", "year": "2575"}, {"q": "ถนน ปี 2575"}, {"q": "ถนน พ.ศ. ๒๕๗๕"}]
)
def test_where_a_year_has_nothing_it_is_the_year_that_one_is_told_to_leave_out(client, road, asked):
    html = page(client, **asked)

    assert f'<a href="{reverse("search")}?q=%E0%B8%96%E0%B8%99%E0%B8%99">' in html
    assert "เช่น “ถนน”" not in html


def test_nothing_found_leads_on(client, road):
    html = page(client, q="ถนย")

    assert reverse("complaints:ask") in html
    assert "?q=%E0%B8%96%E0%B8%99%E0%B8%99" in html  # ถนน


def test_filters_that_leave_nothing_can_be_dropped(client, road):
    response = client.get(reverse("search"), {"q": "ถนน", "kind": "question"})

    assert (response.context["listing"].count, response.context["everywhere"]) == (
        0,
        "q=%E0%B8%96%E0%B8%99%E0%B8%99",
    )


def test_search_engines_are_asked_to_keep_the_form_and_not_what_is_found(client, agency):
    pages = [page(client), page(client, q="ถนน")]

    assert ['<meta name="robots" content="noindex">' in each for each in pages] == [False, True]


def test_a_result_cannot_be_kept_after_it_changed(client, road):
    first = client.get(reverse("search"), {"q": "ถนน"})
    road.title = "ซื้อกระดาษ"
    road.save()
    rebuild()

    second = client.get(reverse("search"), {"q": "ถนน"}, headers={"If-None-Match": first["ETag"]})

    kinds = {row.entry.kind for row in second.context["listing"].rows}
    assert (second.status_code, kinds) == (200, {Kind.PAGE})


def test_one_row_and_three_take_the_same_queries(client, agency, make_purchase, make_line):
    def count():
        rebuild()
        client.get(reverse("search"), {"q": "สะพาน"})
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse("search"), {"q": "สะพาน"})
        return response.context["listing"].count, len(queries)

    make_line(title="สะพาน")
    for number in range(4):
        make_purchase(f"สะพาน {number}")
    few = count()
    for number in range(6):
        make_purchase(f"สะพาน {number}")

    assert (few[0], count()) == (5, (11, few[1]))


def test_in_english_pages_of_the_site_lead_to_english_ones(client, road):
    html = client.get("/en/search/", {"q": "ถนน"}).content.decode()

    assert f'"/en{road.get_absolute_url()}"' in html
    assert '"/en/complaints/"' in html


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_staff_find_no_more_than_anybody(client, clerk, agency, make_purchase, state):
    make_purchase("ดาวเทียม", state=state)
    rebuild()
    client.force_login(clerk)

    assert client.get(reverse("search"), {"q": "ดาวเทียม"}).context["listing"].count == 0
