"""Going out to another server within bounds: seconds, bytes, and never into the own network.

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

PIECE = 64 * 1024


class OwnNetwork(Exception):
    """A name that leads into the own network of the office, where nothing is asked."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class TooBig(Exception):
    """An answer with more bytes than are read."""


class BrokenOff(Exception):
    """An answer that is shorter than its server announced."""


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes that one answer may take; `read` is between two pieces of it."""

    connect: float = 8.0
    read: float = 10.0
    total: float = 25.0
    size: int = 256 * 1024


class Clock:
    """Counts down the seconds of one answer, whatever the number of connections."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.end = time.monotonic() + limits.total

    def left(self, most: float) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, most)


def is_private(host: str) -> bool:
    """Whether a configured host itself names a machine of the own network."""
    try:
        return not _address(host).is_global
    except ValueError:
        return host == "localhost"


def connected(host: str, port: int, clock: Clock, *, may_be_private: bool) -> socket.socket:
    """Connect to an address that was looked at: a name may lead into the own network.

    Raises `OwnNetwork`, and OSError where nobody answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [each[4] for each in found]
    if not may_be_private and not all(_address(str(each[0])).is_global for each in addresses):
        raise OwnNetwork(host)
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


def secured(sock: socket.socket, host: str, clock: Clock) -> ssl.SSLSocket:
    """Speak TLS on a connection, with a certificate that is valid for `host`."""
    context = ssl.create_default_context()
    context.sslsocket_class = _SecureSocket
    sock.settimeout(clock.left(clock.limits.connect))  # of the whole handshake
    answer = context.wrap_socket(sock, server_hostname=host)
    if isinstance(answer, _SecureSocket):
        answer.time_left = lambda: clock.left(clock.limits.read)
    return answer


def body_of(response: http.client.HTTPResponse, most: int) -> bytes:
    """Read an answer to its end. Raises `TooBig` and `BrokenOff`."""
    expected, content = response.length, bytearray()
    if (expected or 0) > most:
        raise TooBig
    while piece := response.read1(PIECE):
        content += piece
        if len(content) > most:
            raise TooBig
    if expected is not None and len(content) < expected:
        raise BrokenOff
    return bytes(content)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return an IP address; one of version 4 that is dressed as version 6 as what it is."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        return address.ipv4_mapped or address.sixtofour or address
    return address


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
