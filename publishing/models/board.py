"""Notice boards, what is posted on them, and the photos that prove it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from publishing.models.material import Photo
from publishing.models.sharing import Shared, SharedQuerySet


class Board(models.Model):
    """A place where papers are posted (ป้ายประกาศ): at the office, in a village."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    where = models.CharField(_("where it stands"), max_length=200, blank=True)
    is_in_use = models.BooleanField(_("in use"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("notice board")
        verbose_name_plural = _("notice boards")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class BoardPostingQuerySet(SharedQuerySet):
    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def with_photos(self) -> Self:
        return self.select_related("board", "ordered_by").prefetch_related("photos")


class BoardPosting(Shared):
    """An order to post a paper on a board from one day to another (ปิดประกาศ).

    Where it stands is computed from the days and the two photos (`publishing.board_rules`).
    """

    board = models.ForeignKey(
        Board, models.PROTECT, verbose_name=_("notice board"), related_name="postings"
    )
    starts_on = models.DateField(_("posted from"))
    ends_on = models.DateField(_("until"))
    rule = models.CharField(_("posted by what rule"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ordered by"), related_name="+"
    )
    ordered_at = models.DateTimeField(_("ordered at"), auto_now_add=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("cancelled by"),
        null=True,
        editable=False,
        related_name="+",
    )
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = BoardPostingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("posting on a board")
        verbose_name_plural = _("postings on boards")
        ordering = ["-starts_on", "-pk"]
        default_permissions = ("add", "change", "view")
        indexes = [models.Index(fields=["content_type", "object_id"], name="posting_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="publishing_posting_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "board", "starts_on"],
                condition=Q(cancelled_at=None),
                name="publishing_posting_once",
                violation_error_message=_("This is ordered for that board and day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.title}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def taken_on(self, moment: str) -> dt.date | None:
        """The day of the photo at the start or at the end; read from what was prefetched."""
        days = [photo.taken_on for photo in self.photos.all() if photo.moment == moment]
        return days[0] if days else None


class BoardPhoto(Photo):
    """A photo of the paper on its board, at the start or at the end."""

    class Moment(models.TextChoices):
        START = "start", _("Put up")
        END = "end", _("At the end, before it is taken down")

    posting = models.ForeignKey(BoardPosting, models.CASCADE, related_name="photos")
    moment = models.CharField(_("when"), max_length=5, choices=Moment)
    taken_on = models.DateField(_("day of the photo"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )

    class Meta(Photo.Meta):
        verbose_name = _("photo of a posting")
        verbose_name_plural = _("photos of postings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "moment"], name="publishing_board_photo_once"
            )
        ]
