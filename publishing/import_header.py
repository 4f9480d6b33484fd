"""The header of a table: where it stands, what its columns are called, which of them are ours."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from publishing.import_cells import shown
from publishing.import_raw import Cell, Merge, RawRow, RawSheet, is_blank
from publishing.import_table import ImportColumn
from thai.digits import to_arabic
from thai.text import search_key

SEARCHED_ROWS = 40
MAX_DEPTH = 3  # rows of one header
MIN_MATCHES = 2  # columns by which a header is known; fewer may be chance

_WHOLE, _LOWER = 3, 2  # worth of a match with the whole label, and with its lowest row alone
_UNIT = re.compile(r"[(\[][^()\[\]]*(?:บาท|สตางค์)[^()\[\]]*[)\]]|หน่วย *:? *(?:บาท|สตางค์)")
_NO_LETTER = re.compile(r"[^\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|_")  # Thai marks are no \w
_UNIT_WORDS = {"", "บาท"}
_SCALED_UNIT = re.compile(r"[(\[:] *(?:หน่วย)? *:? *((?:ร้อย|พัน|หมื่น|แสน|ล้าน) *บาท)")
_YEAR = re.compile(r"(?:ประจำ)?(?:ปีงบประมาณ|ปี)?(?:พศ)?25[0-9]{2}$")
_NUMBER = re.compile(r"[(]?[-–]?[0-9][0-9, ]*(?:\.[0-9]+)?[)]?|[-–]")
_COLUMN_NUMBER = re.compile(r"[(\[]?([0-9]{1,2})[)\]]?(?:=[-+*/x×÷()0-9]*)?")


@dataclass(frozen=True)
class Header:
    """A header of one or more rows; `place` and `depth` count the raw rows from 0."""

    place: int
    depth: int
    labels: tuple[str, ...]
    lower: tuple[str, ...]  # the lowest row of each label
    mapping: Mapping[str, int]
    worth: int

    @property
    def fingerprint(self) -> str:
        """The same for every file with the same headers, however they are spaced."""
        return hashlib.sha256("\x1f".join(map(fold, self.labels)).encode()).hexdigest()


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return what two spellings of a header have in common: letters and digits, without units."""
    return _NO_LETTER.sub("", _UNIT.sub("", search_key(text)))


def find_header(
    sheet: RawSheet, columns: Sequence[ImportColumn], *, row: int | None = None
) -> Header:
    """Return the header in which most columns are found, or that in `row` (as Excel counts).

    A sheet in which nothing is known gives the first row that looks like a header. `sheet` must
    have rows.
    """
    if row is not None:
        return _header(sheet, columns, _place_of(sheet.rows, row))
    places = range(min(SEARCHED_ROWS, len(sheet.rows)))
    headers = [_header(sheet, columns, place) for place in places]
    best = max(headers, key=lambda header: (header.worth, -header.depth, -header.place))
    enough = min(MIN_MATCHES, len(columns))
    return (
        best if len(best.mapping) >= enough else headers[_likely_place(sheet.rows[: len(headers)])]
    )


