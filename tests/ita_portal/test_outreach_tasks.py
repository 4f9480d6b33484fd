"""Messages that were not sent and boards without photo, as tasks of “My work”."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from ita_portal.debts import debts_of
from publishing.models import Board, BoardPosting, OutboxMessage
from publishing.outbox_rules import MessageState, Trouble
from tests.publishing.outreach import put


@pytest.fixture
def unit(agency, make_activity):
    return make_activity(title="อบรมผู้นำ")


@pytest.fixture
def failed(settings, unit, clerk):
    settings.LINE_CHANNEL_TOKEN, settings.LINE_GROUP_ID = "x", "C1"
    message = put(unit, clerk)
    message.state, message.trouble = MessageState.FAILED, Trouble.KEY
    message.save()
    return message


def tasks(user):
    found = debts_of(user, timezone.localdate())
    return [debt.task for debt in found if "/admin/publishing/" in debt.task.url]


def test_a_message_that_was_not_sent_is_told_with_the_reason(failed, clerk):
    (task,) = tasks(clerk)

    assert task.url == reverse("publishing_staff:outbox")
    assert ("อบรมผู้นำ" in task.title, str(Trouble.KEY.label) in task.note) == (True, True)


def test_a_message_that_was_sent_is_no_task(failed, clerk):
    OutboxMessage.objects.all().delete()

    assert tasks(clerk) == []


def test_a_paper_to_be_posted_is_due_on_its_first_day(unit, clerk):
    first = timezone.localdate() + dt.timedelta(days=3)
    posting = BoardPosting(
        board=Board.objects.create(name="ป้าย"), starts_on=first, ends_on=first, title="อบรมผู้นำ"
    )
    posting.subject, posting.ordered_by = unit, clerk
    posting.save()

    found = debts_of(clerk, timezone.localdate())
    url = reverse("publishing_staff:posting", args=[posting.pk])
    assert [debt.day for debt in found if debt.task.url == url] == [first]


def test_an_executive_has_no_such_task(failed, executive):
    assert tasks(executive) == []
