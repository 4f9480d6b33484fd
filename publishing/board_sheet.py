"""What stands on the sheet for a notice board: as much as one page holds in large type. Pure."""

from collections.abc import Sequence

from thai.text import shortened

MAX_TITLE = 150
MAX_FACT = 170
LINES = 20  # of the page, for title and facts
# Letters on one line of the sheet; marks above and below take no room, so these are cautious.
TITLE_LINE, LABEL_LINE, FACT_LINE = 34, 20, 46
_TITLE_HEIGHT = 2  # a line of the title is as high as two of the facts


def sheet_title(title: str) -> str:
    return shortened(title, MAX_TITLE)


def sheet_facts(title: str, facts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the facts that fit below the title, in their order; the rest stands on the page."""
    left = LINES - _TITLE_HEIGHT * _lines(sheet_title(title), TITLE_LINE)
    chosen = []
    for label, fact in facts:
        text = shortened(fact, MAX_FACT)
        height = max(_lines(label, LABEL_LINE), _lines(text, FACT_LINE))
        if text and text != title and height <= left:
            chosen.append((label, text))
            left -= height
    return chosen


def _lines(text: str, letters: int) -> int:
    return -(-len(text) // letters)
