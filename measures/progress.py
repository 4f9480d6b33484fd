"""How far a measure is, computed from the schedules of its methods and what was done. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.schedules import Entry, Span, slots_of


class ProgressState(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Done")


@dataclass(frozen=True)
class Progress:
    """Slots kept and slots due; `due` counts those whose last day has passed."""

    done: int
    total: int
    missed: int
    next_due: dt.date | None = None

    @property
    def percent(self) -> int:
        """Share of slots kept, rounded down: 100 only when everything is done."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def is_done(self) -> bool:
        return bool(self.total) and self.done == self.total

    @property
    def state(self) -> ProgressState:
        if self.is_done:
            return ProgressState.DONE
        if self.missed:
            return ProgressState.OVERDUE
        return ProgressState.IN_PROGRESS if self.done else ProgressState.NOT_STARTED

    @property
    def state_label(self) -> str:
        return str(self.state.label)


def method_progress(
    entries: Sequence[Entry], fiscal_year: int, done: Sequence[Span], day: dt.date
) -> Progress:
    """Return the progress of a method on `day`; `done` holds the spans of its activities."""
    slots = slots_of(entries, fiscal_year)
    open_slots = [slot for slot in slots if not any(span.proves(slot) for span in done)]
    return Progress(
        done=len(slots) - len(open_slots),
        total=len(slots),
        missed=sum(slot.last < day for slot in open_slots),
        next_due=min((slot.last for slot in open_slots), default=None),
    )


def progress_of(parts: Sequence[Progress]) -> Progress:
    """Return the progress of a measure from that of its methods."""
    return Progress(
        done=sum(part.done for part in parts),
        total=sum(part.total for part in parts),
        missed=sum(part.missed for part in parts),
        next_due=min((part.next_due for part in parts if part.next_due), default=None),
    )
