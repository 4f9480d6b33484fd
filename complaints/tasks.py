"""Which questions still wait for an answer at the desk (งานของฉัน): computed, never typed."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from complaints.models import Question
from publishing.workflow import EDITABLE

SOON = dt.timedelta(days=7)
NAMED = 5  # questions named; the rest is counted


@dataclass(frozen=True)
class Owed:
    """A question to be answered until a day; `more` counts those that are not named."""

    question: Question
    day: dt.date
    more: int = 0


def owed_on(today: dt.date) -> list[Owed]:
    """Return the questions near or past their limit, most urgent first.

    What waits for an approver is not owed here: the queue of reviews names it.
    """
    rows = Question.objects.open().filter(state__in=EDITABLE, due_on__lte=today + SOON)
    rows = rows.select_related("author", "edited_by")
    found = list(rows.order_by("due_on", "pk"))
    owed = [Owed(each, each.due_on) for each in found[:NAMED]]
    if more := found[NAMED:]:
        last = owed.pop()
        owed.append(Owed(last.question, last.day, more=len(more)))
    return owed


@dataclass(frozen=True)
class Limits:
    """How many questions are open; how many of them are near their limit, and past it."""

    open: int
    near: int
    late: int


def limits_on(today: dt.date) -> Limits:
    """Count the questions without an answer, whoever has them now."""
    is_late, is_near = Q(due_on__lt=today), Q(due_on__range=(today, today + SOON))
    counts = Question.objects.open().aggregate(
        open=Count("pk"), near=Count("pk", filter=is_near), late=Count("pk", filter=is_late)
    )
    return Limits(**counts)
