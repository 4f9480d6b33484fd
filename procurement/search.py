"""Purchases by the words in their texts."""

import datetime as dt
from collections.abc import Sequence

from procurement.list_marks import NUMBER_BITS, PUBLIC
from procurement.models.purchase_query import PurchaseQuerySet
from publishing.text_index import TextIndex, containing
from thai.search import needle

# Made by migration 0003. A part of it has the purchases of 128 days.
INDEX = TextIndex("procurement_purchasetext", "place", "text", part_bits=NUMBER_BITS + 7)


def newest_places(
    terms: Sequence[str], marks: Sequence[str], *, most: int, until: dt.date = dt.date.max
) -> list[int]:
    """Return the places of public purchases with all terms and marks, the newest first.

    None was listed after `until`: where the search begins, not what it finds, if marks say the same.
    """
    asked = INDEX.ask([*(needle(term) for term in terms), *marks])
    below = until.toordinal() + 1 << NUMBER_BITS
    return asked.newest(most=most, least=PUBLIC, below=below) if asked else []


def with_terms(purchases: PurchaseQuerySet, terms: Sequence[str]) -> PurchaseQuerySet:
    """Return those of `purchases` with all terms in their text, by looking at each text."""
    return containing(purchases, "searched__text", [needle(term) for term in terms])
