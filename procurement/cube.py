"""How many purchases there are, and for how much, by every filter of the list at once.

Counting a million rows takes a database a second; the sums over all combinations of filters are
made once per publication and day, and every question is answered from them.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, CharField, Count, Max, Min, Q, Value, When

from agency.models import Village
from budget.money import baht, satang_sum
from procurement.bands import BORDERS, Band
from procurement.methods import Method
from procurement.models import Purchase
from procurement.models.purchase_query import PurchaseQuerySet, status_conditions
from procurement.pages import PAGE_SOURCES
from procurement.question import Question
from procurement.status import Status
from publishing.caching import kept

FEW = 1000  # purchases that are gathered by their filters and sorted, instead of walked along


class Cell(NamedTuple):
    """Purchases alike in every filter: how many, and what they come to in satang."""

    year: int
    method: str
    village: int | None  # its number
    status: str
    band: str
    purchases: int
    satang: int
    earliest: dt.date  # of `listed_on`
    latest: dt.date


@dataclass(frozen=True)
class Place:
    """A village as the list knows it: its key in the database, its number and its name."""

    pk: int
    number: int
    name: str


@dataclass(frozen=True)
class Choices:
    """What can be asked for: what some public purchase has. Newest year first."""

    years: list[int]
    methods: list[Method]
    villages: list[Place]


@dataclass(frozen=True)
class Figures:
    """The answer to the filters of a question, its words aside. Baht.

    `everything` are all public purchases. `along` is the filter that leaves fewest by itself;
    `years` and `methods` are those met, where no more than FEW purchases pass; `listed` are the
    first and last days of `listed_on`; `dropped` says how many would pass without one filter,
    where none does.
    """

    everything: int
    count: int
    total: Decimal
    opened: int
    along: str
    years: list[int]
    methods: list[str]
    listed: tuple[dt.date, dt.date] | None
    dropped: dict[str, int]
    choices: Choices

    def key_of(self, number: int) -> int:
        """Return the key of a village; 0 where no public purchase is for it."""
        return next((each.pk for each in self.choices.villages if each.number == number), 0)


def figures(question: Question, today: dt.date) -> Figures:
    """Return what the filters of a question let pass on a day."""
    asked = question.without("q")
    name = f"purchase-figures:{today}:{asked.query}"
    return kept(name, PAGE_SOURCES, lambda: _figures(asked, _cube(today)))


def _cube(today: dt.date) -> list[Cell]:
    return kept(f"purchase-cube:{today}", PAGE_SOURCES, lambda: _cells(today))


def _cells(today: dt.date) -> list[Cell]:
    statuses = [
        When(condition, then=Value(str(status)))
        for status, condition in status_conditions(today).items()
    ]
    bands = [When(amount_condition(band), then=Value(str(band))) for band in BORDERS]
    rows = (
        Purchase.objects.published()
        .order_by()
        .annotate(
            standing=Case(*statuses, output_field=CharField()),
            band=Case(*bands, output_field=CharField()),
        )
        .values_list("fiscal_year", "method", "village__number", "standing", "band")
        .annotate(
            n=Count("pk"),
            satang=satang_sum("amount"),
            earliest=Min("listed_on"),
            latest=Max("listed_on"),
        )
    )
    return [Cell(*row) for row in rows]


def _choices(cells: list[Cell]) -> Choices:
    met = {cell.village for cell in cells}
    methods = {cell.method for cell in cells}
    return Choices(
        years=sorted({cell.year for cell in cells}, reverse=True),
        methods=[method for method in Method if method in methods],
        villages=[
            Place(village.pk, village.number, village.name)
            for village in Village.objects.all()
            if village.number in met
        ],
    )


def _figures(asked: Question, cells: list[Cell]) -> Figures:
    passes = _passes(asked)
    passing = [cell for cell in cells if passes(cell)]
    count = sum(cell.purchases for cell in passing)
    alone = {name: _count(cells, Question(**{name: getattr(asked, name)})) for name in asked.active}
    few = passing if count <= FEW else []
    return Figures(
        everything=sum(cell.purchases for cell in cells),
        count=count,
        total=baht(sum(cell.satang for cell in passing)),
        opened=sum(cell.purchases for cell in passing if cell.status == Status.OPEN),
        along=min(alone, key=lambda name: alone[name], default=""),
        years=sorted({cell.year for cell in few}),
        methods=sorted({cell.method for cell in few}),
        listed=_days(passing),
        dropped={name: _count(cells, asked.without(name)) for name in asked.active if not count},
        choices=_choices(cells),
    )


def _days(cells: list[Cell]) -> tuple[dt.date, dt.date] | None:
    if not cells:
        return None
    return min(cell.earliest for cell in cells), max(cell.latest for cell in cells)


def _count(cells: Iterable[Cell], asked: Question) -> int:
    passes = _passes(asked)
    return sum(cell.purchases for cell in cells if passes(cell))


def _passes(asked: Question) -> Callable[[Cell], bool]:
    methods = set(asked.methods)
    return lambda cell: (
        (not asked.year or cell.year == asked.year)
        and (not asked.status or cell.status == asked.status)
        and (not methods or cell.method in methods)
        and (not asked.village or cell.village == asked.village)
        and (not asked.band or cell.band == asked.band)
    )


def amount_condition(band: Band) -> Q:
    """Return what is true of the amounts in a band."""
    low, high = BORDERS[band]
    above = Q() if low is None else Q(amount__gt=low)
    return above & (Q() if high is None else Q(amount__lte=high))


def day_of(
    question: Question, rows: PurchaseQuerySet, place: int, today: dt.date
) -> tuple[dt.date, int]:
    """Return on which day the purchase at `place` of `rows` was listed, and how many were later.

    To count off half a million rows takes a database a while: how many each day has is kept.
    """
    days = kept(f"purchase-days:{today}:{question.query}", PAGE_SOURCES, lambda: _per_day(rows))
    before = 0
    for day, count in days:
        if before + count > place:
            return day, before
        before += count
    return today, 0  # fewer than were counted: something was withdrawn just now


def _per_day(rows: PurchaseQuerySet) -> list[tuple[dt.date, int]]:
    """Return how many of `rows` were listed on each day, newest first."""
    return list(rows.order_by("-listed_on").values_list("listed_on").annotate(n=Count("pk")))
