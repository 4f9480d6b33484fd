"""The words that were found, marked in the text as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.marking import LENGTH, excerpt, folded_with_places, marked
from thai.search import haystack, needle, terms

ROAD = "จ้างก่อสร้างถนน คสล. สายบ้านนํ้าใส ม.๓ อบต.ตัวอย่าง"
# Letters and short forms that are folded, in any order in which somebody may type them.
TEXTS = st.lists(
    st.sampled_from(
        [
            *"กขนาำเแโต.จม ๓3ํู่้\u200b\n",
            "อบต.", "ม.3", "หมู่ที่ ๓", "ถ.", "คสล.", "นํ้า", "เเม่", "ถนน ", "A4 ",
            "ป.ป.ช.", "ม 3", "1,000",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def shown(text, question, write=marked):
    pieces = write(text, [needle(term) for term in terms(question)])
    return "".join(f"[{piece}]" if is_marked else piece for piece, is_marked in pieces)


@pytest.mark.parametrize(
    "question, expected",
    [
        ("ถนน", "จ้างก่อสร้าง[ถนน] คสล. สายบ้านนํ้าใส ม.๓ อบต.ตัวอย่าง"),
        ("ถนนคอนกรีต", "จ้างก่อสร้าง[ถนน คสล.] สายบ้านนํ้าใส ม.๓ อบต.ตัวอย่าง"),
        ("น้ำใส", "จ้างก่อสร้างถนน คสล. สายบ้าน[นํ้าใส] ม.๓ อบต.ตัวอย่าง"),
        ("หมู่ 3", "จ้างก่อสร้างถนน คสล. สายบ้านนํ้าใส [ม.๓] อบต.ตัวอย่าง"),
        ("องค์การบริหาร", "จ้างก่อสร้างถนน คสล. สายบ้านนํ้าใส ม.๓ [อบต.]ตัวอย่าง"),
        ("ถนน จ้าง", "[จ้าง]ก่อสร้าง[ถนน] คสล. สายบ้านนํ้าใส ม.๓ อบต.ตัวอย่าง"),
        ("คลอง", ROAD),
    ],
)
def test_words_are_marked_as_they_are_written(question, expected):
    assert shown(ROAD, question) == expected


@pytest.mark.parametrize(
    "question, expected",
    [
        ("4000 ลิตร", "ถังน้ำ [4,000] [ลิตร] ม 3 แจ้ง ป.ป.ช. ได้"),
        ("ม3", "ถังน้ำ 4,000 ลิตร [ม 3] แจ้ง ป.ป.ช. ได้"),
        ("ปปช", "ถังน้ำ 4,000 ลิตร ม 3 แจ้ง [ป.ป.ช.] ได้"),
    ],
)
def test_what_is_folded_is_marked_whole(question, expected):
    assert shown("ถังน้ำ 4,000 ลิตร ม 3 แจ้ง ป.ป.ช. ได้", question) == expected


def test_words_that_overlap_are_marked_as_one():
    assert shown("ถนนคอนกรีต", "ถนนคอน นคอนกรีต") == "[ถนนคอนกรีต]"


def test_every_place_of_a_word_is_marked():
    assert shown("งบ คือ งบ", "งบ") == "[งบ] คือ [งบ]"


@given(TEXTS)
def test_the_folded_text_is_the_one_that_is_searched(text):
    assert folded_with_places(text).text.rstrip() == haystack(text).rstrip()


@given(TEXTS, TEXTS)
def test_marking_loses_no_letter(text, question):
    pieces = marked(text, [needle(term) for term in terms(question)])

    assert "".join(piece for piece, _is_marked in pieces) == text


def test_an_excerpt_stands_around_the_word():
    text = f"{'ไกล ' * 100}· ถนนลูกรัง {'ใกล้ ' * 100}"

    found = shown(text, "ถนน", excerpt)

    assert (found[:5], found[-1]) == ("…ไกล ", "…")
    assert "· [ถนน]ลูกรัง ใกล้ " in found


def test_an_excerpt_without_the_word_is_the_beginning():
    assert shown("ถนนลูกรัง " * 100, "คลอง", excerpt).startswith("ถนนลูกรัง ถนนลูกรัง ")


def test_an_excerpt_begins_with_a_whole_letter():
    text = "น้ำ" * 60 + "ถนน"

    assert shown(text, "ถนน", excerpt).startswith("…น้ำ")


@given(TEXTS, st.integers(0, 60))
def test_an_excerpt_is_short_and_from_the_text(text, times):
    pieces = excerpt(text * times, ["ถนน"])
    whole = "".join(piece for piece, _is_marked in pieces if piece != "…")

    assert whole in text * times
    assert len(whole) <= LENGTH + 80
