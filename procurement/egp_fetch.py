"""Fetching the feed of e-GP: from the configured address and nowhere else, within bounds.

Not `urllib`: its time limit is for one read, so a server that drips a byte at a time would hold the
page for hours, and it asks for the address of a name twice, once to check and once to connect.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

from procurement.egp_feed import MAX_BYTES

CONNECT_SECONDS = 8.0
READ_SECONDS = 10.0  # between two pieces of an answer
TOTAL_SECONDS = 25.0  # of one answer with its redirects
MAX_REDIRECTS = 3
PIECE = 64 * 1024
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


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes that one answer may take."""

    connect: float = CONNECT_SECONDS
    read: float = READ_SECONDS
    total: float = TOTAL_SECONDS
    size: int = MAX_BYTES


class _Clock:
    """Counts down the seconds of one answer, whatever the number of connections."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.end = time.monotonic() + limits.total

    def left(self, most: float) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, most)


def fetch(url: str, *, configured: str, limits: Limits | None = None) -> bytes:
    """Return what `url` answers, an address below the configured one. Raises `FetchRefused`."""
    check_address(url, configured)
    clock = _Clock(limits or Limits())
    try:
        for _attempt in range(MAX_REDIRECTS + 1):
            answer = _ask(url, configured, clock)
            if isinstance(answer, bytes):
                return answer
            url = _followed(url, answer)
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
    came, target = _parts(url), urljoin(url, location)
    to = _parts(target)
    same = (to.scheme, to.hostname, _port(to)) == (came.scheme, came.hostname, _port(came))
    up = (came.scheme, to.scheme, _port(to)) == ("http", "https", 443)
    if not same and not (up and to.hostname == came.hostname and _port(came) == _PORTS["http"]):
        text = _("e-GP redirects to another host (%(host)s): nothing was fetched.")
        raise FetchRefused(text % {"host": (to.hostname or location)[:100]})
    if _is_devious(target, to):
        raise FetchRefused(_("This is no address: %(url)s") % {"url": target[:200]})
    return target


def _ask(url: str, configured: str, clock: _Clock) -> bytes | str:
    """Return the body of one answer, or where it redirects."""
    parts = _parts(url)
    host, port = parts.hostname or "", _port(parts) or 0
    sock = _connected(host, port, clock, is_private=_is_private(configured))
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = _secured(sock, host, clock) if parts.scheme == "https" else sock
        path = parts.path or "/"
        connection.request("GET", f"{path}?{parts.query}" if parts.query else path, headers=HEADERS)
        with connection.getresponse() as response:
            if response.status in _REDIRECTS:
                return response.headers.get("Location", "")
            _check_head(response, clock.limits.size)
            return _body(response, clock.limits.size)
    finally:
        sock.close()
        connection.close()


def _check_head(response: http.client.HTTPResponse, most: int) -> None:
    if response.status != _OK:
        text = _("e-GP answered with an error (%(status)s). Try again later.")
        raise FetchRefused(text % {"status": response.status})
    if response.headers.get("Content-Encoding", "identity").strip().casefold() != "identity":
        raise FetchRefused(_("e-GP sent a compressed answer, which was not asked for."))
    if (response.length or 0) > most:
        raise FetchRefused(_too_big(most))


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    expected, content = response.length, bytearray()
    while piece := response.read1(PIECE):
        content += piece
        if len(content) > most:
            raise FetchRefused(_too_big(most))
    if expected is not None and len(content) < expected:
        raise FetchRefused(_("The answer of e-GP broke off on the way. Try again later."))
    return bytes(content)


def _too_big(most: int) -> str:
    text = _("The answer of e-GP is too big: more than %(limit)s MB. Nothing was taken from it.")
    return text % {"limit": f"{most / 1024 / 1024:g}"}


# ------------------------------------------------------------------ connections
def _is_private(configured: str) -> bool:
    """Whether the configured address itself names a machine of the own network."""
    host = _parts(configured).hostname or ""
    try:
        return not _address(host).is_global
    except ValueError:
        return host == "localhost"


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return an IP address; one of version 4 that is dressed as version 6 as what it is."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _connected(host: str, port: int, clock: _Clock, *, is_private: bool) -> socket.socket:
    """Connect to an address that was looked at: a name may lead into the own network."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [each[4] for each in found]
    if not is_private and not all(_address(str(each[0])).is_global for each in addresses):
        text = _("%(host)s leads into the own network of the office: nothing was fetched.")
        raise FetchRefused(text % {"host": host})
    failure: OSError = OSError("no address")
    for family, kind, protocol, _name, address in found:
        sock = _Socket(family, kind, protocol)
        sock.time_left = lambda: clock.left(clock.limits.read)
        try:
            sock.settimeout(clock.left(clock.limits.connect))
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
            continue
        return sock
    raise failure


def _secured(sock: socket.socket, host: str, clock: _Clock) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.sslsocket_class = _SecureSocket
    sock.settimeout(clock.left(clock.limits.connect))  # of the whole handshake
    secured = context.wrap_socket(sock, server_hostname=host)
    if isinstance(secured, _SecureSocket):
        secured.time_left = lambda: clock.left(clock.limits.read)
    return secured


class _Socket(socket.socket):
    """A socket of which no single read waits beyond the end of the whole answer."""

    time_left: Callable[[], float]

    def recv_into(self, *args: object, **kwargs: object) -> int:
        self.settimeout(self.time_left())
        return super().recv_into(*args, **kwargs)  # type: ignore[arg-type]


class _SecureSocket(ssl.SSLSocket):
    """The same over TLS."""

    time_left: Callable[[], float]

    def recv_into(self, *args: object, **kwargs: object) -> int:
        self.settimeout(self.time_left())
        return super().recv_into(*args, **kwargs)  # type: ignore[arg-type]
