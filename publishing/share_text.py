"""Ready texts for LINE and Facebook, made from what the public reads of a thing. Pure.

Letters are counted as LINE counts them, in units of UTF-16.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thai.text import shortened

SHORT = 200  # letters of the short text, link included
LONG = 1500
MAX_FACTS = 6
MAX_FACT = 220
_NUMBER_OF_PAPER = re.compile(r"[A-Za-z]?[\d/-]{8,}")  # says nothing to a reader of LINE
READ_ON = "อ่านรายละเอียดและหลักฐาน"


@dataclass(frozen=True)
class Told:
    """What is told: a title, facts by label, the address where it stands, and who tells it."""

    title: str
    facts: Sequence[tuple[str, str]]
    url: str
    agency: str

    @property
    def news(self) -> list[tuple[str, str]]:
        """The facts in one line each, without what is said already and numbers of papers."""
        facts = [(one_line(label), one_line(fact)) for label, fact in self.facts]
        said = f"{one_line(self.title)}\n{self.agency}"
        return [
            (label, fact)
            for label, fact in facts
            if fact and fact not in said and not _NUMBER_OF_PAPER.fullmatch(fact)
        ]


def short_text(told: Told) -> str:
    """Return a text of at most `SHORT` letters that ends with the link."""
    end = f"\n{told.url}"
    room = SHORT - length(end)
    text = _fitted(told.title, room)
    for label, fact in told.news:
        line = f"\n{label}: {fact}"
        if length(text + line) <= room:
            text += line
    return text + end


def long_text(told: Told) -> str:
    """Return a text with the facts line by line, the link and who tells it."""
    end = f"\n\n{READ_ON}\n{told.url}\n{told.agency}".rstrip()
    text = _fitted(told.title, LONG - length(end)) + "\n"
    for label, fact in told.news[:MAX_FACTS]:
        line = f"\n• {label}: {_fitted(fact, MAX_FACT)}"
        if length(text + line + end) <= LONG:
            text += line
    return text.rstrip() + end


def length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def one_line(text: str) -> str:
    return " ".join(text.split())


def _fitted(text: str, room: int) -> str:
    """Return a text of at most `room` letters; signs that count twice make it shorter."""
    fitted = shortened(text, room)
    while length(fitted) > room:
        fitted = shortened(fitted, len(fitted) - 1)
    return fitted
