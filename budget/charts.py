"""The geometry of charts: numbers in, positions out. Pure; templates draw them as SVG.

Positions across are per cent of the width and positions down are pixels, so a drawing fills a
phone and a wide screen alike while its letters keep their size. Nothing is drawn that does not
stand in the table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

MAX_SERIES = 5
LABELLED_FROM = 100  # per mille of the width: a narrower part has no room for its figure
TOP, BOTTOM = 26, 226  # pixels down to the highest and to the lowest value
STEPS = 4
ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MILLION = Decimal(1_000_000)
UNITS = (MILLION**2, MILLION, Decimal(1))


# ------------------------------------------------------------------ bars
def bar_width(part: Decimal, whole: Decimal) -> str:
    """Return how far a bar reaches, between "0.0%" and "100.0%"."""
    if whole <= 0 or part <= 0:
        return _percent(0)
    return _percent(min(_per_mille(part, whole), 1000))


@dataclass(frozen=True)
class Part:
    """One part of a stacked bar; `series` numbers its look from 1, 0 being all the others."""

    label: str
    amount: Decimal
    share: str
    series: int
    x: str
    width: str
    is_wide: bool


def stacked_bar(parts: Sequence[tuple[str, Decimal]], *, others: str) -> list[Part]:
    """Return the largest parts and the rest together, called `others`, filling the whole width."""
    ranked = sorted((part for part in parts if part[1] > 0), key=lambda part: -part[1])
    shown = ranked if len(ranked) <= MAX_SERIES + 1 else ranked[:MAX_SERIES]
    rest = sum((amount for _, amount in ranked[len(shown) :]), Decimal(0))
    named = [*shown, (others, rest)] if rest else shown
    shares = _shares([amount for _, amount in named])
    return [_part(place, named, share) for place, share in enumerate(shares)]


def _part(place: int, named: Sequence[tuple[str, Decimal]], share: int) -> Part:
    label, amount = named[place]
    whole = sum((each for _, each in named), Decimal(0))
    before = sum((each for _, each in named[:place]), Decimal(0))
    left, right = _per_mille(before, whole), _per_mille(before + amount, whole)
    return Part(
        label=label,
        amount=amount,
        share=f"{share}%" if share else "<1%",
        series=place + 1 if place < MAX_SERIES else 0,
        x=_percent(left),
        width=_percent(right - left),
        is_wide=right - left >= LABELLED_FROM,
    )


def _shares(amounts: Sequence[Decimal]) -> list[int]:
    """Whole per cent that add up to 100: the largest remainders are rounded up."""
    whole = sum(amounts, Decimal(0))
    exact = [amount * 100 / whole for amount in amounts]
    found = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: found[place] - exact[place])
    for place in by_remainder[: (100 - sum(found)) if found else 0]:
        found[place] += 1
    return found


# ------------------------------------------------------------------ months
@dataclass(frozen=True)
class Stroke:
    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class Tick:
    """A value beside its grid line, or a month below its place; `is_minor` where room is short."""

    text: str
    x: str
    y: int
    is_minor: bool = False


@dataclass(frozen=True)
class MonthChart:
    """Spending to date against the plan, month by month."""

    planned: list[Stroke]
    actual: list[Stroke]
    dots: list[tuple[str, int]]
    grid: list[Tick]
    months: list[Tick]
    planned_total: Decimal
    actual_total: Decimal | None


def month_chart(
    planned: Sequence[Decimal],
    actual: Sequence[tuple[int, Decimal]],
    *,
    months: Sequence[str],
    units: Sequence[str],
) -> MonthChart | None:
    """Return the lines of what is planned and spent to date; None where all of it is zero.

    `planned` has twelve values, `actual` one for each fiscal month that is known, in order.
    `units` are the names of a trillion baht, a million and one.
    """
    values = [*planned, *(amount for _, amount in actual)]
    scale = _Scale.of(values)
    if scale is None:
        return None
    plan = [(0, Decimal(0)), *enumerate(planned, start=1)]
    done = [(0, Decimal(0)), *actual]
    return MonthChart(
        planned=_strokes(plan, scale),
        actual=_strokes(done, scale) if actual else [],
        dots=[(_month_x(month), scale.y(amount)) for month, amount in actual],
        grid=scale.ticks(units),
        months=[_month_tick(number, text) for number, text in enumerate(months, start=1)],
        planned_total=planned[-1],
        actual_total=actual[-1][1] if actual else None,
    )


@dataclass(frozen=True)
class _Scale:
    """A vertical scale of round steps that holds every value, and zero."""

    lowest: Decimal
    highest: Decimal
    step: Decimal

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> "_Scale | None":
        lowest, highest = min(values, default=Decimal(0)), max(values, default=Decimal(0))
        lowest, highest = min(lowest, Decimal(0)), max(highest, Decimal(0))
        if lowest == highest:
            return None
        step = _round_step((highest - lowest) / STEPS)
        bottom = (lowest / step).to_integral_value(rounding=ROUND_FLOOR) * step
        top = (highest / step).to_integral_value(rounding=ROUND_CEILING) * step
        return cls(bottom, top, step)

    def y(self, amount: Decimal) -> int:
        share = (amount - self.lowest) / (self.highest - self.lowest)
        return int((BOTTOM - share * (BOTTOM - TOP)).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def ticks(self, units: Sequence[str]) -> list[Tick]:
        """Name each step; the unit is said once, at the top."""
        divisor, unit = next(
            pair
            for pair in zip(UNITS, units, strict=True)
            if self.highest - self.lowest >= pair[0] or pair[0] == 1
        )
        count = int((self.highest - self.lowest) / self.step)
        values = [self.lowest + self.step * place for place in range(count + 1)]
        texts = [f"{(value / divisor).normalize() + 0:,f}".replace("-", "−") for value in values]
        texts[-1] = f"{texts[-1]} {unit}"
        return [Tick(text, "0%", self.y(value)) for text, value in zip(texts, values, strict=True)]


def _round_step(least: Decimal) -> Decimal:
    """Return the smallest round number that is not below `least`."""
    magnitude = Decimal(1).scaleb(least.adjusted())
    return next(step * magnitude for step in ROUND_STEPS if step * magnitude >= least)


def _strokes(points: Sequence[tuple[int, Decimal]], scale: _Scale) -> list[Stroke]:
    places = [(_month_x(month), scale.y(amount)) for month, amount in points]
    return [Stroke(*start, *end) for start, end in pairwise(places)]


def _month_tick(number: int, text: str) -> Tick:
    return Tick(text, _percent((2 * number - 1) * 1000 // 24), BOTTOM + 22, number % 3 != 1)


def _month_x(month: int) -> str:
    return _percent(month * 1000 // 12)


def _per_mille(part: Decimal, whole: Decimal) -> int:
    return int((part * 1000 / whole).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _percent(per_mille: int) -> str:
    return f"{per_mille // 10}.{per_mille % 10}%"
