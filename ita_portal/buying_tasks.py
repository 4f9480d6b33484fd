"""What procurement owes, as tasks of “My work”: verb first, one button to where it is done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.models import Purchase
from procurement.tasks import Kind, Owed
from thai.dates import long_date
from thai.fiscal import Period


@dataclass(frozen=True)
class Task:
    """One thing to do: verb first, one button."""

    title: str
    note: str
    url: str
    button: str


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
