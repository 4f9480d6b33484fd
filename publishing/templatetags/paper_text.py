"""How papers keep a number on the line of its word."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from publishing.numerals import unbroken

register = template.Library()

_COUNTED = re.compile("((?:หมู่ที่|ฉบับที่|ครั้งที่|พ\\.ศ\\.)\u00a0[0-9๐-๙]+)")


@register.filter
def on_one_line(text: str) -> SafeString:
    """Keep หมู่ที่ 9 in one piece: the engine of papers breaks Thai even at a no-break space."""
    parts = _COUNTED.split(unbroken(text))
    pieces = [format_html('<span class="together">{}</span>', part) for part in parts[1::2]]
    return format_html_join("", "{}{}", zip(parts[::2], [*pieces, ""], strict=True))
