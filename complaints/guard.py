"""The guard of forms without cookies (ด่านหน้าแบบฟอร์ม): ticket, trap, puzzle or proof of work, budgets.

Nobody is asked who he is and no address is counted. What is too much is said aloud and may be sent
again: nothing is dropped in silence.
"""

import hmac
import json
import math
import random
import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import altcha
from django.conf import settings
from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from agency.wording import is_english
from complaints.files import root, stored_files
from complaints.keyfile import keys
from complaints.puzzles import answer_in, new_puzzle
from complaints.sealing import tickets
from complaints.sealing.tickets import Refusal, Ticket, TicketRefused

MEGABYTE = 1024 * 1024
CODES_A_MINUTE = 30
MAX_STORED = 2 * 1024 * MEGABYTE  # sealed files; beyond it, text only
MIN_FREE = 1024 * MEGABYTE
TRAP = "website"  # a field that people do not see and programs fill in
REPORTS, QUESTIONS = "reports", "questions"  # budgets
_HOUR, _MINUTE = 3600, 60
_ALGORITHM, _COST = "PBKDF2/SHA-256", 5000  # measured: a second of work on a phone, 2 ms to check
_LONGEST_FIELD = 4000
_COUNTING = threading.Lock()
_CHANCE = random.SystemRandom()

Data = Mapping[str, str]

TOO_OLD = _(
    "This form was opened more than six hours ago. Everything you typed is still here: "
    "please press send again."
)
TOO_SOON = _(
    "The form came back faster than anybody can fill it in. Everything you typed is still here: "
    "please wait a few seconds and press send again."
)
NOT_OURS = _(
    "This form could not be recognised. Everything you typed is still here: "
    "please press send again."
)
TRAPPED = _("A field that must stay empty was filled in. Please leave it empty and press send.")
UNANSWERED = _("Please answer the sum, so that we know that a person is sending this form.")
WRONG = _("The answer to the sum is not right. Here is another one.")

_OF_TICKETS = {
    Refusal.INVALID: NOT_OURS,
    Refusal.TOO_OLD: TOO_OLD,
    Refusal.TOO_SOON: TOO_SOON,
}


class GuardRefused(Exception):
    """The form is to be sent once more; reads as a sentence for its sender.

    `field` is where the answer belongs, if it does; `is_fatal` when the ticket is of no more use.
    """

    def __init__(self, sentence: str | Promise, *, field: str = "", is_fatal: bool = False) -> None:
        super().__init__(sentence)
        self.field = field
        self.is_fatal = is_fatal

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Guard:
    """What `complaints/guard_fields.html` writes into a form."""

    ticket: str
    puzzle: str
    puzzle_token: str
    challenge: str


# ------------------------------------------------------------------ the form goes out and comes back
def new_guard(now: float) -> Guard:
    """Return the fields of a form that is opened now."""
    return _guard_of(tickets.new_ticket(now))


def same_guard(data: Data, now: float) -> Guard:
    """Return the fields of a form shown once more: its ticket stays while it is good.

    The same ticket leads to the same receipt, so whoever sends twice is received once.
    """
    return _guard_of(ticket_in(data, now))


def ticket_in(data: Data, now: float) -> Ticket:
    """Return the ticket that a form carries, or a new one where that is of no use."""
    try:
        ticket = tickets.read(keys().ticket, _field(data, "ticket"))
        tickets.check_age(ticket, now)
    except TicketRefused as refused:
        if refused.refusal != Refusal.TOO_SOON:
            return tickets.new_ticket(now)
    return ticket


def written(ticket: Ticket) -> str:
    """Return the ticket as a hidden field carries it."""
    return tickets.written(keys().ticket, ticket)


def passed(data: Data, now: float) -> Ticket:
    """Return the ticket of a form that a person sent; raises `GuardRefused`."""
    try:
        ticket = tickets.read(keys().ticket, _field(data, "ticket"))
        tickets.check_age(ticket, now)
    except TicketRefused as refused:
        fatal = refused.refusal != Refusal.TOO_SOON
        raise GuardRefused(_OF_TICKETS[refused.refusal], is_fatal=fatal) from None
    if _field(data, TRAP):
        raise GuardRefused(TRAPPED, field=TRAP)
    if not _is_proved(ticket, _field(data, "proof")):
        _check_puzzle(ticket, data)
    return ticket


def _guard_of(ticket: Ticket) -> Guard:
    puzzle = new_puzzle(_CHANCE)
    box = SecretBox(_bound("puzzle", ticket))
    token = box.encrypt(str(puzzle.answer).encode()).hex()
    challenge = altcha.create_challenge(
        _ALGORITHM, _COST, hmac_secret=_bound("proof", ticket)
    ).to_dict()
    question = puzzle.in_english if is_english() else puzzle.question
    return Guard(written(ticket), question, token, json.dumps(challenge))


def _is_proved(ticket: Ticket, proof: str) -> bool:
    """Whether the browser did the work; the signature fits the challenge of this ticket only."""
    return bool(proof) and altcha.verify_solution(proof, _bound("proof", ticket)).verified


def _check_puzzle(ticket: Ticket, data: Data) -> None:
    typed = _field(data, "puzzle")
    if not typed.strip():
        raise GuardRefused(UNANSWERED, field="puzzle")
    try:
        token = bytes.fromhex(_field(data, "puzzle_token"))
        answer = int(SecretBox(_bound("puzzle", ticket)).decrypt(token))
    except (CryptoError, ValueError):
        raise GuardRefused(WRONG, field="puzzle") from None
    if answer_in(typed) != answer:
        raise GuardRefused(WRONG, field="puzzle")


def _bound(purpose: str, ticket: Ticket) -> bytes:
    """Return a key that is good for one purpose and one ticket."""
    return hmac.digest(keys().ticket, purpose.encode() + ticket.nonce, "sha256")


def _field(data: Data, name: str) -> str:
    return str(data.get(name) or "")[:_LONGEST_FIELD]


# ------------------------------------------------------------------ budgets of the site
def waiting_time(now: float, kind: str = REPORTS) -> int:
    """Return for how many seconds no further report is accepted; 0 when one is.

    Questions have a budget of their own: many of them must not shut the door for reports.
    """
    used = _used(kind, _HOUR, now)
    return (
        0 if used < settings.COMPLAINT_REPORTS_AN_HOUR else max(1, math.ceil(_HOUR - now % _HOUR))
    )


def count_report(now: float, kind: str = REPORTS) -> None:
    """Count a report or a question that was stored."""
    _use(kind, _HOUR, now)


def may_try_code(now: float) -> bool:
    """Whether one more receipt code may be tried in this minute; counts the try."""
    return _use("codes", _MINUTE, now) <= CODES_A_MINUTE


def has_room() -> bool:
    """Whether files may still be kept; otherwise only text is taken, and the form says so."""
    stored = sum(facts.st_size for _name, facts in stored_files())
    return stored <= MAX_STORED and shutil.disk_usage(root()).free >= MIN_FREE


def _used(name: str, seconds: int, now: float) -> int:
    label, used = cache.get(f"complaints-{name}") or ("", 0)
    return used if label == _window(name, seconds, now) else 0


def _use(name: str, seconds: int, now: float) -> int:
    with _COUNTING:
        used = _used(name, seconds, now) + 1
        # Neither the value nor its expiry tells the hour: the cache may be a table, and backed up.
        cache.set(f"complaints-{name}", (_window(name, seconds, now), used), timeout=None)
    return used


def _window(name: str, seconds: int, now: float) -> str:
    text = f"{name} {int(now // seconds)}"
    return hmac.digest(keys().ticket, text.encode(), "sha256").hex()
