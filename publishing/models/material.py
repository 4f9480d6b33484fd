"""What hangs on a unit: photographs ready for web and print, and frozen editions."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# The copies of a photo by the name in their address, and what each is; LINE and Facebook take JPEG.
COPIES = {"large": "image/webp", "small": "image/webp", "print": "image/jpeg"}


class Photo(models.Model):
    """A photograph ready for the web and for print; the original is never kept.

    Upper apps subclass it with the thing it shows. Files are named by content, so an edition
    that was issued keeps its pictures. `VIEW` names the address that serves one by key and size.
    """

    VIEW: ClassVar[str] = ""

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

    @property
    def large_url(self) -> str:
        return reverse(self.VIEW, args=[self.pk, "large"])

    @property
    def small_url(self) -> str:
        return reverse(self.VIEW, args=[self.pk, "small"])

    @property
    def print_url(self) -> str:
        return reverse(self.VIEW, args=[self.pk, "print"])

    def copy(self, size: str) -> tuple[str, str]:
        """Return the stored name and the type of a copy; empty where there is none of this name."""
        return (getattr(self, size), COPIES[size]) if size in COPIES else ("", "")


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
