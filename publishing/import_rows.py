"""The rows below a header, sorted into data, totals, headings and repeated titles."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from publishing.import_cells import InvalidCell, read_cell, shown
from publishing.import_header import Header, fold, is_numbering
from publishing.import_raw import Cell, Place, RawRow, RawSheet, is_blank
from publishing.import_sentences import Sentences
from publishing.import_table import ColumnKind, ImportColumn, Refusal, Value
from publishing.import_totals import Label, RowText, Scope, StatedTotal, label_of

_WORDS = re.compile("[^0-9๐-๙–-]+")
_WORDED = {ColumnKind.TEXT, ColumnKind.CODE}
_FIGURE = re.compile(r"[(]?[-–]?[0-9๐-๙][0-9๐-๙,. ]*[)]?|[-–]|บาท")


@dataclass(frozen=True)
class Columns:
    """The columns that are in this sheet, by their index; shallow row labels before deep ones."""

    by_index: Mapping[int, ImportColumn]

    @property
    def levels(self) -> dict[int, str]:
        """Columns of merged row labels."""
        return {index: each.name for index, each in self.by_index.items() if each.fills_down}

    def of_kind(self, kind: ColumnKind) -> dict[int, str]:
        return {index: each.name for index, each in self.by_index.items() if each.kind is kind}


@dataclass
class Draft:
    """A row that may be data, with what could not be read of it and what it lacks."""

    row: RawRow
    values: dict[str, Value]
    texts: Mapping[int, str]
    has_amount: bool
    refusals: list[Refusal] = field(default_factory=list)
    lacking: list[tuple[int, ImportColumn]] = field(default_factory=list)


class RowReader:
    """Reads the rows of one sheet from top to bottom, remembering what stands above."""

    def __init__(
        self, sheet: RawSheet, header: Header, columns: Columns, sentences: Sentences
    ) -> None:
        self.columns = columns
        self.sentences = sentences
        self.levels = columns.levels
        self.amounts = columns.of_kind(ColumnKind.AMOUNT)
        others = [each for each in columns.by_index.values() if not each.fills_down]
        self.has_more = bool(self.amounts) or any(each.required for each in others)
        self.has_details = any(each.kind in _WORDED for each in others)
        top = sheet.rows[: header.place + header.depth]
        self.below = sheet.rows[len(top) :]
        self.printed = _printed(top)
        self.merged = _merged_texts(sheet, top[-1].number, {*columns.by_index} - {*self.amounts})
        self.carried: dict[str, Value] = {}
        self.groups: dict[str, str] = {}  # folded text above -> name of its column
        self.entries: list[Draft | StatedTotal] = []

    def read_all(self) -> list[Draft | StatedTotal]:
        """Return what may be data and what states totals, in the order of the file."""
        is_below_header = True
        for row in self.below:
            if self._is_printed_again(row):
                is_below_header = True
            elif not (is_below_header and is_numbering(row.cells)):
                is_below_header = False
                self._read(row)
        return self.entries

    def _read(self, row: RawRow) -> None:
        texts = self._texts(row)
        label = label_of(RowText(texts, self.levels), self.groups)
        if label and self._add_total(row, label):
            return
        if self._is_heading(row):
            self._carry({name: shown(row.at(index)) for index, name in self.levels.items()})
        else:
            self.entries.append(self._draft(row, texts))

    def _is_printed_again(self, row: RawRow) -> bool:
        """Whether the row repeats a title or the header, as on every printed page."""
        first = next(cell for cell in row.cells if not is_blank(cell))
        if not isinstance(first, str) or fold(first) not in self.printed:
            return False
        return _folded(row) in self.printed[fold(first)]

    def _texts(self, row: RawRow) -> dict[int, str]:
        """Return what the row says beside amounts; figures count only left of the first words."""
        found: dict[int, str] = {}
        is_worded = False
        for index, cell in enumerate(row.cells):
            if index in self.amounts or is_blank(cell):
                continue
            is_figure = not isinstance(cell, str) or bool(_FIGURE.fullmatch(cell.strip()))
            if not (is_figure and is_worded) or index in self.columns.by_index:
                found[index] = shown(cell)
            is_worded = is_worded or not is_figure
        return found

    def _add_total(self, row: RawRow, label: Label) -> bool:
        values: dict[str, Decimal] = {}
        for index, name in self.amounts.items():
            try:
                value = read_cell(row.at(index), ColumnKind.AMOUNT)
            except InvalidCell:
                continue  # nothing is imported from here, and nothing can be checked
            if isinstance(value, Decimal):
                values[name] = value
        if not values and label.scope is Scope.UNKNOWN:
            return False
        self.entries.append(StatedTotal(row.number, label, values))
        return True

    def _is_heading(self, row: RawRow) -> bool:
        """Whether the row only names the group of the rows below it."""
        filled = {index for index, cell in enumerate(row.cells) if not is_blank(cell)}
        if not self.has_more or not filled <= self.levels.keys():
            return False
        # Where the deepest label is all that names an item, its amount has been forgotten.
        return self.has_details or [*self.levels][-1] not in filled

    def _carry(self, values: dict[str, Value]) -> None:
        """Fill the empty row labels of `values` from above; a new group forgets its sub-groups."""
        names = list(self.levels.values())
        for place, name in enumerate(names):
            value = values[name]
            if not value:
                values[name] = self.carried.get(name, value)
                continue
            if fold(str(value)) != fold(str(self.carried.get(name) or "")):
                for deeper in names[place + 1 :]:
                    self.carried.pop(deeper, None)
            self.carried[name] = value
            self.groups.setdefault(fold(str(value)), name)

    def _draft(self, row: RawRow, texts: Mapping[int, str]) -> Draft:
        has_amount = any(_is_amount(row.at(index)) for index in self.amounts)
        draft = Draft(row, {}, texts, has_amount)
        for index, column in self.columns.by_index.items():
            draft.values[column.name] = self._value(row, index, draft)
        self._carry(draft.values)
        refused = {refusal.column for refusal in draft.refusals}
        for index, column in self.columns.by_index.items():
            is_empty = draft.values[column.name] in ("", None)
            if column.required and is_empty and column.name not in refused:
                draft.lacking.append((index, column))
        return draft

    def _value(self, row: RawRow, index: int, draft: Draft) -> Value:
        column = self.columns.by_index[index]
        cell = row.at(index)
        if is_blank(cell):
            cell = self.merged.get((row.number, index), "")
        try:
            return read_cell(cell, column.kind, longest=column.longest)
        except InvalidCell as error:
            draft.refusals.append(
                self.sentences.bad_cell(column, index, row.number, reason=str(error), cell=cell)
            )
            return read_cell("", column.kind)


def _is_amount(cell: Cell) -> bool:
    """Whether the cell says an amount, if perhaps a wrong one; a name in a signature does not."""
    return not is_blank(cell) and not (isinstance(cell, str) and _WORDS.fullmatch(cell))


def _folded(row: RawRow) -> tuple[str, ...]:
    return tuple(fold(shown(cell)) for cell in row.cells if not is_blank(cell))


def _printed(rows: Sequence[RawRow]) -> dict[str, set[tuple[str, ...]]]:
    """Return titles and header as they may be repeated, by their first text."""
    printed: dict[str, set[tuple[str, ...]]] = {}
    for row in rows:
        texts = _folded(row)
        printed.setdefault(texts[0], set()).add(texts)
    return printed


def _merged_texts(sheet: RawSheet, below: int, indexes: Collection[int]) -> dict[Place, Cell]:
    """Return what stands in cells merged downwards, for the rows that look empty there."""
    by_number = {row.number: row for row in sheet.rows if row.number > below}
    return {
        (number, merge.first_column): by_number[merge.first_row].at(merge.first_column)
        for merge in sheet.merges
        if merge.first_column in indexes and merge.first_row in by_number
        for number in range(merge.first_row + 1, merge.last_row + 1)
        if number in by_number
    }
