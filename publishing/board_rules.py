"""How long a paper hangs on a notice board, and where a posting stands (ปิดประกาศ).

Pure: days and the days of photos go in; a posting counts only with both of its photos, and only
when the days of its rule lie between them.
"""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

GRACE = dt.timedelta(days=7)  # in which the photo of the last day is still awaited
AT_MOST = dt.timedelta(days=366)  # from order to first day, and to the last: else it is a slip
_DATA = Path(__file__).parent / "data" / "board_days.json"


class PostingState(models.TextChoices):
    TO_POST = "to_post", _("To be posted")
    POSTED = "posted", _("Posted")
    TO_TAKE_DOWN = "to_take_down", _("To be taken down, with a photo")
    DONE = "done", _("Posted for the whole time")
    TOO_SHORT = "too_short", _("Posted for too short a time")
    PROOF_MISSING = "proof_missing", _("Without proof")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True)
class BoardRule:
    """How many days a kind of paper hangs at least, and who says so; `confidence` as in the data."""

    slug: str
    title: str
    days: int
    source: str
    confidence: str

    @property
    def label(self) -> str:
        return f"{self.title} (อย่างน้อย {self.days} วัน)"

    def last_day(self, starts_on: dt.date) -> dt.date:
        """The day on which the time is over; its first day is not counted (ป.พ.พ. มาตรา 193/3)."""
        return starts_on + dt.timedelta(days=self.days)


RULES = {row["slug"]: BoardRule(**row) for row in json.loads(_DATA.read_text(encoding="utf-8"))}


@dataclass(frozen=True)
class PostingDays:
    """The days of one posting: as ordered, and as its photos prove; None where there is no photo.

    `least` is for how many days its rule asks.
    """

    starts_on: dt.date
    ends_on: dt.date
    put_up_on: dt.date | None = None
    seen_on: dt.date | None = None
    is_cancelled: bool = False
    least: int = 0

    @property
    def last_day(self) -> dt.date:
        """The day on which its time is over: what was put up late hangs longer."""
        if self.put_up_on is None:
            return self.ends_on
        return max(self.ends_on, self.put_up_on + dt.timedelta(days=self.least))

    @property
    def is_proven(self) -> bool:
        """Whether both photos are there, and the whole time lies between them."""
        return self.seen_on is not None and self.seen_on >= self.last_day


def state_of(days: PostingDays, today: dt.date) -> PostingState:
    """Return where a posting stands on a day."""
    if days.is_cancelled:
        return PostingState.CANCELLED
    if days.put_up_on is None:
        is_over = today > days.ends_on
        return PostingState.PROOF_MISSING if is_over else PostingState.TO_POST
    if days.seen_on is not None:
        return PostingState.DONE if days.is_proven else PostingState.TOO_SHORT
    if today < days.last_day:
        return PostingState.POSTED
    is_late = today > days.last_day + GRACE
    return PostingState.PROOF_MISSING if is_late else PostingState.TO_TAKE_DOWN


def days_lost(days: PostingDays) -> int:
    """Return how many days the paper was put up too late; 0 where it was in time or is awaited."""
    return max((days.put_up_on - days.starts_on).days, 0) if days.put_up_on else 0


def due_on(days: PostingDays) -> dt.date:
    """The day on which the next photo is to be taken."""
    return days.starts_on if days.put_up_on is None else days.last_day
