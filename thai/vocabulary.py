"""The fixed words and sentences of official papers, said in English on the English pages.

Papers are Thai, and what is made for them is Thai values. A vocabulary holds their words by whole
texts, so that nothing of what an office wrote itself is touched: what it does not know stays Thai.
In a Thai sentence `{n}` stands for a number, `{t}` for a day or period, `{}` for anything.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from thai.dates import BUDDHIST_OFFSET, MONTHS_SHORT
from thai.dates import MONTHS as THAI_MONTHS
from thai.english import MONTHS, year_label

_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e5b]")
_PLACE = re.compile(r"\{[nt]?\}")
_HOLDS = {
    "{n}": r"([\d.,–/-]+)",
    "{t}": r"(\S.*?2[45]\d\d(?: ถึง .*?2[45]\d\d)?\)?)",
    "{}": r"(.+?)",
}
_TOKEN = re.compile(
    r"(?P<raw><(?P<kind>script|style)\b.*?</(?P=kind)\s*>|<!--.*?-->)|(?P<tag><[^>]+>)|(?P<text>[^<]+)",
    re.DOTALL,
)
_READ = re.compile(r"(?<=\s)(alt|title|aria-label|data-label)=\"([^\"]*)\"")
_LONG, _SHORT = "|".join(THAI_MONTHS), "|".join(map(re.escape, MONTHS_SHORT))
_CENTURY = 2500
_Written = str | Callable[[re.Match[str]], str]


def _english_month(found: re.Match[str]) -> str:
    name, year = found[1], found[2]
    is_long = name in THAI_MONTHS
    month = MONTHS[(THAI_MONTHS if is_long else MONTHS_SHORT).index(name)]
    month = month if is_long else month[:3]
    if not year:
        return month
    number = int(year) if len(year) == 4 else int(year) + _CENTURY
    return f"{month} {number - BUDDHIST_OFFSET}"


_CALENDAR: tuple[tuple[re.Pattern[str], _Written], ...] = (
    (re.compile(r"(?<=\S) (?=(?:ประจำ)?ปี)"), ", "),
    (
        re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ)? ?(?:พ\.ศ\. ?)?(25\d\d)"),
        lambda found: year_label(int(found[1])),
    ),
    (re.compile(r"รอบ 12 เดือน"), "12 months"),
    (re.compile(r"รอบ 6 เดือนแรก"), "first half"),
    (re.compile(r"รอบ 6 เดือนหลัง"), "second half"),
    (re.compile(r"(?:ประจำ)?ไตรมาสที่ (\d)"), r"quarter \1"),
    (re.compile(r"(?:ประจำ)?(?:เดือน|วันที่) ?"), ""),
    (re.compile(rf"({_LONG}) (?:พ\.ศ\. ?)?(25\d\d)"), _english_month),
    (re.compile(rf"({_SHORT})[ \u00a0](\d\d)(?!\d)"), _english_month),
    (re.compile(rf"({_LONG})()"), _english_month),
    (re.compile(r" ถึง "), " to "),
)


class Vocabulary:
    """Thai words and sentences with their English."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._words = dict(pairs)
        sentences = [each for each in self._words.items() if _PLACE.search(each[0])]
        # The longest first: a sentence that says more is meant where it fits.
        sentences.sort(key=lambda each: -len(_PLACE.sub("", each[0])))
        self._sentences = [(_pattern(thai), english) for thai, english in sentences]

    def said(self, text: str) -> str:
        """Return a text in English where it is known, whole; otherwise as it is."""
        plain = " ".join(text.split())
        if not _THAI.search(plain):
            return text
        if said := calendar_said(plain):
            return said[0].upper() + said[1:]
        return self._found(plain) or text

    def page_said(self, html: str) -> str:
        """Return a part of a page with each text and each label of it said."""
        return _TOKEN.sub(self._token, html)

    def _found(self, text: str) -> str | None:
        return self._words.get(text) or calendar_said(text) or self._sentence(text)

    def _sentence(self, text: str) -> str | None:
        for pattern, english in self._sentences:
            if found := pattern.fullmatch(text):
                parts = [self._found(part) or part for part in found.groups()]
                return _filled(english, parts)
        return None

    def _token(self, token: re.Match[str]) -> str:
        if tag := token["tag"]:
            return _READ.sub(lambda found: f'{found[1]}="{self.said(found[2])}"', tag)
        text = token["text"]
        if not text or not text.strip():
            return token[0]
        start = text[: len(text) - len(text.lstrip())]
        end = text[len(text.rstrip()) :]
        return f"{start}{self.said(text.strip())}{end}"


def pairs_of(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return what a file says: Thai, a tab, English on each line; others are remarks."""
    pairs = (line.rstrip("\n").split("\t") for line in lines if "\t" in line)
    return [(thai, english) for thai, english in pairs]


def calendar_said(text: str) -> str | None:
    """Return a text that is nothing but days, months and fiscal years; None for any other."""
    said = text
    for pattern, english in _CALENDAR:
        said = pattern.sub(english, said)
    return said if said != text and not _THAI.search(said) else None


def _pattern(thai: str) -> re.Pattern[str]:
    pieces = _PLACE.split(thai)
    places = [_HOLDS[each] for each in _PLACE.findall(thai)]
    whole = re.escape(pieces[0])
    for place, piece in zip(places, pieces[1:], strict=True):
        whole += place + re.escape(piece)
    return re.compile(whole)


def _filled(sentence: str, parts: Sequence[str]) -> str:
    pieces = _PLACE.split(sentence)
    filled = (part + piece for part, piece in zip(parts, pieces[1:], strict=True))
    return pieces[0] + "".join(filled)
