"""Public pages that this process has made already, sent again without asking Django.

`keep_pages` is the first middleware and sees finished answers; `KeptPages` stands before Django
and sends them again, compressed once, until something is published. Only answers of
`public_page` views are kept: the same for everybody, without a cookie, without a secret.
"""

import gzip
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGI = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]
MOST = 300  # pages, some 15 MB; then all are forgotten
LARGEST = 200_000  # bytes of a page that is kept
# Two people who publish at the same moment may commit in the other order than their rows were
# numbered; what was made in between is forgotten after this many seconds.
KEPT = 300


@dataclass(frozen=True)
class Page:
    """One finished page; `unchanged` are the headers of a 304, `ends` a reading of the clock."""

    is_fresh: Callable[[], bool]
    ends: float
    tag: str
    unchanged: Headers
    plain: tuple[Headers, bytes]
    packed: tuple[Headers, bytes]


_pages: dict[tuple[str | None, ...], Page] = {}


def keep_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep finished public pages; the first middleware, so that every header is on them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_keepable(request, response):
            if len(_pages) >= MOST:
                _pages.clear()
            _pages[_key(request.META)] = _page(response)
        return response

    return middleware


class KeptPages:
    """The WSGI application around the portal: answers what is kept and fresh, or asks the portal.

    A database that fails here fails again inside the portal, which knows how to say so.
    """

    def __init__(self, portal: WSGI) -> None:
        self.portal = portal

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        page = _pages.get(_key(environ)) if is_plain_question(environ) else None
        if page is None or not _is_fresh(page):
            return self.portal(environ, start_response)
        status, headers, body = _answer(page, environ)
        start_response(status, headers)
        return [body]


def is_plain_question(environ: Environ) -> bool:
    return environ["REQUEST_METHOD"] == "GET" and not environ.get("QUERY_STRING")


def is_keepable(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        hasattr(response, "is_fresh")
        and response.status_code == 200
        and not response.streaming
        and len(response.content) <= LARGEST
        and is_plain_question(request.META)
        and not response.cookies
        and not response.has_header("Vary")
    )


def _key(environ: Environ) -> tuple[str | None, ...]:
    """Return all that may decide between a page, a redirect to HTTPS and a refusal."""
    names = ("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "PATH_INFO")
    return tuple(environ.get(name) for name in names)


def _is_fresh(page: Page) -> bool:
    try:
        return time.monotonic() < page.ends and page.is_fresh()
    except DatabaseError:
        return False


def _page(response: HttpResponse) -> Page:
    response.headers["Vary"] = "Accept-Encoding"
    headers = dict(response.items())
    tag = headers.pop("ETag")
    headers.pop("Content-Length", None)
    packed = gzip.compress(response.content, mtime=0)
    shared = {name: headers[name] for name in ("Cache-Control", "Vary")}
    return Page(
        is_fresh=response.is_fresh,  # type: ignore[attr-defined]
        ends=time.monotonic() + KEPT,
        tag=tag,
        unchanged=[*shared.items(), ("ETag", f"W/{tag}")],
        plain=_whole(headers | {"ETag": tag}, response.content),
        packed=_whole(headers | {"ETag": f"W/{tag}", "Content-Encoding": "gzip"}, packed),
    )


def _whole(headers: dict[str, str], body: bytes) -> tuple[Headers, bytes]:
    return [*headers.items(), ("Content-Length", str(len(body)))], body


def _answer(page: Page, environ: Environ) -> tuple[str, Headers, bytes]:
    if page.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return "304 Not Modified", page.unchanged, b""
    takes_packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    return "200 OK", *(page.packed if takes_packed else page.plain)
