"""The text of a purchase in which the search looks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PurchaseText(models.Model):
    """What the search looks into, written by `thai.search.haystack`; migration 0004 indexes it."""

    purchase = models.OneToOneField(
        "procurement.Purchase", models.CASCADE, primary_key=True, related_name="searched"
    )
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = _("text for the search")
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
