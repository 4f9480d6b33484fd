"""How a thing becomes public: its state, its record of steps, its photos and documents."""

import datetime as dt
from typing import Self, TypeVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.differences import Difference, compare
from publishing.workflow import EDITABLE, Action, State

Facts = list[tuple[str, str]]
UnitT = TypeVar("UnitT", bound="Publishable", covariant=True)


class PublishableQuerySet(models.QuerySet[UnitT]):
    """What may be seen, and what waits for somebody."""

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def waiting(self) -> Self:
        return self.filter(state=State.IN_REVIEW)

    def not_withdrawn(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)


class Publishable(models.Model):
    """A small unit that one person writes and another approves (หน่วยการเผยแพร่).

    The state changes only through `publishing.actions`.
    """

    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("author"),
        null=True,
        editable=False,
        related_name="+",
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("last edited by"),
        null=True,
        editable=False,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    changed_at = models.DateTimeField(_("last changed at"), auto_now=True)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "approve")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=False)
                | ~Q(state__in=[State.PUBLISHED, State.WITHDRAWN]),
                name="%(app_label)s_%(class)s_published_has_time",
                violation_error_message=_("What is published has a time of publication."),
            ),
        ]

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_public(self) -> bool:
        """Whether the public can see it now; what hangs on a withdrawn thing is gone with it."""
        return self.is_published

    @property
    def is_for_everybody(self) -> bool:
        """Whether everybody reads it once it is approved, or only the person whom it concerns."""
        return True

    @property
    def public_title(self) -> str:
        """What it is called on `/changes/`, also after it was withdrawn: never its content."""
        return str(self)

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether it may leave the site; what other public things rest on is corrected instead."""
        return True

    @property
    def is_editable(self) -> bool:
        """Whether its author may still change it; what waits for review is locked."""
        return self.state in EDITABLE

    def label_of(self, name: str) -> str:
        """Return the words that stand for a field, in the language of the reader."""
        field = self._meta.get_field(name)
        return str(field.verbose_name) if isinstance(field, models.Field) else name

    def public_facts(self) -> Facts:
        """What the public would see of this unit, as (label, text) in reading order."""
        raise NotImplementedError

    def review_facts(self) -> Facts:
        """What an approver reads before deciding; more than the public facts where some stay private."""
        return self.public_facts()

    def problems(self) -> list[str]:
        """Why this unit cannot go to review yet, in sentences; empty when it can."""
        return []

    def get_absolute_url(self) -> str:
        raise NotImplementedError


class StepQuerySet(models.QuerySet["PublicationStep"]):
    def of(self, unit: Publishable) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(unit), object_id=unit.pk)

    def changes_to_the_public(self) -> Self:
        """Corrections and withdrawals: what `/changes/` lists."""
        return self.filter(action__in=[Action.CORRECT, Action.WITHDRAW])


class PublicationStep(models.Model):
    """One step in the life of a unit: who did what to it, when and why. Never edited.

    `before` and `after` hold the unit's public facts, so that an earlier version stays readable
    however the tables change.
    """

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    unit = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("title"), max_length=500)
    url = models.CharField(_("address"), max_length=300, blank=True)
    action = models.CharField(_("action"), max_length=12, choices=Action)
    from_state = models.CharField(_("from"), max_length=12, choices=State)
    to_state = models.CharField(_("to"), max_length=12, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    is_own_work = models.BooleanField(
        _("approved by its own author"),
        default=False,
        help_text=_("Allowed only where the office has a single approver."),
    )
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication step")
        verbose_name_plural = _("publication steps")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="step_of_unit"),
            models.Index(fields=["action", "-at"], name="step_action_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("publishing:change", args=[self.pk])

    @property
    def differences(self) -> list[Difference]:
        return compare(self.before, self.after)


class Photo(models.Model):
    """A photograph ready for the web and for print; the original is never kept.

    Upper apps subclass it with the thing it shows. Files are named by content, so an edition
    that was issued keeps its pictures.
    """

    large = models.CharField(max_length=120, editable=False)  # at most 1600 px, WebP
    small = models.CharField(max_length=120, editable=False)  # at most 480 px, WebP
    print = models.CharField(max_length=120, editable=False)  # at most 1240 px, JPEG
    width = models.PositiveIntegerField(editable=False)  # pixels of `large`
    height = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    original_name = models.CharField(_("original name"), max_length=120, editable=False)
    alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for those who cannot see it. Required before submitting."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.alt or self.caption or self.original_name


class Edition(models.Model):
    """A frozen, numbered document with its hash (ฉบับ); upper apps add what it reports on."""

    number = models.PositiveSmallIntegerField(_("edition number"))
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("issued by"), related_name="+"
    )
    content = models.JSONField(editable=False)
    pdf = models.CharField(max_length=120, editable=False)
    docx = models.CharField(max_length=120, editable=False)
    sha256 = models.CharField(_("SHA-256 of the PDF"), max_length=64, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"), editable=False)

    class Meta:
        abstract = True
        ordering = ["-number"]

    @property
    def issued_on(self) -> dt.date:
        return self.issued_at.date()


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    def applied(self) -> Self:
        return self.filter(state=ImportFile.State.APPLIED).order_by("-applied_at", "-pk")

    def of(self, importer: str) -> Self:
        return self.filter(importer=importer)


class ImportFile(models.Model):
    """A file that staff brought to import, what they decided about it, and what came of it.

    The file itself stays private: it may hold more than what becomes public. `mapping` from the
    name of a column to its place is remembered for the next file with the same `fingerprint`.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        APPLIED = "applied", _("Imported")

    importer = models.CharField(_("kind of table"), max_length=40)
    target = models.JSONField(default=dict)
    original_name = models.CharField(_("original name"), max_length=120)
    stored = models.CharField(max_length=120, editable=False)  # name in storage
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("header row"), null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    mapping = models.JSONField(null=True, blank=True)  # None: as recognised
    names = models.JSONField(default=dict, blank=True)
    only = models.CharField(_("agency in the file"), max_length=200, blank=True)
    totals = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.UPLOADED, editable=False
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("uploaded by"), related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("imported at"), null=True, editable=False)
    new_rows = models.PositiveIntegerField(_("new rows"), default=0, editable=False)
    changed_rows = models.PositiveIntegerField(_("changed rows"), default=0, editable=False)
    unchanged_rows = models.PositiveIntegerField(_("unchanged rows"), default=0, editable=False)
    removed_rows = models.PositiveIntegerField(_("removed rows"), default=0, editable=False)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_applied(self) -> bool:
        return self.state == self.State.APPLIED

    @property
    def has_changed_anything(self) -> bool:
        return bool(self.new_rows or self.changed_rows or self.removed_rows)
