"""The photo of a unit goes along with what is told of it, by its public address, or not at all."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from ita_portal.demo.pictures import sample_picture
from measures.models import ActivityPhoto
from publishing.models import Target
from publishing.outbox import enqueue
from publishing.outbox_sending import send_messages
from publishing.photos import process_photo
from publishing.share_kit import kit_of
from publishing.share_pictures import MOST_BYTES, outside_picture
from publishing.storage import keep_photo
from tests.publishing.outreach import TEXT, file_of
from tests.publishing.services import QUICK, TOKEN, Service, running, says

BROADCAST, FEED, PHOTOS = "/v2/bot/message/broadcast", "/v26.0/1234/feed", "/v26.0/1234/photos"
SITE = "https://thungbulang.example"


@pytest.fixture
def service(settings, monkeypatch):
    monkeypatch.setattr("publishing.channels.asking.LIMITS", QUICK)
    settings.SITE_URL = SITE
    with running(Service()) as service:
        settings.LINE_API = settings.FACEBOOK_API = service.url
        settings.LINE_CHANNEL_TOKEN = settings.FACEBOOK_PAGE_TOKEN = TOKEN
        settings.LINE_GROUP_ID, settings.FACEBOOK_PAGE_ID = "C0ffee", "1234"
        service.will(FEED, says(200, {"id": "1234_9"}))
        service.will(PHOTOS, says(200, {"id": "55", "post_id": "1234_100"}))
        yield service


@pytest.fixture(scope="module")
def processed():
    return process_photo(BytesIO(sample_picture("กิจกรรม")), name="a.jpg")


@pytest.fixture
def unit(agency, make_activity):
    return make_activity()


@pytest.fixture
def photo(unit, processed):
    return ActivityPhoto.objects.create(activity=unit, alt="ประชุม", **keep_photo(processed))


def put(unit, by, target):
    kit = kit_of(unit)
    return enqueue(
        unit,
        target=target,
        text=TEXT,
        title=kit.title,
        path=kit.path,
        picture=kit.outside_picture,
        by=by,
    )


def tick():
    return list(send_messages(timezone.now()))


def pictures_of(service):
    """Return the picture of each request: that of LINE, or that of Facebook."""
    line = [each for body in service.bodies() for each in body.get("messages", [])]
    return [each["originalContentUrl"] for each in line if each["type"] == "image"] + [
        body["url"] for body in service.bodies() if "url" in body
    ]


# ------------------------------------------------------------------ what goes along
def test_line_gets_the_photo_as_jpeg_by_https(service, unit, photo, approver):
    put(unit, approver, Target.LINE_BROADCAST)
    tick()

    url = f"{SITE}/measures/photos/{photo.pk}/print"
    text, picture = service.bodies()[0]["messages"]
    assert (text["type"], picture) == (
        "text",
        {"type": "image", "originalContentUrl": url, "previewImageUrl": url},
    )


def test_facebook_gets_the_photo_with_the_text_as_its_caption(service, unit, photo, approver):
    put(unit, approver, Target.FACEBOOK)
    tick()

    url = f"{SITE}/measures/photos/{photo.pk}/print"
    assert (service.paths(), service.bodies()) == (
        [PHOTOS],
        [{"url": url, "caption": TEXT, "access_token": TOKEN}],
    )


def test_the_address_serves_a_stranger_a_jpeg_within_the_limit_of_line(client, photo):
    response = client.get(photo.print_url)
    content = file_of(response)

    assert (response.headers["Content-Type"], content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert len(content) <= MOST_BYTES


def test_the_sender_is_told_that_the_picture_goes_along(client, service, unit, photo, approver):
    client.force_login(approver)
    page = client.get(f"/admin/publishing/share/measures/activity/{unit.pk}/send/facebook/").text

    assert "ส่งภาพไปด้วย" in page


def test_the_text_does_not_describe_the_pictures(unit, photo):
    kit = kit_of(unit)

    assert ["ประชุม)" in text for text in (kit.short, kit.long)] == [False, False]
    assert f"({photo.alt})" in [fact for _label, fact in unit.public_facts()][-1]


# ------------------------------------------------------------------ the text alone
def test_a_site_without_https_sends_the_text_alone(service, settings, unit, photo, approver):
    settings.SITE_URL = "http://127.0.0.1:8000"
    put(unit, approver, Target.LINE_BROADCAST)
    tick()

    assert (len(service.bodies()), pictures_of(service)) == (1, [])


@pytest.mark.parametrize("target", [Target.LINE_BROADCAST, Target.FACEBOOK])
def test_a_photo_that_was_taken_away_meanwhile_is_not_sent(service, unit, photo, approver, target):
    put(unit, approver, target)
    photo.delete()
    tick()

    assert (len(service.bodies()), pictures_of(service)) == (1, [])


def test_a_photo_that_came_meanwhile_does_not_take_the_place_of_another(
    service, unit, photo, processed, approver
):
    put(unit, approver, Target.FACEBOOK)
    photo.delete()
    ActivityPhoto.objects.create(activity=unit, alt="อีกภาพ", **keep_photo(processed))
    tick()

    assert (service.paths(), pictures_of(service)) == ([FEED], [])


def test_a_photo_whose_file_is_lost_is_not_sent(service, unit, photo, approver):
    put(unit, approver, Target.FACEBOOK)
    default_storage.delete(photo.print)
    tick()

    assert (service.paths(), pictures_of(service)) == ([FEED], [])


def test_a_photo_larger_than_line_takes_is_not_sent(unit, photo, monkeypatch, settings):
    settings.SITE_URL = SITE
    monkeypatch.setattr("publishing.share_pictures.MOST_BYTES", 10)

    assert outside_picture(unit) == ""


def test_where_facebook_cannot_fetch_the_picture_the_text_is_posted(service, unit, photo, approver):
    service.will(PHOTOS, says(400, {"error": {"code": 324, "message": "Missing or invalid"}}))
    message = put(unit, approver, Target.FACEBOOK)
    tick()

    message.refresh_from_db()
    assert (service.paths(), message.response_id) == ([PHOTOS, FEED], "1234_9")
