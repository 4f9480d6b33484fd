"""A release is exact, keeps its name, and changes its id and date when what it tells changes."""

import datetime as dt
import json
from decimal import Decimal

from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from procurement.models import Purchase
from procurement.ocds_values import moment, number
from publishing.actions import record_correction
from tests.procurement.ocds.schema import HOSTILE


@given(st.decimals(0, Decimal("9999999999999.99"), places=2))
def test_every_amount_of_ours_is_written_to_the_satang(amount):
    assert json.loads(json.dumps(number(amount)), parse_float=Decimal) == amount


def test_a_moment_is_told_in_thai_time():
    at = dt.datetime(2023, 1, 31, 17, 30, 0, 999, tzinfo=dt.UTC)

    assert moment(at) == "2023-02-01T00:30:00+07:00"


def test_a_title_is_told_as_it_was_typed(stories, release):
    found = release(stories["hostile"])

    assert found["tender"]["title"] == HOSTILE
    assert found["contracts"][0]["id"] == HOSTILE[:60]


def test_a_release_is_the_same_until_something_changes(stories, release):
    purchase = stories["awarded"]
    first = release(purchase)
    again = release(purchase)
    purchase.refresh_from_db()
    purchase.title = "ชื่อใหม่"
    purchase.save()
    changed = release(purchase)

    assert first == again
    assert first["ocid"] == changed["ocid"] == f"ocds-xxxxxx-2566-{purchase.number}"
    assert first["id"] != changed["id"]


def test_a_release_dates_from_the_newest_publication_of_its_parts(
    make_purchase, make_stage, release
):
    first, newest = (dt.datetime(2023, month, 1, tzinfo=dt.UTC) for month in (1, 3))
    purchase = make_purchase()
    stage = make_stage(purchase)
    type(purchase).objects.update(published_at=first)
    type(stage).objects.update(published_at=newest)

    assert release(purchase)["date"] == "2023-03-01T07:00:00+07:00"


def test_a_correction_gives_a_release_a_new_date(make_purchase, approver, release, told):
    purchase = make_purchase()
    Purchase.objects.update(published_at=dt.datetime(2023, 1, 1, tzinfo=dt.UTC))
    purchase.refresh_from_db()
    before = purchase.public_facts()
    purchase.title = "ชื่อที่ถูกต้อง"
    purchase.save()
    step = record_correction(purchase, by=approver, reason="พิมพ์ผิด", before=before)

    assert release(purchase)["date"] == moment(step.at)
    assert told(purchase)["publishedDate"] == moment(step.at)


def test_a_prefix_that_is_not_registered_is_marked(stories, told, settings):
    unmarked = told(stories["planned"])
    settings.OCDS_PREFIX = "ocds-ab12cd"
    cache.clear()
    registered = told(stories["planned"])

    assert unmarked["ocidPrefixIsRegistered"] is False
    assert "ocid" in unmarked["publicationNotes"]
    assert registered["ocidPrefixIsRegistered"] is True
    assert registered["releases"][0]["ocid"] == "ocds-ab12cd-2566-1"
    assert "ocid" not in registered["publicationNotes"]


def test_data_of_the_demonstration_says_so(stories, told, agency):
    agency.is_demonstration = True
    agency.save()

    assert "ข้อมูลตัวอย่าง" in told(stories["planned"])["publicationNotes"]["releases"]


def test_the_language_of_the_visitor_changes_nothing(stories, client):
    address = f"{stories['opened'].get_absolute_url()}ocds.json"
    answers = [
        client.get(address, headers={"accept-language": code}).content for code in ("th", "en")
    ]

    assert answers[0] == answers[1]
