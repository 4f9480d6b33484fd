"""Fetching the feed of e-GP: from the configured address and nowhere else, within bounds."""

import http.client
import ssl
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

from procurement.egp_feed import MAX_BYTES
from publishing.outbound import (
    BrokenOff,
    Clock,
    Limits,
    OwnNetwork,
    TooBig,
    body_of,
    connected,
    is_private,
    secured,
)

LIMITS = Limits(size=MAX_BYTES)  # of one answer with its redirects
MAX_REDIRECTS = 3
HEADERS = {
    "User-Agent": "ita-portal (feed reader of a local government)",
    "Accept": "application/rss+xml, application/xml, text/xml",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_OK = 200


class FetchRefused(Exception):
    """The feed was not fetched; reads as one sentence."""


def fetch(url: str, *, configured: str, limits: Limits | None = None) -> bytes:
    """Return what `url` answers, an address below the configured one. Raises `FetchRefused`."""
    check_address(url, configured)
    clock = Clock(limits or LIMITS)
    try:
        for _attempt in range(MAX_REDIRECTS + 1):
            answer = _ask(url, configured, clock)
            if isinstance(answer, bytes):
                return answer
            url = _followed(url, answer)
    except OwnNetwork as error:
        text = _("%(host)s leads into the own network of the office: nothing was fetched.")
        raise FetchRefused(text % {"host": error.host}) from error
    except TimeoutError as error:
        raise FetchRefused(_("e-GP did not answer in time. Try again later.")) from error
    except ssl.SSLError as error:
        text = _("The certificate of %(host)s is not valid: nothing was fetched.")
        raise FetchRefused(text % {"host": _parts(url).hostname}) from error
    except (OSError, http.client.HTTPException) as error:
        text = _("e-GP cannot be reached (%(host)s). The portal works without it; try again later.")
        raise FetchRefused(text % {"host": _parts(url).hostname}) from error
    text = _("e-GP redirects more than %(count)s times: nothing was fetched.")
    raise FetchRefused(text % {"count": MAX_REDIRECTS})


def check_address(url: str, configured: str) -> None:
    """Raise `FetchRefused` unless `url` is the configured address, with its own question."""
    if not configured:
        raise FetchRefused(_("No address of e-GP is configured: set EGP_FEED_URL."))
    ours, asked = _parts(configured), _parts(url)
    same = (asked.scheme, asked.hostname, _port(asked)) == (
        ours.scheme,
        ours.hostname,
        _port(ours),
    )
    inside = asked.path == ours.path or asked.path.startswith(ours.path.rstrip("/") + "/")
    if not same or not inside or _is_devious(url, asked):
        text = _("Only the configured address of e-GP is fetched: %(address)s")
        raise FetchRefused(text % {"address": configured.partition("?")[0]})


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- raises where it is no number
    except ValueError as error:
        raise FetchRefused(_("This is no address: %(url)s") % {"url": url[:200]}) from error
    return parts


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS.get(parts.scheme)


def _is_devious(url: str, parts: SplitResult) -> bool:
    """Whether an address is written so that two readers may understand two things."""
    odd = not url.isascii() or not url.isprintable() or " " in url or "\\" in url
    path = parts.path.casefold()
    return odd or "@" in parts.netloc or "/.." in path or "%2" in path or parts.fragment != ""


def _followed(url: str, location: str) -> str:
    """Return where a redirect leads, within the same host; to https is a step up."""
    came = _parts(url)
    _parts(location)  # joined with a malformed one, `urljoin` raises
    target = urljoin(url, location)
    to = _parts(target)
    same = (to.scheme, to.hostname, _port(to)) == (came.scheme, came.hostname, _port(came))
    up = (came.scheme, to.scheme, _port(to)) == ("http", "https", 443)
    if not same and not (up and to.hostname == came.hostname and _port(came) == _PORTS["http"]):
        text = _("e-GP redirects to another host (%(host)s): nothing was fetched.")
        raise FetchRefused(text % {"host": (to.hostname or location)[:100]})
    if _is_devious(target, to):
        raise FetchRefused(_("This is no address: %(url)s") % {"url": target[:200]})
    return target


def _ask(url: str, configured: str, clock: Clock) -> bytes | str:
    """Return the body of one answer, or where it redirects."""
    parts = _parts(url)
    host, port = parts.hostname or "", _port(parts) or 0
    is_inside = is_private(_parts(configured).hostname or "")
    sock = connected(host, port, clock, may_be_private=is_inside)
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = secured(sock, host, clock) if parts.scheme == "https" else sock
        path = parts.path or "/"
        connection.request("GET", f"{path}?{parts.query}" if parts.query else path, headers=HEADERS)
        with connection.getresponse() as response:
            if response.status in _REDIRECTS:
                return response.headers.get("Location", "")
            _check_head(response)
            return _body(response, clock.limits.size)
    finally:
        sock.close()
        connection.close()


def _check_head(response: http.client.HTTPResponse) -> None:
    if response.status != _OK:
        text = _("e-GP answered with an error (%(status)s). Try again later.")
        raise FetchRefused(text % {"status": response.status})
    if response.headers.get("Content-Encoding", "identity").strip().casefold() != "identity":
        raise FetchRefused(_("e-GP sent a compressed answer, which was not asked for."))


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    try:
        return body_of(response, most)
    except TooBig as error:
        text = _(
            "The answer of e-GP is too big: more than %(limit)s MB. Nothing was taken from it."
        )
        raise FetchRefused(text % {"limit": f"{most / 1024 / 1024:g}"}) from error
    except BrokenOff as error:
        raise FetchRefused(
            _("The answer of e-GP broke off on the way. Try again later.")
        ) from error
