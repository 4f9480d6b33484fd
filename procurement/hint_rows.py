"""The purchases of a year as the rules of `procurement.hints` see them; a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from django.db.models import Count

from procurement.hints import Hint, Row, hints
from procurement.methods import GROUP_OF, Method, MethodGroup
from procurement.models import Bid, Contract, MedianPrice, Purchase, Vendor
from procurement.thresholds import HINT_LIMITS
from publishing.workflow import State

MAX_ROWS = 20_000  # purchases of one year that are looked at


def hints_of_year(fiscal_year: int) -> list[Hint]:
    """Return what is worth a second look among the purchases of a fiscal year, drafts included."""
    return hints(rows_of_year(fiscal_year), HINT_LIMITS)


def rows_of_year(fiscal_year: int) -> list[Row]:
    """Return one row for each purchase that is neither withdrawn nor cancelled."""
    purchases = (
        Purchase.objects.of_year(fiscal_year)
        .not_withdrawn()
        .filter(cancelled_on=None)
        .order_by("pk")
        .values_list("pk", "number", "title", "method", "listed_on")[:MAX_ROWS]
    )
    shared = _shared_names()
    contracts, prices = _contracts(fiscal_year, shared)
    medians, bidders = _medians(fiscal_year), _bidders(fiscal_year, shared)
    rows = []
    for pk, number, title, method, listed_on in purchases:
        day, vendor = contracts.get(pk, (listed_on, ""))
        rows.append(
            Row(
                pk=pk,
                label=f"{number}/{fiscal_year}",
                title=title,
                day=day,
                price=prices.get(pk),
                is_direct=GROUP_OF[Method(method)] == MethodGroup.DIRECT,
                vendor=vendor,
                median_price=medians.get(pk),
                bidders=frozenset(bidders[pk]),
            )
        )
    return rows


def _shared_names() -> set[str]:
    """Return the names that several vendors have."""
    names = Vendor.objects.order_by().values("name").annotate(count=Count("pk"))
    return set(names.filter(count__gt=1).values_list("name", flat=True))


def _label(vendor: Vendor, shared: set[str]) -> str:
    """Return the name, and the number as anybody may read it where others have the name too."""
    return f"{vendor} ({vendor.public_tax_number or '–'})" if vendor.name in shared else vendor.name


def _contracts(
    fiscal_year: int, shared: set[str]
) -> tuple[dict[int, tuple[dt.date, str]], dict[int, Decimal]]:
    """Return day and vendor of the first contract of each purchase, and all its prices added up."""
    rows = (
        Contract.objects.settled()
        .filter(purchase__fiscal_year=fiscal_year, cancelled_on=None, signed_on__isnull=False)
        .exclude(purchase__state=State.WITHDRAWN)
        .select_related("vendor")
        .prefetch_related("amendments")
    )
    found: dict[int, tuple[dt.date, str]] = {}
    prices: dict[int, Decimal] = defaultdict(Decimal)
    for contract in rows:
        if contract.signed_on is None:
            continue
        named = (contract.signed_on, _label(contract.vendor, shared) if contract.vendor else "")
        found.setdefault(contract.purchase_id, named)
        prices[contract.purchase_id] += contract.current_price
    return found, prices


def _medians(fiscal_year: int) -> dict[int, Decimal]:
    """Return the newest median price of each purchase."""
    rows = MedianPrice.objects.settled().filter(purchase__fiscal_year=fiscal_year)
    return dict(rows.values_list("purchase", "value"))


def _bidders(fiscal_year: int, shared: set[str]) -> dict[int, set[str]]:
    rows = Bid.objects.settled().filter(purchase__fiscal_year=fiscal_year)
    found: dict[int, set[str]] = defaultdict(set)
    for bid in rows.select_related("vendor").iterator():
        found[bid.purchase_id].add(_label(bid.vendor, shared))
    return found
