from io import BytesIO
from time import process_time

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from publishing.photos import PhotoCopy, ProcessedPhoto, process_photo
from tests.publishing import samples

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
    content = samples.picture(
        samples.four_corners(), "JPEG", comment=secret, xmp=secret, icc_profile=profile
    )

    photo = process(content)

    assert content.count(secret) == 2
    assert [secret in copy.data for copy in copies(photo)] == [False] * 3
    assert [
        set(opened(copy).info) & {"icc_profile", "xmp", "comment"} for copy in copies(photo)
    ] == [set()] * 3


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
    content = samples.picture(
        Image.new("RGB", (20, 20), "red"), file_format, save_all=True, append_images=frames
    )

    assert corners(process(content).large) == [RED] * 4


def test_a_phone_photo_with_a_second_picture_inside_is_taken():
    content = samples.picture(
        samples.four_corners(), "MPO", save_all=True, append_images=[samples.four_corners("L")]
    )

    assert corners(process(content).large) == [RED, LIME, BLUE, WHITE]


def test_the_longest_strip_is_taken():
    content = samples.picture(Image.new("RGB", (20_000, 1), "red"), "PNG")

    assert (process(content).large.width, process(content).large.height) == (1600, 1)


# ---------------------------------------------------------------- what it costs


def test_a_phone_photo_takes_less_than_a_second():
    content = samples.phone_photo(1)
    started = process_time()

    process(content)

    assert process_time() - started < 0.8
