"""Sending what waits in the outbox, by `manage.py tick`, each message once.

A message is claimed before it is sent, so that two ticks never send the same; what was claimed by
a process that died is taken up again after a while.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from publishing.channels.letter import Letter
from publishing.models import OutboxMessage, Post, Target
from publishing.outbox import ADAPTERS, is_public, lock
from publishing.outbox_rules import (
    LEASE,
    MOST_ATTEMPTS,
    OPEN,
    Answer,
    Fate,
    MessageState,
    Trouble,
    fate,
    may_repeat,
)
from publishing.share_pictures import outside_picture

AT_ONCE = 20  # messages of one tick
REPEATABLE = frozenset({Target.LINE_PUSH, Target.LINE_BROADCAST})  # by the key of LINE


def send_messages(now: dt.datetime) -> Iterator[str]:
    """Send what is due, and say how it went: a step of `manage.py tick`."""
    states = [message.state for message in send_due(now)]
    if sent := states.count(MessageState.SENT):
        yield _("%(count)s messages were sent.") % {"count": sent}
    if failed := states.count(MessageState.FAILED):
        yield _("%(count)s messages could not be sent; staff are told.") % {"count": failed}


def send_due(now: dt.datetime) -> Iterator[OutboxMessage]:
    """Send what is due, and yield each message with what became of it."""
    for _turn in range(AT_ONCE):
        message = claim(now)
        if message is None:
            return
        settle(message, _answer(message, now), timezone.now())
        yield message


@transaction.atomic
def claim(now: dt.datetime) -> OutboxMessage | None:
    """Take the next message for this process alone."""
    rows = OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",))
    message = rows.due(now).first()
    if message is None:
        return None
    if message.state == MessageState.SENDING:  # its sender died: nobody knows how far it came
        message.trouble = Trouble.SILENT
    message.state = MessageState.SENDING
    message.next_at = now + LEASE
    message.attempts += 1
    # Now, not when the service has answered: a sender that dies must not seem never to have tried.
    message.first_tried_at = message.first_tried_at or now
    message.save()
    return message


@transaction.atomic
def settle(message: OutboxMessage, answer: Answer, now: dt.datetime) -> None:
    """Write down what a service answered; a sent message becomes a post."""
    attempts = message.attempts
    lock(message)
    if message.state != MessageState.SENDING or message.attempts != attempts:
        return  # another took over meanwhile
    became: Fate = fate(answer, attempts=attempts, now=now)
    message.state = became.state
    message.next_at = became.next_at or message.next_at
    message.trouble = answer.trouble or ""
    message.status = answer.status
    message.response_id = answer.response_id or message.response_id
    message.first_tried_at = message.first_tried_at or now
    message.sent_at = now if became.state == MessageState.SENT else None
    message.save()
    if became.state == MessageState.SENT:
        _record_post(message, now)


def _answer(message: OutboxMessage, now: dt.datetime) -> Answer:
    """Send a message, unless it may no longer be sent or nobody knows whether it was."""
    target = Target(message.target)
    if not is_public(message.subject):
        return Answer(Trouble.GONE)
    if message.attempts > MOST_ATTEMPTS:
        return Answer(Trouble(message.trouble or Trouble.SILENT))
    was_open = message.trouble in OPEN
    if was_open and (target not in REPEATABLE or not may_repeat(message.first_tried_at, now)):
        return Answer(Trouble.UNSURE)
    has_key, send = ADAPTERS[target]
    if not has_key():
        return Answer(Trouble.OFF)
    # What the sender saw goes along, or no picture: it may be withdrawn, exchanged or lost by now.
    picture = message.picture if message.picture == outside_picture(message.subject) else ""
    return send(Letter(message.text, message.retry_key, message.link, picture))


def _record_post(message: OutboxMessage, now: dt.datetime) -> None:
    is_facebook = message.target == Target.FACEBOOK and message.response_id
    Post.objects.create(
        content_type=message.content_type,
        object_id=message.object_id,
        title=message.title,
        path=message.path,
        channel=Target(message.target).channel,
        posted_at=now,
        link=f"https://www.facebook.com/{message.response_id}" if is_facebook else "",
        message=message,
        by=message.created_by,
    )
