"""How papers keep a number on the line of its word."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from publishing.numerals import unbroken

register = template.Library()

LONGEST_PHRASE = 32  # letters; a longer one has no line of its own in large type
# A space that is no part of "100 บาท", "7 มกราคม 2570" or "เดือนมีนาคม 2567".
_BETWEEN_PHRASES = re.compile(r"(?<!\b\d)(?<!\b\d\d)(?<!\b\d\d\d) (?!\d)")
_TOGETHER = re.compile("((?:หมู่ที่|ฉบับที่|ครั้งที่|พ\\.ศ\\.)\u00a0[0-9๐-๙]+|\\(?\\be-[A-Za-z]+\\)?)")


@register.filter
def on_one_line(text: str) -> SafeString:
    """Keep หมู่ที่ 9 and e-bidding in one piece: the engine of papers breaks at space and hyphen."""
    parts = _TOGETHER.split(unbroken(text))
    pieces = [format_html('<span class="together">{}</span>', part) for part in parts[1::2]]
    return format_html_join("", "{}{}", zip(parts[::2], [*pieces, ""], strict=True))


@register.filter
def by_phrases(text: str) -> SafeString:
    """Let a text break at its spaces first; Thai writes one between phrases, none between words."""
    phrases = [
        format_html('<span class="phrase">{}</span>', on_one_line(phrase))
        if len(phrase) <= LONGEST_PHRASE
        else on_one_line(phrase)
        for phrase in _BETWEEN_PHRASES.split(unbroken(text))
    ]
    return format_html_join(" ", "{}", [[phrase] for phrase in phrases])
