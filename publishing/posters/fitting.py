"""How a poster finds room in a format: the ways to draw it, each tighter than the one before. Pure.

First the type gets smaller, then the code, then rows say only what they are; only then is
something left out. No way may need more room than the one before: the first that fits is searched
for by halves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from publishing.posters.content import MAX_TEXT, Bar, Line, PosterContent, Section, further
from publishing.posters.sizes import Size

FEW = 3  # rows of a part on an average; before there are fewer, another part goes
SCALES = range(9)  # 0 is the largest; static/css/posters.css has the sizes of type


@dataclass(frozen=True)
class Way:
    """One way to draw a poster.

    `is_small`: with a smaller code and less white; `is_brief`: rows without explanations.
    """

    lead: str
    sections: tuple[Section, ...]
    scale: int = 0
    is_small: bool = False
    is_brief: bool = False


def ways(content: PosterContent, size: Size) -> Iterator[Way]:
    """The poster from the largest type to the smallest, then with less and less in it.

    First rows go, then parts, then the sentence above them. The last has its title and its figures
    alone, so that something always fits.
    """
    parts = content.sections[: size.parts]
    most = [min(part.size, size.most) for part in parts]
    way = Way(content.lead, _limited(parts, most, size))
    for scale in SCALES[:-2]:
        yield (way := replace(way, scale=scale))
    yield (way := replace(way, is_small=True))
    for scale in SCALES[-2:]:
        yield (way := replace(way, scale=scale))
    yield (way := replace(way, is_brief=True))
    if content.short_lead:
        yield (way := replace(way, lead=content.short_lead))
    for rows in _fewer(most):
        yield (way := replace(way, sections=_limited(parts[: len(rows)], rows, size)))
    yield (way := replace(way, lead=""))
    yield replace(way, sections=())


def _fewer(most: Sequence[int]) -> Iterator[list[int]]:
    """Rows of each part, fewer and fewer: down to a few of each, then without the last part.

    The room of a part that goes is enough for one row more of each other.
    """
    needs = list(most)
    while needs:
        least = FEW * len(needs) if len(needs) > 1 else 1
        for total in reversed(range(least, sum(needs))):
            yield shared(needs, total)
        needs = [min(need, FEW + 1) for need in needs[:-1]]
        if needs:
            yield needs


def shared(needs: Sequence[int], total: int) -> list[int]:
    """Give out rows to parts, one to each first, then always to that which lacks the most."""
    given = [min(need, 1) for need in needs]
    for _row in range(total - sum(given)):
        lacking = [need - rows for need, rows in zip(needs, given, strict=True)]
        given[lacking.index(max(lacking))] += max(lacking) > 0
    return given


def limited(section: Section, most: int, letters: int = MAX_TEXT) -> Section:
    """Return the section with at most `most` rows, and the others said in one.

    One bar that stands for all would say nothing: the largest stays beside it. One line alone is
    not left out: to say so takes as much room.
    """
    bars = section.bars
    most += len(section.lines) == most + 1 and not section.more
    hidden: tuple[Bar | Line, ...] = section.lines[most:]
    if section.add_up and len(bars) > max(most, 2):
        kept = max(most - 1, 1)
        bars = (*bars[:kept], _rest(bars[:kept], bars[kept:]))
    elif not section.add_up:
        bars, hidden = bars[:most], (*bars[most:], *hidden)
    changed = {
        "bars": bars,
        "lines": tuple(each.cut(letters) for each in section.lines[:most]),
        "more": section.more + len(hidden),
        "more_baht": section.more_baht + sum(each.baht or 0 for each in hidden),
    }
    return section.model_copy(update=changed)


def _limited(parts: Sequence[Section], rows: Sequence[int], size: Size) -> tuple[Section, ...]:
    return tuple(limited(part, most, size.letters) for part, most in zip(parts, rows, strict=True))


def _rest(named: Sequence[Bar], others: Sequence[Bar]) -> Bar:
    """Return the row of those not named; drawn only where it would not be the longest of all."""
    amount = sum((each.amount for each in others), Decimal(0))
    width = sum(each.width for each in others)
    return Bar(
        name=further(len(others)),
        amount=amount,
        unit=others[0].unit,
        width=width if width <= max(each.width for each in named) else 0,
        is_rest=True,
    )
