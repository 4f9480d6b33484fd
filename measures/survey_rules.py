"""How many answers a survey of ITA needs, where it may be answered, and how far it is. Pure.

The numbers are data (`data/surveys.json`): the share of those who may answer, the least and the most,
and from the year in which it was announced the least of EIT by the size of the agency.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from thai.fiscal import FiscalYear

DATA = Path(__file__).parent / "data" / "surveys.json"


class Row(BaseModel):
    """A row of the data; a mark of confidence belongs to each."""

    model_config = ConfigDict(frozen=True)

    confidence: str


class Host(Row):
    host: str


class Sample(Row):
    """The share of those who may answer, in percent, between a least and a most number."""

    percent: int
    least: int
    most: int


class SizeMinimum(Row):
    """The least number of answers of EIT for an agency of a size, as announced for one year."""

    fiscal_year: int
    size: str
    answers: int


class Window(Row):
    """How many days before and after its fiscal year a survey may be open, were it put off."""

    days_around: int


class SurveyRules(BaseModel):
    model_config = ConfigDict(frozen=True)

    hosts: list[Host]
    sample: Sample
    window: Window
    eit_minimums: list[SizeMinimum]


class Basis(StrEnum):
    """What the target of a survey was taken from."""

    GIVEN = "given"  # the number that ITAS shows
    SAMPLE = "sample"  # the share of those who may answer
    SIZE = "size"  # the least of an agency of this size
    UNKNOWN = "unknown"  # nothing is known: no target is invented


@dataclass(frozen=True)
class Target:
    """How many answers are needed, and why; 0 where nothing is known."""

    answers: int
    basis: Basis


@dataclass(frozen=True)
class Count:
    """How many had answered on a day."""

    day: dt.date
    answered: int


@cache
def survey_rules() -> SurveyRules:
    return SurveyRules.model_validate(json.loads(DATA.read_text(encoding="utf-8")))


def is_official(url: str) -> bool:
    """Whether an address is one of ป.ป.ช. and read over an encrypted connection."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    hosts = {row.host for row in survey_rules().hosts}
    is_plain = parts.username is None and port is None
    return parts.scheme == "https" and parts.hostname in hosts and is_plain


def sample_of(population: int) -> int:
    """Return the least number of answers for `population` people: all of a few, a part of many."""
    rule = survey_rules().sample
    share = -(-population * rule.percent // 100)  # rounded up: a part of a person answers nothing
    return min(population, rule.most, max(rule.least, share))


def minimum_of_size(fiscal_year: int, size: str) -> int:
    """Return the least number of answers of EIT by size; 0 where none is known for the year."""
    rows = survey_rules().eit_minimums
    found = (row.answers for row in rows if (row.fiscal_year, row.size) == (fiscal_year, size))
    return next(found, 0)


def is_of_year(fiscal_year: int, opens_on: dt.date, closes_on: dt.date) -> bool:
    """Whether a survey of a fiscal year can be open on these days."""
    year, around = FiscalYear(fiscal_year), dt.timedelta(days=survey_rules().window.days_around)
    return year.first_day - around <= opens_on and closes_on <= year.last_day + around


def target_of(*, given: int | None, population: int | None, size_minimum: int) -> Target:
    """Return the target: the number that ITAS shows, else the greater of the two rules."""
    if given:
        return Target(given, Basis.GIVEN)
    sample = sample_of(population) if population else 0
    if size_minimum > sample:
        return Target(size_minimum, Basis.SIZE)
    return Target(sample, Basis.SAMPLE if sample else Basis.UNKNOWN)


def percent_of(answered: int, target: int) -> int:
    """Return how far a survey is, rounded down: 100 only when the target is reached."""
    return min(100, answered * 100 // target) if target else 0


def days_left(closes_on: dt.date, today: dt.date) -> int:
    """Return how many days are left to answer, today counted; 0 when it is closed."""
    return max(0, (closes_on - today).days + 1)


def contradiction(day: dt.date, answered: int, others: Iterable[Count]) -> Count | None:
    """Return a count of another day that cannot be true beside this one: answers only grow."""
    for other in others:
        fell = other.day < day and other.answered > answered
        if fell or (other.day > day and other.answered < answered):
            return other
    return None
