"""What officers and administrators owe: sealed cases by number alone, the holidays of a year."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from agency.models import Holiday, User
from complaints.models import Case
from ita_portal.tasks import Debt, Task
from thai.dates import buddhist_year, long_date

HOLIDAYS_AHEAD = dt.timedelta(days=31)  # the cabinet names the days off of a year before it begins


def case_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return how many cases wait for an officer; to the whole office nothing is said of cases.

    Only those that the officer may read are counted, as at the desk.
    """
    if user is None:
        return []
    days = list(Case.objects.visible_to(user).open().values_list("due_on", flat=True))
    if not days:
        return []
    first = min(days)
    facts = {"count": len(days), "day": long_date(first)}
    task = Task(
        title=_("Work on sealed cases (%(count)s open)") % facts,
        note=_("next step due %(day)s") % facts,
        url=reverse("desk:home"),
        button=_("Open the desk"),
    )
    return [Debt(first, task)]


def holiday_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return the first year whose holidays are missing: every limit in working days needs them."""
    soon = (today + HOLIDAYS_AHEAD).year
    known = set(Holiday.objects.values_list("date__year", flat=True).distinct())
    missing = [year for year in sorted({today.year, soon}) if year not in known]
    if not missing:
        return []
    year = missing[0]
    day = dt.date(year, 1, 1)
    task = Task(
        title=_("Enter the holidays of %(year)s") % {"year": buddhist_year(day)},
        note=_("due %(day)s") % {"day": long_date(day)},
        url=reverse("admin:agency_holiday_add"),
        button=_("Do it now"),
    )
    return [Debt(day, task)]
