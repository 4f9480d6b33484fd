import pytest

from publishing.pdf_letters import letters_of
from tests.publishing import samples
from tests.publishing.printed_tables import (
    glyph_soup,
    hand_made,
    picture,
    readable,
    under_password,
)

WORDS = len("แผนงานบริหารงานทั่วไป")
FIGURES = len("1,234,567.89")


def counted(content: bytes) -> tuple[int, int, int]:
    found = letters_of(content)
    return found["letters"], found["letterless"], found["figures"]


def test_letters_and_figures_of_a_readable_page_are_counted():
    assert counted(readable()) == (WORDS, 0, FIGURES)


@pytest.mark.parametrize("private", ["E000", "F0000", "100000"])
def test_signs_without_a_meaning_are_counted_apart(private):
    letters, letterless, figures = counted(glyph_soup(private))

    assert (letters, letterless, figures) == (0, WORDS + FIGURES, 0)


@pytest.mark.parametrize("make", [samples.pdf, picture])
def test_a_page_without_text_has_no_sign(make):
    assert counted(make()) == (0, 0, 0)


def test_a_font_that_says_nothing_of_its_letters_has_none():
    assert counted(hand_made(b"BT /F0 9 Tf <00410042> Tj ET")) == (0, 2, 0)


def test_a_plain_font_has_the_letters_of_its_encoding():
    assert counted(hand_made(b"BT /F1 9 Tf (Plan) Tj [(1) -20 (2)] TJ ET")) == (4, 0, 2)


def test_text_in_a_drawing_inside_the_page_counts():
    assert counted(hand_made(b"/X0 Do", inner=b"BT /F1 9 Tf (Plan) ' ET")) == (4, 0, 0)


def test_a_drawing_inside_itself_ends():
    assert counted(hand_made(b"/X0 Do", inner=b"BT /F1 9 Tf (a) Tj ET /X0 Do")) == (3, 0, 0)


def test_a_pdf_under_a_password_says_so():
    assert letters_of(under_password()) == {"is_encrypted": True}
