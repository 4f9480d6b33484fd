"""What surveys and the No Gift Policy owe, as tasks of “My work”: verb first, one button."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from agency.models import User
from ita_portal.tasks import Debt, Task
from measures.integrity_tasks import Kind, Owed, owed_on
from thai.dates import long_date


def integrity_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return what the office owes around surveys and gifts; everybody sees the same."""
    return [Debt(owed.day, integrity_task(owed), seen=_seen(owed)) for owed in owed_on(today)]


def _seen(owed: Owed) -> str:
    """The public page on which it shows; a gift and a missing declaration have none."""
    if owed.survey is not None:
        return owed.survey.survey.get_absolute_url()
    return reverse("measures:gifts", args=[owed.fiscal_year]) if owed.period else ""


def integrity_task(owed: Owed) -> Task:
    """Return what is owed as a person reads it."""
    if owed.survey is not None:
        return _of_survey(owed)
    if owed.gift is not None:
        return _of_gift(owed)
    if owed.period is not None:
        return _of_period(owed)
    return _of_declaration(owed)


def _of_survey(owed: Owed) -> Task:
    assert owed.survey is not None
    progress = owed.survey
    facts = {
        "name": progress.survey.instrument,
        "answered": f"{progress.answered:,}",
        "target": f"{progress.target.answers:,}",
        "days": progress.days_left,
    }
    note = _("%(answered)s of %(target)s answered · %(days)s days left") % facts
    url = reverse("measures_staff:tallies")
    return Task(_("Count the answers of %(name)s today") % facts, note, url, _("Do it now"))


def _of_gift(owed: Owed) -> Task:
    assert owed.gift is not None
    title = _("Report a gift above 3,000 baht to the head: %(gift)s") % {"gift": owed.gift.what}
    note = _("due %(day)s") % {"day": long_date(owed.day)}
    if owed.more:
        more = _("and %(count)s more gifts") % {"count": owed.more}
        note = f"{note} · {more}"
    url = reverse("admin:measures_gift_change", args=[owed.gift.pk])
    return Task(title, note, url, _("Open"))


def _of_period(owed: Owed) -> Task:
    assert owed.period is not None
    facts = {"period": owed.period.label()}
    note = _("due %(day)s") % {"day": long_date(owed.day)}
    desk = f"{reverse('measures_staff:gift_desk', query={'year': owed.fiscal_year})}"
    url = f"{desk}#{owed.period.slug}"
    if owed.kind is Kind.CONTRADICTED:
        title = _("Withdraw “nothing came” of %(period)s: there is a gift") % facts
        return Task(title, note, url, _("See what to do"))
    title = _("Enter the gifts of %(period)s, or say that there were none") % facts
    return Task(title, note, url, _("Do it now"))


def _of_declaration(owed: Owed) -> Task:
    facts = {"year": owed.fiscal_year}
    url = reverse("admin:measures_giftdeclaration_add")
    if owed.kind is Kind.SIGN_AGAIN:
        title = _("Have the No Gift declaration of %(year)s signed by the new executive") % facts
        return Task(title, "", url, _("Do it now"))
    title = _("Enter the No Gift declaration of %(year)s") % facts
    note = _("due %(day)s") % {"day": long_date(owed.day)}
    return Task(title, note, url, _("Do it now"))
