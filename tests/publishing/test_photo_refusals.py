from io import BytesIO
from time import process_time

import pytest
from PIL import Image

from publishing import photos
from publishing.file_kinds import FileKind
from publishing.photos import process_photo
from publishing.refusals import EMPTY, MEGABYTE, PROGRAM
from tests.publishing import samples
from tests.publishing.refused import photo_refusal, said


def test_an_empty_file_is_refused():
    assert photo_refusal(b"") == said(EMPTY, name="a.jpg")


def test_a_file_over_ten_megabytes_is_refused_with_its_size():
    content = b"\xff\xd8\xff" + bytes(14 * MEGABYTE - 3)

    assert photo_refusal(content) == said(photos.TOO_BIG, size="14", limit="10", name="a.jpg")


def test_a_photo_of_exactly_ten_megabytes_is_taken():
    content = samples.picture(samples.four_corners(), "JPEG")

    padded = BytesIO(content + bytes(photos.MAX_BYTES - len(content)))

    assert process_photo(padded, name="a.jpg").large.width == 80


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
def test_heic_is_refused_with_the_way_out(brand):
    assert photo_refusal(samples.heif_head(brand), "a.HEIC") == said(photos.HEIC, name="a.HEIC")


def test_heic_under_another_name_is_still_heic():
    assert photo_refusal(samples.heif_head(b"heic")) == said(photos.HEIC, name="a.jpg")


def test_a_box_that_claims_four_gigabytes_is_read_no_further_than_the_file():
    content = b"\xff" * 4 + samples.heif_head(b"heic")[4:]

    assert photo_refusal(content) == said(photos.HEIC, name="a.jpg")


def test_avif_is_refused_with_its_own_sentence():
    content = samples.picture(samples.four_corners(), "AVIF")

    assert photo_refusal(content) == said(photos.AVIF, name="a.jpg")


@pytest.mark.parametrize(
    "beginning", [b"MZ\x90\0", b"\x7fELF\x02\x01", b"#!/bin/sh\n", b"<?php 1;"]
)
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


@pytest.mark.parametrize(
    "size", [(4_100, 4_000), (10_000, 10_000), (13_000, 13_000), (50_000, 50_000)]
)
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
