"""Messages on their way to LINE and Facebook, which `manage.py tick` sends."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.models.sharing import Channel, Shared, SharedQuerySet
from publishing.outbox_rules import MessageState, Trouble


class Target(models.TextChoices):
    """Where a message of the portal goes."""

    LINE_PUSH = "line_push", _("LINE group of the staff")
    LINE_BROADCAST = "line_broadcast", _("All followers of the LINE official account")
    FACEBOOK = "facebook", _("Facebook page")

    @property
    def channel(self) -> Channel:
        return CHANNELS[self]


CHANNELS = {
    Target.LINE_PUSH: Channel.LINE_GROUP,
    Target.LINE_BROADCAST: Channel.LINE_OA,
    Target.FACEBOOK: Channel.FACEBOOK,
}


class OutboxQuerySet(SharedQuerySet):
    """Messages by what has to be done about them."""

    def due(self, now: dt.datetime) -> Self:
        """Those to send now, and those whose sender died on the way; first come, first served."""
        going = [MessageState.WAITING, MessageState.SENDING]
        return self.filter(state__in=going, next_at__lte=now).order_by("next_at", "pk")

    def failed(self) -> Self:
        return self.filter(state=MessageState.FAILED).order_by("created_at", "pk")


class OutboxMessage(Shared):
    """A message of the portal to one channel. Its state changes only through `publishing.outbox`.

    While it is being sent, `next_at` is when another may take over from a sender that died.
    """

    target = models.CharField(_("sent to"), max_length=16, choices=Target)
    text = models.TextField(_("text"), max_length=5000)
    text_sha256 = models.CharField(max_length=64, editable=False)
    link = models.URLField(_("link"), max_length=500, blank=True)
    picture = models.URLField(_("address of the picture"), max_length=500, blank=True)
    retry_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"))
    first_tried_at = models.DateTimeField(_("first attempt"), null=True)
    trouble = models.CharField(_("what went wrong"), max_length=12, choices=Trouble, blank=True)
    status = models.PositiveSmallIntegerField(_("answer of the service (HTTP)"), null=True)
    response_id = models.CharField(_("number given by the service"), max_length=100, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("sent by"), related_name="+"
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to LINE or Facebook")
        verbose_name_plural = _("messages to LINE and Facebook")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("add", "change", "view")
        permissions = [("broadcast_outboxmessage", "Can send to everybody")]
        indexes = [models.Index(fields=["state", "next_at"], name="outbox_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "target", "text_sha256"],
                condition=~Q(state=MessageState.CANCELLED),
                name="publishing_outbox_once",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(state=MessageState.SENT),
                name="publishing_outbox_sent_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_target_display()}: {self.title}"
