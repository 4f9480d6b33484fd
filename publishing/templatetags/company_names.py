"""How the name of a company breaks on a page: at its spaces, and never within a foreign word.

Browsers break Thai by a dictionary of their own, which lacks คอนสตรัคชั่น and its like.
"""

import re
from functools import cache
from pathlib import Path

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

WORDS = Path(__file__).parent.parent / "data" / "company_words.txt"
# What follows a whole word: no vowel or mark that belongs to its last letter, no silenced letter.
_ENDS = "(?![ะ-ฺ็-๎]|[ก-ฮ]์)"


@register.filter
def by_words(name: object) -> SafeString:
    """Keep what stands between two spaces on one line where there is room, else its words."""
    parts = str(name).split(" ")
    return format_html_join(" ", "{}", [[_kept(whole_words(part))] for part in parts])


@register.filter
def whole_words(text: str) -> SafeString:
    """Keep the foreign words of a sentence that names companies on one line each."""
    pieces = _company_words().split(text)
    words = [_kept(word) for word in pieces[1::2]]
    return format_html_join("", "{}{}", zip(pieces[::2], [*words, ""], strict=True))


def _kept(text: str) -> SafeString:
    return format_html('<span class="phrase">{}</span>', text)


@cache
def _company_words() -> re.Pattern[str]:
    words = sorted(WORDS.read_text(encoding="utf-8").split(), key=len, reverse=True)
    return re.compile(f"((?:{'|'.join(words)}){_ENDS})")
