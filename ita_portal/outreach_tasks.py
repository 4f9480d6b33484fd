"""What is owed outside the website, as tasks of “My work”: messages and papers on boards."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import User
from ita_portal.tasks import Debt, Task
from publishing.board_rules import PostingState
from publishing.models import OutboxMessage
from publishing.outreach_tasks import OwedPosting, failed_messages, owed_postings
from thai.dates import long_date


def outreach_debts(user: User | None, today: dt.date) -> list[Debt]:
    """Return messages that were not sent and boards without photo; everybody sees the same."""
    return [
        *(_of_message(message) for message in failed_messages()),
        *(_of_posting(owed) for owed in owed_postings(today)),
    ]


def _of_message(message: OutboxMessage) -> Debt:
    facts = {"target": message.get_target_display(), "title": message.title}
    task = Task(
        title=_("Look after a message that was not sent: %(title)s") % facts,
        note=f"{message.get_target_display()} · {message.get_trouble_display()}",
        url=reverse("publishing_staff:outbox"),
        button=_("Open"),
    )
    day = timezone.localtime(message.created_at).date()
    return Debt(day, task, seen=task.url, right="publishing.view_outboxmessage")


def _of_posting(owed: OwedPosting) -> Debt:
    posting = owed.posting
    facts = {"board": posting.board, "title": posting.title, "day": long_date(owed.day)}
    titles = {
        PostingState.TO_POST: _("Post on the board and take a photo: %(title)s"),
        PostingState.TO_TAKE_DOWN: _("Take a photo, then take down: %(title)s"),
    }
    missing = _("Explain why the photo is missing: %(title)s")
    note = _("%(board)s · due %(day)s") % facts
    url = reverse("publishing_staff:posting", args=[posting.pk])
    task = Task(titles.get(owed.state, missing) % facts, note, url, _("Open"))
    return Debt(owed.day, task, seen=url, right="publishing.view_boardposting")
