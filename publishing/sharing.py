"""What staff posted elsewhere, put on record: never edited, only struck out with a reason."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import User
from publishing.models import Channel, Post, PostPhoto
from publishing.outbox import check_known, is_public
from publishing.photos import ProcessedPhoto
from publishing.storage import keep_photo
from publishing.workflow import ActionRefused


@dataclass(frozen=True)
class PostFacts:
    """Where and when something was posted, and what proves it."""

    channel: Channel
    posted_at: dt.datetime
    place: str = ""
    link: str = ""
    note: str = ""
    photo: ProcessedPhoto | None = None


def record_post(
    subject: models.Model, facts: PostFacts, *, title: str, path: str, by: User
) -> tuple[Post, bool]:
    """Put a post on record; returns it, and whether it is new: twice pressed is once."""
    if not by.has_perm("publishing.add_post"):
        raise ActionRefused(_("You may not record posts."))
    if not is_public(subject):
        raise ActionRefused(_("Only what is published can be told of outside."))
    if facts.posted_at > timezone.now():
        raise ActionRefused(_("This time is in the future: record a post once it is made."))
    check_known(subject, timezone.localtime(facts.posted_at).date(), at="day")
    key = {
        "content_type": ContentType.objects.get_for_model(subject),
        "object_id": subject.pk,
        "channel": facts.channel,
        "place": facts.place,
        "posted_at": facts.posted_at,
        "struck_at": None,
    }
    if found := Post.objects.filter(**key).first():
        return found, False
    post = Post(**key, title=title[:500], path=path, link=facts.link, note=facts.note, by=by)
    try:
        with transaction.atomic():
            post.save()
            if facts.photo:
                PostPhoto.objects.create(post=post, **keep_photo(facts.photo))
    except IntegrityError:
        return Post.objects.get(**key), False
    return post, True


@transaction.atomic
def strike(post: Post, *, reason: str, by: User) -> None:
    """Strike out a post that was recorded by mistake; it stays readable, and counts no more."""
    post.refresh_from_db(from_queryset=Post.objects.select_for_update())
    if not may_strike(by, post):
        raise ActionRefused(_("Only the person who recorded it or an approver may strike it out."))
    if not post.is_standing:
        raise ActionRefused(_("This is struck out already."))
    if not reason.strip():
        raise ActionRefused(_("Write why it is struck out: it is kept on record."))
    post.struck_at, post.struck_by, post.struck_reason = timezone.now(), by, reason.strip()
    post.save()


def may_strike(user: User, post: Post) -> bool:
    is_own = post.by_id == user.pk and user.has_perm("publishing.add_post")
    return post.is_standing and (is_own or user.has_perm("publishing.change_post"))
