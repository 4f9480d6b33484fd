"""The text of a purchase in which the search looks."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.list_facts import searched_text
from procurement.list_marks import marks_of, place_of


class PurchaseText(models.Model):
    """What the search looks into, at the place where the list has the purchase.

    `text` are words written by `thai.search.haystack`, and marks; migration 0003 indexes them.
    Rows lie in the order of `place`, so that the newest with a word are found without sorting.
    """

    place = models.BigIntegerField(primary_key=True)
    purchase = models.OneToOneField("procurement.Purchase", models.CASCADE, related_name="searched")
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = _("text for the search")
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


def text_of(purchase: Any) -> PurchaseText:
    """Return what is written of a purchase, not saved."""
    text = searched_text(purchase) + marks_of(purchase)
    return PurchaseText(place=place_of(purchase), purchase_id=purchase.pk, text=text)


def keep_texts(purchases: Sequence[Any]) -> None:
    """Write what of the texts of purchases is not written yet."""
    rows = PurchaseText.objects.filter(purchase__in=[each.pk for each in purchases])
    known = {row[0]: row[1:] for row in rows.values_list("purchase", "place", "text")}
    texts = [text_of(each) for each in purchases]
    for text in texts:
        if text.purchase_id in known and known[text.purchase_id] != (text.place, text.text):
            PurchaseText.objects.filter(purchase=text.purchase_id).update(
                place=text.place, text=text.text
            )
    PurchaseText.objects.bulk_create(text for text in texts if text.purchase_id not in known)
