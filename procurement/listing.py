"""Pages of purchases: what a question finds, in the order of the list, at the same cost everywhere.

Open for offers first, closing soonest first; then what was announced or signed last. A page reads
the keys of its rows from an index that holds them in this order, then these rows alone.
"""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from procurement.comparison import Comparison, compared
from procurement.cube import FEW, Figures, amount_condition, day_of
from procurement.models import Purchase
from procurement.models.purchase_query import PurchaseQuerySet, status_conditions
from procurement.question import Question
from procurement.search import ask, with_terms
from procurement.standing import BADGES
from procurement.status import Phase, Status
from thai.search import read

PAGE_SIZE = 25
MOST = 1000  # purchases found by words that are counted and can be paged through
SOME = 4 * PAGE_SIZE  # purchases that are looked for where words and filters seldom meet
NEAR = 2000  # rows from an end of the list that are counted off
NEAR_SHARE = 0.03  # of all purchases, among which MOST have the words: some 100 rows of a walk
OPEN_ORDER = ("closes_on", "-pk")
ORDER = ("-listed_on", "-pk")
# Columns in a form in which no index has them.
SHOWN = {"year": F("fiscal_year"), "village": F("village_id"), "method": F("method")}
HIDDEN = {
    "pk": Coalesce("pk", Value(0), output_field=IntegerField()),
    "year": Coalesce("fiscal_year", Value(0), output_field=IntegerField()),
    "village": Coalesce("village_id", Value(0), output_field=IntegerField()),
    "method": Coalesce("method", Value(""), output_field=CharField()),
}


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


class Key(NamedTuple):
    """What decides the place of a purchase, and what it adds to the sum."""

    pk: int
    phase: str
    closes_on: dt.date | None
    listed_on: dt.date
    amount: Decimal


@dataclass(frozen=True)
class Finding:
    """All purchases found, in order, or where there are many, how to walk along them.

    The walk has `count` rows, or more where `is_least`, all listed between two days. Of them
    `opened` are open for offers; with words their keys are known.
    """

    question: Question
    keys: list[Key] | None
    walk: PurchaseQuerySet
    listed: tuple[dt.date, dt.date] | None
    count: int = 0
    opened: int = 0
    open_pks: list[int] | None = None

    @property
    def is_least(self) -> bool:
        return self.open_pks is not None


def listed(question: Question, figures: Figures, number: str | None, today: dt.date) -> Listing:
    """Return page `number` of what a question finds; one that is not there is the nearest."""
    found = _find(question, figures, today)
    count = found.count if found.keys is None else len(found.keys)
    page = Paginator(range(count), PAGE_SIZE).get_page(number)
    first, last = max(page.start_index() - 1, 0), page.end_index()
    if found.keys is not None:
        pks = [key.pk for key in found.keys[first:last]]
        total: Decimal | None = sum((key.amount for key in found.keys), Decimal(0))
    else:
        pks = _places(found, first, last, today)
        total = None if found.is_least else figures.total
    return Listing(page, [_row(each, today) for each in _purchases(pks)], count, total)


def newest(question: Question, figures: Figures, today: dt.date, *, length: int) -> list[Purchase]:
    """Return what a question finds, announced or signed last first, whether open or not."""
    found = _find(question, figures, today)
    if found.keys is None:
        return _purchases(list(_pks(found.walk.order_by(*ORDER))[:length]))
    keys = sorted(found.keys, key=lambda key: (key.listed_on, key.pk), reverse=True)
    return _purchases([key.pk for key in keys[:length]])


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


# ------------------------------------------------------------------ which rows
def _find(question: Question, figures: Figures, today: dt.date) -> Finding:
    """Decide how to find: few are read and sorted, many are walked along in an index."""
    terms = read(question.q).terms
    if terms:
        return _find_words(question, figures, terms, today)
    # A walk along one filter might look at very many of which few pass the others.
    is_few = len(question.filters) > 1 and figures.count <= FEW
    keys = _sorted(_gathered(question, figures, today), today) if is_few else None
    walk = _walk(question, figures, today)
    return Finding(question, keys, walk, figures.listed, figures.count, figures.opened)


def _find_words(question: Question, figures: Figures, terms: list[str], today: dt.date) -> Finding:
    asked = ask(terms)
    pks = asked.keys(most=MOST + 1) if asked else []
    walk = with_terms(_walk(question, figures, today), terms)
    some = _passing(
        Purchase.objects.published().order_by().filter(pk__in=pks), question, figures, today
    )
    if asked is None or len(pks) <= MOST:
        return Finding(question, _sorted(some, today), walk, None)
    if figures.count <= FEW:
        rows = with_terms(_gathered(question, figures, today), terms)
        return Finding(question, _sorted(rows, today), walk, None)
    open_pks = list(_opened(walk, today)[:MOST]) if figures.opened else []
    if _may_be_far(pks, figures):
        walk = asked.narrow(walk, HIDDEN["pk"])
    known = some.count()
    if known < PAGE_SIZE:  # filters and words meet in few purchases: look until some are found
        some_pages = min(SOME, MOST)
        keys = _sorted(walk.order_by()[: some_pages + 1], today)
        if len(keys) <= some_pages:
            return Finding(question, keys, walk, None)
        known = len(keys)
    count = max(min(known, MOST), len(open_pks))
    return Finding(question, None, walk, figures.listed, count, len(open_pks), open_pks)


