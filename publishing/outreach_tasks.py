"""What is owed outside the website: messages that were not sent, papers on boards without photo."""

import datetime as dt
from dataclasses import dataclass

from publishing.board_rules import PostingState, due_on
from publishing.boards import days_of, state_on
from publishing.models import BoardPosting, OutboxMessage

OWED = frozenset({PostingState.TO_POST, PostingState.TO_TAKE_DOWN, PostingState.PROOF_MISSING})
AHEAD = dt.timedelta(days=31)
REMEMBERED = dt.timedelta(days=120)  # a photo that was never taken cannot be taken any more


@dataclass(frozen=True)
class OwedPosting:
    """A posting whose next photo is owed on a day."""

    posting: BoardPosting
    state: PostingState
    day: dt.date


def owed_postings(today: dt.date) -> list[OwedPosting]:
    """Return the postings to put up, to take down, or without proof; most urgent first."""
    rows = BoardPosting.objects.standing().with_photos()
    rows = rows.filter(starts_on__lte=today + AHEAD, ends_on__gte=today - REMEMBERED)
    found = [OwedPosting(row, state_on(row, today), due_on(days_of(row))) for row in rows]
    owed = [each for each in found if each.state in OWED]
    return sorted(owed, key=lambda each: (each.day, each.posting.pk))


def failed_messages() -> list[OutboxMessage]:
    """Return the messages that somebody has to look after, oldest first."""
    return list(OutboxMessage.objects.failed())
