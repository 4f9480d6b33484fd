import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.util import collate, normalize

from thai.text import clean, quoted, search_key, sort_key

THAI_LETTERS = [chr(code) for code in range(0x0E01, 0x0E5C) if chr(code).isprintable()]
MESSY = st.text(alphabet=[*THAI_LETTERS, *" \n\ta1-", "\u200b", "\r", "\u00e9"])

# Place names of Satun, and words with every kind of vowel, in the order of ICU 78,
# `new Intl.Collator("th")`, which is also that of PostgreSQL's "th-x-icu".
_SORTED_BY_ICU = (
    "กัน กา กาน ก้าน กำแพง เกาะ เกาะสาหร่าย แก โก ไก่ ขอนคลาน ขา เขา เขาขาว คลองขุด ควนขัน ควนโดน ควนสตอ "
    "จำ จ้ำ เจ๊ะบิลัง เจ้า ใจ ฉลุง ตันหยงโป ตำมะลัง ท่าแพ ท่าเรือ ทุ่งนุ้ย ทุ่งบุหลัง ทุ่งหว้า นาทอน นำ น้ำ "
    "น้ำผุด นิคมพัฒนา บ้านควน ป่า ปากน้ำ ป่าแก่บ่อหิน ปาล์มพัฒนา ปี่ ปู ปู่ ปูยู แป-ระ มะนัง ฤดู ฤๅษี ละงู "
    "สาคร หนึ่ง เหนือ แหลมสน อำเภอเมืองสตูล"
)
ICU_ORDER = _SORTED_BY_ICU.split()
IN_CODE_ORDER = sorted(ICU_ORDER)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("นํา", "นำ"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("นาํ", "นำ"),
        ("นำำ", "นำ"),
        ("นํํา", "นำ"),
        ("นา้", "น้า"),
        ("เเก", "แก"),
        ("เ\u200bเก", "แก"),
        ("ก่ี", "กี่"),
        ("ที่่", "ที่"),
        ("ที่ี่", "ที่"),
        ("ปูู่", "ปู่"),
        ("ปู่", "ปู่"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("พันธ์ุ", "พันธุ์"),
        ("e\u0301", "é"),
    ],
)
def test_a_misspelt_mark_is_put_right(typed, expected):
    assert clean(typed) == expected


@pytest.mark.parametrize(
    "invisible",
    ["\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2060", "\u2066", "\ufeff", "\u00ad"]
    + ["\x00", "\x08", "\x1b", "\x7f", "\ud800", "\ufffe", "\uffff"],
)
def test_an_invisible_character_disappears(invisible):
    assert clean(f"งบ{invisible}ประมาณ") == "งบประมาณ"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_a_line_feed(line_break):
    assert clean(f"ก{line_break}ข") == "ก\nข"


@pytest.mark.parametrize(
    "text", ["", " ก\tข \n", "ทั้งนี้ ๆ ฯลฯ", "ก็", "ฤๅษี", "“1,234.50” – ☎", "\u00a0", "ﬁ ½ ²", "ຂ້າ"]
)
def test_what_is_right_stays_as_it_is(text):
    assert clean(text) == text


def test_the_words_of_a_dictionary_stay_as_they_are():
    # One entry of PyThaiNLP's list, รักษาู, is itself a slip of the keyboard.
    words = sorted(thai_words() - {"รักษาู"})

    assert [clean(word) for word in words] == [unicodedata.normalize("NFC", word) for word in words]


def test_a_letter_carries_thirty_marks_at_most():
    """More are sorted in quadratic time: a form full of them would take a minute."""
    assert len(clean("n" + "\u0301\u0316" * 100_000 + "g")) <= 1 + 30 + 1


def test_a_page_of_marks_is_cleaned_in_linear_time():
    assert clean("ก" + "่ี" * 200_000) == "กี่"


@given(MESSY)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
@example("ั\u0301ัุ")
def test_cleaned_text_is_in_normal_form(text):
    assert unicodedata.is_normalized("NFC", clean(text)) is True


@pytest.mark.parametrize("word", ["นํ้า", "เเมว", "นำ้", "กีี่", "ปูู่", "ที่่"])
def test_pythainlp_puts_the_same_marks_right(word):
    assert clean(word) == normalize(word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  ปีงบประมาณ   ๒๕๖๖\n", "ปีงบประมาณ 2566"),
        ("E-GP", "e-gp"),
        ("ดําเนินการ", "ดำเนินการ"),
        ("Straße", "strasse"),
    ],
)
def test_search_key(text, expected):
    assert search_key(text) == expected


@given(MESSY)
def test_a_search_key_is_its_own_search_key(text):
    assert search_key(search_key(text)) == search_key(text)


def test_words_sort_as_icu_sorts_them():
    assert sorted(IN_CODE_ORDER, key=sort_key) == ICU_ORDER


def test_a_sort_key_has_letters_then_marks_by_their_place():
    assert [sort_key("เก้า"), sort_key("กา")] == ["กเา\t  5", "กา\t"]


def test_the_keys_of_different_words_differ():
    assert len({sort_key(word) for word in ICU_ORDER}) == len(ICU_ORDER)


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("ก๎", "ก์"),
        ("ก์", "ก็"),
        ("ก็", "ก่"),
        ("ก๋", "กก"),
        ("กฮ", "กํ"),
        ("กํ", "กะ"),
        ("กไ", "กฺ"),
        ("กๅก", "กาข"),
        ("กาก", "กๅข"),
        ("9", "ก"),
        ("ฮ", "a"),
        ("หมู่ 10", "หมู่ 9"),
        ("ก", "ก1"),
    ],
)
def test_rare_signs_sort_as_in_icu(lower, higher):
    assert sort_key(lower) < sort_key(higher)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ก.พ.", "กพ"), ("กลาง ๆ", "กลาง"), ("หมู่ ๑", "หมู่ 1"), ("ABC", "abc"), ("ดํา", "ดำ")],
)
def test_spaces_punctuation_digits_and_case_do_not_change_the_place(one, other):
    assert sort_key(one) == sort_key(other)


@given(MESSY)
def test_a_sort_key_can_be_stored_in_any_database(text):
    assert [character for character in sort_key(text) if character in "\x00\n\ud800"] == []


# PyThaiNLP appends the first tone of a word to its letters, so that น้ำผุด comes before น้ำ, and takes
# spaces and punctuation for letters. Where the letters of no word begin another the two agree.
def test_pythainlp_sorts_most_words_alike():
    others = {"น้ำ", "ป่า", "ปู่", "แป-ระ"}
    words = [word for word in IN_CODE_ORDER if word not in others]

    assert sorted(words, key=sort_key) == collate(words)


def test_a_quoted_text_is_one_short_line():
    assert quoted("ก\nข" * 40) == f"“{('ก ข' * 40)[:40]}…”"
