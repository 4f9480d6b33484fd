"""The filters of the list of purchases: read from an address, shown as a form and as chips."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procurement.bands import Band
from procurement.cube import Choices, Figures, Place
from procurement.methods import Method, MethodGroup
from procurement.models.purchase import YEARS
from procurement.question import Question
from procurement.status import Status
from thai.digits import to_arabic
from thai.search import MAX_LENGTH, MAX_TERMS, read
from thai.text import clean, quoted

LABELS = {
    "q": gettext_lazy("Words"),
    "year": gettext_lazy("Fiscal year"),
    "status": gettext_lazy("Status"),
    "method": gettext_lazy("Procurement method"),
    "village": gettext_lazy("Village"),
    "band": gettext_lazy("Amount to buy"),
}


class Reading(NamedTuple):
    """A question as it was understood, and what of the address was left aside, in sentences."""

    question: Question
    left_aside: list[str]


class Option(NamedTuple):
    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Select:
    """A filter as a field of the form: its options in groups, one without a label if plain."""

    name: str
    label: str
    groups: list[tuple[str, list[Option]]]


@dataclass(frozen=True)
class Chip:
    """A filter in force; `query` is the address without it, `found` what that finds if known."""

    name: str
    label: str
    text: str
    query: str
    found: int | None


def read_filters(data: Mapping[str, str]) -> Reading:
    """Read what an address asks; a value that makes no sense is left aside and named."""
    readers: dict[str, Callable[[str], Any]] = {
        "year": _year,
        "status": Status,
        "method": _method,
        "village": _whole_number,
        "band": Band,
    }
    values: dict[str, Any] = {"q": " ".join(clean(data.get("q", "")).split())[:MAX_LENGTH]}
    left_aside = _left_aside_of_words(data.get("q", ""))
    for name, reader in readers.items():
        text = clean(data.get(name, "")).strip()
        if not text:
            continue
        try:
            values[name] = reader(text)
        except ValueError:
            left_aside.append(_unknown(name, text))
    return Reading(Question(**values), left_aside)


def without_village(reading: Reading) -> Reading:
    """Return the reading without its village, which is not one of the choices."""
    question, left_aside = reading
    told = _unknown("village", str(question.village))
    return Reading(question.without("village"), [*left_aside, told])


def _unknown(name: str, text: str) -> str:
    told = {"filter": LABELS[name], "value": quoted(text)}
    return _("%(filter)s: there is no %(value)s; it was left aside.") % told


def _left_aside_of_words(text: str) -> list[str]:
    if not read(text).is_partial:
        return []
    limits = {"terms": MAX_TERMS, "characters": MAX_LENGTH}
    return [
        _(
            "Words: only words of two characters or more are looked for, the longest %(terms)s of "
            "the first %(characters)s characters; the rest was left aside."
        )
        % limits
    ]


def _year(text: str) -> int:
    year = _whole_number(text)
    if not YEARS[0] <= year <= YEARS[1]:
        raise ValueError(text)
    return year


def _method(text: str) -> Method | MethodGroup:
    return MethodGroup(text) if text in MethodGroup.values else Method(text)


def _whole_number(text: str) -> int:
    digits = to_arabic(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6 and int(digits)):
        raise ValueError(text)
    return int(digits)


def selects_of(question: Question, choices: Choices) -> list[Select]:
    """Return the filters beside the words, each with all that can be chosen.

    No Django form: its widgets render every option by a template, a quarter of the whole page.
    """
    years = sorted({*choices.years, *filter(None, [question.year])}, reverse=True)
    groups: dict[str, list[tuple[str, list[tuple[Any, Any]]]]] = {
        "year": [("", [(year, year) for year in years])],
        "status": [("", Status.choices)],
        "method": [
            (_("Groups of methods"), MethodGroup.choices),
            (_("Single methods"), [(method, method.label) for method in choices.methods]),
        ],
        "village": [("", [(place.number, _place_name(place)) for place in choices.villages])],
        "band": [("", Band.choices)],
    }
    return [_select(question, name, found) for name, found in groups.items()]


def _select(question: Question, name: str, groups: list[Any]) -> Select:
    chosen = question.values.get(name, "")
    written = [
        (label, [Option(str(value), str(text), str(value) == chosen) for value, text in options])
        for label, options in groups
    ]
    return Select(name, str(LABELS[name]), written)


def _place_name(place: Place) -> str:
    return f"หมู่ที่ {place.number} {place.name}".strip()


def chips_of(question: Question, figures: Figures) -> list[Chip]:
    """Return the filters in force, each with the way to drop it."""
    return [
        Chip(
            name,
            str(LABELS[name]),
            _shown(question, name, figures.choices),
            question.without(name).query,
            figures.dropped.get(name) if not question.q else None,
        )
        for name in question.active
    ]


def _shown(question: Question, name: str, choices: Choices) -> str:
    value = getattr(question, name)
    if name == "village":
        return next(_place_name(place) for place in choices.villages if place.number == value)
    return str(getattr(value, "label", value))
