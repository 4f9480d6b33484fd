"""What the search knows of a purchase beside its words: its place in the list, and marks of filters.

With the place as key and the marks among the words, an index of what texts contain answers words,
filters and order at once. Pure.
"""

from typing import Any

from procurement.bands import Band, band_of
from procurement.methods import GROUP_OF, Method, MethodGroup
from procurement.question import Question
from procurement.status import PHASE_OF, Phase
from publishing.workflow import State

NUMBER_BITS = 40  # of a place: the key of the purchase; above it the day
PUBLIC = 1 << NUMBER_BITS  # the first place that has a day
# Letters that no text has; a mark is three of them, as the index looks for three together.
_YEAR, _PHASE, _METHOD, _GROUP, _VILLAGE, _BAND = (chr(0xF0000 + number) for number in range(6))
_FIRST_VALUE, _VALUES, _END = 0x100000, 0xFF00, "\U000f00ff"


def place_of(purchase: Any) -> int:
    """Return what rises with the day and the key; what is not public has no day."""
    day = purchase.listed_on.toordinal() if purchase.state == State.PUBLISHED else 0
    return int(day << NUMBER_BITS | purchase.pk)


def key_at(place: int) -> int:
    return place & (PUBLIC - 1)


def marks_of(purchase: Any) -> str:
    """Return what stands behind the words of a purchase; today's status is not in it."""
    method = Method(purchase.method)
    marks = [
        _mark(_YEAR, purchase.fiscal_year),
        _mark(_PHASE, list(Phase).index(Phase(purchase.phase))),
        _mark(_METHOD, list(Method).index(method)),
        _mark(_GROUP, list(MethodGroup).index(GROUP_OF[method])),
        _mark(_BAND, list(Band).index(band_of(purchase.amount))),
    ]
    if purchase.village_id:
        marks.append(_mark(_VILLAGE, purchase.village_id))
    return "".join(marks)


def marks_asked(question: Question, village: int) -> list[str]:
    """Return the marks of all that pass the filters; `village` is the key of the one asked for.

    Of a status they say no more than the phase.
    """
    marks = []
    if question.year:
        marks.append(_mark(_YEAR, question.year))
    if question.status:
        marks.append(_mark(_PHASE, list(Phase).index(PHASE_OF[question.status])))
    if isinstance(question.method, Method):
        marks.append(_mark(_METHOD, list(Method).index(question.method)))
    if isinstance(question.method, MethodGroup):
        marks.append(_mark(_GROUP, list(MethodGroup).index(question.method)))
    if question.village:
        marks.append(_mark(_VILLAGE, village))
    if question.band:
        marks.append(_mark(_BAND, list(Band).index(question.band)))
    return marks


def _mark(field: str, value: int) -> str:
    return f"{field}{chr(_FIRST_VALUE + value % _VALUES)}{_END}"
