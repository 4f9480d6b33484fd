"""One look at the XML of a sheet before anything is built from it: how far it goes, what is broken.

The reader of Excel files makes a full rectangle out of the first and the last cell, gigabytes for
1.4 KB of XML, and leaves out the errors of formulas. Streamed: no tree, no text but that of errors.
"""

from typing import IO
from xml.parsers import expat

from publishing.import_raw import (
    MAX_ROWS,
    Broken,
    ErrorCell,
    Place,
    UncomputedFormula,
    check_place,
)
from publishing.import_table import Problem, Unreadable


class _Walk:
    """Follows the elements of a sheet; calamine counts rows and cells without a number alike."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.broken: dict[Place, Broken] = {}
        self.rows = 0  # with something in them
        self.row = self.column = self.valued_row = -1
        self.kind = ""
        self.has_formula = self.has_value = self.is_valued = False
        self.text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif tag in {"v", "is"}:
            self.is_valued = True
            self.text = [] if self.kind == "e" or self.has_formula else None
        elif tag == "f":
            self.has_formula = True

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._close_cell()
        elif tag == "v" and self.text is not None:
            self.has_value = bool("".join(self.text).strip())

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.kind = attributes.get("t", "")
        self.has_formula = self.has_value = self.is_valued = False
        self.text = None
        if "r" in attributes:
            self.row, self.column = place_of(attributes["r"])
        else:
            self.column += 1

    def _close_cell(self) -> None:
        if self.is_valued:
            self._check_place()
        if self.kind == "e":
            self.broken[self.row, self.column] = ErrorCell("".join(self.text or [])[:20])
        # A formula may well result in an empty text; that is said with t="str".
        elif self.has_formula and not self.has_value and self.kind != "str":
            self.broken[self.row, self.column] = UncomputedFormula()
        self.text = None

    def _check_place(self) -> None:
        if self.row != self.valued_row:
            self.rows += 1
            self.valued_row = self.row
        check_place(self.sheet, self.row, self.column)
        if self.rows > MAX_ROWS:
            raise Unreadable(Problem.TOO_MANY_ROWS, limit=f"{MAX_ROWS:,}")


def look_at(part: IO[bytes], *, sheet: str) -> dict[Place, Broken]:
    """Return the broken cells. Raises `Unreadable` for a far cell, too many rows and damage."""
    walk = _Walk(sheet)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    parser.StartDoctypeDeclHandler = _refuse_definitions
    parser.buffer_text = True
    try:
        parser.ParseFile(part)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable(Problem.DAMAGED) from error
    return walk.broken


def place_of(reference: str) -> Place:
    """Return the place of a cell: "B3" is (2, 1). Raises `ValueError`."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    # Beyond three letters there is no sheet, whatever the program.
    if not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isupper():
        raise ValueError(f"no cell: {reference!r}")
    return int(reference[len(letters) :]) - 1, column - 1


def _refuse_definitions(*_names: object) -> None:
    raise Unreadable(Problem.DAMAGED)
