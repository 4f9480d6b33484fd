"""Letting browsers and proxies keep public pages, and answering 304 while nothing was published.

The tag of a page is made of the newest row of everything that pages show; all of it comes from
primary keys, so it costs far less than rendering.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Max, Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from agency.models import Agency, Unit
from publishing.models import PublicationStep

View = Callable[..., HttpResponse]
BASE_SOURCES: tuple[type[Model], ...] = (PublicationStep, Agency.history.model, Unit.history.model)
MAX_AGE = 60  # seconds a proxy may answer without asking


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
    newest = [source._default_manager.aggregate(newest=Max("pk"))["newest"] for source in sources]
    facts = [settings.RELEASE, timezone.localdate().isoformat(), *newest]
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:24]}"'
