"""Whether a text that everybody reads gives away who gave a thing. Pure.

Thai is written with spaces or without, names with titles or without, and often a part of a name is
enough: each word of it is looked for by itself. Which words around a name tell nothing is data
(`data/giver_words.json`).
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from thai.text import search_key

DATA = Path(__file__).parent / "data" / "giver_words.json"
SHORTEST = 3  # letters of a word; shorter ones stand inside too many others
_NO_LETTERS = "่้๊๋์"  # tones and the silencer
# No vowel that follows a consonant: what is left of คุณากร without คุณ is no name.
_BEGINS = re.compile("[ก-ฮเ-ไa-z]")
_PART = re.compile(r"[^\s,;:/()\[\]{}\"'“”‘’«»–—-]+")


class GiverWords(BaseModel):
    """Words before a name and after it, the longest first, and those that honest texts have too.

    `around` are the words before and after as they are written without points.
    """

    model_config = ConfigDict(frozen=True)

    before: list[str]
    after: list[str]
    around: frozenset[str]
    common: frozenset[str]


@cache
def giver_words() -> GiverWords:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    before, after = (sorted(data[name], key=len, reverse=True) for name in ("before", "after"))
    around = frozenset(map(_bare, [*before, *after]))
    return GiverWords(before=before, after=after, around=around, common=frozenset(data["common"]))


def word_given_away(giver: str, text: str) -> str:
    """Return what of the name of a giver stands in a text, "" where nothing does."""
    said = _bare(text)
    return next((word for word in _telling(giver) if word in _without_things(said, word)), "")


def _without_things(said: str, word: str) -> str:
    """Take out the common words in which a word of a name stands by itself: ไหม in ผ้าไหม."""
    for common in giver_words().common:
        if word in common and word != common:
            said = said.replace(common, " ")
    return said


def _telling(giver: str) -> list[str]:
    """Return what tells of a giver: each word of the name, and all of it unbroken.

    A name of nothing but short and common words tells something only with all that is around it.
    """
    bared = [[_bare(step) for step in _bared(part)] for part in _PART.findall(search_key(giver))]
    named = [steps for steps in bared if steps[-1]]
    unbroken = "".join(steps[-1] for steps in named)
    # A word that is too short or too common alone is looked for with its title.
    words = [next(filter(_tells, reversed(steps)), "") for steps in named]
    found = [word for word in (*words, unbroken) if _tells(word)]
    return found or [word for word in [_bare(giver)] if _tells(word)]


def _bared(part: str) -> list[str]:
    """Return a part of a name as it becomes when titles and words of companies fall away."""
    steps = [part]
    while (rest := _without(steps[-1])) != steps[-1]:
        steps.append(rest)
    return steps


def _without(part: str) -> str:
    """Take one word away from the beginning or the end."""
    words = giver_words()
    if _bare(part) in words.around:
        return ""
    for word in words.before:
        if part.startswith(word) and _BEGINS.match(part[len(word) :]):
            return part.removeprefix(word)
    ending = next((word for word in words.after if part.endswith(word)), "")
    return part.removesuffix(ending)


def _tells(word: str) -> bool:
    letters = [each for each in word if not each.isdigit() and each not in _NO_LETTERS]
    return len(letters) >= SHORTEST and word not in giver_words().common


def _bare(text: str) -> str:
    """Return a text as it is compared: letters, their marks and digits, nothing between them."""
    return "".join(each for each in search_key(text) if unicodedata.category(each)[0] in "LMN")
