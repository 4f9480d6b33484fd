"""Questions that wait for an answer, as tasks of “My work”: verb first, one button."""

import datetime as dt

from django.utils.translation import gettext as _

from agency.models import User
from complaints.tasks import Owed, owed_on
from ita_portal.tasks import Debt, Task
from publishing.unit_view import change_url
from thai.dates import long_date


def question_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return the questions near or past their limit; whoever edited one last answers for it."""
    return [
        Debt(
            owed.day,
            question_task(owed),
            str(owed.question.edited_by or owed.question.author or ""),
            seen=change_url(owed.question),
            right="complaints.view_question",
        )
        for owed in owed_on(today)
    ]


def question_task(owed: Owed) -> Task:
    """Return what is owed as a person reads it; never what was asked: the page says that."""
    title = _("Answer %(question)s") % {"question": owed.question}
    note = _("due %(day)s") % {"day": long_date(owed.day)}
    if owed.more:
        more = _("and %(count)s more questions") % {"count": owed.more}
        note = f"{note} · {more}"
    return Task(title, note, change_url(owed.question), _("Open"))
