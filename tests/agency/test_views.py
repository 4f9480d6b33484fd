from io import BytesIO

import pytest
from PIL import Image

from agency.actions import set_photo
from agency.models import Official
from agency.pictures import process_portrait
from tests.publishing.samples import four_corners, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    official = Official.objects.create(name="นางสาวตัวอย่าง ใจงาม", position="รองนายก")
    set_photo(official, process_portrait(BytesIO(picture(four_corners(), "PNG"))))
    return official


def test_the_portrait_of_an_official_is_served_to_everybody(client, official):
    response = client.get(f"/officials/{official.pk}/portrait")

    portrait = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert (response.headers["Content-Type"], portrait.size) == ("image/jpeg", (400, 500))


def test_who_left_the_office_is_shown_no_longer(client, official):
    official.is_active = False
    official.save()

    assert client.get(f"/officials/{official.pk}/portrait").status_code == 404


def test_an_official_without_a_portrait_has_none_to_serve(client):
    official = Official.objects.create(name="นายตัวอย่าง ใจดี", position="ปลัด")

    assert client.get(f"/officials/{official.pk}/portrait").status_code == 404


def test_a_new_portrait_takes_the_place_of_the_old_file(official):
    old = official.photo.name

    set_photo(official, process_portrait(BytesIO(picture(Image.new("RGB", (9, 9)), "PNG"))))

    assert official.photo.storage.exists(old) is False


def test_a_portrait_that_is_replaced_at_this_moment_is_not_found(client, official):
    official.photo.storage.delete(official.photo.name)

    assert client.get(f"/officials/{official.pk}/portrait").status_code == 404
