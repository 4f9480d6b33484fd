"""Papers of a budget year for everybody to download."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.models.year import BudgetYear


class DocumentKind(models.TextChoices):
    ORDINANCE = "ordinance", _("Ordinance")
    SIGNED_REPORT = "signed_report", _("Signed report")
    TRANSFER = "transfer", _("Transfer or change")
    OTHER = "other", _("Other document")


class BudgetDocument(models.Model):
    """A paper of the year for everybody to download: the signed ordinance, a transfer order."""

    year = models.ForeignKey(BudgetYear, models.CASCADE, related_name="documents")
    kind = models.CharField(
        _("kind"), max_length=15, choices=DocumentKind, default=DocumentKind.ORDINANCE
    )
    title = models.CharField(_("title"), max_length=300)
    document = models.CharField(max_length=120, editable=False)  # name in storage
    document_kind = models.CharField(_("file type"), max_length=5, editable=False)
    document_size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("budget document")
        verbose_name_plural = _("budget documents")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("budget:document", args=[self.pk])
