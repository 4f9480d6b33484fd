"""The door for request bodies: what is too big or has no stated size is turned away unread."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils import translation

METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
MAX_BODY = 22 * 1024 * 1024  # 20 MB of files and the rest of the form

_WHOLE_NUMBER = re.compile(
    "[0-9]{1,18}"
)  # `int` would also read Thai digits, signs and underscores


class BodyLimit:
    """Answers 400, 405, 411 and 413 before anything reads the body.

    Django never reads beyond the stated length, so a limit on it is a limit on every upload.
    Answers carry no `Connection: close`: WSGI forbids it and waitress fails on it; waitress and
    gunicorn throw the unread body away themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not _WHOLE_NUMBER.fullmatch(length):
            raise BadRequest("Content-Length is not a whole number.")
        if int(length) > MAX_BODY:
            return too_large()
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return HttpResponse(status=411)
        return self.get_response(request)


def too_large() -> HttpResponse:
    """Say that the files are too large, wherever the body is turned away."""
    # No request in the context and no language from it: this page needs no session, no database.
    with translation.override(settings.LANGUAGE_CODE):
        return HttpResponse(render_to_string("413.html", {"demo": settings.DEMO}), status=413)
