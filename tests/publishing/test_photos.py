from io import BytesIO
from time import process_time

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from publishing import photos
from publishing.file_kinds import FileKind
from publishing.photos import PhotoCopy, ProcessedPhoto, process_photo
from publishing.refusals import EMPTY, MEGABYTE, PROGRAM
from tests.publishing import samples
from tests.publishing.refused import photo_refusal, said

RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def process(content: bytes, name: str = "a.jpg") -> ProcessedPhoto:
    return process_photo(BytesIO(content), name=name)


def copies(photo: ProcessedPhoto) -> list[PhotoCopy]:
    return [photo.large, photo.small, photo.print]


def opened(copy: PhotoCopy) -> Image.Image:
    return Image.open(BytesIO(copy.data))


def corners(copy: PhotoCopy) -> list[tuple[int, ...]]:
    """Colours near the corners: top left, top right, bottom left, bottom right, free of blur."""
    image = opened(copy).convert("RGB")
    right, bottom = image.width - 8, image.height - 8
    found = [image.getpixel(at) for at in ((8, 8), (right, 8), (8, bottom), (right, bottom))]
    return [tuple(255 if part > 127 else 0 for part in pixel) for pixel in found]


# ---------------------------------------------------------------- what comes out


def test_a_phone_photo_becomes_three_copies():
    photo = process(samples.phone_photo(1))

    sizes = [(copy.width, copy.height) for copy in copies(photo)]
    assert sizes == [(1600, 1200), (480, 360), (1240, 930)]


def test_copies_are_webp_for_the_web_and_jpeg_for_print():
    photo = process(samples.phone_photo(1))

    assert [opened(copy).format for copy in copies(photo)] == ["WEBP", "WEBP", "JPEG"]


def test_stated_sizes_are_those_of_the_files():
    photo = process(samples.phone_photo(0))

    stated = [(copy.width, copy.height) for copy in copies(photo)]
    assert stated == [opened(copy).size for copy in copies(photo)]


def test_the_print_copy_is_not_progressive():
    photo = process(samples.phone_photo(1))

    assert opened(photo.print).info.get("progressive") is None


def test_a_small_photo_is_never_enlarged():
    photo = process(samples.picture(samples.four_corners(), "PNG"))

    assert [(copy.width, copy.height) for copy in copies(photo)] == [(80, 60)] * 3


def test_the_same_content_has_the_same_address():
    first, second = process(samples.phone_photo(1)), process(samples.phone_photo(1), "other.jpg")

    assert first.sha256 == second.sha256


def test_original_name_is_cleaned():
    photo = process(samples.picture(samples.four_corners(), "PNG"), "../\u202eน้ำ\u200b.png")

    assert photo.original_name == "น้ำ.png"


# ---------------------------------------------------------------- what must not come out


def test_no_copy_keeps_gps_or_maker():
    content = samples.phone_photo(0)
    latitude = samples.phone_exif(1).tobytes()[-48:-24]  # the numbers as they stand in the file

    photo = process(content)

    marks = [b"Exif", samples.MAKER.encode(), latitude]
    assert [mark in content for mark in marks] == [True, True, True]
    assert [mark in copy.data for mark in marks for copy in copies(photo)] == [False] * 9


def test_no_copy_has_any_exif_left():
    photo = process(samples.phone_photo(0))

    assert [dict(opened(copy).getexif()) for copy in copies(photo)] == [{}, {}, {}]


def test_comments_xmp_and_profiles_do_not_survive_a_jpeg():
    secret = b"SECRET-OF-THE-OWNER"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = samples.picture(samples.four_corners(), "JPEG", comment=secret, xmp=secret, icc_profile=profile)

    photo = process(content)

    assert content.count(secret) == 2
    assert [secret in copy.data for copy in copies(photo)] == [False] * 3
    assert [set(opened(copy).info) & {"icc_profile", "xmp", "comment"} for copy in copies(photo)] == [set()] * 3


def test_text_chunks_do_not_survive_a_png():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET-OF-THE-OWNER")

    photo = process(samples.picture(samples.four_corners(), "PNG", pnginfo=notes))

    assert [b"SECRET" in copy.data for copy in copies(photo)] == [False] * 3


