"""The shape of “My work”: a thing to do, and a thing that is owed until a day."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One thing to do: verb first, one button."""

    title: str
    note: str
    url: str
    button: str


@dataclass(frozen=True)
class Debt:
    """A task that the office owes until a day; None where no day is set.

    `owner` says who answers for it; `seen` is where it is seen without the right to do it, empty
    where there is no such page, and `right` what that page asks for, if it is not public.
    """

    day: dt.date | None
    task: Task
    owner: str = ""
    seen: str = ""
    right: str = ""
