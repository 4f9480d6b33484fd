"""What the list of purchases knows of one: read from its settled notices and contracts.

A purchase is handed in with its parts read or readable; nothing is written here.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from procurement.methods import INVITATIONS, NoticeKind
from procurement.status import Phase
from thai.fiscal import FiscalYear
from thai.search import haystack

# The parts of a purchase that are read here.
COUNTED = (
    "notice_set__stage",
    "contract_set__stage",
    "contract_set__vendor",
    "contract_set__amendments",
    "contract_set__instalments",
)


def searched_text(purchase: Any) -> str:
    """Return what a purchase is found by: names, numbers, place, year, and who was chosen."""
    vendors = [each.vendor.name for each in _settled(purchase.contract_set) if each.vendor]
    words = [
        purchase.title,
        purchase.egp_number,
        purchase.plan_number,
        str(purchase.fiscal_year),
        str(purchase.village or ""),
        str(purchase.unit or ""),
        *vendors,
    ]
    return haystack(" ".join(filter(None, words)))


def list_facts(purchase: Any) -> dict[str, Any]:
    """Return phase, dates and agreed price as the settled parts have them.

    The price is that of the day of signing, as in every official form and beside every "ราคาที่ตกลง".
    """
    notices = sorted(_settled(purchase.notice_set), key=lambda each: (each.published_on, each.pk))
    contracts = [each for each in _settled(purchase.contract_set) if not each.cancelled_on]
    signed = [each for each in contracts if each.signed_on]
    invitations = [each for each in notices if each.kind in INVITATIONS]
    announced = [each for each in notices if each.kind != NoticeKind.PLAN]
    ends = [each.last_day for each in signed]
    known = [day for day in ends if day]
    dates = [each.published_on for each in notices]
    dates += [each.signed_on for each in contracts if each.signed_on]
    return {
        "phase": _phase(purchase, has_notice=bool(announced), has_contract=bool(signed)),
        "opens_on": invitations[0].published_on if invitations else None,
        "closes_on": _last_day_for_offers(notices),
        # A contract without an end runs on, and the purchase with it.
        "ends_on": max(known) if known and len(known) == len(ends) else None,
        # A plan for some month to come is no news: it stands at the beginning of its year.
        "listed_on": max(dates, default=FiscalYear(purchase.fiscal_year).first_day),
        "price": _agreed(purchase, signed),
    }


def _settled(parts: Any) -> list[Any]:
    """The settled ones of a relation, which may have been read beforehand for many purchases."""
    return [each for each in parts.all() if each.stage is None or each.stage.is_published]


def _last_day_for_offers(notices: list[Any]) -> dt.date | None:
    """The last day as the newest invitation has it; None while an invitation stands cancelled."""
    day = None
    for each in notices:
        if each.kind == NoticeKind.INVITATION_CANCELLED:
            day = None
        elif each.kind in INVITATIONS:
            day = each.closes_on or day
    return day


def _phase(purchase: Any, *, has_notice: bool, has_contract: bool) -> Phase:
    if purchase.cancelled_on:
        return Phase.CANCELLED
    if has_contract:
        return Phase.CONTRACTED
    return Phase.ANNOUNCED if has_notice else Phase.PLANNED


def _agreed(purchase: Any, signed: list[Any]) -> Decimal | None:
    """What the contracts came to when they were signed, the mirror of `Work.agreed`.

    Nothing where the purchase was cancelled, as in every form.
    """
    if purchase.cancelled_on or not signed:
        return None
    return sum((each.price for each in signed), Decimal(0))
