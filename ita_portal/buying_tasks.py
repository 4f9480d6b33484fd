"""What procurement owes, as tasks of “My work”: verb first, one button to where it is done."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from agency.models import Unit, User
from ita_portal.tasks import Debt, Task
from procurement.models import Purchase
from procurement.tasks import Kind, Owed, owed_on
from thai.dates import long_date
from thai.fiscal import Period


def buying_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return what procurement owes: a purchase by its unit, the rest by that of the accounts."""
    keeper = str(Unit.objects.of_accounts() or "")
    return [
        Debt(
            owed.day,
            buying_task(owed),
            str(owed.purchase and owed.purchase.unit or keeper),
            _seen(owed),
        )
        for owed in owed_on(today)
    ]


def buying_task(owed: Owed) -> Task:
    """Return what is owed as a person reads it."""
    if owed.period is not None:
        return _of_period(owed, owed.period)
    assert owed.purchase is not None
    return _of_purchase(owed, owed.purchase)


def _of_period(owed: Owed, period: Period) -> Task:
    facts = {"period": period.label()}
    note = _("due %(day)s") % {"day": long_date(owed.day)}
    if owed.more:
        more = _("and %(count)s later months") % {"count": owed.more}
        note = f"{note} · {more}"
    desk = f"{reverse('procurement_staff:nil', query={'year': period.year})}#{period.slug}"
    if owed.kind == Kind.CONTRADICTED:
        title = _("Withdraw “nothing was bought” of %(period)s: there is a contract")
        return Task(title % facts, note, desk, _("See what to do"))
    title = _("Enter the purchases of %(period)s, or say that there were none")
    return Task(title % facts, note, desk, _("Do it now"))


def _of_purchase(owed: Owed, purchase: Purchase) -> Task:
    url = reverse("admin:procurement_purchase_change", args=[purchase.pk])
    facts = {"purchase": purchase, "day": long_date(owed.day)}
    if owed.kind == Kind.ACCEPTANCE:
        title = _("Enter the acceptance: %(purchase)s") % facts
        note = _("contract ended %(day)s") % facts
        url = f"{reverse('admin:procurement_stage_add')}?purchase={purchase.pk}"
    else:
        title = _("Announce, move or cancel: %(purchase)s") % facts
        note = _("planned for %(day)s") % facts
    if owed.more:
        more = _("and %(count)s more purchases") % {"count": owed.more}
        note = f"{note} · {more}"
    return Task(title, note, url, _("Open"))


def _seen(owed: Owed) -> str:
    """The public page on which it shows; a purchase that is not public yet has none."""
    if owed.period is not None:
        return reverse("procurement:forms", args=[owed.period.year])
    purchase = owed.purchase
    return purchase.get_absolute_url() if purchase and purchase.is_published else ""
