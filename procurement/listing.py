"""Pages of purchases: what a question finds, in the order of the list, at the same cost everywhere.

Open for offers first, closing soonest first; then what was announced or signed last. A page reads
the keys of its rows from an index that holds them in this order, then these rows alone.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator

from procurement.comparison import Comparison, compared
from procurement.cube import FEW, Figures, day_of
from procurement.hits import Hits, all_of, hits
from procurement.models import Purchase
from procurement.models.purchase_query import PurchaseQuerySet, status_conditions
from procurement.question import Question
from procurement.standing import BADGES
from procurement.status import Status
from procurement.walks import ORDER, gathered, keys_of, opened, walk
from thai.search import read

PAGE_SIZE = 25
NEAR = 2000  # rows from an end of the list that are counted off


@dataclass(frozen=True)
class Listing:
    """One page of what was found. Baht.

    `total` is None where more were found by words than are counted: `count` is the least then.
    """

    page: Page  # of the places of the purchases, not of rows
    rows: list["Row"]
    count: int
    total: Decimal | None

    @property
    def is_cut(self) -> bool:
        return self.total is None


@dataclass(frozen=True)
class Row:
    """A purchase as the list shows it today; `days_left` only while it is open for offers."""

    purchase: Purchase
    status: Status
    badge: str
    days_left: int | None
    saved: Comparison | None  # agreed price beside the amount to buy


@dataclass(frozen=True)
class Walk:
    """The many that pass the filters: `rows` are `count`, all listed between two days.

    Of them `opened` are open for offers.
    """

    question: Question
    rows: PurchaseQuerySet
    listed: tuple[dt.date, dt.date] | None
    count: int
    opened: int


def listed(question: Question, figures: Figures, number: str | None, today: dt.date) -> Listing:
    """Return page `number` of what a question finds; one that is not there is the nearest."""
    found = _found(question, figures, today)
    known = found.in_order if isinstance(found, Hits) else []
    count = found.count if isinstance(found, Walk) else len(known)
    page = Paginator(range(count), PAGE_SIZE).get_page(number)
    first, last = max(page.start_index() - 1, 0), page.end_index()
    pks = _places(found, first, last, today) if isinstance(found, Walk) else known[first:last]
    total = figures.total if isinstance(found, Walk) else found.total
    return Listing(page, [_row(each, today) for each in _purchases(pks)], count, total)


def newest(question: Question, figures: Figures, today: dt.date, *, length: int) -> list[Purchase]:
    """Return what a question finds, announced or signed last first, whether open or not."""
    found = _found(question, figures, today)
    if isinstance(found, Hits):
        return _purchases(found.newest[:length])
    return _purchases(list(keys_of(found.rows.order_by(*ORDER))[:length]))


def _found(question: Question, figures: Figures, today: dt.date) -> "Hits | Walk":
    """Decide how to find: few are read and sorted, many are walked along in an index."""
    if terms := read(question.q).terms:
        return hits(question, figures, terms, today)
    # A walk along one filter might look at very many of which few pass the others.
    if len(question.filters) > 1 and figures.count <= FEW:
        return all_of(gathered(question, figures, today), today)
    rows = walk(question, figures, today)
    return Walk(question, rows, figures.listed, figures.count, figures.opened)


def _purchases(pks: list[int]) -> list[Purchase]:
    # Without an order SQLite looks each key up; else it walks the whole order to find them.
    rows = Purchase.objects.published().order_by().select_related("village")
    found = rows.in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def _row(purchase: Purchase, today: dt.date) -> Row:
    status = purchase.status_on(today)
    closes_on = purchase.closes_on if status == Status.OPEN else None
    return Row(
        purchase,
        status,
        BADGES[status],
        (closes_on - today).days if closes_on else None,
        compared(purchase.price, purchase.amount),
    )


def _places(found: Walk, first: int, last: int, today: dt.date) -> list[int]:
    """Return the keys from place `first` to before `last`, open ones first."""
    pks = []
    if first < found.opened:
        pks = list(opened(found.rows, today)[first : min(last, found.opened)])
    begin, end = max(first - found.opened, 0), last - found.opened
    if begin >= end:
        return pks
    is_open = status_conditions(today)[Status.OPEN]
    others = (found.rows.exclude(is_open) if found.opened else found.rows).order_by(*ORDER)
    many = found.count - found.opened
    if begin > NEAR and many - end > NEAR:
        day, before = day_of(found.question, others, begin, today)
        return list(keys_of(others.filter(listed_on__lte=day))[begin - before : end - before])
    if found.question.filters and found.listed:
        others = others.filter(listed_on__range=found.listed)
    if begin <= NEAR:
        return pks + list(keys_of(others)[begin:end])
    return list(keys_of(others.reverse())[many - end : many - begin])[::-1]
