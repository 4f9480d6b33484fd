"""Purchases with all words of a question: the newest are read off an index, and more never counted."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from procurement.cube import FEW, Figures
from procurement.list_marks import key_at, marks_asked
from procurement.models import Purchase
from procurement.models.purchase_query import PurchaseQuerySet
from procurement.question import Question
from procurement.search import newest_places, with_terms
from procurement.walks import ORDER, gathered, in_order, is_open, keys_of, opened, passing, walk

MOST = 500  # purchases that are counted and can be paged through
SOME = 100  # purchases that are looked for where words and a status seldom meet


class Hits(NamedTuple):
    """What was found, listed last first, and again those of it that are open for offers. Baht.

    `total` is None where more were found than are counted.
    """

    newest: list[int]
    opened: list[int]
    total: Decimal | None

    @property
    def in_order(self) -> list[int]:
        first = set(self.opened)
        return [*self.opened, *(pk for pk in self.newest if pk not in first)][:MOST]


def hits(question: Question, figures: Figures, terms: list[str], today: dt.date) -> Hits:
    """Return which purchases pass the filters and have all terms."""
    village = figures.key_of(question.village) if question.village else 0
    until = figures.listed[1] if figures.listed else today
    places = newest_places(terms, marks_asked(question, village), most=MOST + 1, until=until)
    pks = [key_at(place) for place in places]
    rows = Purchase.objects.published().order_by().filter(pk__in=pks)
    if len(pks) <= MOST:
        return all_of(passing(rows, question, figures, today), today)
    if question.status and figures.count <= FEW:
        return all_of(with_terms(gathered(question, figures, today), terms), today)
    walked = with_terms(walk(question, figures, today), terms)
    if question.status:
        standing = set(keys_of(rows.with_status(question.status, today)))
        pks = [pk for pk in pks if pk in standing]
        if len(pks) < SOME:
            pks = list(keys_of(walked.order_by(*ORDER))[: SOME + 1])
            if len(pks) <= SOME:
                return all_of(Purchase.objects.published().order_by().filter(pk__in=pks), today)
    return Hits(pks, list(opened(walked, today)[:MOST]) if figures.opened else [], None)


def all_of(rows: PurchaseQuerySet, today: dt.date) -> Hits:
    """Return few purchases, each of them read."""
    keys = in_order(rows, today)
    return Hits(
        newest=[key.pk for key in sorted(keys, key=lambda key: (key.listed_on, key.pk))][::-1],
        opened=[key.pk for key in keys if is_open(key, today)],
        total=sum((key.amount for key in keys), Decimal(0)),
    )
