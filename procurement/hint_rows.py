"""The purchases of a year as the rules of `procurement.hints` see them; a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from django.db.models import Count

from procurement.hints import Hint, Row, Share, hints
from procurement.methods import GROUP_OF, Method, MethodGroup
from procurement.models import Bid, Contract, MedianPrice, Purchase, Vendor
from procurement.thresholds import HINT_LIMITS
from publishing.workflow import State

MAX_ROWS = 60_000  # purchases of three years that are looked at


def hints_of_year(fiscal_year: int) -> list[Hint]:
    """Return what is worth a second look among the purchases of a fiscal year, drafts included."""
    return hints(rows_of_year(fiscal_year), HINT_LIMITS)


def rows_of_year(fiscal_year: int) -> list[Row]:
    """Return one row for each purchase that is neither withdrawn nor cancelled.

    With them come those of the years beside it that lie within the days of a pattern.
    """
    rows = _rows_of_years(fiscal_year)
    days = [row.day for row in rows if row.is_of_year]
    if not days:
        return []
    window = dt.timedelta(days=HINT_LIMITS.window)
    first, last = min(days) - window, max(days) + window
    return [row for row in rows if row.is_of_year or first <= row.day <= last]


def _rows_of_years(fiscal_year: int) -> list[Row]:
    """Return the rows of a year, and those of the years before and after it."""
    purchases = (
        Purchase.objects.filter(fiscal_year__in=_years_around(fiscal_year))
        .not_withdrawn()
        .filter(cancelled_on=None)
        .order_by("pk")
        .values_list("pk", "number", "fiscal_year", "title", "method", "listed_on", "amount")
    )
    shared = _shared_names()
    signed = _shares(fiscal_year, shared)
    medians, bidders = _medians(fiscal_year), _bidders(fiscal_year, shared)
    rows = []
    for pk, number, year, title, method, listed_on, amount in purchases[:MAX_ROWS]:
        shares = tuple(signed[pk].values())
        rows.append(
            Row(
                pk=pk,
                label=f"{number}/{year}",
                title=title,
                day=shares[0].day if shares else listed_on,
                price=sum((each.price for each in shares), Decimal(0)) if shares else None,
                is_direct=GROUP_OF[Method(method)] == MethodGroup.DIRECT,
                vendor=", ".join(filter(None, (each.vendor for each in shares))),
                median_price=medians.get(pk),
                bidders=frozenset(bidders[pk]),
                amount=amount,
                shares=shares if len(shares) > 1 else (),
                is_of_year=year == fiscal_year,
            )
        )
    return rows


def _years_around(fiscal_year: int) -> range:
    return range(fiscal_year - 1, fiscal_year + 2)


def _shared_names() -> set[str]:
    """Return the names that several vendors have."""
    names = Vendor.objects.order_by().values("name").annotate(count=Count("pk"))
    return set(names.filter(count__gt=1).values_list("name", flat=True))


def _label(vendor: Vendor, shared: set[str]) -> str:
    """Return the name, and the number as anybody may read it where others have the name too."""
    return f"{vendor} ({vendor.public_tax_number or '–'})" if vendor.name in shared else vendor.name


def _shares(fiscal_year: int, shared: set[str]) -> dict[int, dict[str, Share]]:
    """Return what each vendor of each purchase signed for, the first to sign before the others."""
    rows = (
        Contract.objects.settled()
        .filter(
            purchase__fiscal_year__in=_years_around(fiscal_year),
            cancelled_on=None,
            signed_on__isnull=False,
        )
        .exclude(purchase__state=State.WITHDRAWN)
        .select_related("vendor")
    )
    found: dict[int, dict[str, Share]] = defaultdict(dict)
    for contract in rows:
        if contract.signed_on is None:
            continue
        vendor = _label(contract.vendor, shared) if contract.vendor else ""
        shares = found[contract.purchase_id]
        before = shares.get(vendor, Share(vendor, contract.signed_on, Decimal(0)))
        shares[vendor] = replace(before, price=before.price + contract.price)
    return found


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
