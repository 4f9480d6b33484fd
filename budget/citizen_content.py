"""What the citizen budget says on its two pages (งบประมาณฉบับประชาชน): plain values. Pure.

Everything is cut to what fits: the paper has two pages, whatever the budget has. Amounts are baht.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budget.ledger import ZERO, percent
from budget.report_content import DEMONSTRATION, Publisher, size_of
from thai.dates import month_label
from thai.fiscal import Period
from thai.money import compact_baht
from thai.text import shortened

MAX_SHARES = 8  # bars of one chart; the smallest beyond that stand together
MAX_PROJECTS = 10
# Characters: two lines in the place of each.
MAX_NAME = 60
MAX_VILLAGE = 40
MAX_TITLE = 88
MAX_CONTACT = 120
MAX_STATEMENT = 260
OTHERS = "อื่น ๆ"
HUNDRED = 100
FEW_MONTHS = 3  # more than these are written short
MAX_FIGURE = 15  # characters of a big figure that its box holds


@dataclass(frozen=True)
class Share:
    """One bar: its amount, its part of a hundred baht, how much of it was spent."""

    name: str
    amount: Decimal
    of_hundred: Decimal
    spent: Decimal = ZERO

    @property
    def width(self) -> int:
        """The length of the bar in whole percent; what is not nothing can be seen."""
        return max(round(self.of_hundred), 1) if self.of_hundred > 0 else 0

    @property
    def percent_spent(self) -> Decimal | None:
        return percent(self.spent, self.amount)

    @property
    def spent_width(self) -> int:
        return bar_width(self.percent_spent)


@dataclass(frozen=True)
class Project:
    """One of the biggest projects; `place` is the number of its village, 0 where it has none."""

    place: int
    village: str
    title: str
    amount: Decimal
    spent: Decimal


@dataclass(frozen=True)
class Contact:
    """How to ask the agency."""

    phones: str
    email: str
    address: str


@dataclass(frozen=True)
class CitizenBudget:
    """The budget of a year on two pages; `moment` is when the newest of it was published, UTC.

    `spent` is None while no month is published; `missing` are the months before the newest
    published one that are not.
    """

    fiscal_year: int
    publisher: Publisher
    contact: Contact
    statement: str
    budget: Decimal
    outside: Decimal
    per_head: Decimal | None
    spent: Decimal | None
    missing: tuple[Period, ...]
    as_of: dt.date
    plans: tuple[Share, ...]
    classes: tuple[Share, ...]
    revenue: tuple[Share, ...]
    revenue_total: Decimal
    projects: tuple[Project, ...]
    moment: dt.datetime

    @property
    def title(self) -> str:
        return f"งบประมาณฉบับประชาชน ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @property
    def percent_spent(self) -> Decimal | None:
        return None if self.spent is None else percent(self.spent, self.budget)

    @property
    def spent_width(self) -> int:
        return bar_width(self.percent_spent)

    @property
    def missing_text(self) -> str:
        """Which earlier months the total to date leaves out; empty where it has them all."""
        short = len(self.missing) > FEW_MONTHS
        labels = [month_label(month.first_day, short=short) for month in self.missing]
        names = [label.replace(" ", "\u00a0") for label in labels]
        return f"ยังไม่รวมเดือน {', '.join(names)}" if names else ""

    @property
    def size(self) -> str:
        """The type that the amounts of this paper need."""
        return size_of([self.budget, self.outside, self.revenue_total, self.spent or ZERO])

    @property
    def has_long_figures(self) -> bool:
        figures = (self.budget, self.per_head or ZERO, self.spent or ZERO)
        return any(len(compact_baht(figure)) > MAX_FIGURE for figure in figures)

    @property
    def names_villages(self) -> bool:
        return any(project.place for project in self.projects)

    @property
    def demonstration_notice(self) -> str:
        return DEMONSTRATION if self.publisher.is_demonstration else ""


def bar_width(part: Decimal | None) -> int:
    """Return the length of a bar in whole percent, from 0 to 100."""
    return min(max(round(part or ZERO), 0), HUNDRED)


def shares(parts: Iterable[tuple[str, Decimal, Decimal]]) -> tuple[Share, ...]:
    """Return the bars of (name, amount, spent), biggest first; what is nothing has none.

    The parts of a hundred baht add up to exactly a hundred.
    """
    rows = sorted((part for part in parts if part[1] > 0), key=lambda part: -part[1])
    if len(rows) > MAX_SHARES:
        rest = rows[MAX_SHARES - 1 :]
        together = (OTHERS, _sum(part[1] for part in rest), _sum(part[2] for part in rest))
        rows = [*rows[: MAX_SHARES - 1], together]
    hundred = of_hundred([amount for _name, amount, _spent in rows])
    return tuple(
        Share(shortened(name, MAX_NAME), amount, part, spent)
        for (name, amount, spent), part in zip(rows, hundred, strict=True)
    )


def of_hundred(amounts: list[Decimal]) -> list[Decimal]:
    """Divide a hundred baht like `amounts`, to the satang; the largest remainders are rounded up."""
    whole = _sum(amounts)
    satang = [int(amount * HUNDRED * 100 / whole) for amount in amounts]
    remainders = [
        amount * HUNDRED * 100 / whole - part for amount, part in zip(amounts, satang, strict=True)
    ]
    missing = HUNDRED * 100 - sum(satang) if amounts else 0
    most = sorted(range(len(amounts)), key=lambda at: -remainders[at])[:missing]
    return [Decimal(part + (at in most)).scaleb(-2) for at, part in enumerate(satang)]


def biggest(projects: Iterable[Project]) -> tuple[Project, ...]:
    """Return the biggest projects, by village; the first of each comes before the second of any."""
    ranked: list[tuple[int, Project]] = []
    seen: dict[int, int] = {}
    for row in sorted(projects, key=lambda project: -project.amount):
        seen[row.place] = seen.get(row.place, 0) + 1
        ranked.append((seen[row.place], row))
    ranked.sort(key=lambda pair: pair[0])
    chosen = [row for _rank, row in ranked[:MAX_PROJECTS]]
    return tuple(sorted(chosen, key=lambda row: (row.place, -row.amount)))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
