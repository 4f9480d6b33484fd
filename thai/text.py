"""Thai text as people type it: cleaning, search keys and dictionary order.

Unicode normalisation alone does not help Thai: it never joins ํ and า into ำ, and it orders only the marks below a
consonant. The order of marks used here is that of WTT 2.0 (Thai API Consortium): consonant, vowel, tone, silencer.
"""

import re
import unicodedata

from thai.digits import to_arabic

# Marks that stand above or below a consonant, in the order in which they must be typed.
_MARK_ORDER = {
    **dict.fromkeys("ฺ", 0),  # phinthu
    **dict.fromkeys("ุู", 1),  # vowels below
    **dict.fromkeys("ัิีึื็ํ", 2),  # vowels above, maitaikhu, nikhahit
    **dict.fromkeys("่้๊๋", 3),  # tones
    **dict.fromkeys("์๎", 4),  # silencer, yamakkan
}
_MARKS = "".join(_MARK_ORDER)
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"

# A run of marks, with the า that it belongs to: before it, or wrongly typed after it (นำ้ for น้ำ). Possessive, so
# that a page full of marks costs linear time.
_CLUSTER = re.compile(
    rf"([{_MARKS}]*+){_SARA_AA}(?:(?![{_MARKS}]++{_SARA_AA})([{_MARKS}]++))?|([{_MARKS}]++)"
)

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_KEPT_CONTROLS = "\n\t"
_INVISIBLE = {
    "Cc",
    "Cf",
    "Cs",
}  # controls; zero-width and bidirectional characters; lone surrogates

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_SECONDARY = "็่้๊๋์ํ๎"
_LEVEL_SEPARATOR = "\t"  # lower than every character that can stand in a level
_QUOTED_LENGTH = 40


def clean(text: str) -> str:
    """Return what the writer meant to type, as one canonical spelling.

    NFC; ํ+า becomes ำ (also around a tone), เเ becomes แ, marks stand once and in the right order; zero-width,
    bidirectional and control characters disappear, except line feed and tab. Spaces and wording stay as they are.
    """
    text = unicodedata.normalize("NFC", _visible(_LINE_BREAKS.sub("\n", text)))
    text = text.replace("เเ", "แ").replace(_SARA_AM, _NIKHAHIT + _SARA_AA)
    text = re.sub(f"{_SARA_AM}+", _SARA_AM, _CLUSTER.sub(_ordered, text))
    return unicodedata.normalize("NFC", text)


def search_key(text: str) -> str:
    """Return the form in which texts are compared when searching: cleaned, Arabic digits, case folded, single spaces."""
    folded = unicodedata.normalize("NFC", to_arabic(clean(text)).casefold())
    return " ".join(folded.split())


def sort_key(text: str) -> str:
    """Return a key whose binary order is the order of a Thai dictionary, for a database column with binary collation.

    Two levels: the letters, each leading vowel after its consonant; then the tones and other marks by their place.
    """
    spelled = _LEADING_VOWEL.sub(r"\2\1", search_key(text))
    letters = "".join(character for character in spelled if character not in _SECONDARY)
    marks = "".join(character if character in _SECONDARY else " " for character in spelled)
    return f"{letters}{_LEVEL_SEPARATOR}{marks.rstrip()}"


def quoted(text: str) -> str:
    """Return `text` in Thai quotation marks for a message to its writer: one line, shortened."""
    line = " ".join(clean(text).split())
    shortened = line if len(line) <= _QUOTED_LENGTH else line[:_QUOTED_LENGTH] + "…"
    return f"“{shortened}”"


def _visible(text: str) -> str:
    return "".join(
        character
        for character in text
        if character in _KEPT_CONTROLS or unicodedata.category(character) not in _INVISIBLE
    )


def _ordered(cluster: re.Match[str]) -> str:
    before, after, alone = (part or "" for part in cluster.groups())
    marks = sorted(dict.fromkeys(before + after + alone), key=_MARK_ORDER.__getitem__)
    if alone:
        return "".join(marks)
    vowel = _SARA_AM if _NIKHAHIT in marks else _SARA_AA
    return "".join(mark for mark in marks if mark != _NIKHAHIT) + vowel
