"""Letting browsers and proxies keep public pages, and answering 304 while nothing was published.

The tag of a page is made of the newest row of everything that pages show; all of it comes from
primary keys, so it costs far less than rendering.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from agency.models import Agency, Unit
from publishing.models import PublicationStep

View = Callable[..., HttpResponse]
T = TypeVar("T")
BASE_SOURCES: tuple[type[Model], ...] = (PublicationStep, Agency.history.model, Unit.history.model)
MAX_AGE = 60  # seconds a proxy may answer without asking
# Two people who publish at the same moment may commit in the other order than their rows were
# numbered; what was computed in between is forgotten after this many seconds.
KEPT = 300


def public_page(*sources: type[Model]) -> Callable[[View], View]:
    """Decorate a public page: cacheable by anybody, with a tag that changes on publication.

    `sources` are further tables whose newest row changes the page, such as editions.
    """

    def tag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return page_tag((*BASE_SOURCES, *sources))

    def decorate(view: View) -> View:
        return cache_control(public=True, max_age=MAX_AGE)(condition(etag_func=tag)(view))

    return decorate


def page_tag(sources: Sequence[type[Model]]) -> str:
    """Return the entity tag of what `sources` show today; progress depends on the day."""
    facts = [settings.RELEASE, timezone.localdate().isoformat(), *newest_rows(sources)]
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:24]}"'


def kept(name: str, sources: Sequence[type[Model]], compute: Callable[[], T]) -> T:
    """Return what `compute` gives, computed once until the next row of one of `sources`.

    For sums over many rows that every page shows: they grow with the table, the answer does not.
    """
    facts = [name, settings.RELEASE, *newest_rows((*BASE_SOURCES, *sources))]
    key = f"kept:{hashlib.sha256(repr(facts).encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = compute()
        cache.set(key, found, KEPT)
    return found


def newest_rows(sources: Sequence[type[Model]]) -> list[int | None]:
    """Return the highest primary key of each table, in one query."""
    quote = connection.ops.quote_name
    parts = [
        f"(SELECT MAX({quote(str(source._meta.pk.column))}) FROM {quote(source._meta.db_table)})"
        for source in sources
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}")
        return list(cursor.fetchone() or ())
