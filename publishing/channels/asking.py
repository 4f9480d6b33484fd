"""One question to one service: what it answers, or why there is no answer. Nothing is raised.

Errors of the network would carry the bytes that were sent, and with them the key: they end here.
"""

import datetime as dt
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from publishing.channels.secret import Secret
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
from publishing.outbox_rules import Trouble

LIMITS = Limits(connect=5, read=10, total=20)
AGENT = "ita-portal (outbox of a local government)"
LONGEST = dt.timedelta(days=1)  # of what `Retry-After` is believed


@dataclass(frozen=True)
class Question:
    """What is asked of a service. `secret` goes into the header `Authorization`.

    `form` is a body of fields in which the key stands, for services that want it there.
    """

    method: str
    url: str
    secret: Secret
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    key_field: str = ""


@dataclass(frozen=True)
class Reply:
    """What a service answered."""

    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes

    @property
    def data(self) -> dict[str, Any]:
        """The JSON object in the body; empty where there is none."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def wait(self) -> dt.timedelta | None:
        """How long the service asks to wait, in seconds as LINE and Facebook say it."""
        asked = self.headers.get("retry-after", "")
        if not (asked.isascii() and asked.isdigit() and len(asked) < 8):
            return None
        return min(dt.timedelta(seconds=int(asked)), LONGEST)


def ask(question: Question, limits: Limits | None = None) -> Reply | Trouble:
    """Return the answer, or the trouble; redirects are not followed."""
    if not question.secret.is_sound:
        return Trouble.OFF
    clock = Clock(limits or LIMITS)
    parts = urlsplit(question.url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    try:
        sock = connected(host, port, clock, may_be_private=is_private(host))
        sock = secured(sock, host, clock) if is_tls else sock
    except (OSError, OwnNetwork):
        return Trouble.UNREACHABLE
    connection = http.client.HTTPConnection(host, port)
    connection.sock = sock
    try:
        return _exchange(connection, question, f"{parts.path}?{parts.query}", clock)
    except TimeoutError:
        return Trouble.SILENT
    except (OSError, http.client.HTTPException, TooBig, BrokenOff, ValueError):
        return Trouble.STRANGE
    finally:
        sock.close()
        connection.close()


def _exchange(
    connection: http.client.HTTPConnection, question: Question, target: str, clock: Clock
) -> Reply:
    headers = {"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "identity"}
    headers |= {"Connection": "close", **question.headers}
    body = question.body
    if question.key_field:
        body = b"&".join([body, f"{question.key_field}={question.secret.reveal()}".encode()])
    else:
        headers["Authorization"] = f"Bearer {question.secret.reveal()}"
    sock = connection.sock
    sock.settimeout(clock.left(clock.limits.read))
    connection.request(question.method, target.rstrip("?"), body=body or None, headers=headers)
    with connection.getresponse() as response:
        names = {name.casefold(): value for name, value in response.getheaders()}
        return Reply(response.status, names, body_of(response, clock.limits.size))
