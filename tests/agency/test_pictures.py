from io import BytesIO

import pytest
from PIL import Image

from agency.pictures import MAX_BYTES, PictureRefused, process_portrait, process_seal
from tests.publishing.samples import four_corners, giant_png, picture


def opened(png):
    return Image.open(BytesIO(png))


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
def test_every_common_picture_becomes_a_png(file_format):
    seal = process_seal(BytesIO(picture(four_corners(), file_format)))

    assert (opened(seal).format, opened(seal).size) == ("PNG", (80, 60))


def test_a_large_picture_is_made_smaller():
    seal = process_seal(BytesIO(picture(Image.new("RGB", (2000, 1000)), "PNG")))

    assert opened(seal).size == (512, 256)


def test_a_see_through_ground_stays_see_through():
    seal = process_seal(BytesIO(picture(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG")))

    assert opened(seal).getpixel((5, 5))[3] == 0


def test_nothing_but_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "secret"
    file = picture(four_corners(), "JPEG", exif=exif, comment=b"secret")

    assert b"secret" not in process_seal(BytesIO(file))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ" + bytes(200),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture(four_corners(), "GIF"),
        picture(four_corners(), "PNG")[:60],
        giant_png(8000, 4000),
        giant_png(60_000, 60_000),
        bytes(MAX_BYTES + 1),
    ],
)
def test_what_is_no_seal_is_refused_with_a_sentence(content):
    with pytest.raises(PictureRefused) as refused:
        process_seal(BytesIO(content))

    assert str(refused.value)


def test_a_portrait_becomes_a_small_upright_jpeg():
    portrait = process_portrait(BytesIO(picture(Image.new("RGB", (1000, 700)), "PNG")))

    assert (opened(portrait).format, opened(portrait).size) == ("JPEG", (400, 500))


def test_a_portrait_keeps_the_head_of_a_tall_picture():
    tall = Image.new("RGB", (400, 1000), "white")
    tall.paste("black", (0, 0, 400, 200))

    portrait = process_portrait(BytesIO(picture(tall, "PNG")))

    assert opened(portrait).getpixel((200, 10))[0] < 50


def test_the_see_through_ground_of_a_portrait_becomes_white():
    clear = Image.new("RGBA", (400, 500), (0, 0, 0, 0))

    portrait = process_portrait(BytesIO(picture(clear, "PNG")))

    assert opened(portrait).getpixel((200, 250)) == (255, 255, 255)


def test_nothing_but_pixels_is_kept_of_a_portrait():
    exif = Image.Exif()
    exif[0x010E] = "secret"
    file = picture(four_corners(), "JPEG", exif=exif, comment=b"secret")

    assert b"secret" not in process_portrait(BytesIO(file))
