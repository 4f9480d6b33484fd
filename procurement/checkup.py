"""The flags of a purchase and of a step of it, gathered from their rows.

Staff see a purchase as it will be: the rows of steps that are still being written count too.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from budget.flags import Flag
from procurement.flags import PurchaseFacts, SignedContract, flags
from procurement.methods import INVITATIONS, WINNERS, NoticeKind
from procurement.models import Notice, Purchase, Stage
from procurement.models.notice import DocumentKind
from procurement.models.purchase import SETTLED
from procurement.selection import selection
from procurement.thresholds import FLAG_LIMITS

_PLANS = frozenset({NoticeKind.PLAN})


def flags_of_purchase(purchase: Purchase) -> list[Flag]:
    """Return what looks odd in a purchase and the steps that were approved."""
    return flags(facts_of(purchase, SETTLED), FLAG_LIMITS)


def flags_of_stage(stage: Stage) -> list[Flag]:
    """Return what looks odd in the purchase once this step counts."""
    return flags(facts_of(stage.purchase, SETTLED | Q(stage=stage)), FLAG_LIMITS)


def facts_of(purchase: Purchase, counted: Q) -> PurchaseFacts:
    """Return what the rules need to know, from the parts that count."""
    notices = list(purchase.notice_set.filter(counted).select_related("winner"))
    medians = list(purchase.medianprice_set.filter(counted))
    bids = purchase.bid_set.filter(counted, is_selected=True).select_related("vendor")
    # Without the contracts: they are held against what was decided.
    chosen = selection(
        [each.announced for each in notices],
        [each.vendor for each in bids],
        (),
        is_cancelled=purchase.cancelled_on is not None,
    )
    return PurchaseFacts(
        fiscal_year=purchase.fiscal_year,
        allocated=purchase.allocated,
        amount=purchase.amount,
        egp_number=purchase.egp_number,
        median_price=medians[-1].value if medians else None,
        is_announced=any(each.kind not in _PLANS for each in notices),
        first_invitation=_first(notices, INVITATIONS),
        first_winner=_first(notices, WINNERS),
        contracts=tuple(_contracts(purchase, counted)),
        selected=tuple(vendor.name for vendor in chosen.now),
        has_acceptance_paper=purchase.purchasedocument_set.filter(
            counted, kind=DocumentKind.ACCEPTANCE
        ).exists(),
    )


def _contracts(purchase: Purchase, counted: Q) -> Iterable[SignedContract]:
    rows = purchase.contract_set.filter(counted, cancelled_on=None)
    for contract in rows.select_related("vendor").prefetch_related("amendments", "instalments"):
        yield SignedContract(
            label=f"สัญญา {contract.number}" if contract.number else "สัญญา",
            signed_on=contract.signed_on,
            price=contract.price,
            vendor=contract.vendor.name if contract.vendor else None,
            begins=contract.starts_on,
            ends=contract.last_day,
            is_accepted=bool(contract.accepted_on)
            or any(each.accepted_on for each in contract.instalments.all()),
            amended_price=contract.current_price,
        )


def _first(notices: Iterable[Notice], kinds: Iterable[Any]) -> Any:
    wanted = set(kinds)
    return min((each.published_on for each in notices if each.kind in wanted), default=None)
