"""The words of official papers in English: what each app says of its own papers in `data/english.tsv`."""

from functools import cache
from pathlib import Path

from django.apps import apps

from agency.wording import is_english
from thai.vocabulary import Vocabulary, pairs_of

FILE = Path("data") / "english.tsv"


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all apps together."""
    files = [path for app in apps.get_app_configs() if (path := Path(app.path) / FILE).exists()]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return Vocabulary(pairs_of(lines))


def in_words_of_reader(text: str) -> str:
    """Return a Thai text of a paper in English on English pages, where it is known."""
    return vocabulary().said(text) if is_english() else text


def page_in_words_of_reader(html: str) -> str:
    """Return a part of a page with every text of a paper in English, where it is known."""
    return vocabulary().page_said(html) if is_english() else html