# ---------------------------------------------------------------- turned upright


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, [RED, LIME, BLUE, WHITE]),
        (2, [LIME, RED, WHITE, BLUE]),
        (3, [WHITE, BLUE, LIME, RED]),
        (4, [BLUE, WHITE, RED, LIME]),
        (5, [RED, BLUE, LIME, WHITE]),
        (6, [BLUE, RED, WHITE, LIME]),
        (7, [WHITE, LIME, BLUE, RED]),
        (8, [LIME, WHITE, RED, BLUE]),
        (99, [RED, LIME, BLUE, WHITE]),
    ],
)
def test_every_orientation_of_the_camera_is_applied(orientation, expected):
    exif = samples.phone_exif(orientation)
    photo = process(samples.picture(samples.four_corners(), "JPEG", exif=exif, quality=95))

    assert [corners(copy) for copy in copies(photo)] == [expected] * 3


def test_broken_exif_does_not_refuse_the_photo():
    content = samples.picture(samples.four_corners(), "JPEG", exif=b"Exif\0\0broken", quality=95)

    assert corners(process(content).large) == [RED, LIME, BLUE, WHITE]


# ---------------------------------------------------------------- every mode a picture may have


@pytest.mark.parametrize("mode", ["RGB", "P", "RGBA"])
@pytest.mark.parametrize("file_format", ["PNG", "WEBP"])
def test_colours_survive_every_mode(mode, file_format):
    content = samples.picture(samples.four_corners(mode), file_format, lossless=True)

    assert corners(process(content).large) == [RED, LIME, BLUE, WHITE]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_black_and_white_stay_black_and_white(mode):
    image = Image.new("L", (80, 60), 0)
    image.paste(255, (0, 0, 40, 60))
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257 + 0)
    content = samples.picture(image.convert(mode), "PNG")

    assert corners(process(content).large) == [WHITE, (0, 0, 0), WHITE, (0, 0, 0)]


def test_sixteen_bit_grey_is_scaled_and_not_cut_off():
    content = samples.picture(Image.new("I;16", (20, 20), 0x8000), "PNG")

    grey = opened(process(content).print).getpixel((10, 10))

    assert abs(grey[0] - 128) <= 2


def test_a_cmyk_photo_shows_its_colours():
    content = samples.picture(samples.four_corners("CMYK"), "JPEG", quality=95)

    assert corners(process(content).large) == [RED, LIME, BLUE, WHITE]


