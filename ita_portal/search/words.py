"""The words of all titles, and what a visitor may have meant who wrote one letter wrong.

Thai titles are unbroken. Their words are those of the word list that libthai breaks lines with,
taken from the left, the longest first; and whatever stands between two spaces. Nothing is ever
suggested that would not be found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from django.db import transaction

from ita_portal.models import SearchEntry, SearchWord
from ita_portal.search.finding import Asked, count_up_to
from publishing.word_list import words as listed_words
from thai.search import terms
from thai.spelling import is_near, shortened

SHORTEST, LONGEST = 3, 30  # letters of a word that is remembered
LISTED = 14  # letters of the longest word of the list that is looked for
SUGGESTIONS = 3
TRIES = 30  # of what the visitor may have meant
BATCH = 5000
_WORD = re.compile(r"[^\W\d_][\w.\u0e31\u0e34-\u0e3a\u0e47-\u0e4e-]*")


# ------------------------------------------------------------------ which words there are
def words_of(heading: str) -> set[str]:
    """Return the words of a folded title."""
    found = {part for chunk in _WORD.findall(heading) for part in [chunk, *_listed_in(chunk)]}
    return {word for word in found if SHORTEST <= len(word) <= LONGEST}


def _listed_in(chunk: str) -> Iterator[str]:
    """Return the words of the list in an unbroken text, from the left, the longest first."""
    known, place = _list(), 0
    while place < len(chunk):
        longest = min(LISTED, len(chunk) - place)
        sizes = (size for size in range(longest, 1, -1) if chunk[place : place + size] in known)
        size = next(sizes, 0)
        if size:
            yield chunk[place : place + size]
        place += size or 1


@cache
def _list() -> frozenset[str]:
    return frozenset(listed_words())


def learn(headings: Iterable[str]) -> None:
    """Remember the words of new titles."""
    words = set().union(*map(words_of, headings))
    known = SearchWord.objects.filter(key__in=words).values_list("word", flat=True)
    _remember(Counter(words - set(known)))


@transaction.atomic
def learn_anew() -> None:
    """Remember exactly the words that titles have now, and how many have each."""
    counts: Counter[str] = Counter()
    for heading in SearchEntry.objects.values_list("heading", flat=True).iterator():
        counts.update(words_of(heading))
    SearchWord.objects.all().delete()
    _remember(counts)


def _remember(counts: Counter[str]) -> None:
    rows = [
        SearchWord(key=key, word=word, weight=count)
        for word, count in counts.items()
        for key in shortened(word)
    ]
    SearchWord.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


# ------------------------------------------------------------------ what was meant
def suggestions(asked: Asked, count: int) -> list[str]:
    """Return questions that differ little and find more than the `count` of this one.

    Words are only torn apart where they are found nowhere together.
    """
    meant = _meant(asked)[:1] if count else _meant(asked)
    groups = (_that_find_more(group, asked, count) for group in meant)
    return next((group for group in groups if group), [])


def _that_find_more(questions: list[str], asked: Asked, count: int) -> list[str]:
    found: list[str] = []
    for question in questions[:TRIES]:
        if count_up_to(asked._replace(q=question), count + 1) > count:
            found.append(question)
        if len(found) == SUGGESTIONS:
            break
    return found


def _meant(asked: Asked) -> tuple[list[str], list[str], list[str]]:
    """Return questions with one letter put right; with spaces between the words; with both."""
    parts = asked.q.split()
    strange = [part for part in parts if not count_up_to(Asked(part), 1)] or parts
    near, apart, both = [], [], []
    for part in strange:
        for term in (term for term in terms(part)[:1] if len(term) <= LONGEST):
            words = _near(term)
            near += [_instead(parts, part, word) for word in words]
            apart += [_instead(parts, part, spaced) for spaced in _spaced([term], 2)]
            both += [_instead(parts, part, spaced) for spaced in _spaced(words, SHORTEST)]
    return near, apart, both


def _spaced(texts: Iterable[str], least: int) -> list[str]:
    """Return those of unbroken texts that are made of several words, with spaces between them."""
    divided = ([*_listed_in(text)] for text in texts if _is_words(text))
    return [
        " ".join(words)
        for words in divided
        if len(words) > 1 and all(len(word) >= least for word in words)
    ]


def _instead(parts: list[str], part: str, new: str) -> str:
    return " ".join(new if each == part else each for each in parts)


def _near(term: str) -> list[str]:
    """Return a term with one of its words replaced by a near one, the likeliest first."""
    segments = _segments(term)
    keys = {key for segment in segments for key in shortened(segment)}
    known: dict[str, list[SearchWord]] = {}
    for row in SearchWord.objects.filter(key__in=keys):
        known.setdefault(row.key, []).append(row)
    found: dict[str, tuple[int, int]] = {}
    for segment, places in segments.items():
        near = {row for key in shortened(segment) for row in known.get(key, [])}
        for row in (row for row in near if is_near(segment, row.word)):
            for first, last in places:
                if _is_words(term[:first]) and _is_words(term[last:]):
                    new, rank = term[:first] + row.word + term[last:], (len(row.word), row.weight)
                    found[new] = max(rank, found.get(new, rank))
    found.pop(term, None)
    return sorted(found, key=lambda new: found[new], reverse=True)


def _is_words(text: str) -> bool:
    """Whether a text is made of words of the list; nothing is."""
    return "".join(_listed_in(text)) == text


def _segments(term: str) -> dict[str, list[tuple[int, int]]]:
    """Return every part of a term that can be a word with one letter wrong, and where it stands."""
    segments: dict[str, list[tuple[int, int]]] = {}
    for first in range(len(term)):
        for last in range(first + SHORTEST - 1, min(len(term), first + LISTED + 1) + 1):
            segments.setdefault(term[first:last], []).append((first, last))
    segments.setdefault(term, [(0, len(term))])
    return segments
