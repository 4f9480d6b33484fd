"""Where the name of a company may break: on paper by our word list, on a page by our marks."""

import pypdfium2
import pytest

from publishing.templatetags.company_names import by_words, whole_words
from tests.publishing.papers import paper

WORDS = [
    "คอนสตรัคชั่น",
    "คอนสตรักชั่น",
    "คอนสตรัคชัน",
    "เอ็นจิเนียริ่ง",
    "เอนจิเนียริ่ง",
    "เทรดดิ้ง",
    "ซัพพลาย",
    "เซอร์วิส",
    "แมชชีนเนอรี่",
    "คอมพิวเตอร์",
    "อินเตอร์เนชั่นแนล",
    "กรุ๊ป",
    "โฮลดิ้ง",
    "พาณิชย์",
    "วิศวการ",
    "การโยธา",
    "บิลเดอร์",
    "ดีเวลลอปเม้นท์",
    "มาร์เก็ตติ้ง",
    "เอ็นเตอร์ไพรส์",
    "โพรดักส์",
    "อินดัสตรี้",
]


def kept(word):
    return f'<span class="phrase">{word}</span>'


def test_a_name_breaks_at_its_spaces_and_within_a_part_beside_a_foreign_word():
    assert by_words("หจก. สมมุติคอนสตรัคชั่น") == (f"{kept('หจก.')} {kept('สมมุติ' + kept('คอนสตรัคชั่น'))}")


def test_a_sentence_keeps_its_foreign_words_and_breaks_where_it_did():
    assert whole_words("ทำสัญญากับ สมมุติเทรดดิ้งกรุ๊ป แล้ว") == (
        f"ทำสัญญากับ สมมุติ{kept('เทรดดิ้ง')}{kept('กรุ๊ป')} แล้ว"
    )


@pytest.mark.parametrize("longer", ["ซัพพลายส์", "อินเตอร์เนชั่นแนล", "คอนสตรัคชั่นส์"])
def test_a_word_that_is_longer_than_another_is_kept_as_one(longer):
    assert whole_words(longer) == kept(longer)


def test_a_part_of_an_unknown_word_is_not_taken_for_a_word():
    assert whole_words("เมทัลลิค ฟู้ดิ้ง") == f"{kept('เมทัล')}ลิค ฟู้ดิ้ง"


def test_a_name_is_no_markup():
    assert by_words("<b>") == kept("&lt;b&gt;")


def test_a_foreign_word_stays_on_one_line_of_a_page():
    assert [whole_words(word) for word in WORDS] == list(map(kept, WORDS))


def test_a_foreign_word_stays_on_one_line_of_a_paper():
    pdf = paper(
        "".join(f'<p style="width: 72pt; font-size: 9pt">ตัวอย่าง{each}' for each in WORDS)
    ).pdf

    lines = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split()
    ends = [line.removeprefix("ตัวอย่าง") for line in lines]
    assert [end for end in ends if end] == WORDS
