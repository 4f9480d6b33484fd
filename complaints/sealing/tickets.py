"""The ticket of a form (ตั๋วของแบบฟอร์ม): proof, without a cookie, that a form was opened here and when.

The same ticket always leads to the same receipt, so a form that is sent again after a crash or a
double click is the same report. Pure: the key and the time are passed in.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

NONCE_SIZE = 16
SOONEST = 5  # seconds: nobody reads and fills in a form faster
LATEST = 6 * 60 * 60
_TIME_SIZE = 8


class Refusal(StrEnum):
    INVALID = "invalid"
    TOO_SOON = "too soon"
    TOO_OLD = "too old"


class TicketRefused(Exception):
    """Not a ticket of ours, or used too soon or too late."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(frozen=True)
class Ticket:
    """A form that was opened; `issued_at` in seconds since 1970."""

    nonce: bytes
    issued_at: int

    @property
    def digest(self) -> str:
        """What the database keeps, to know a form that comes twice."""
        return hashlib.sha256(self.nonce).hexdigest()


def new_ticket(now: float) -> Ticket:
    return Ticket(random(NONCE_SIZE), int(now))


def written(key: bytes, ticket: Ticket) -> str:
    """Return the ticket as the hidden field of a form carries it."""
    text = ticket.nonce + ticket.issued_at.to_bytes(_TIME_SIZE, "big")
    return base64.urlsafe_b64encode(bytes(SecretBox(key).encrypt(text))).decode().rstrip("=")


def read(key: bytes, text: str) -> Ticket:
    """Return the ticket in a hidden field; raises `TicketRefused` when it is not ours."""
    try:
        sealed = base64.urlsafe_b64decode(text.encode("ascii") + b"==")
        opened = SecretBox(key).decrypt(sealed)
    except (CryptoError, ValueError, binascii.Error) as error:
        raise TicketRefused(Refusal.INVALID) from error
    return Ticket(opened[:NONCE_SIZE], int.from_bytes(opened[NONCE_SIZE:], "big"))


def check_age(ticket: Ticket, now: float) -> None:
    """Raise `TicketRefused` where a form was sent faster than a person can, or is too old."""
    age = now - ticket.issued_at
    if age < SOONEST:
        raise TicketRefused(Refusal.TOO_SOON)
    if age > LATEST:
        raise TicketRefused(Refusal.TOO_OLD)
