"""Letting browsers, proxies and this process keep public pages while nothing was published.

A page is fresh as long as the newest row of everything that pages show stays the same; all of it
comes from primary keys in one query, so asking costs far less than rendering.
"""

import contextlib
import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from agency.models import Agency, Unit
from publishing.kept_pages import KEPT
from publishing.models import PublicationStep

View = Callable[..., HttpResponseBase]
Facts = tuple[object, ...]
T = TypeVar("T")
BASE_SOURCES: tuple[type[Model], ...] = (PublicationStep, Agency.history.model, Unit.history.model)
MAX_AGE = 60  # seconds a proxy may answer without asking
_known: ContextVar[Mapping[type[Model], int | None]] = ContextVar(
    "newest_rows", default=MappingProxyType({})
)


def public_page(*sources: type[Model]) -> Callable[[View], View]:
    """Decorate a public page: cacheable by anybody, with a tag that changes on publication.

    `sources` are further tables whose newest row changes the page, such as editions.
    """

    watched = (*BASE_SOURCES, *sources)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def public_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # Asked before the page reads: a page never looks newer than it is.
            rows = newest_rows(watched)
            facts = _facts(rows)
            tagged = condition(etag_func=lambda *_args, **_kwargs: tag_of(facts))(view)
            answer = cache_control(public=True, max_age=MAX_AGE)(tagged)
            with _knowing(dict(zip(watched, rows, strict=True))):
                response = answer(request, *args, **kwargs)
            # For publishing.kept_pages, which must not know the models.
            response.is_fresh = lambda: page_facts(watched) == facts  # type: ignore[attr-defined]
            return response

        return public_view

    return decorate


def page_facts(sources: Sequence[type[Model]]) -> Facts:
    """Return what decides whether a page is fresh; progress depends on the day."""
    return _facts(newest_rows(sources))


def _facts(rows: Sequence[int | None]) -> Facts:
    return settings.RELEASE, timezone.localdate().isoformat(), *rows


def tag_of(facts: Facts) -> str:
    """Return the entity tag that stands for `facts`."""
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:24]}"'


def kept(name: str, sources: Sequence[type[Model]], compute: Callable[[], T]) -> T:
    """Return what `compute` gives, computed once until the next row of one of `sources`.

    For sums over many rows that every page shows: they grow with the table, the answer does not.
    """
    # What is kept may hold words and addresses, which differ from language to language.
    facts = [name, settings.RELEASE, get_language(), *_rows_known_of((*BASE_SOURCES, *sources))]
    key = f"kept:{hashlib.sha256(repr(facts).encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = compute()
        cache.set(key, found, KEPT)
    return found


@contextlib.contextmanager
def _knowing(rows: Mapping[type[Model], int | None]) -> Iterator[None]:
    """Remember the newest rows for what the page keeps, so that a page asks for them once."""
    token = _known.set(rows)
    try:
        yield
    finally:
        _known.reset(token)


def _rows_known_of(sources: Sequence[type[Model]]) -> list[int | None]:
    known = _known.get()
    return (
        [known[each] for each in sources] if known.keys() >= set(sources) else newest_rows(sources)
    )


def newest_rows(sources: Sequence[type[Model]]) -> list[int | None]:
    """Return the highest primary key of each table, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_question(tuple(sources)))
        return list(cursor.fetchone() or ())


@functools.cache
def _question(sources: tuple[type[Model], ...]) -> str:
    quote = connection.ops.quote_name
    parts = [
        f"(SELECT MAX({quote(str(source._meta.pk.column))}) FROM {quote(source._meta.db_table)})"
        for source in sources
    ]
    return f"SELECT {', '.join(parts)}"
