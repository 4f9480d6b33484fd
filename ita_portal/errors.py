"""Error pages in plain words that need no database, no session and no context processor."""

import logging
import secrets
import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ita_portal.languages import root_of_language

logger = logging.getLogger(__name__)


def _page(template: str, status: int, *, reference: str = "") -> HttpResponse:
    context = {"demo": settings.DEMO, "root": root_of_language(), "reference": reference}
    return HttpResponse(render_to_string(template, context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page("400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page("403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page("404.html", 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return _page("429.html", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Give the visitor a code that stands in the log beside the error; it tells of no page."""
    code = secrets.token_hex(4).upper()
    reference = f"{code[:4]}-{code[4:]}"
    kind = sys.exc_info()[0]
    logger.error("Reference %s: %s", reference, kind.__name__ if kind else "no exception")
    return _page("500.html", 500, reference=reference)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page("403_csrf.html", 403)
