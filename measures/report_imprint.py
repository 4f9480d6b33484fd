"""Which copy of the report this is: a draft of a day or a numbered edition. Pure."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Imprint:
    """What the cover and the last page say about the copy; `number` is None for a draft."""

    number: int | None
    moment: dt.datetime

    @property
    def is_draft(self) -> bool:
        return self.number is None

    @property
    def day(self) -> dt.date:
        return self.moment.date()