def test_transparency_becomes_white_paper():
    content = samples.picture(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")

    assert corners(process(content).large) == [WHITE] * 4


def test_a_transparent_palette_becomes_white_paper():
    content = samples.picture(Image.new("P", (20, 20), 0), "PNG", transparency=0)

    assert corners(process(content).large) == [WHITE] * 4


def test_colours_are_converted_from_their_profile():
    # A profile with red and blue exchanged: without conversion the picture would stay blue.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")
    content = samples.picture(Image.new("RGB", (20, 20), "blue"), "PNG", icc_profile=swapped)

    assert corners(process(content).large) == [RED] * 4


def test_a_broken_colour_profile_is_ignored():
    content = samples.picture(samples.four_corners(), "PNG", icc_profile=b"no profile at all")

    assert corners(process(content).large) == [RED, LIME, BLUE, WHITE]


@pytest.mark.parametrize("file_format", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_counts(file_format):
    frames = [Image.new("RGB", (20, 20), "blue")]
    content = samples.picture(Image.new("RGB", (20, 20), "red"), file_format, save_all=True, append_images=frames)

    assert corners(process(content).large) == [RED] * 4


def test_a_phone_photo_with_a_second_picture_inside_is_taken():
    content = samples.picture(samples.four_corners(), "MPO", save_all=True, append_images=[samples.four_corners("L")])

    assert corners(process(content).large) == [RED, LIME, BLUE, WHITE]


def test_the_longest_strip_is_taken():
    content = samples.picture(Image.new("RGB", (20_000, 1), "red"), "PNG")

    assert (process(content).large.width, process(content).large.height) == (1600, 1)


# ---------------------------------------------------------------- what is refused, each with its own sentence


def test_an_empty_file_is_refused():
    assert photo_refusal(b"") == said(EMPTY, name="a.jpg")


def test_a_file_over_ten_megabytes_is_refused_with_its_size():
    content = b"\xff\xd8\xff" + bytes(14 * MEGABYTE - 3)

    assert photo_refusal(content) == said(photos.TOO_BIG, size="14", limit="10", name="a.jpg")


def test_a_photo_of_exactly_ten_megabytes_is_taken():
    content = samples.picture(samples.four_corners(), "JPEG")

    photo = process(content + bytes(photos.MAX_BYTES - len(content)))

    assert photo.large.width == 80


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
def test_heic_is_refused_with_the_way_out(brand):
    assert photo_refusal(samples.heif_head(brand), "a.HEIC") == said(photos.HEIC, name="a.HEIC")


def test_heic_under_another_name_is_still_heic():
    assert photo_refusal(samples.heif_head(b"heic")) == said(photos.HEIC, name="a.jpg")


def test_avif_is_refused_with_its_own_sentence():
    content = samples.picture(samples.four_corners(), "AVIF")

    assert photo_refusal(content) == said(photos.AVIF, name="a.jpg")


@pytest.mark.parametrize("beginning", [b"MZ\x90\0", b"\x7fELF\x02\x01", b"#!/bin/sh\n", b"<?php 1;"])
def test_a_renamed_program_is_refused(beginning):
    assert photo_refusal(beginning + bytes(100)) == said(PROGRAM, name="a.jpg")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.picture(samples.four_corners("P"), "GIF"), FileKind.GIF),
        (samples.picture(samples.four_corners(), "TIFF"), FileKind.TIFF),
        (samples.picture(samples.four_corners(), "BMP"), FileKind.BMP),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', FileKind.SVG),
        (b"<!DOCTYPE HTML><html><script>alert(1)</script>", FileKind.WEB_PAGE),
        (samples.heif_head(b"isom").replace(b"mif1", b"mp41"), FileKind.VIDEO),
        (samples.pdf(), FileKind.PDF),
        (samples.docx(), FileKind.ZIP),
        (b"hello", FileKind.UNKNOWN),
    ],
)
def test_other_files_are_named_for_what_they_are(content, kind):
    assert photo_refusal(content) == said(photos.NOT_A_PHOTO, kind=kind.label, name="a.jpg")


@pytest.mark.parametrize("size", [(4_100, 4_000), (10_000, 10_000), (13_000, 13_000), (50_000, 50_000)])
def test_too_many_pixels_are_refused_before_decoding(size):
    content = samples.giant_png(*size)
    started = process_time()

    sentence = photo_refusal(content)

    assert sentence == said(photos.TOO_MANY_PIXELS, limit=16, name="a.jpg")
    assert process_time() - started < 0.1


@pytest.mark.parametrize("size", [(8_000, 7_600), (65_500, 65_500)])
def test_a_jpeg_that_claims_too_many_pixels_is_refused(size):
    content = samples.picture(samples.four_corners(), "JPEG")
    at = content.index(b"\xff\xc0") + 5

    giant = content[:at] + size[1].to_bytes(2) + size[0].to_bytes(2) + content[at + 4 :]

    assert photo_refusal(giant) == said(photos.TOO_MANY_PIXELS, name="a.jpg", limit=60)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.95])
def test_a_file_that_was_cut_off_is_refused(file_format, kept):
    content = samples.picture(Image.effect_noise((200, 200), 50).convert("RGB"), file_format)

    assert photo_refusal(content[: int(len(content) * kept)]) == said(photos.DAMAGED, name="a.jpg")


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_a_beginning_without_a_picture_is_refused(file_format):
    content = samples.picture(samples.four_corners(), file_format)

    assert photo_refusal(content[:12] + b"\xa5" * 300) == said(photos.DAMAGED, name="a.jpg")


# ---------------------------------------------------------------- what it costs


def test_a_phone_photo_takes_less_than_a_second():
    content = samples.phone_photo(1)
    started = process_time()

    process(content)

    assert process_time() - started < 0.8
