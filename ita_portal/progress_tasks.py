"""Measures on which something is still to be done, as tasks of “My work”."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from agency.models import User
from ita_portal.tasks import Debt, Task
from measures.tasks import Due, owed_by, owed_by_all
from thai.dates import long_date


def progress_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return what a person owes to the measures; without a person, what all units do."""
    dues = owed_by(user, today) if user else owed_by_all(today)
    return [
        Debt(due.day, _task(due), ", ".join(due.owners), due.measure.get_absolute_url())
        for due in dues
    ]


def _task(due: Due) -> Task:
    day = long_date(due.day) if due.day else "–"
    done = {"done": due.progress.done, "total": due.progress.total, "day": day}
    return Task(
        title=_("Add progress to measure %(measure)s") % {"measure": due.measure},
        note=_("%(done)s of %(total)s rounds done · due %(day)s") % done,
        url=f"{reverse('measures_staff:progress_add')}?measure={due.measure.pk}",
        button=_("Do it now"),
    )
