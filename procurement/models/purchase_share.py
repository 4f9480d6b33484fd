"""What a post outside tells of a purchase: what, from whom, at what price (ซื้ออะไร จากใคร ราคาเท่าไร).

Who sells is read from the settled contracts that stand, as every official form does.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procurement.comparison import Side, after_amendment, compared
from procurement.status import Status
from publishing.models import Facts
from thai.dates import long_date
from thai.fiscal import FiscalYear
from thai.money import format_baht

# By less than a percentage can show, in the words of the page.
_SLIGHTLY = {
    Side.BELOW: gettext_lazy("Slightly below the median price, by less than a tenth of a percent"),
    Side.ABOVE: gettext_lazy("Slightly above the median price, by less than a tenth of a percent"),
}


def share_facts(purchase: Any, today: dt.date) -> Facts:
    """Return what matters most to a reader of LINE, in that order."""
    status = purchase.status_on(today)
    facts = [
        (purchase.label_of("title"), purchase.title),
        *(_agreed(purchase) or _intended(purchase, status)),
        (_("median price"), _median(purchase)),
        (purchase.label_of("village"), str(purchase.village or "")),
        (_("status"), str(status.label)),
    ]
    return [(label, text) for label, text in facts if text]


def first_known(purchase: Any) -> dt.date:
    """Return the first day of its year, or that of a notice that came before it."""
    first = FiscalYear(purchase.fiscal_year).first_day
    noticed = purchase.notice_set.settled().aggregate(day=Min("published_on"))["day"]
    return min(first, noticed or first)


def _agreed(purchase: Any) -> Facts:
    """From whom and at what price; nothing where no contract stands."""
    if purchase.price is None:
        return []
    standing = purchase.contract_set.settled().filter(cancelled_on=None, signed_on__isnull=False)
    contracts = list(standing.select_related("vendor").prefetch_related("amendments"))
    vendors = dict.fromkeys(str(each.vendor) for each in contracts if each.vendor)
    price = _baht(purchase.price)
    now = after_amendment(purchase.price, (each.current_price for each in contracts))
    if now is not None:
        price = _("%(price)s (%(now)s after amendment)") % {"price": price, "now": _baht(now)}
    return [
        (_("seller or contractor"), ", ".join(vendors)),
        (_("price agreed"), price),
    ]


def _intended(purchase: Any, status: Status) -> Facts:
    """What it may cost, and until when offers are taken, while nobody is under contract."""
    facts = [
        (purchase.label_of("amount"), format_baht(purchase.amount)),
        (purchase.label_of("method"), str(purchase.get_method_display())),
    ]
    if status == Status.OPEN:
        facts.append((_("last day for offers"), long_date(purchase.closes_on)))
    return facts


def _median(purchase: Any) -> str:
    """The newest median price, and how far the agreed price lies from it."""
    newest = purchase.medianprice_set.settled().last()
    if newest is None:
        return ""
    found = compared(purchase.price, newest.value)
    if found is None:
        return _baht(newest.value)
    words = {"median": _baht(newest.value), "share": f"{found.percent}%"}
    if found.side != Side.EQUAL and not found.percent:
        return f"{words['median']} ({_SLIGHTLY[found.side]})"
    if found.side == Side.EQUAL:
        return _("%(median)s; the agreed price is equal to it") % words
    if found.side == Side.BELOW:
        return _("%(median)s; the agreed price is %(share)s below it") % words
    return _("%(median)s; the agreed price is %(share)s above it") % words


def _baht(amount: Decimal) -> str:
    return _("%(amount)s baht") % {"amount": format_baht(amount)}
