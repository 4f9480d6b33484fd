"""The open desk: an officer's private key between two pages, and how it is locked again.

The session row holds the key closed with a random one that only the browser's cookie has: neither
a copy of the database nor the cookie alone opens a case. Nothing else of a case is in the session.
"""

import base64
import binascii
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from agency.models import User
from complaints.models import OfficerKey
from complaints.sealing.boxes import CannotOpen, new_key, public_of, seal, unseal

COOKIE = "desk"
PATH = "/desk/"
IDLE = 15 * 60  # seconds
TRIES = 5
WAIT = 5 * 60
_SLOT = "desk"
_NOTED = 30  # the session row is written at most this often for the time alone


def unlock_desk(request: HttpRequest, response: HttpResponse, private: bytes) -> None:
    """Keep the private key for this session, and its key in the browser."""
    key = new_key()
    request.session[_SLOT] = {
        "sealed": base64.b64encode(seal(key, private)).decode(),
        "seen": time.time(),
        "looked": [],
    }
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(key).decode(),
        path=PATH,
        secure=settings.HTTPS_ONLY,
        httponly=True,
        samesite="Strict",
    )


def lock_desk(request: HttpRequest, response: HttpResponse) -> None:
    request.session.pop(_SLOT, None)
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")


def private_of(request: HttpRequest, user: User) -> bytes | None:
    """Return the private key while the desk is open; after 15 idle minutes it is locked."""
    kept = request.session.get(_SLOT)
    if kept is None:
        return None
    now = time.time()
    if not 0 <= now - kept["seen"] <= IDLE:
        del request.session[_SLOT]
        return None
    private = _opened(request, kept)
    if private is None or not _is_todays(user, private):
        return None
    if now - kept["seen"] > _NOTED:
        request.session[_SLOT] = kept | {"seen": now}
    return private


def is_first_look(request: HttpRequest, what: str) -> bool:
    """Whether `what` is looked at for the first time since the desk was unlocked."""
    kept = request.session[_SLOT]
    if what in kept["looked"]:
        return False
    request.session[_SLOT] = kept | {"looked": [*kept["looked"], what]}
    return True


def may_try(user: User) -> bool:
    """Count one more try at a passphrase; False when there were too many wrong ones.

    Counted before the passphrase is compared, so that tries side by side gain nothing.
    """
    cache.add(_tries(user), 0, timeout=WAIT)
    return int(cache.incr(_tries(user))) <= TRIES


def forget_tries(user: User) -> None:
    cache.delete(_tries(user))


def _tries(user: User) -> str:
    return f"desk_tries:{user.pk}"


def _opened(request: HttpRequest, kept: dict[str, str]) -> bytes | None:
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        return unseal(key, base64.b64decode(kept["sealed"]))
    except (CannotOpen, binascii.Error, ValueError):
        return None


def _is_todays(user: User, private: bytes) -> bool:
    key = OfficerKey.objects.filter(user=user, retired_on=None).first()
    return key is not None and bytes(key.public) == public_of(private)
