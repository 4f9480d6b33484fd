"""How the entries of the search stay true: written when something becomes public, changes or goes.

`published` is told by `publishing` (settings.PUBLISHED), `refresh` runs in every `tick` and reads
what was edited since, whole once a day; `manage.py reindex` holds everything against its source.
Where nothing is known of an earlier time, as after a migration that forgets it because texts are
folded in another way now, the texts of purchases are written anew as well.
A page of results asks once more what is public, so that a late entry never shows anything.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ita_portal.models import SearchEntry, SearchEntryQuerySet, SearchRefresh
from ita_portal.search.entries import Source, entry_of
from ita_portal.search.pages import PAGE_SOURCE, drafts
from ita_portal.search.sources import SOURCES
from ita_portal.search.words import learn, learn_anew
from procurement.models import Purchase
from procurement.models.purchase import refresh_list_facts

T = TypeVar("T")
BATCH = 1000
OVERLAP = dt.timedelta(hours=1)  # what was saved by then is committed
WRITTEN = [field.name for field in SearchEntry._meta.fields if field.name != "id"]


class Changes(NamedTuple):
    """What was put right: titles that were written, and how many entries were removed."""

    headings: list[str]
    gone: int

    @property
    def entries(self) -> int:
        return len(self.headings) + self.gone


def published(unit: Model) -> None:
    """Bring up to date what is found of a thing that became public, changed or was withdrawn."""
    changes = _joined(_sync_by(type(unit), [unit.pk]))
    learn(changes.headings)
    last = SearchRefresh.objects.first()
    if last and changes.entries:  # what was only edited since is still to be read
        _note(last.at, last.whole_on, changes.entries)


def refresh(now: dt.datetime) -> Iterator[str]:
    """Bring up to date what was edited since the last time; everything once a day."""
    last = SearchRefresh.objects.first()
    if last is None:
        count = rewrite(now)
    elif last.whole_on < timezone.localdate(now):
        count = reindex(now)
    else:
        since = last.at - OVERLAP
        edited = (
            change for model in _models() for change in _sync_by(model, _edited(model, since))
        )
        changes = _joined([*edited, _sync_pages(timezone.localdate(now))])
        learn(changes.headings)
        count = changes.entries
        _note(now, last.whole_on, count)
    if count:
        yield _("%(count)s entries of the search were brought up to date.") % {"count": count}


def reindex(now: dt.datetime) -> int:
    """Hold every entry against its source; return how many were wrong."""
    changes = _joined(
        [*(_sync(source, None) for source in SOURCES), _sync_pages(timezone.localdate(now))]
    )
    learn_anew()
    _note(now, timezone.localdate(now), changes.entries)
    return changes.entries


def rewrite(now: dt.datetime) -> int:
    """Write anew whatever a search looks into; return how many entries were wrong."""
    for some in _batches(Purchase.objects.order_by("pk").values_list("pk", flat=True).iterator()):
        refresh_list_facts(*some)
    return reindex(now)


def _models() -> list[type[Model]]:
    return list(dict.fromkeys(model for source in SOURCES for model in source.by))


def _edited(model: Any, since: dt.datetime) -> set[int]:
    """Return the rows of which something was saved, or which were deleted, since a moment."""
    if hasattr(model, "history"):
        rows = model.history.filter(history_date__gte=since)
        return set(rows.values_list(model._meta.pk.name, flat=True))
    return set(model.objects.filter(issued_at__gte=since).values_list("pk", flat=True))


def _sync_by(model: type[Model], pks: Collection[int]) -> Iterator[Changes]:
    """Bring up to date what rows of a model reach."""
    for source in SOURCES if pks else []:
        if model in source.by:
            yield _sync(source, None if source.grouped else source.keys_by(model, pks))


def _sync(source: Source, keys: set[int] | None) -> Changes:
    """Make the entries of some rows, or of all, what their source says now."""
    entries = SearchEntry.objects.of(source.name)
    with translation.override(settings.LANGUAGE_CODE):
        if keys is None:
            return _write(source, source.read(source.public()), entries)
        return _joined(
            _write(
                source,
                source.read(source.public().filter(pk__in=some)),
                entries.filter(object_id__in=some),
            )
            for some in _batches(sorted(keys))
        )


def _sync_pages(today: dt.date) -> Changes:
    source = PAGE_SOURCE
    entries = [entry_of(source, number, draft) for number, draft in drafts(today)]
    written = _save(source, entries)
    gone = _forget(SearchEntry.objects.of(source.name), {entry.pk for entry in entries})
    return Changes(written, gone)


def _write(source: Source, rows: Any, entries: SearchEntryQuerySet) -> Changes:
    """Save what changed of these rows, and forget what else is among `entries`."""
    headings, kept = [], set()
    for some in _batches(rows.order_by("pk").iterator(chunk_size=BATCH)):
        drafts = [entry_of(source, row.pk, source.write(row)) for row in some]
        kept |= {entry.pk for entry in drafts}
        headings += _save(source, drafts)
    return Changes(headings, _forget(entries, kept))


def _save(source: Source, entries: list[SearchEntry]) -> list[str]:
    """Save those that say something new; return their titles, folded."""
    pks = [entry.pk for entry in entries]
    known = dict(SearchEntry.objects.filter(pk__in=pks).values_list("pk", "digest"))
    new = [entry for entry in entries if known.get(entry.pk) != entry.digest]
    with transaction.atomic():
        # A row whose day changed has another key: the entry under the old one gives way.
        moved = [entry.object_id for entry in new if entry.pk not in known]
        SearchEntry.objects.of(source.name).filter(object_id__in=moved).delete()
        SearchEntry.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
        )
    return [entry.heading for entry in new]


def _forget(entries: SearchEntryQuerySet, kept: set[int]) -> int:
    gone = set(entries.values_list("pk", flat=True)) - kept
    for some in _batches(sorted(gone)):
        SearchEntry.objects.filter(pk__in=some).delete()
    return len(gone)


def _joined(changes: Iterable[Changes]) -> Changes:
    found = list(changes)
    headings = [heading for change in found for heading in change.headings]
    return Changes(headings, sum(change.gone for change in found))


def _note(now: dt.datetime, whole_on: dt.date, count: int) -> None:
    """Remember until when the entries are true; a new row lets pages be made anew."""
    last = SearchRefresh.objects.first()
    if last and not count:
        SearchRefresh.objects.filter(pk=last.pk).update(at=now, whole_on=whole_on)
        return
    noted = SearchRefresh.objects.create(at=now, whole_on=whole_on)
    SearchRefresh.objects.filter(pk__lt=noted.pk).delete()


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rows = iter(rows)
    while some := list(islice(rows, BATCH)):
        yield some
