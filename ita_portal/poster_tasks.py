"""Posters that hang and are not true any more, as tasks of “My work”."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import User
from ita_portal.posters import outdated
from ita_portal.tasks import Debt, Task
from publishing.models import PosterEdition
from thai.dates import long_date


def poster_debts(_user: User | None, today: dt.date) -> list[Debt]:
    """Return the printed editions whose numbers have changed: whoever reads them reads what was."""
    desk, right = reverse("poster_staff:desk"), "publishing.view_posteredition"
    return [
        Debt(today, _print_again(edition), seen=desk, right=right) for edition in outdated(today)
    ]


def _print_again(edition: PosterEdition) -> Task:
    printed_on = timezone.localdate(edition.printed_at) if edition.printed_at else None
    facts = {"edition": edition, "day": long_date(printed_on) if printed_on else "–"}
    return Task(
        title=_("Print again or take down: %(edition)s") % facts,
        note=_("printed %(day)s; what it tells has changed") % facts,
        url=reverse("poster_staff:desk"),
        button=_("Open"),
    )
