"""A page of what was found: rows to show, how many there are of each kind and year, what was meant."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Value
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ita_portal.languages import english_path
from ita_portal.models import Kind, SearchEntry, SearchRefresh
from ita_portal.search import finding, pages, words
from ita_portal.search.entries import Rows
from ita_portal.search.finding import Asked, Keys
from ita_portal.search.question import query_of
from ita_portal.search.sources import BY_NAME
from publishing.caching import kept
from thai.marking import Pieces, excerpt, marked
from thai.markup import ENGLISH

Facets = list[dict[str, Any]] | None  # how many there are of each kind and year
PAGE_SIZE = 20
FEW = 3  # found: then something else may have been meant


@dataclass(frozen=True)
class Row:
    """One thing that was found, its words in pieces of which some are marked."""

    entry: SearchEntry
    kind: str
    url: str
    title: Pieces
    text: Pieces


@dataclass(frozen=True)
class Choice:
    """A value of a filter, or all; `count` is None where more were found than are counted."""

    label: Any
    query: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Listing:
    """One page of what was found; `is_cut` where there are more than `count`."""

    page: Page  # of the places of the entries, not of rows
    rows: list[Row]
    count: int
    is_cut: bool
    kinds: list[Choice]
    years: list[Choice]
    suggestions: list[tuple[str, str]]  # words, and the query string that asks for them


def listed(asked: Asked, number: str | None) -> Listing:
    """Return page `number` of what a question with words finds; the nearest where it is not there."""
    find, told_of = cache(finding.find), cache(_told_of)
    found, everywhere = find(asked), asked._replace(kind=None, year=None)
    page = Paginator(range(len(found.keys)), PAGE_SIZE).get_page(number)
    shown = found.keys[max(page.start_index() - 1, 0) : page.end_index()]
    meant: list[str] = []
    if len(found.keys) <= FEW and (count := len(find(everywhere).keys)) <= FEW:
        meant = words.suggestions(everywhere, count)
    return Listing(
        page=page,
        rows=_rows(shown, asked),
        count=len(found.keys),
        is_cut=found.is_cut,
        kinds=_kinds(asked, told_of(find, asked._replace(kind=None))),
        years=_years(asked, told_of(find, asked._replace(year=None))),
        suggestions=[(each, query_of(Asked(each))) for each in meant],
    )


# ------------------------------------------------------------------ rows
def _rows(keys: list[int], asked: Asked) -> list[Row]:
    entries = SearchEntry.objects.in_bulk(keys)
    found = [entries[key] for key in keys if key in entries]
    public = _public(found)
    needles = asked.words
    return [_row(each, needles) for each in found if (each.source, each.object_id) in public]


def _public(entries: list[SearchEntry]) -> set[tuple[str, int]]:
    """Return which of the things found the public may read at this moment, rows in one query."""
    wanted: dict[str, list[int]] = {}
    for entry in entries:
        if entry.source != pages.SOURCE:
            wanted.setdefault(entry.source, []).append(entry.object_id)
    of_site = [entry for entry in entries if entry.source == pages.SOURCE]
    there = {(pages.SOURCE, number) for number in pages.there(of_site, timezone.localdate())}
    queries: list[Rows] = [
        BY_NAME[name]
        .public()
        .order_by()
        .filter(pk__in=pks)
        .annotate(of=Value(name, output_field=CharField()))
        .values_list("of", "pk")
        for name, pks in wanted.items()
    ]
    if not queries:
        return there
    first, *others = queries
    return there | set(first.union(*others, all=True) if others else first)


def _row(entry: SearchEntry, needles: list[str]) -> Row:
    page = pages.BY_NUMBER.get(entry.object_id) if entry.source == pages.SOURCE else None
    title, text = (str(page.title), str(page.text)) if page else (entry.title, entry.text)
    label = BY_NAME[entry.source].label if entry.source in BY_NAME else ""
    return Row(
        entry,
        str(label or Kind(entry.kind).label),
        english_path(entry.url) if get_language() == ENGLISH else entry.url,
        marked(title, needles),
        excerpt(text, needles),
    )


# ------------------------------------------------------------------ filters
def _told_of(find: Callable[[Asked], Keys], asked: Asked) -> Facets:
    """Count everything found by kind and year; None where more is found than is counted."""
    found = find(asked)
    if found.is_cut:
        return None
    rows = SearchEntry.objects.filter(pk__in=found.keys).order_by()
    counted: Rows = rows.values("kind", "year").annotate(count=Count("pk"))
    return list(counted)


def _kinds(asked: Asked, found: Facets) -> list[Choice]:
    return _choices(
        asked, "kind", [(None, _("All kinds")), *((kind, kind.label) for kind in Kind)], found
    )


def _years(asked: Asked, found: Facets) -> list[Choice]:
    if found is None:
        years = kept("years of the search", [SearchRefresh], SearchEntry.objects.years)
    else:
        years = sorted({each["year"] for each in found if each["year"]}, reverse=True)
    chosen = [asked.year] if asked.year and asked.year not in years else []
    options = [(None, _("All years")), *((year, str(year)) for year in [*years, *chosen])]
    return _choices(asked, "year", options, found)


def _choices(
    asked: Asked, name: str, options: list[tuple[Any, Any]], found: Facets
) -> list[Choice]:
    """Return those values of a filter with which something is found, and the one in force."""
    chosen = getattr(asked, name)
    counts: Counter[Any] = Counter()
    for each in found or []:
        counts[each[name]] += each["count"]
    counts[None] = sum(each["count"] for each in found or [])
    return [
        Choice(
            label,
            query_of(asked._replace(**{name: value})),
            None if found is None else counts[value],
            value == chosen,
        )
        for value, label in options
        if found is None or counts[value] or value in {None, chosen}
    ]
