"""Posters that were used: what exactly hung on the wall or went to a group."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PosterEditionQuerySet(models.QuerySet["PosterEdition"]):
    """Which editions there are, and which of them hang somewhere."""

    def of(self, slug: str, key: str) -> Self:
        return self.filter(slug=slug, key=key)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")

    def hanging(self) -> Self:
        """What was printed and not taken down."""
        return self.filter(printed_at__isnull=False, retired_at=None)


class PosterEdition(models.Model):
    """A numbered, frozen poster (ฉบับโปสเตอร์): its content, whatever its size.

    `slug` and `key` name the poster and the period it is about; `path` is the address of this
    edition, `short_url` the one that is printed on it. Nobody made what the portal made by itself.
    """

    slug = models.CharField(_("poster"), max_length=40)
    key = models.CharField(_("period"), max_length=20)
    number = models.PositiveSmallIntegerField(_("edition number"))
    title = models.CharField(_("title"), max_length=200)
    path = models.CharField(_("address"), max_length=200)
    short_url = models.CharField(_("printed address"), max_length=200)
    content = models.JSONField(editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)  # of what it tells
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("made by"),
        null=True,
        related_name="+",
    )
    printed_at = models.DateTimeField(_("printed at"), null=True)
    retired_at = models.DateTimeField(_("taken down at"), null=True)

    objects = PosterEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("poster edition")
        verbose_name_plural = _("poster editions")
        ordering = ["slug", "key", "-number"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "key", "number"],
                name="poster_edition_number_once",
                violation_error_message=_("The poster already has an edition of that number."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(title)s, edition %(number)s") % {"title": self.title, "number": self.number}

    def get_absolute_url(self) -> str:
        return self.path

    @property
    def is_printed(self) -> bool:
        return self.printed_at is not None

    @property
    def is_for_everybody(self) -> bool:
        """Whether the public can open it: what only staff see lies in the backend."""
        return not self.path.startswith(reverse("admin:index"))

    @property
    def known_since(self) -> dt.date:
        """The first day on which it can have been told of."""
        return timezone.localdate(self.made_at)

    @property
    def public_title(self) -> str:
        return str(self)
