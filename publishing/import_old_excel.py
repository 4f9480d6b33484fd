"""A look into an old Excel file (XLS) before it is read: how far it goes, what is broken in it.

Sources: [MS-CFB] for the container, [MS-XLS] for the records. The reader of Excel files makes a
full rectangle of every sheet and leaves out the errors of formulas.
"""

import struct
from collections.abc import Iterator

from publishing.import_raw import Broken, ErrorCell, Place, check_place
from publishing.import_table import Problem, Unreadable

_HEADER = struct.Struct("<30xHH14xI4xII4xI")
_FAT_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA  # from here on the numbers mean: end, free, table
_ENTRY_SIZE = 128
_ROOT = "root entry"
_STREAM_NAMES = {"workbook", "book"}

_BEGIN, _END, _SHEET, _PASSWORD, _NAME_LENGTH = 0x809, 0x0A, 0x85, 0x2F, 6
_FORMULAS = {0x06, 0x206, 0x406}
_ERROR = 0x205
_RUN = 0xBD  # several numbers side by side; ends with the last column
_CELLS = {0x203, 0x204, 0x27E, 0xD6, 0xFD, _ERROR, _RUN} | _FORMULAS
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def broken_cells(content: bytes) -> list[dict[Place, Broken]]:
    """Return the broken cells of every sheet, in the order of the sheets. Raises `Unreadable`."""
    try:
        book = _workbook(content)
        return [_broken(book, start, name) for start, name in _sheets(book)]
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable(Problem.DAMAGED) from error


class _Container:
    """The file system inside an old Office file: sectors, chained by a table."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        facts = _HEADER.unpack_from(content)
        self.shift, self.mini_shift, self.directory, self.cutoff, mini_table, more = facts
        if self.shift not in {9, 12} or self.mini_shift != 6:
            raise ValueError("no compound file")
        self.table = self._table(more)
        self.mini_table = self._numbers(self.chain(mini_table))

    def sector(self, number: int) -> bytes:
        start = (number + 1) << self.shift
        return self.content[start : start + (1 << self.shift)]

    def chain(self, start: int) -> bytes:
        """Return the sectors that follow each other from `start`."""
        return b"".join(self.sector(number) for number in _followed(start, self.table))

    def stream(self, entry: bytes, root: bytes) -> bytes:
        """Return the content of a directory entry; small ones stand in a stream of the root."""
        start, size = struct.unpack_from("<II", entry, 116)
        if size >= self.cutoff:
            return self.chain(start)[:size]
        small = self.chain(struct.unpack_from("<I", root, 116)[0])
        length = 1 << self.mini_shift
        pieces = (
            small[number * length : (number + 1) * length]
            for number in _followed(start, self.mini_table)
        )
        return b"".join(pieces)[:size]

    def _table(self, more: int) -> tuple[int, ...]:
        sectors = list(struct.unpack_from(f"<{_FAT_IN_HEADER}I", self.content, 76))
        for _ in range(len(self.content) >> self.shift):
            if more >= _LAST_SECTOR:
                break
            *listed, more = self._numbers(self.sector(more))
            sectors += listed
        used = [number for number in sectors if number < _LAST_SECTOR]
        return self._numbers(b"".join(self.sector(number) for number in used))

    def _numbers(self, content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _followed(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """Yield a chain of sectors; a ring ends after as many steps as there are sectors."""
    for _ in range(len(table)):
        if start >= _LAST_SECTOR:
            return
        yield start
        start = table[start]


def _workbook(content: bytes) -> bytes:
    container = _Container(content)
    directory = container.chain(container.directory)
    entries = [
        directory[at : at + _ENTRY_SIZE]
        for at in range(0, len(directory) - _ENTRY_SIZE + 1, _ENTRY_SIZE)
    ]
    if not entries or _entry_name(entries[0]) != _ROOT:
        raise ValueError("no directory")
    for entry in entries:
        if _entry_name(entry) in _STREAM_NAMES:
            return container.stream(entry, entries[0])
    raise Unreadable(Problem.NOT_A_TABLE)


def _entry_name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace").lower()


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield (type, data) of the records of one part, those of charts inside it too."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(book: bytes) -> list[tuple[int, str]]:
    """Return where each sheet begins, and its name."""
    sheets = []
    for kind, data in _records(book, 0):
        if kind == _PASSWORD:
            raise Unreadable(Problem.PASSWORD)
        if kind == _SHEET:
            is_wide = data[_NAME_LENGTH + 1] & 1
            name = data[_NAME_LENGTH + 2 :].decode("utf-16-le" if is_wide else "latin-1", "replace")
            sheets.append((struct.unpack_from("<I", data)[0], name))
    return sheets


def _broken(book: bytes, start: int, sheet: str) -> dict[Place, Broken]:
    found: dict[Place, Broken] = {}
    if book[start : start + 2] != _BEGIN.to_bytes(2, "little"):
        raise ValueError("a sheet that is not there")
    for kind, data in _records(book, start):
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", data)
        last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _RUN else column
        check_place(sheet, row, last)
        code = _error_code(kind, data)
        if code is not None:
            found[row, column] = ErrorCell(_ERRORS.get(code, "#N/A"))
    return found


def _error_code(kind: int, data: bytes) -> int | None:
    if kind == _ERROR and data[7]:
        return data[6]
    if kind in _FORMULAS and data[12:14] == b"\xff\xff" and data[6] == 2:
        return data[8]
    return None
