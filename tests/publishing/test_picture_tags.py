from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from publishing.picture_tags import NotAPicture, without_tags
from tests.publishing import samples

WORD = "Somchai-Canary"
XMP = f"<x:xmpmeta>{WORD}</x:xmpmeta>".encode()


def text():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", WORD)
    return info


def labelled(file_format, **options):
    exif = samples.phone_exif(1)
    exif[0x010F] = WORD
    mode = "P" if file_format == "GIF" else "RGB"
    own = {
        "JPEG": {"exif": exif, "xmp": XMP, "comment": WORD},
        "PNG": {"exif": exif, "pnginfo": text()},
        "WEBP": {"exif": exif, "xmp": XMP, "lossless": True},
        "GIF": {"comment": WORD},
    }
    image = samples.four_corners(mode)
    return samples.picture(image, file_format, **own[file_format] | options)


def pixels(content):
    return Image.open(BytesIO(content)).convert("RGB").tobytes()


FORMATS = ["JPEG", "PNG", "WEBP", "GIF"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_labels_go_and_pixels_stay(file_format):
    content = labelled(file_format)

    bare = without_tags(content)

    assert (WORD.encode() in content, WORD.encode() in bare) == (True, False)
    assert pixels(bare) == pixels(content)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_second_time_changes_nothing(file_format):
    bare = without_tags(labelled(file_format))

    assert without_tags(bare) == bare


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_stands_behind_the_picture_goes(file_format):
    content = labelled(file_format)

    assert without_tags(content + WORD.encode()) == without_tags(content)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 1}])
def test_a_photo_of_several_scans_stays_whole(options):
    content = labelled("JPEG", **options)

    assert pixels(without_tags(content)) == pixels(content)


def test_colours_of_print_are_still_known():
    content = samples.picture(samples.four_corners("CMYK"), "JPEG")

    assert pixels(without_tags(content)) == pixels(content)


@pytest.mark.parametrize("file_format", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_keeps_its_frames(file_format):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    content = samples.picture(frames[0], file_format, save_all=True, append_images=frames[1:])

    assert Image.open(BytesIO(without_tags(content))).n_frames == 3


def test_labels_of_jpeg_2000_go():
    content = samples.picture(samples.four_corners(), "JPEG2000")
    at = content.index(b"jp2c") - 4
    label = (8 + len(XMP)).to_bytes(4) + b"xml " + XMP

    assert without_tags(content[:at] + label + content[at:]) == content


def test_a_scan_without_an_end_is_kept():
    content = labelled("JPEG")[:-2]

    assert pixels(without_tags(content) + b"\xff\xd9") == pixels(content + b"\xff\xd9")


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_picture_that_breaks_off_in_its_labels_is_told(file_format):
    with pytest.raises(NotAPicture):
        without_tags(labelled(file_format)[:60])


def test_other_files_stay_as_they_are():
    assert without_tags(b"%PDF-1.7") == b"%PDF-1.7"
