"""Percentiles, ratios and plain-text tables. Pure."""

import math
import statistics
from collections.abc import Sequence

Row = Sequence[str]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0 to 1) of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def cheapness(constant: Sequence[float], page: Sequence[float]) -> float:
    """Return how cheap a page is beside a constant response: 1 = as cheap, 0.1 = ten times dearer.

    Both are costs per request, round by round. Each round is compared with itself, so that a
    machine that slows down in one round does not change the result.
    """
    return statistics.median(one / other for one, other in zip(constant, page, strict=True))


def verdict(value: float, limit: float, *, at_least: bool) -> str:
    """Say whether a measured value reaches its target."""
    return "met" if (value >= limit if at_least else value <= limit) else "MISSED"


def table(title: str, header: Row, rows: Sequence[Row]) -> str:
    """Return aligned text: the first column to the left, figures to the right."""
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join([title, *(_aligned(line, widths) for line in lines)])


def _aligned(line: Row, widths: Sequence[int]) -> str:
    first, *others = zip(line, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
    return "  " + "  ".join(cells).rstrip()
