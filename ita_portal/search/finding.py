"""Which entries have the words of a question: their keys, the newest first, the same on both databases."""

from collections.abc import Sequence
from typing import NamedTuple

from ita_portal.models import OBJECT_BITS, SOURCE_BITS, Kind, kind_mark, year_mark
from publishing.text_index import TextIndex
from thai.search import needle, plain_years, terms

MOST = 1000  # entries that are counted and can be paged through
PART = OBJECT_BITS + SOURCE_BITS + 7  # of an index: the entries of 128 days
WORDS = TextIndex("ita_portal_searchentry", "id", "words", PART)  # both made by migration 0002
HEADINGS = TextIndex("ita_portal_searchentry", "id", "heading", PART)


class Asked(NamedTuple):
    """What a visitor asks: words, and filters that are None where anything will do."""

    q: str
    kind: Kind | None = None
    year: int | None = None

    @property
    def words(self) -> list[str]:
        """What every text found contains, longest first; nothing where there is nothing to look for."""
        return [needle(term) for term in terms(plain_years(self.q))]

    @property
    def needles(self) -> list[str]:
        marks = [kind_mark(self.kind)] if self.kind else []
        return [*self.words, *marks, *([year_mark(self.year)] if self.year else [])]


class Keys(NamedTuple):
    """The keys that were found, at most `MOST`: first those with all words in the title."""

    keys: list[int]
    is_cut: bool


def find(asked: Asked) -> Keys:
    """Return which entries have all words and pass the filters."""
    found = newest(WORDS, asked.needles, MOST + 1)
    titles = newest(HEADINGS, asked.needles, MOST)
    rest = set(titles)
    ordered = titles + [key for key in found if key not in rest]
    return Keys(ordered[:MOST], is_cut=len(found) > MOST)


def newest(index: TextIndex, needles: Sequence[str], most: int) -> list[int]:
    """Return the highest keys of texts that contain every needle, highest first."""
    question = index.ask(needles)
    return question.newest(most=most) if question else []


def count_up_to(asked: Asked, most: int) -> int:
    """Return how many entries are found, counting no further than `most`."""
    return len(newest(WORDS, asked.needles, most)) if asked.words else 0
