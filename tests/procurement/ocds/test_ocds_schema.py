"""Every release package is what the standard says, and uses no word that it does not have."""

import datetime as dt

import pytest

from procurement.methods import OFFICIAL_NAMES, Method, NoticeKind, WorkKind
from procurement.models.notice import DocumentKind
from procurement.ocds import CATEGORIES
from procurement.ocds_papers import NOTICES, PAPERS
from tests.procurement.ocds.schema import (
    STORIES,
    beside_the_shared_folder,
    errors_of,
    fields,
    unlisted_fields,
)

THAI = dt.timedelta(hours=7)


# ------------------------------------------------------------------ the standard
@beside_the_shared_folder
@pytest.mark.parametrize("story", STORIES)
def test_every_story_is_valid(stories, told, story):
    assert errors_of(told(stories[story])) == []


@beside_the_shared_folder
def test_the_median_price_is_the_only_field_of_ours(stories, told):
    assert unlisted_fields(told(stories["opened"])) == {"/tender/medianPrice"}


@beside_the_shared_folder
def test_the_schema_would_find_a_wrong_status(stories, told):
    package = told(stories["planned"])
    package["releases"][0]["tender"]["status"] = "asleep"

    assert len(errors_of(package)) == 1


@beside_the_shared_folder
@pytest.mark.parametrize("story", STORIES)
def test_every_date_is_a_moment_in_thai_time(stories, told, story):
    dates = [
        text
        for key, text in fields(told(stories[story]))
        if key.startswith("date") or key.endswith("Date")
    ]

    assert [each for each in dates if dt.datetime.fromisoformat(each).utcoffset() != THAI] == []


def test_every_address_is_whole(stories, told, settings):
    addresses = [
        text
        for story in STORIES
        for key, text in fields(told(stories[story]))
        if key in {"url", "uri"}
    ]

    known = (f"{settings.SITE_URL}/", "https://example.org/%E0%B8%9B")
    assert {each for each in addresses if not each.startswith(known)} == {settings.SITE_URL}
    assert [each for each in addresses if not each.isascii()] == []


# ------------------------------------------------------------------ codes
def test_every_kind_of_ours_has_a_place_in_the_standard():
    assert set(CATEGORIES) == set(WorkKind)
    assert set(NOTICES) == set(NoticeKind)
    assert set(PAPERS) == set(DocumentKind)


@pytest.mark.parametrize(
    ("method", "code"),
    [
        (Method.E_BIDDING, "open"),
        (Method.SELECTION, "selective"),
        (Method.SPECIFIC, "direct"),
        (Method.DESIGN_CONTEST, None),
    ],
)
def test_a_method_has_the_code_of_the_standard_and_its_name_in_law(
    make_purchase, release, method, code
):
    tender = release(make_purchase(method=method))["tender"]

    assert tender.get("procurementMethod") == code
    assert tender["procurementMethodDetails"] == OFFICIAL_NAMES[method]
