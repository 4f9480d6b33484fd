"""Purchases that pass the filters of a question: gathered, or walked along in the order of the list."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from procurement.cube import Figures, amount_condition
from procurement.models import Purchase
from procurement.models.purchase_query import PurchaseQuerySet
from procurement.question import Question
from procurement.status import Phase, Status

OPEN_ORDER = ("closes_on", "-pk")
ORDER = ("-listed_on", "-pk")
# Columns in a form in which no index has them.
SHOWN = {"year": F("fiscal_year"), "village": F("village_id"), "method": F("method")}
HIDDEN = {
    "year": Coalesce("fiscal_year", Value(0), output_field=IntegerField()),
    "village": Coalesce("village_id", Value(0), output_field=IntegerField()),
    "method": Coalesce("method", Value(""), output_field=CharField()),
}


class Key(NamedTuple):
    """What decides the place of a purchase, and what it adds to the sum."""

    pk: int
    phase: str
    closes_on: dt.date | None
    listed_on: dt.date
    amount: Decimal


def passing(
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


def gathered(question: Question, figures: Figures, today: dt.date) -> PurchaseQuerySet:
    """Return the few that pass the filters; every column of the index `purchase_cell` is told."""
    rows = (
        Purchase.objects.published()
        .order_by()
        .filter(fiscal_year__in=figures.years, method__in=figures.methods, phase__in=list(Phase))
    )
    return passing(rows, replace(question, year=None, method=None), figures, today)


def walk(question: Question, figures: Figures, today: dt.date) -> PurchaseQuerySet:
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
    return passing(rows, rest, figures, today)


def opened(rows: PurchaseQuerySet, today: dt.date) -> QuerySet[Any, int]:
    return keys_of(rows.with_status(Status.OPEN, today).order_by(*OPEN_ORDER))


def keys_of(rows: PurchaseQuerySet) -> QuerySet[Any, int]:
    return rows.values_list("pk", flat=True)


def in_order(rows: PurchaseQuerySet, today: dt.date) -> list[Key]:
    """Return few purchases in the order of the list."""
    keys = [Key(*row) for row in rows.values_list(*Key._fields)]
    return sorted(keys, key=lambda key: _place(key, today))


def is_open(key: Key, today: dt.date) -> bool:
    return key.phase == Phase.ANNOUNCED and key.closes_on is not None and key.closes_on >= today


def _place(key: Key, today: dt.date) -> tuple[int, int, int]:
    if key.closes_on and is_open(key, today):
        return 0, key.closes_on.toordinal(), -key.pk
    return 1, -key.listed_on.toordinal(), -key.pk
