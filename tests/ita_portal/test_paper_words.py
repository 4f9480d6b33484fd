"""The words of papers that each app brings: complete for its forms, and fit to stand in a page."""

import re
from pathlib import Path

from django.apps import apps
from django.utils import translation

from agency.vocabulary import FILE, in_words_of_reader, vocabulary
from complaints import statistics_content
from measures.gift_content import GIVERS, HANDLINGS, OCCASIONS, RECEIVED, VALUES, FormKind
from measures.gift_content import layout_of as gift_layout
from procurement.form_columns import layout_of
from procurement.form_content import FormKind as BuyingKind
from procurement.form_words import AT_SIGNING, ONCE_PER_WORK, REASONS, SHORT_TITLES, TITLES
from procurement.methods import OFFICIAL_NAMES
from procurement.official import SOURCE_NAMES, STAGE_NAMES
from thai.vocabulary import pairs_of

THAI = re.compile("[ก-ฮ]")
PLACES = re.compile(r"\{[nt]?\}")
FILES = [path for app in apps.get_app_configs() if (path := Path(app.path) / FILE).exists()]
PAIRS = [
    (path, *pair)
    for path in FILES
    for pair in pairs_of(path.read_text(encoding="utf-8").splitlines())
]


def test_no_english_holds_thai_or_a_sign_of_html():
    assert [
        english for _p, _t, english in PAIRS if THAI.search(english) or set('<>&"') & set(english)
    ] == []


def test_each_thai_has_one_english():
    said = {}
    for _path, thai, english in PAIRS:
        said.setdefault(thai, set()).add(english)

    assert {thai: found for thai, found in said.items() if len(found) > 1} == {}


def test_both_sides_of_a_sentence_have_the_same_places_in_the_same_order():
    assert [t for _p, t, e in PAIRS if PLACES.findall(t) != PLACES.findall(e)] == []


def labels():
    for kind in BuyingKind:
        for year in (2566, 2568):
            for column in layout_of(kind, year).columns:
                yield from filter(None, (column.label, column.group))
                yield from (heading for _key, heading in column.keys[:1] if len(column.keys) == 1)
    for kind in FormKind:
        yield from (column.label for column in gift_layout(kind).columns)
        yield gift_layout(kind).title


SAID = [
    *labels(),
    *SHORT_TITLES.values(),
    *(TITLES[kind] for kind in BuyingKind if kind is not BuyingKind.MONTHLY),
    *(AT_SIGNING, ONCE_PER_WORK, REASONS),
    *OFFICIAL_NAMES.values(),
    *SOURCE_NAMES.values(),
    *STAGE_NAMES.values(),
    *(
        words
        for table in (GIVERS, OCCASIONS, VALUES, RECEIVED, HANDLINGS)
        for words in table.values()
    ),
    *statistics_content.QUESTION_HEADS,
    *statistics_content.CASE_HEADS,
    *statistics_content.HOW,
]


def test_the_words_of_every_form_are_known():
    assert [thai for thai in dict.fromkeys(SAID) if THAI.search(vocabulary().said(thai))] == []


def test_a_thai_page_keeps_the_words_of_the_paper():
    found = []
    for language in ("th", "en"):
        with translation.override(language):
            found.append(in_words_of_reader("ราคากลาง (บาท)"))

    assert found == ["ราคากลาง (บาท)", "Median price (baht)"]
