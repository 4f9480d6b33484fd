"""The outbox: messages for LINE and Facebook, put in and taken out by staff (`outbox_sending` sends them)."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import User
from publishing.channels import facebook, line
from publishing.channels.letter import Letter
from publishing.links import short_url
from publishing.models import OutboxMessage, PosterEdition, Publishable, Target
from publishing.outbox_rules import Answer, MessageState, Trouble
from publishing.workflow import ActionRefused, Problem
from thai.dates import long_date

ADAPTERS: dict[Target, tuple[Callable[[], bool], Callable[[Letter], Answer]]] = {
    Target.LINE_PUSH: (line.is_group_set_up, line.push),
    Target.LINE_BROADCAST: (line.is_broadcast_set_up, line.broadcast),
    Target.FACEBOOK: (facebook.is_set_up, facebook.post),
}
TO_EVERYBODY = frozenset({Target.LINE_BROADCAST, Target.FACEBOOK})


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


def check_known(subject: models.Model, day: dt.date, *, at: str) -> None:
    """Refuse a day, typed into the field `at`, before there was anything to tell of."""
    if isinstance(subject, Publishable | PosterEdition) and day < subject.known_since:
        sentence = _(
            "%(day)s is before this was there: it can be told of from %(first)s on. Check the date."
        )
        days = {"day": long_date(day), "first": long_date(subject.known_since)}
        problem = Problem(sentence % days, at)
        raise ActionRefused(problem, [problem])


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
    lock(message)
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
    lock(message)
    if message.state == MessageState.CANCELLED:
        return
    if message.state not in {MessageState.WAITING, MessageState.FAILED}:
        raise ActionRefused(_("This message is on its way or sent: it cannot be cancelled."))
    if not may_send(by, Target(message.target)):
        raise ActionRefused(_("You may not send to this channel."))
    message.state = MessageState.CANCELLED
    message.save()


def _check(subject: models.Model | None, target: Target, by: User) -> None:
    if not may_send(by, target):
        raise ActionRefused(_("You may not send to this channel."))
    if not is_public(subject):
        raise ActionRefused(_("Only what is published can be told of outside."))
    if not is_set_up(target):
        raise ActionRefused(str(Trouble.OFF.label))


def lock(message: OutboxMessage) -> None:
    message.refresh_from_db(from_queryset=OutboxMessage.objects.select_for_update())
