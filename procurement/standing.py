"""Where a purchase stands today, as one plain sentence and one badge."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agency.wording import long_date, month_label
from procurement.methods import WINNERS, NoticeKind
from procurement.models import Contract, Notice, Purchase
from procurement.status import Status

# The icon and colour of a status, by the names of components/status_badge.html.
BADGES: dict[Status, str] = {
    Status.OPEN: "published",
    Status.CONSIDERING: "in_review",
    Status.PLANNED: "not_started",
    Status.RUNNING: "in_progress",
    Status.ENDED: "done",
    Status.CANCELLED: "cancelled",
}


def standing(
    purchase: Purchase, notices: Sequence[Notice], contracts: Sequence[Contract], today: dt.date
) -> str:
    """Say where a purchase stands; `notices` and `contracts` are its settled ones, oldest first."""
    status = purchase.status_on(today)
    if status == Status.CANCELLED and purchase.cancelled_on:
        return _("Cancelled on %(day)s.") % {"day": long_date(purchase.cancelled_on)}
    if status == Status.PLANNED:
        return _planned(purchase)
    if status == Status.OPEN and purchase.closes_on:
        return _open(purchase.closes_on, today)
    if status == Status.CONSIDERING:
        return _contract_cancelled(notices, contracts) or _considering(purchase, notices, today)
    standing_ones = [each for each in contracts if each.signed_on and not each.cancelled_on]
    return _contracted(standing_ones, today)


def _planned(purchase: Purchase) -> str:
    if purchase.planned_on is None:
        return _("In the plan; not announced yet.")
    month = month_label(purchase.planned_on)
    return _("In the plan; to be announced about %(month)s.") % {"month": month}


def _open(closes_on: dt.date, today: dt.date) -> str:
    left = (closes_on - today).days
    if not left:
        return _("Open for offers; today, %(day)s, is the last day.") % {
            "day": long_date(closes_on)
        }
    return ngettext(
        "Open for offers until %(day)s (%(count)s day left).",
        "Open for offers until %(day)s (%(count)s days left).",
        left,
    ) % {"day": long_date(closes_on), "count": left}


def _contract_cancelled(notices: Sequence[Notice], contracts: Sequence[Contract]) -> str:
    """Say it where the newest thing that happened is that a contract was cancelled."""
    days = [(each.cancelled_on, each.vendor) for each in contracts if each.cancelled_on]
    if not days:
        return ""
    day, vendor = days[-1]
    if any(each.published_on > day for each in notices):
        return ""
    words = {"vendor": vendor or "–", "day": long_date(day)}
    return _("The contract with %(vendor)s was cancelled on %(day)s.") % words


def _considering(purchase: Purchase, notices: Sequence[Notice], today: dt.date) -> str:
    newest = next((each for each in reversed(notices) if each.kind != NoticeKind.PLAN), None)
    sentence = _("Announced; the office is considering it.")
    if newest is None:
        return sentence
    if newest.kind in WINNERS:
        sentence = _("The winner was announced on %(day)s; no contract is signed yet.")
    elif newest.kind == NoticeKind.WINNER_CANCELLED:
        sentence = _("The choice of the winner was cancelled on %(day)s.")
    elif newest.kind == NoticeKind.INVITATION_CANCELLED:
        sentence = _("The invitation was cancelled on %(day)s.")
    elif purchase.closes_on and purchase.closes_on < today:
        closed = {"day": long_date(purchase.closes_on)}
        return _("Offers closed on %(day)s and are being considered.") % closed
    else:
        sentence = _("Announced on %(day)s; the office is considering it.")
    return sentence % {"day": long_date(newest.published_on)}


def _contracted(contracts: Sequence[Contract], today: dt.date) -> str:
    days = [each.last_day for each in contracts]
    known = [day for day in days if day]
    is_accepted = all(each.accepted_day for each in contracts)
    words = {"count": len(contracts), "day": long_date(max(known)) if known else ""}
    if len(contracts) == 1:
        return _of_one(contracts[0], today)
    if is_accepted and known:
        return _("%(count)s contracts; everything was accepted by %(day)s.") % words
    if len(known) == len(days) and known:
        return _("%(count)s contracts; the last one ends on %(day)s.") % words
    return _("%(count)s contracts were signed.") % words


def _of_one(contract: Contract, today: dt.date) -> str:
    day, (done, parts) = contract.last_day, contract.accepted_instalments
    words = {
        "vendor": str(contract.vendor or "–"),
        "day": long_date(day) if day else "",
        "done": done,
        "all": parts,
    }
    if contract.accepted_day:
        return _("Contract with %(vendor)s; the work was accepted on %(day)s.") % words
    sentence = _in_parts(day, today) if done else _as_a_whole(day, today)
    return sentence % words


def _as_a_whole(day: dt.date | None, today: dt.date) -> str:
    """Say when a contract ends or ended of which nothing is accepted yet."""
    if day is None:
        return _("Contract with %(vendor)s; no end was agreed.")
    if day < today:
        return _("The contract with %(vendor)s ended on %(day)s; no acceptance is published yet.")
    return _("Contract with %(vendor)s; it ends on %(day)s.")


def _in_parts(day: dt.date | None, today: dt.date) -> str:
    """Say the same of one of which some instalments are accepted, and how many."""
    if day is None:
        return _("Contract with %(vendor)s; %(done)s of %(all)s instalments are accepted.")
    if day < today:
        return _(
            "The contract with %(vendor)s ended on %(day)s; "
            "%(done)s of %(all)s instalments are accepted."
        )
    return _(
        "Contract with %(vendor)s; it ends on %(day)s; "
        "%(done)s of %(all)s instalments are accepted."
    )
