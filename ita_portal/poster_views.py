"""Public pages of posters: all of them, one with the same content as text, its files, its editions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budget.report_views import paper
from ita_portal.languages import root_of_language, thai_path
from ita_portal.poster_templates import BY_SLUG
from ita_portal.posters import (
    PAGE_SOURCES,
    Poster,
    live_content,
    newest_posters,
    poster_of,
    public_templates,
)
from ita_portal.templatetags.social import SocialPicture
from publishing.caching import public_page
from publishing.models import PosterEdition
from publishing.posters.content import PosterContent
from publishing.posters.editions import changes, content_of, is_true, stamp_of
from publishing.posters.printing import kept_file, poster_file, thumbnail_if_idle
from publishing.posters.sizes import BY_FILE, PORTRAIT, SIZES, THUMBNAIL, Kind
from publishing.posters.stamps import Stamp
from publishing.serving import SHORTLY, stored_file

MIMES = {Kind.PAPER: "application/pdf", Kind.PICTURE: "image/png"}
WAITING = "posters/waiting.svg"  # shown while the small picture is being made


def of_poster(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give `view` the public poster in its address, or answer that there is none (404)."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str, key: str, **rest: Any) -> HttpResponseBase:
        template = BY_SLUG.get(slug)
        if template is None or not template.is_public:
            return _missing(request)
        found = poster_of(template, key, timezone.localdate())
        return view(request, found, **rest) if found else _missing(request)

    return answer


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def posters(request: HttpRequest) -> HttpResponse:
    """Show the newest poster of each kind."""
    return _list(request)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def latest(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the newest poster of a kind."""
    template = BY_SLUG.get(slug)
    if template is None or not template.is_public:
        return _missing(request)
    found = newest_posters(timezone.localdate(), [template])
    return redirect("posters:poster", slug, found[0].key) if found else _missing(request)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_poster
def poster(request: HttpRequest, poster: Poster) -> HttpResponse:
    """Show a poster, what it says as text, and its files."""
    return render(request, "posters/page.html", page_of(poster))


@login_not_required
@require_safe
@paper
@public_page(*PAGE_SOURCES)
@of_poster
def poster_as_file(request: HttpRequest, poster: Poster, file: str) -> HttpResponseBase:
    """Send a poster in one size."""
    return send_file(request, poster, file)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def edition(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """Show an edition as it was used, and whether it is still true."""
    row = _edition(slug, key, number)
    content, live = content_of(row), live_content(row, timezone.localdate())
    context = {
        "edition": row,
        "content": content,
        "live": live,
        "is_true": is_true(row, live),
        "is_same": live is not None and live.fingerprint == row.fingerprint,
        "changes": changes(row, live) if live else [],
        "picture": f"{row.path}{PORTRAIT.file_name}",
        "social_picture": _social(f"{row.path}{PORTRAIT.file_name}", content),
        "portrait": PORTRAIT,
        "text": content.text_twin(row.short_url),
        "title": BY_SLUG[slug].title,
    }
    return render(request, "posters/edition.html", context)


@login_not_required
@require_safe
@paper
@public_page(*PAGE_SOURCES)
def edition_as_file(
    request: HttpRequest, slug: str, key: str, number: int, file: str
) -> HttpResponseBase:
    """Send an edition in one size, as it was used."""
    row = _edition(slug, key, number)
    return _file(request, content_of(row), stamp_of(row), file, f"{slug}-{key}-{number}-{file}")


# ------------------------------------------------------------------ parts that staff pages share
def page_of(poster: Poster) -> dict[str, Any]:
    """Return what a page about a poster shows."""
    keys = poster.template.keys(timezone.localdate())
    return {
        "poster": poster,
        "content": poster.content,
        "social_picture": _social(thai_path(poster.picture_url), poster.content),
        "details": root_of_language() + poster.content.details,
        "portrait": PORTRAIT,
        "files": [
            {"size": size, "url": poster.url_of(size), "bytes": _bytes_of(poster, size)}
            for size in SIZES
        ],
        "text": poster.content.text_twin(poster.stamp.url),
        "others": [(key, poster.template.name(key)) for key in keys if key != poster.key],
    }


def _social(path: str, content: PosterContent) -> SocialPicture:
    """Beside a link to a poster stands the poster."""
    return SocialPicture(path, PORTRAIT.width, PORTRAIT.height, content.alt)


def send_file(request: HttpRequest, poster: Poster, file: str) -> HttpResponseBase:
    """Send the file of a poster under a name that changes with what it says.

    The small picture of lists is sent as soon as it is made.
    """
    if file == THUMBNAIL:
        return _thumbnail(request, poster)
    name = poster.file_name_of(BY_FILE[file]) if file in BY_FILE else file
    return _file(request, poster.content, poster.stamp, file, name)


def _file(
    request: HttpRequest, content: PosterContent, stamp: Stamp, file: str, name: str
) -> HttpResponseBase:
    size = BY_FILE.get(file)
    if size is None:
        raise Http404
    stored = poster_file(content, size, stamp)
    return stored_file(request, stored, mime=MIMES[size.kind], cache=SHORTLY, shown_as=name)


def _thumbnail(request: HttpRequest, poster: Poster) -> HttpResponseBase:
    name = thumbnail_if_idle(poster.content, poster.stamp)
    if name:
        return stored_file(request, name, mime="image/png", cache=SHORTLY)
    response = redirect(static(WAITING))
    response.headers["Cache-Control"] = "no-store"
    return response


def _bytes_of(poster: Poster, size: Any) -> int:
    """How large a file is; 0 while nobody has asked for it."""
    name = kept_file(poster.content, size, poster.stamp)
    return default_storage.size(name) if name else 0


def _edition(slug: str, key: str, number: int) -> PosterEdition:
    template = BY_SLUG.get(slug)
    if template is None or not template.is_public:
        raise Http404(_("There is no such poster."))
    return get_object_or_404(PosterEdition.objects.of(slug, key), number=number)


def _missing(request: HttpRequest) -> HttpResponse:
    response = _list(request, is_missing=True)
    response.status_code = 404
    return response


def _list(request: HttpRequest, *, is_missing: bool = False) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "posters": newest_posters(today, public_templates()),
        "is_missing": is_missing,
    }
    return render(request, "posters/list.html", context)
