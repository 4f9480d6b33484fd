"""The files that staff bring to import."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
