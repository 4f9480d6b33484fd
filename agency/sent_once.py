"""A form of something new is taken once, however often and however parallel it is sent.

The form carries a token that no other form has. What is sent with it is remembered with it; the
same sent again, by a second press or by an impatient browser, is not saved a second time. Who goes
back and changes what was typed sends something else, and loses nothing.
"""

import hashlib
import time
import uuid
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpResponseBase

from agency.staff import StaffRequest

FIELD = "_sent_once"
REMEMBERED = 60 * 60  # seconds
PATIENCE = 10.0  # seconds in which a save is over, or else is taken to succeed
PAUSE = 0.05
ANEW = {"csrfmiddlewaretoken"}  # differs whenever the same is sent
SAVING, SAVED = "saving", "saved"


class SentAlready(Exception):
    """The same form was saved already."""


def take_once(
    request: StaffRequest, save: Callable[[], HttpResponseBase], *, patience: float = PATIENCE
) -> HttpResponseBase:
    """Return what `save` answers, or raise `SentAlready` where the form was taken before.

    Only a redirect says that something was saved: otherwise the token is free again. A form without
    a token is taken as it comes.
    """
    key = _key(request)
    if key is None:
        return save()
    _take(key, patience)
    try:
        response = save()
        if 300 <= response.status_code < 400:  # noqa: PLR2004
            cache.set(key, SAVED, REMEMBERED)
        return response
    finally:
        if cache.get(key) != SAVED:
            cache.delete(key)


def _take(key: str, patience: float) -> None:
    """Take the token; while another request saves, wait whether it comes back with mistakes."""
    until = time.monotonic() + patience
    while not cache.add(key, SAVING, REMEMBERED):
        if cache.get(key) == SAVED or time.monotonic() >= until:
            raise SentAlready
        time.sleep(PAUSE)


def _key(request: StaffRequest) -> str | None:
    """Return under what name the form is remembered; None where it has no token of ours."""
    try:
        token = uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in ANEW)
    sent = [(name, file) for name, files in request.FILES.lists() for file in files]
    files = sorted((name, str(file.name), file.size) for name, file in sent)
    content = hashlib.sha256(repr((typed, files)).encode()).hexdigest()
    return f"sent:{request.user.pk}:{token}:{content}"
