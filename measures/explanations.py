"""The question texts that are proven, with our explanations, as data; other years are typed.

A question that is only remembered is not listed: what is wrong in a survey costs trust.
"""

import json
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

DATA = Path(__file__).parent / "data" / "explanations.json"


class Explained(BaseModel):
    """A question in its own words and in plain ones; `path` leads to the facts, where there are any."""

    model_config = ConfigDict(frozen=True)

    code: str
    indicator: int
    confidence: str
    question: str
    text: str
    path: str
    label: str


class ExplainedYear(BaseModel):
    model_config = ConfigDict(frozen=True)

    fiscal_year: int
    questions: list[Explained]


@cache
def known_explanations() -> ExplainedYear:
    return ExplainedYear.model_validate(json.loads(DATA.read_text(encoding="utf-8")))