def _may_be_far(pks: list[int], figures: Figures) -> bool:
    """Whether a walk would look at many texts before the next one with the words.

    Reckoned from how far apart the first of them lie. Then all that the index offers is read
    first: no text is looked at that does not have the words.
    """
    return (max(pks) - min(pks)) / figures.everything > NEAR_SHARE


def _passing(
    rows: PurchaseQuerySet, question: Question, figures: Figures, today: dt.date
) -> PurchaseQuerySet:
    """Return those of `rows` that pass the filters."""
    if question.year:
        rows = rows.filter(fiscal_year=question.year)
    if question.methods:
        rows = rows.filter(method__in=question.methods)
    if question.village:
        rows = rows.filter(village=figures.key_of(question.village))
    if question.status:
        rows = rows.with_status(question.status, today)
    return rows.filter(amount_condition(question.band)) if question.band else rows


def _gathered(question: Question, figures: Figures, today: dt.date) -> PurchaseQuerySet:
    """Return the few that pass the filters; every column of the index `purchase_cell` is told."""
    rows = (
        Purchase.objects.published()
        .order_by()
        .filter(fiscal_year__in=figures.years, method__in=figures.methods, phase__in=list(Phase))
    )
    return _passing(rows, replace(question, year=None, method=None), figures, today)


def _walk(question: Question, figures: Figures, today: dt.date) -> PurchaseQuerySet:
    """Return those that pass the filters, to be walked in order, along the index of one of them.

    The others are hidden from the database in expressions: it would look them up in their own
    index, and sort all that it finds there.
    """
    rows = Purchase.objects.published()
    exact: dict[str, Any] = {}
    if question.year:
        exact["year"] = question.year
    if question.village:
        exact["village"] = figures.key_of(question.village)
    if len(question.methods) == 1:
        exact["method"] = question.methods[0]
    elif question.methods:
        rows = rows.filter(In(HIDDEN["method"], question.methods))
    for name, value in exact.items():
        rows = rows.filter(Exact(SHOWN[name] if name == figures.along else HIDDEN[name], value))
    rest = replace(question, year=None, village=None, method=None)
    return _passing(rows, rest, figures, today)


def _places(found: Finding, first: int, last: int, today: dt.date) -> list[int]:
    """Return the keys from place `first` to before `last`, open ones first."""
    pks = []
    if first < found.opened:
        place = slice(first, min(last, found.opened))
        pks = list(
            _opened(found.walk, today)[place] if found.open_pks is None else found.open_pks[place]
        )
    begin, end = max(first - found.opened, 0), last - found.opened
    if begin >= end:
        return pks
    is_open = status_conditions(today)[Status.OPEN]
    others = (found.walk.exclude(is_open) if found.opened else found.walk).order_by(*ORDER)
    many = found.count - found.opened
    if begin > NEAR and many - end > NEAR and not found.is_least:
        day, before = day_of(found.question, others, begin, today)
        return list(_pks(others.filter(listed_on__lte=day))[begin - before : end - before])
    if found.question.filters and found.listed:
        others = others.filter(listed_on__range=found.listed)
    if begin <= NEAR or found.is_least:
        return pks + list(_pks(others)[begin:end])
    return list(_pks(others.reverse())[many - end : many - begin])[::-1]


def _opened(rows: PurchaseQuerySet, today: dt.date) -> QuerySet[Any, int]:
    return _pks(rows.with_status(Status.OPEN, today).order_by(*OPEN_ORDER))


def _pks(rows: PurchaseQuerySet) -> QuerySet[Any, int]:
    return rows.values_list("pk", flat=True)


def _sorted(rows: PurchaseQuerySet, today: dt.date) -> list[Key]:
    """Return few purchases in the order of the list."""
    keys = [Key(*row) for row in rows.values_list(*Key._fields)]
    return sorted(keys, key=lambda key: _place(key, today))


def _place(key: Key, today: dt.date) -> tuple[int, int, int]:
    if key.phase == Phase.ANNOUNCED and key.closes_on and key.closes_on >= today:
        return 0, key.closes_on.toordinal(), -key.pk
    return 1, -key.listed_on.toordinal(), -key.pk
