"""The files of posters, made once for what they say, and the colours in which all are drawn."""

import io
import re

import pytest
from django.conf import settings
from PIL import Image

from publishing.posters import printing
from publishing.posters.printing import kept_file, poster_file, thumbnail_file, thumbnail_if_idle
from publishing.posters.sizes import PORTRAIT, SIZES
from tests.publishing.posters import STAMP, poster


# ------------------------------------------------------------------ kept files
@pytest.fixture
def made(monkeypatch):
    """Count how often something is printed; what comes out is a picture all the same."""
    calls = []

    def make(content, size, stamp):
        calls.append((size.slug, stamp.number))
        file = io.BytesIO()
        Image.new("RGB", (size.width, size.height)).save(file, "PNG")
        return file.getvalue()

    monkeypatch.setattr(printing, "_made", make)
    return calls


def test_a_poster_is_printed_once_for_what_it_says(made):
    names = {poster_file(poster(), PORTRAIT, STAMP) for _ in range(2)}

    assert (len(names), made) == (1, [("4x5", 3)])


def test_another_number_and_another_edition_are_other_files(made):
    other = STAMP.model_copy(update={"number": 4})
    names = {
        poster_file(poster(), PORTRAIT, STAMP),
        poster_file(poster(), PORTRAIT, other),
        poster_file(poster(title="อีกเรื่อง"), PORTRAIT, STAMP),
        poster_file(poster(), SIZES[-1], STAMP),
    }

    assert (len(names), len(made)) == (4, 4)


def test_what_nobody_asked_for_is_not_kept(made):
    before = kept_file(poster(), PORTRAIT, STAMP)
    name = poster_file(poster(), PORTRAIT, STAMP)

    assert (before, kept_file(poster(), PORTRAIT, STAMP)) == ("", name)


def test_the_small_picture_is_not_waited_for(made):
    with printing._IDLE:
        assert (thumbnail_if_idle(poster(), STAMP), made) == ("", [])
    name = thumbnail_if_idle(poster(), STAMP)
    with printing._IDLE:
        assert thumbnail_if_idle(poster(), STAMP) == name == thumbnail_file(poster(), STAMP)


# ------------------------------------------------------------------ contrast
STYLES = (settings.BASE_DIR / "static" / "css" / "posters.css").read_text()
TOKENS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", STYLES))
TEXT_ON_GROUND = [
    *[
        ("ink", "paper"),
        ("ink-2", "paper"),
        ("brand", "paper"),
        ("ink", "panel"),
        ("ink-2", "panel"),
    ],
    *[
        ("brand", "panel"),
        ("on-deep", "deep"),
        ("on-deep-2", "deep"),
        ("bright", "deep"),
        ("on-deep", "bad"),
    ],
]
SHAPES_ON_GROUND = [("gold", "paper"), ("brand", "paper"), ("brand", "track"), ("muted", "track")]


@pytest.mark.parametrize("text, ground", TEXT_ON_GROUND)
def test_every_text_is_legible_on_its_ground(text, ground):
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("shape, ground", SHAPES_ON_GROUND)
def test_every_shape_is_seen_on_its_ground(shape, ground):
    assert contrast(TOKENS[shape], TOKENS[ground]) >= 3


def test_every_colour_of_the_styles_is_a_token():
    rules = STYLES.split("}", 3)[-1]

    assert re.findall(r"#[0-9a-f]{3,6}\b|rgb", rules) == []


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
