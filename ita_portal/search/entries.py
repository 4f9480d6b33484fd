"""What a source gives to the search, and how an entry is written from it."""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from ita_portal.models import Kind, SearchEntry, key_of, kind_mark, year_mark
from thai.search import haystack, other_eras, plain_years

SHOWN = 2000  # characters of a text that are kept for excerpts; all of it is looked into
# Places before all that has a day: of pages of the site, people, what stands for a year, posters.
PEOPLE_FROM, YEARS_FROM, POSTERS_FROM = 2**12, 2**16, 2**17
_LAST_YEAR, LAST_RANK = 2700, 31
Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Draft:
    """What is found of one row: `text` is shown, by `more` it is found as well, by `names` as by its title.

    The newest comes first; what has a `place` comes before all others, the least place first.
    """

    title: str
    url: str
    text: str = ""
    more: str = ""
    names: str = ""
    year: int | None = None
    day: dt.date | None = None
    place: int | None = None


@dataclass(frozen=True)
class Source:
    """One sort of thing that is found.

    `public` gives the rows that everybody may read, `write` what is found of one, read with what
    `read` fetches. `by` says in which models a change reaches which rows: by the lookup from the
    row to it. `grouped` rows hang together (the first stands for many, one contradicts another), so
    that they are always read together. `label` says what is found where its kind says too little.
    """

    number: int  # part of the key of its entries: never given to another
    name: str
    kind: Kind
    public: Callable[[], Rows]
    write: Callable[[Any], Draft]
    by: Mapping[type[Model], str] = field(default_factory=dict)
    read: Callable[[Rows], Rows] = lambda rows: rows
    grouped: bool = False
    label: Any = ""

    def keys_by(self, model: type[Model], pks: Collection[int]) -> set[int]:
        """Return the rows, public or not, that rows of another model reach."""
        lookup = self.by[model]
        if lookup == "pk":  # those that are deleted as well
            return set(pks)
        rows = self.public().model._default_manager.filter(**{f"{lookup}__in": pks})
        return set(rows.values_list("pk", flat=True))


def place_of_year(year: int, rank: int) -> int:
    """Return the place of what tells of a whole year: newest year first, within it by rank."""
    return YEARS_FROM + (_LAST_YEAR - year) * (LAST_RANK + 1) + rank


def entry_of(source: Source, object_id: int, draft: Draft) -> SearchEntry:
    """Return the entry of a row, not saved."""
    marks = kind_mark(source.kind) + (year_mark(draft.year) if draft.year else "")
    years = f"{draft.year} {other_eras(str(draft.year))}" if draft.year else ""
    # Of "ปีงบประมาณ พ.ศ. 2566" only the year is a title: whoever asks for งบ means the budget.
    others = " ".join([draft.names, other_eras(draft.title), years])
    body = " ".join([draft.text, draft.more])
    entry = SearchEntry(
        id=key_of(draft.day, source.number, object_id, draft.place),
        source=source.name,
        object_id=object_id,
        kind=source.kind,
        year=draft.year,
        day=draft.day,
        title=draft.title[:500],
        text=draft.text[:SHOWN],
        url=draft.url,
        heading=haystack(f"{plain_years(draft.title)} {others}") + marks,
        words=haystack(" ".join([draft.title, others, body, other_eras(body)])) + marks,
    )
    entry.digest = digest_of(entry)
    return entry


def digest_of(entry: SearchEntry) -> str:
    """Return what stands for all that an entry says."""
    said = [
        str(value)
        for value in (
            entry.kind, entry.year, entry.day, entry.title, entry.text, entry.url,
            entry.heading, entry.words,
        )
    ]  # fmt: skip
    return hashlib.sha256("\x00".join(said).encode()).hexdigest()[:32]
