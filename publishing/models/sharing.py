"""Where a published thing was told of: posts that staff made, and what proves them."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from publishing.models.material import Photo


class Channel(models.TextChoices):
    """Where people are reached (ช่องทางประชาสัมพันธ์)."""

    LINE_GROUP = "line_group", _("LINE group")
    LINE_OA = "line_oa", _("LINE official account")
    FACEBOOK = "facebook", _("Facebook page")
    WEBSITE = "website", _("Website of the office")
    BOARD = "board", _("Notice board")
    LOUDSPEAKER = "loudspeaker", _("Loudspeaker or announcement car")
    OTHER = "other", _("Other channel")


class Shared(models.Model):
    """What is said outside about one published thing; its title and address as they then were."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("title"), max_length=500)
    path = models.CharField(_("address"), max_length=300, blank=True)

    class Meta:
        abstract = True


class SharedQuerySet(models.QuerySet):
    """Finds what is said about some things."""

    def of(self, subject: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(content_type=kind, object_id=subject.pk)

    def of_units(self, units: Iterable[models.QuerySet]) -> Self:
        """Return what is about one of these rows, one query set for each kind."""
        found = Q(pk__in=[])
        for rows in units:
            kind = ContentType.objects.get_for_model(rows.model)
            found |= Q(content_type=kind, object_id__in=rows.order_by().values("pk"))
        return self.filter(found)


class PostQuerySet(SharedQuerySet):
    """What was posted, and still stands."""

    def standing(self) -> Self:
        return self.filter(struck_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-posted_at", "-pk")

    def posted_between(self, first: dt.date, last: dt.date) -> Self:
        return self.filter(posted_at__date__range=(first, last))


class Post(Shared):
    """A published thing was told of somewhere (โพสต์แล้ว): never edited, only struck out."""

    channel = models.CharField(_("channel"), max_length=12, choices=Channel)
    place = models.CharField(
        _("which group, page or place"),
        max_length=200,
        blank=True,
        help_text=_("For example the name of the LINE group or the villages. No names of persons."),
    )
    posted_at = models.DateTimeField(_("posted at"))
    link = models.URLField(
        _("link to the post"),
        max_length=500,
        blank=True,
        help_text=_("Where the post can be seen."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    message = models.OneToOneField(
        "publishing.OutboxMessage",
        models.PROTECT,
        verbose_name=_("message that the portal sent"),
        null=True,
        editable=False,
        related_name="post",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("posted by"), related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    struck_at = models.DateTimeField(_("struck out at"), null=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("struck out by"),
        null=True,
        editable=False,
        related_name="+",
    )
    struck_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = PostQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-posted_at", "-pk"]
        default_permissions = ("add", "change", "view")
        indexes = [models.Index(fields=["content_type", "object_id"], name="post_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "channel", "place", "posted_at"],
                condition=Q(struck_at=None),
                name="publishing_post_once",
                violation_error_message=_("This post is recorded already; once is enough."),
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_by=None)
                | Q(struck_at__isnull=False, struck_by__isnull=False),
                name="publishing_post_struck_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.title}"

    @property
    def is_standing(self) -> bool:
        return self.struck_at is None

    @property
    def posted_on(self) -> dt.date:
        return timezone.localtime(self.posted_at).date()


class PostPhoto(Photo):
    """A picture of the post as it was seen, for the file of the office: never public."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="photo")

    class Meta(Photo.Meta):
        verbose_name = _("picture of a post")
        verbose_name_plural = _("pictures of posts")
        default_permissions = ()