def scaled_unit(texts: Iterable[str]) -> str | None:
    """Return the unit when amounts are not in baht: "(หน่วย : ล้านบาท)" gives "ล้านบาท"."""
    found = (_SCALED_UNIT.search(text) for text in texts)
    return next((match[1] for match in found if match), None)


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether the row only numbers the columns: (1) (2) (3)=(1)-(2)."""
    texts = ["".join(to_arabic(shown(cell)).split()) for cell in cells if not is_blank(cell)]
    matches = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(match[1]) for match in matches if match]
    start = numbers[0] if numbers else 0
    return len(numbers) == len(texts) > 1 and numbers == [*range(start, start + len(numbers))]


def _header(sheet: RawSheet, columns: Sequence[ImportColumn], place: int) -> Header:
    raw = sheet.rows[place : place + MAX_DEPTH]
    rows = [[shown(cell) for cell in row.cells] for row in raw]
    depth = 1
    while depth < len(rows) and (
        _is_lower(rows[depth - 1], rows[depth])
        or (_is_worded(rows[depth]) and _reaches(sheet.merges, raw[depth - 1], raw[depth]))
    ):
        depth += 1
    width = max(map(len, rows[:depth]))
    grid = [row + [""] * (width - len(row)) for row in rows[:depth]]
    lower = _lowest(grid)
    for level in reversed(range(depth - 1)):
        _spread(grid[level], grid[level + 1], _ends(raw[level].number, sheet.merges))
    labels = tuple(" ".join(_distinct(parts)) for parts in zip(*grid, strict=True))
    mapping, worth = match_columns(labels, lower, columns)
    return Header(place, depth, labels, lower, mapping, worth)


def _is_lower(upper: Sequence[str], row: Sequence[str]) -> bool:
    """Tell sub-headers from data: each stands below a group that reaches over several of them."""
    filled = [index for index, text in enumerate(row) if text]
    if all(fold(text) in _UNIT_WORDS for text in row):
        return True
    if not _is_worded(row):
        return False
    above = [index < len(upper) and bool(upper[index]) for index in range(len(row))]
    groups = [index for index in filled if above[index]]
    ends = [_next(above, index) for index in groups]
    reaches = all(
        any(start < index < end for index in filled)
        for start, end in zip(groups, ends, strict=True)
    )
    return reaches and groups[:1] == filled[:1]


def _next(above: Sequence[bool], index: int) -> int:
    """Return where the next label above stands."""
    return next((place for place in range(index + 1, len(above)) if above[place]), len(above))


def _is_worded(row: Sequence[str]) -> bool:
    """Whether the row speaks in words; years may be headers too."""
    return not any(
        _NUMBER.fullmatch(text) and not _YEAR.fullmatch(text) for text in map(to_arabic, row)
    )


def _reaches(merges: Iterable[Merge], upper: RawRow, row: RawRow) -> bool:
    """Whether a cell of the row above is merged down into this row."""
    return any(merge.first_row == upper.number and merge.last_row >= row.number for merge in merges)


def _lowest(grid: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(next(filter(None, reversed(parts)), "") for parts in zip(*grid, strict=True))


def _ends(number: int, merges: Iterable[Merge]) -> dict[int, int]:
    """Return where the merged cells of a row end, by where they begin."""
    return {merge.first_column: merge.last_column for merge in merges if merge.first_row == number}


def _spread(upper: list[str], below: Sequence[str], ends: Mapping[int, int]) -> None:
    """Write a group over each of its sub-headers; it stands in the first cell only."""
    group, end = "", len(upper)
    for index, text in enumerate(upper):
        if text:
            group, end = text, ends.get(index, len(upper) - 1)
        elif below[index] and index <= end:
            upper[index] = group


def _distinct(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(part.split()) for part in parts if part))


def match_columns(
    labels: Sequence[str], lower: Sequence[str], columns: Sequence[ImportColumn]
) -> tuple[dict[str, int], int]:
    """Return which label belongs to which column, and how well all of them fit."""
    spellings: dict[str, list[tuple[int, int, str]]] = {}
    for place, column in enumerate(columns):
        for rank, synonym in enumerate((column.label, *column.synonyms, column.name)):
            spellings.setdefault(fold(synonym), []).append((rank, place, column.name))
    # October stands below the plan and below the spending: which is meant, a person must say.
    counts = Counter(map(fold, lower))
    single = [text if counts[fold(text)] == 1 else "" for text in lower]
    candidates = [
        (-worth, rank, place, index, name)
        for worth, texts in ((_WHOLE, labels), (_LOWER, single))
        for index, text in enumerate(texts)
        for rank, place, name in _known(text, spellings)
    ]
    return _assigned(sorted(candidates))


def _known(
    text: str, spellings: Mapping[str, list[tuple[int, int, str]]]
) -> list[tuple[int, int, str]]:
    folded = fold(text)
    return spellings.get(folded) or spellings.get(_YEAR.sub("", folded) or folded) or []


def _assigned(candidates: Iterable[tuple[int, int, int, int, str]]) -> tuple[dict[str, int], int]:
    mapping: dict[str, int] = {}
    total = 0
    for minus_worth, _rank, _place, index, name in candidates:
        if name not in mapping and index not in mapping.values():
            mapping[name] = index
            total -= minus_worth
    return mapping, total


def _place_of(rows: Sequence[RawRow], number: int) -> int:
    """Return the place of the first row that is not above `number`."""
    return next((place for place, row in enumerate(rows) if row.number >= number), len(rows) - 1)


def _likely_place(rows: Sequence[RawRow]) -> int:
    """Return the first row that is wide and says nothing in numbers."""
    filled = [[shown(cell) for cell in row.cells if not is_blank(cell)] for row in rows]
    widest = max(map(len, filled))
    likely = (
        place
        for place, texts in enumerate(filled)
        if _is_worded(texts) and len(texts) * 5 >= widest * 3
    )
    return next(likely, 0)
