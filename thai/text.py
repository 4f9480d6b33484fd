"""Thai text as people type it: cleaning, search keys and dictionary order.

Unicode normalisation alone does not help Thai: it never joins ํ and า into ำ, and it orders tones
only against the vowels below. The order of marks used here is that of WTT 2.0 (Thai API
Consortium): consonant, vowel, tone, silencer.
"""

import re
import unicodedata
from string import ascii_lowercase

from thai.digits import to_arabic

# Marks that stand above or below a consonant, in the order in which they must be typed: phinthu,
# vowels below, vowels above with maitaikhu and nikhahit, tones, silencer and yamakkan.
_MARKS_IN_ORDER = ("ฺ", "ุู", "ัิีึื็ํ", "่้๊๋", "์๎")
_MARK_ORDER = {mark: place for place, marks in enumerate(_MARKS_IN_ORDER) for mark in marks}
_MARKS = "".join(_MARK_ORDER)
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"

# A run of marks, with the า that it belongs to: before it, or wrongly typed after it (นำ้ for น้ำ).
# Possessive, so that a page full of marks costs linear time.
_CLUSTER = re.compile(
    rf"([{_MARKS}]*+){_SARA_AA}(?:(?![{_MARKS}]++{_SARA_AA})([{_MARKS}]++))?|([{_MARKS}]++)"
)

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_KEPT_CONTROLS = "\n\t"
# Unicode categories: controls; zero-width and bidirectional characters; lone surrogates.
_INVISIBLE = {"Cc", "Cf", "Cs"}
# Normalisation sorts the marks of a letter in quadratic time: a form full of them would keep the
# whole server busy. The number is that of Unicode's Stream-Safe Text Format (UAX 15).
_MOST_MARKS = 30
_NO_CHARACTERS = "\ufffe\uffff"  # XML and Excel refuse them

# Dictionary order as ICU has it for Thai: marks count only between words of the same letters, in
# this order; ฯ and ๆ count as punctuation, that is not at all; ํ sorts before the vowels, ๅ as า,
# ฺ after the vowels; Latin letters follow the Thai ones. Each is moved to a free place in the code
# order.
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_SECOND_LEVEL = {mark: str(rank) for rank, mark in enumerate("๎์็่้๊๋", start=1)}
_FULL_WIDTH = {latin: chr(ord(latin) + 0xFEE0) for latin in ascii_lowercase}
_FIRST_LEVEL = str.maketrans({_NIKHAHIT: "ฯ", "ๅ": "า", "ฺ": "ๅ", **_FULL_WIDTH})
_UNSORTED = "ฯๆ"
_LEVEL_SEPARATOR = "\t"  # lower than every character that can stand in a level
_QUOTED_LENGTH = 40
# A text is not cut between these and the letter before, or after it.
_FOLLOWING = "ะัาำิีึืฺุู็่้๊๋์ํ๎"
_LEADING = "เแโใไ"


def clean(text: str) -> str:
    """Return what the writer meant to type, as one canonical spelling.

    NFC; ํ+า becomes ำ (also around a tone), เเ becomes แ, marks stand once and in the right order;
    zero-width, bidirectional and control characters disappear, except line feed and tab. Every
    line break becomes a line feed. Spaces and wording stay as they are.
    """
    text = unicodedata.normalize("NFC", _bounded(_visible(_LINE_BREAKS.sub("\n", text))))
    text = text.replace("เเ", "แ").replace(_SARA_AM, _NIKHAHIT + _SARA_AA)
    text = re.sub(f"{_SARA_AM}+", _SARA_AM, _CLUSTER.sub(_ordered, text))
    return unicodedata.normalize("NFC", text)


def search_key(text: str) -> str:
    """Return the form compared when searching: clean, Arabic digits, case folded, single spaces."""
    folded = unicodedata.normalize("NFC", to_arabic(clean(text)).casefold())
    return " ".join(folded.split())


def sort_key(text: str) -> str:
    """Return a key whose binary order is that of a Thai dictionary.

    The order is that of ICU's Thai collation: spaces and punctuation do not count, a leading vowel
    sorts after its consonant, tones only break ties. Two levels in one string, joined by a tab. A
    database column needs binary order for it: SQLite has that, PostgreSQL with COLLATE "C".
    """
    sorted_by = [character for character in search_key(text) if _is_sorted(character)]
    spelled = _LEADING_VOWEL.sub(r"\2\1", "".join(sorted_by))
    letters = "".join(character for character in spelled if character not in _SECOND_LEVEL)
    marks = "".join(_SECOND_LEVEL.get(character, " ") for character in spelled)
    return letters.translate(_FIRST_LEVEL) + _LEVEL_SEPARATOR + marks.rstrip()


def quoted(text: str) -> str:
    """Return `text` in Thai quotation marks for a message to its writer: one line, shortened."""
    line = " ".join(clean(text).split())
    shortened = line if len(line) <= _QUOTED_LENGTH else line[:_QUOTED_LENGTH] + "…"
    return f"“{shortened}”"


def _bounded(text: str) -> str:
    """Return the text with no more marks on one letter than any language has."""
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _visible(text: str) -> str:
    return "".join(
        character
        for character in text
        if character in _KEPT_CONTROLS
        or (unicodedata.category(character) not in _INVISIBLE and character not in _NO_CHARACTERS)
    )


def _ordered(cluster: re.Match[str]) -> str:
    before, after, alone = (part or "" for part in cluster.groups())
    marks = sorted(dict.fromkeys(before + after + alone), key=_MARK_ORDER.__getitem__)
    if alone:
        return "".join(marks)
    vowel = _SARA_AM if _NIKHAHIT in marks else _SARA_AA
    return "".join(mark for mark in marks if mark != _NIKHAHIT) + vowel


def _is_sorted(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" and character not in _UNSORTED


def shortened(text: str, length: int) -> str:
    """Cut a text to `length` characters, if it can be at a space, never before a mark."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, _space, tail = cut.rpartition(" ")
    if head and len(tail) < length // 3:
        return f"{head}…"
    while line[len(cut)] in _FOLLOWING or cut[-1:] in _LEADING:
        cut = cut[:-1]
    return f"{cut}…"
