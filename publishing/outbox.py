"""The outbox: messages are put in by staff and sent by `manage.py tick`, each once.

A message is claimed before it is sent, so that two ticks never send the same; what was claimed by
a process that died is taken up again after a while.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import User
from publishing.channels import facebook, line
from publishing.channels.letter import Letter
from publishing.links import short_url
from publishing.models import OutboxMessage, Post, PosterEdition, Publishable, Target
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
from publishing.workflow import ActionRefused

AT_ONCE = 20  # messages of one tick
ADAPTERS: dict[Target, tuple[Callable[[], bool], Callable[[Letter], Answer]]] = {
    Target.LINE_PUSH: (line.is_group_set_up, line.push),
    Target.LINE_BROADCAST: (line.is_broadcast_set_up, line.broadcast),
    Target.FACEBOOK: (facebook.is_set_up, facebook.post),
}
TO_EVERYBODY = frozenset({Target.LINE_BROADCAST, Target.FACEBOOK})
REPEATABLE = frozenset({Target.LINE_PUSH, Target.LINE_BROADCAST})  # by the key of LINE


def is_set_up(target: Target) -> bool:
    return ADAPTERS[target][0]()


def may_send(user: User, target: Target) -> bool:
    """What goes to people outside needs the right of an approver."""
    right = "broadcast" if target in TO_EVERYBODY else "add"
    return user.has_perm(f"publishing.{right}_outboxmessage")


def is_public(subject: models.Model | None) -> bool:
    """Whether everybody may still read what a message is about."""
    if isinstance(subject, Publishable):
        return subject.is_public and subject.is_for_everybody
    if isinstance(subject, PosterEdition):
        return subject.is_for_everybody
    return subject is not None


def enqueue(
    subject: models.Model,
    *,
    target: Target,
    text: str,
    title: str,
    path: str,
    by: User,
    picture: str = "",
) -> OutboxMessage:
    """Put a message into the outbox; the same text about the same thing is there only once."""
    _check(subject, target, by)
    if not text.strip():
        raise ActionRefused(_("Write what shall be sent."))
    digest = hashlib.sha256(text.encode()).hexdigest()
    kind = ContentType.objects.get_for_model(subject)
    same = OutboxMessage.objects.of(subject).filter(target=target, text_sha256=digest)
    standing = same.exclude(state=MessageState.CANCELLED)
    if found := standing.first():
        return found
    try:
        with transaction.atomic():
            return OutboxMessage.objects.create(
                content_type=kind,
                object_id=subject.pk,
                title=title[:500],
                path=path,
                target=target,
                text=text,
                text_sha256=digest,
                link=short_url(path),
                picture=picture,
                next_at=timezone.now(),
                created_by=by,
            )
    except IntegrityError:  # pressed twice at the same moment
        return standing.get()


@transaction.atomic
def try_again(message: OutboxMessage, *, by: User) -> None:
    """Send what failed once more, as a new message to the service; twice pressed is once."""
    _lock(message)
    if message.state in {MessageState.WAITING, MessageState.SENDING}:
        return
    if message.state != MessageState.FAILED:
        raise ActionRefused(_("Only a message that was not sent can be tried again."))
    _check(message.subject, Target(message.target), by)
    message.state = MessageState.WAITING
    message.attempts, message.trouble, message.status = 0, "", None
    message.retry_key, message.first_tried_at = uuid.uuid4(), None
    message.next_at = timezone.now()
    message.save()


@transaction.atomic
def cancel(message: OutboxMessage, *, by: User) -> None:
    """Take a message out of the outbox before it is sent; twice pressed is once."""
    _lock(message)
    if message.state == MessageState.CANCELLED:
        return
    if message.state not in {MessageState.WAITING, MessageState.FAILED}:
        raise ActionRefused(_("This message is on its way or sent: it cannot be cancelled."))
    if not may_send(by, Target(message.target)):
        raise ActionRefused(_("You may not send to this channel."))
    message.state = MessageState.CANCELLED
    message.save()


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
    _lock(message)
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
    return send(Letter(message.text, message.retry_key, message.link, message.picture))


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


def _check(subject: models.Model | None, target: Target, by: User) -> None:
    if not may_send(by, target):
        raise ActionRefused(_("You may not send to this channel."))
    if not is_public(subject):
        raise ActionRefused(_("Only what is published can be told of outside."))
    if not is_set_up(target):
        raise ActionRefused(str(Trouble.OFF.label))


def _lock(message: OutboxMessage) -> None:
    message.refresh_from_db(from_queryset=OutboxMessage.objects.select_for_update())


def send_messages(now: dt.datetime) -> Iterator[str]:
    """Send what is due, and say how it went: a step of `manage.py tick`."""
    states = [message.state for message in send_due(now)]
    if sent := states.count(MessageState.SENT):
        yield _("%(count)s messages were sent.") % {"count": sent}
    if failed := states.count(MessageState.FAILED):
        yield _("%(count)s messages could not be sent; staff are told.") % {"count": failed}
