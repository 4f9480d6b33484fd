"""When a message is sent again, and when somebody has to look (DESIGN 2: rows in an outbox).

Pure: what a service answered and the time go in, what becomes of the message comes out.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

MINUTES = (1, 5, 15, 60, 180, 360)  # before the second attempt, the third …
MOST_ATTEMPTS = len(MINUTES) + 1
LONGEST_WAIT = dt.timedelta(hours=6)
LEASE = dt.timedelta(minutes=5)  # then a sender that says nothing is taken for dead
# LINE forgets after 24 hours that it took a message: the same one would go out twice.
KEY_LIVES = dt.timedelta(hours=23)


class MessageState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
    CANCELLED = "cancelled", _("Cancelled")


class Trouble(models.TextChoices):
    """What went wrong, in a sentence of ours: words of a service may repeat a secret."""

    KEY = "key", _("The service does not accept our key: an administrator has to enter a new one.")
    FORBIDDEN = (
        "forbidden",
        _("The service does not allow this: an administrator has to check the rights of the key."),
    )
    QUOTA = "quota", _("The number of messages for this month is used up.")
    BUSY = "busy", _("The service asks to wait.")
    BROKEN = "broken", _("The service has a fault of its own.")
    SILENT = "silent", _("The service did not answer in time.")
    UNREACHABLE = "unreachable", _("The service cannot be reached.")
    REFUSED = "refused", _("The service does not take the message as it is written.")
    STRANGE = "strange", _("The service answered in a way that the portal does not understand.")
    UNSURE = (
        "unsure",
        _("The connection broke off on the way: look whether it was posted before you try again."),
    )
    OFF = "off", _("The channel is not set up: an administrator has to enter its key.")
    GONE = "gone", _("It is no longer public: nothing was sent.")


# Waiting helps against these; against the others a person has to do something.
PASSING = frozenset(
    {Trouble.BUSY, Trouble.BROKEN, Trouble.SILENT, Trouble.UNREACHABLE, Trouble.STRANGE}
)
# After these nobody knows whether the message went out.
OPEN = frozenset({Trouble.BROKEN, Trouble.SILENT, Trouble.STRANGE})


@dataclass(frozen=True)
class Answer:
    """What a service made of a message: `trouble` is None where it took it, now or before."""

    trouble: Trouble | None = None
    status: int | None = None  # of HTTP
    response_id: str = ""
    wait: dt.timedelta | None = None  # how long the service asks to wait


@dataclass(frozen=True)
class Fate:
    """What becomes of a message; `next_at` where it is tried again."""

    state: MessageState
    next_at: dt.datetime | None = None


def fate(answer: Answer, *, attempts: int, now: dt.datetime) -> Fate:
    """Return what becomes of a message after its attempt number `attempts`."""
    if answer.trouble is None:
        return Fate(MessageState.SENT)
    if answer.trouble == Trouble.GONE:
        return Fate(MessageState.CANCELLED)
    if answer.trouble not in PASSING or attempts >= MOST_ATTEMPTS:
        return Fate(MessageState.FAILED)
    pause = dt.timedelta(minutes=MINUTES[max(attempts, 1) - 1])
    asked = min(answer.wait or pause, LONGEST_WAIT)
    return Fate(MessageState.WAITING, now + max(pause, asked))


def may_repeat(first_tried_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether the service would still know the message by its key, if it took it before."""
    return first_tried_at is None or now - first_tried_at < KEY_LIVES
