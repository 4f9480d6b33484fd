"""The framework of each assessment year (กรอบการประเมิน) as data: its indicators, its grades.

A year that is not listed has no framework: its indicators are entered by hand, never guessed.
Marks of confidence: S sourced, S~ sourced from an adaptation, M+ and M from memory, to be checked.
"""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from measures.models.assessment import Instrument

DATA = Path(__file__).parent / "data" / "frameworks.json"


class FrameworkRow(BaseModel):
    """A row of a framework; a mark of confidence belongs to each."""

    model_config = ConfigDict(frozen=True)

    name: str
    confidence: str


class FrameworkIndicator(FrameworkRow):
    number: int
    instrument: Instrument


class FrameworkLevel(FrameworkRow):
    minimum_total: Decimal
    minimum_each: Decimal | None


class Framework(BaseModel):
    """What ป.ป.ช. asks and how it grades in one fiscal year (พ.ศ.)."""

    model_config = ConfigDict(frozen=True)

    fiscal_year: int
    indicators: list[FrameworkIndicator]
    levels: list[FrameworkLevel]


def framework_of(fiscal_year: int) -> Framework | None:
    """Return the framework of a fiscal year, or None where it is not known."""
    return _frameworks().get(fiscal_year)


@cache
def _frameworks() -> dict[int, Framework]:
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return {row["fiscal_year"]: Framework.model_validate(row) for row in rows}
