"""Measures that are still to be set, or on which something is to be done, as tasks of “My work”."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from agency.models import User
from ita_portal.tasks import Debt, Task
from measures.tasks import Due, MissingPlan, missing_plan, owed_by, owed_by_all
from thai.dates import long_date


def progress_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return what a person owes to the measures; without a person, what all units do."""
    dues = owed_by(user, today) if user else owed_by_all(today)
    return [
        Debt(due.day, _task(due), ", ".join(due.owners), due.measure.get_absolute_url())
        for due in dues
    ]


def plan_debts(_user: User | None, today: dt.date) -> list[Debt]:
    """Return the measures that this year has not yet; everybody sees the same."""
    missing = missing_plan(today)
    return [Debt(missing.day, _plan(missing), seen=reverse("measures:latest"))] if missing else []


def _plan(missing: MissingPlan) -> Task:
    facts = {"year": missing.fiscal_year}
    note = _("due %(day)s") % {"day": long_date(missing.day)}
    if missing.begun:
        title = _("Write the measures of fiscal year %(year)s: its plan has none yet") % facts
        url = reverse("admin:measures_measureplan_change", args=[missing.begun.pk])
        return Task(title, note, url, _("Open"))
    title = _("Start the plan of measures of fiscal year %(year)s: there is none yet") % facts
    url = reverse("measures_staff:plan_start", args=[missing.fiscal_year])
    return Task(title, note, url, _("Start the plan"))


def _task(due: Due) -> Task:
    day = long_date(due.day) if due.day else "–"
    done = {"done": due.progress.done, "total": due.progress.total, "day": day}
    return Task(
        title=_("Add progress to measure %(measure)s") % {"measure": due.measure},
        note=_("%(done)s of %(total)s rounds done · due %(day)s") % done,
        url=f"{reverse('measures_staff:progress_add')}?measure={due.measure.pk}",
        button=_("Do it now"),
    )
