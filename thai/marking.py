"""Where in a text the words stand that `thai.search` finds in it, to be marked for the reader.

What is compared is folded: letters vanish, short forms grow. So every letter of the folded text
remembers from where in the text it came.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from thai.search import FOLDS, THAI_SPACE
from thai.text import search_key

Span = tuple[int, int]
Pieces = list[tuple[str, bool]]  # of a text, in order; True where a word stands
BETWEEN = " ·›"  # an excerpt begins with none of these
BEFORE, LENGTH = 50, 220  # characters of an excerpt, and how many of them stand before the word

# What is folded together: a letter with its marks and what is invisible, and the า of a ํ; also เเ
# for แ. A run of spaces is one.
_UNSEEN = "\u00ad\u200b-\u200f\ufeff"
_MARKS = f"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f{_UNSEEN}]*"
_CLUSTER = re.compile(rf"\s+|(?:เ[{_UNSEEN}]*เ|.){_MARKS}(?:[าำ]{_MARKS})*", re.DOTALL)


@dataclass(frozen=True)
class Folded:
    """A folded text, and for each of its letters from where to where it came from."""

    text: str
    places: list[Span]

    def replaced(self, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]) -> "Folded":
        """Return it with every match written anew; all of that came from all of the match."""
        text, places, done = "", [], 0
        if not pattern.search(self.text):
            return self
        for match in pattern.finditer(self.text):
            new, (first, last) = write(match), match.span()
            text += self.text[done:first] + new
            whole = (self.places[first][0], self.places[last - 1][1])
            places += self.places[done:first] + [whole] * len(new)
            done = last
        return Folded(text + self.text[done:], places + self.places[done:])


def folded_with_places(text: str) -> Folded:
    """Return the haystack of a text, with its places."""
    keys, places = [" "], [(0, 0)]
    for match in _CLUSTER.finditer(text):
        key = _folded_cluster(match[0])
        if not key or key == " " == keys[-1]:
            continue
        keys.append(key)
        if len(key) == 1:
            places.append(match.span())
        else:
            places += [match.span()] * len(key)
    whole = Folded("".join([*keys, " "]), [*places, (len(text), len(text))])
    for pattern, write in FOLDS:
        whole = whole.replaced(pattern, write)
    return whole.replaced(THAI_SPACE, lambda _match: "")


def marked(text: str, needles: Sequence[str]) -> Pieces:
    """Return a text in pieces, those marked in which one of the needles stands."""
    return _pieces(text, _spans(text, needles))


def excerpt(text: str, needles: Sequence[str]) -> Pieces:
    """Return what stands around the first of the needles, marked; the beginning where there is none."""
    spans = _spans(text, needles)
    first = spans[0][0] if spans else 0
    begin = _begin(text, first - BEFORE) if first > BEFORE else 0
    begin += len(text[begin:]) - len(text[begin:].lstrip(BETWEEN))
    end = _begin(text, begin + LENGTH) if len(text) > begin + LENGTH else len(text)
    cut = [(start - begin, min(stop, end) - begin) for start, stop in spans if start < end]
    pieces = _pieces(text[begin:end], [(max(start, 0), stop) for start, stop in cut if stop > 0])
    before, after = [("…", False)] if begin else [], [("…", False)] if end < len(text) else []
    return [*before, *pieces, *after]


def _spans(text: str, needles: Sequence[str]) -> list[Span]:
    """Return where needles stand, in order; what touches or overlaps is one."""
    folded = folded_with_places(text)
    spans = sorted(span for needle in needles for span in _of(folded, needle.strip()))
    merged: list[Span] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _of(folded: Folded, needle: str) -> Iterator[Span]:
    place = folded.text.find(needle) if needle else -1
    while place >= 0:
        last = place + len(needle)
        yield folded.places[place][0], folded.places[last - 1][1]
        place = folded.text.find(needle, last)


def _pieces(text: str, spans: list[Span]) -> Pieces:
    pieces, done = [], 0
    for first, last in spans:
        pieces += [(text[done:first], False), (text[first:last], True)]
        done = last
    return [piece for piece in [*pieces, (text[done:], False)] if piece[0]]


def _begin(text: str, place: int) -> int:
    """Return the nearest place from which one can read on: after a space, else a whole letter."""
    space = text.find(" ", place, place + BEFORE // 2)
    if space >= 0:
        return space + 1
    match = next(
        match for match in _CLUSTER.finditer(text, max(place - 1, 0)) if match.end() >= place
    )
    return match.end()


@lru_cache(maxsize=4096)
def _folded_cluster(cluster: str) -> str:
    return " " if cluster.isspace() else search_key(cluster)
