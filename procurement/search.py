"""Purchases by the words in their texts."""

from collections.abc import Sequence

from procurement.models.purchase_query import PurchaseQuerySet
from publishing.text_index import TextIndex, TextQuestion, containing
from thai.search import needle

INDEX = TextIndex("procurement_purchasetext", "purchase_id", "text")  # made by migration 0004


def ask(terms: Sequence[str]) -> TextQuestion | None:
    """Return the question for purchases, public or not, with all terms in their text."""
    return INDEX.ask([needle(term) for term in terms])


def with_terms(purchases: PurchaseQuerySet, terms: Sequence[str]) -> PurchaseQuerySet:
    """Return those of `purchases` with all terms in their text, by looking at each text."""
    return containing(purchases, "searched__text", [needle(term) for term in terms])
