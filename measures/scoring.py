"""How an ITA score becomes a grade (ระดับผลการประเมิน). Pure; the levels of a year are data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Level:
    """A grade with its floor for the total and, from 2566 on, for each instrument (0 to 100)."""

    name: str
    minimum_total: Decimal
    minimum_each: Decimal | None = None


def grade_of(total: Decimal, each: Sequence[Decimal], levels: Iterable[Level]) -> str:
    """Return the best grade whose floors are met, comparing unrounded scores.

    A level that looks at each instrument needs all three scores; a total of 94.995 therefore
    never reaches a floor of 95. Returns "" where no level fits.
    """
    ordered = sorted(
        levels,
        key=lambda level: (level.minimum_total, level.minimum_each or Decimal(-1)),
        reverse=True,
    )
    return next((level.name for level in ordered if _reached(total, each, level)), "")


def _reached(total: Decimal, each: Sequence[Decimal], level: Level) -> bool:
    if total < level.minimum_total:
        return False
    if level.minimum_each is None:
        return True
    return len(each) == 3 and min(each) >= level.minimum_each
