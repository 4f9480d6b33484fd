"""What the tests of publishing outwards share: a published unit with its words, and messages."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from publishing.models import Channel, OutboxMessage, Target
from publishing.outbox import enqueue
from publishing.sharing import PostFacts, record_post

TEXT = "เผยแพร่ผลการดำเนินงาน\nhttps://example.org/s/abcde"


def put(unit, by, *, target=Target.LINE_PUSH, text=TEXT):
    return enqueue(
        unit, target=target, text=text, title=str(unit), path=unit.get_absolute_url(), by=by
    )


def posted(unit, by, *, channel=Channel.LINE_GROUP, when=None, **facts):
    when = when or timezone.now() - dt.timedelta(hours=1)
    found = PostFacts(channel=channel, posted_at=when, **facts)
    return record_post(unit, found, title=str(unit), path=unit.get_absolute_url(), by=by)


def state_of(message):
    row = OutboxMessage.objects.get(pk=message.pk)
    return row.state, row.trouble, row.attempts


def queries_of(client, url):
    """Count the questions to the database for one page."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def file_of(response):
    """Read a file to its end, and close it as a server does."""
    content = b"".join(response.streaming_content)
    response.close()
    return content
