"""Plain text as people type it, told apart into paragraphs and list items. Pure."""

import re
from dataclasses import dataclass

# "- ", "• ", "1. ", "๒) ", "(3) " at the start of a line; 2566 is a year, not a list number.
_MARK = re.compile(r"(?P<mark>[-–•*]|\(?\d{1,2}[.)])(?!\d)\s*(?P<text>\S.*)")
# A year leaves its พ.ศ. and ๆ leaves its word only by accident of the line's end.
_GLUE = re.compile(r"(?<=พ\.ศ\.) +(?=\d)| +(?=[ๆฯ])")
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `mark` is the dash or the number of a list item, "" elsewhere."""

    text: str
    mark: str = ""


def paragraphs(text: str) -> list[Paragraph]:
    """Return what stands on each line of `text`; empty lines only divide."""
    return [_paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _paragraph(line: str) -> Paragraph:
    glued = _GLUE.sub(_NO_BREAK_SPACE, line)
    match = _MARK.fullmatch(glued)
    return Paragraph(match["text"], match["mark"]) if match else Paragraph(glued)
