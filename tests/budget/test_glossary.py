import re

import pytest
from django.conf import settings

from budget.glossary import GLOSSARY, explain

VIEWS = ["views", "breakdown_views", "line_views", "change_views"]
ASKED_FOR = [
    "งบกลาง",
    "งบบุคลากร",
    "งบลงทุน",
    "เงินสะสม",
    "กันเงิน",
    "โอนงบประมาณ",
    "แก้ไขเปลี่ยนแปลงคำชี้แจง",
    "ข้อบัญญัติ",
    "รายจ่ายเพิ่มเติม",
    "เงินอุดหนุนเฉพาะกิจ",
    "แผนงาน",
    "งาน",
    "หมวด",
    "เบิกจ่าย",
    "คงเหลือ",
    "ประมาณการรายรับ",
    "ภาษีจัดสรร",
]


@pytest.mark.parametrize("word", ASKED_FOR)
def test_every_technical_word_has_a_meaning(word):
    assert word in GLOSSARY


@pytest.mark.parametrize("term", GLOSSARY.values(), ids=lambda term: term.word)
def test_a_meaning_names_its_source(term):
    assert (bool(term.meaning), bool(term.source)) == (True, True)


@pytest.mark.parametrize("term", GLOSSARY.values(), ids=lambda term: term.word)
def test_a_meaning_is_plain_thai(term):
    assert re.findall("[A-Za-z]", term.meaning) == []


@pytest.mark.parametrize("term", GLOSSARY.values(), ids=lambda term: term.word)
def test_a_meaning_stands_on_english_pages_too(term):
    assert re.search("[ก-๛]", term.in_english) is None


@pytest.mark.parametrize("name", VIEWS)
def test_every_word_that_a_page_explains_is_known(name):
    source = (settings.BASE_DIR / "budget" / f"{name}.py").read_text()
    lists = re.findall(r"(?:WORDS\w* = |words=)\((.*?)\)", source, re.DOTALL)

    words = {word for each in lists for word in re.findall(r'"([^"]+)"', each)}

    assert lists
    assert words - GLOSSARY.keys() == set()


def test_words_are_explained_in_the_order_asked():
    assert [term.word for term in explain("งาน", "แผนงาน")] == ["งาน", "แผนงาน"]


def test_a_word_without_meaning_is_noticed():
    with pytest.raises(KeyError):
        explain("คำที่ไม่มี")
