"""Questions that wait for an answer, as tasks of “My work”: verb first, one button."""

from django.utils.translation import gettext as _

from complaints.tasks import Owed
from ita_portal.buying_tasks import Task
from publishing.unit_view import change_url
from thai.dates import long_date


def question_task(owed: Owed) -> Task:
    """Return what is owed as a person reads it; never what was asked: the page says that."""
    title = _("Answer %(question)s") % {"question": owed.question}
    note = _("due %(day)s") % {"day": long_date(owed.day)}
    if owed.more:
        more = _("and %(count)s more questions") % {"count": owed.more}
        note = f"{note} · {more}"
    return Task(title, note, change_url(owed.question), _("Open"))
