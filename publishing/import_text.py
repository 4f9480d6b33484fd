"""CSV and TSV files as Thai offices save them: the encoding and the separator, found by content."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from publishing.import_raw import Cell, RawSheet, collect_rows
from publishing.import_table import Problem, Unreadable
from publishing.tables import is_computed

SEPARATORS = ",;\t|"
THAI_WINDOWS = "cp874"  # contains TIS-620

_SAMPLE_ROWS = 60
_FIELD_LIMIT = 1 << 30  # characters; a forgotten quotation mark swallows the rest of the file
_END = "\x1eend\x1e"  # put behind the last row, where no quotation may reach it
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)  # a hint to Excel, not a row
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF_16_SHARE = 0.6  # of one byte in two, in a text without a mark
_LOST = re.compile("\ufffd")  # left by a program that could not decode the file either
_BINARY = re.compile("[\0-\b\x0e-\x19\x1b-\x1f]")
_THAI_IN_UTF_8 = re.compile(b"\xe0[\xb8\xb9][\x80-\xbf]")
_HIGH_BYTES = re.compile(b"[\x80-\xff]")
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_STRAY_MARK = re.compile(rf"(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]){_MARK}")
_ANY_MARK = re.compile(_MARK)


def read_text_table(content: bytes) -> RawSheet:
    """Return the rows of a CSV or TSV file. Raises `Unreadable`."""
    text = decode(content).rstrip("\x1a")  # how DOS ends a file
    if _BINARY.search(text):
        raise Unreadable(Problem.NOT_A_TABLE)
    if _LOST.search(text):
        raise Unreadable(Problem.UNDECODABLE, line=_line_of(text, _LOST))
    hint = _SEPARATOR_LINE.match(text)
    if hint:
        text = text[hint.end() :]
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        return RawSheet("", collect_rows(_numbered(text, hint[1] if hint else separator_of(text))))
    except csv.Error as error:
        raise Unreadable(Problem.DAMAGED) from error


def decode(content: bytes) -> str:
    """Return the text of `content`: UTF-8, UTF-16 or cp874, with or without a byte order mark.

    Raises `Unreadable` with the line of the first byte that belongs to no character.
    """
    for mark, marked in _UTF_16.items():
        if content.startswith(mark):
            return _decoded(content[len(mark) :], marked)
    if encoding := _bare_utf_16(content):
        return _decoded(content, encoding)
    if content.startswith(codecs.BOM_UTF8) or _is_utf_8(content):
        return _decoded(content.removeprefix(codecs.BOM_UTF8), "utf-8")
    text = _decoded(content, THAI_WINDOWS)
    # Other alphabets decode as well, but put Thai vowels where none can stand.
    if len(_STRAY_MARK.findall(text)) * 5 > len(_ANY_MARK.findall(text)):
        raise Unreadable(Problem.UNDECODABLE, line=_line_of(text, _STRAY_MARK))
    return text


def separator_of(text: str) -> str:
    """Return the separator that divides most rows into the same number of fields."""
    return max(SEPARATORS, key=lambda separator: _regularity(text, separator))


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, errors="replace")
        raise Unreadable(Problem.UNDECODABLE, line=before.count("\n") + 1) from error


def _bare_utf_16(content: bytes) -> str | None:
    """Tell UTF-16 without a mark: one byte in two is that of Thai (0x0E) or of Latin (0x00)."""
    pairs = len(content) // 2
    if len(content) % 2 or not pairs:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = Counter(content[first::2])
        if high[0] and high[0] + high[0x0E] > _UTF_16_SHARE * pairs:
            return encoding
    return None


def _is_utf_8(content: bytes) -> bool:
    """Tell UTF-8, also when it is damaged somewhere: most foreign bytes are Thai in it."""
    try:
        content.decode()
    except UnicodeDecodeError:
        in_thai = 3 * len(_THAI_IN_UTF_8.findall(content))
        return in_thai * 2 > len(_HIGH_BYTES.findall(content))
    return True


def _line_of(text: str, pattern: re.Pattern[str]) -> int:
    found = pattern.search(text)
    return text.count("\n", 0, found.start() if found else 0) + 1


def _regularity(text: str, separator: str) -> tuple[int, int]:
    rows = islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _SAMPLE_ROWS)
    try:
        widths = Counter(len(row) for row in rows if len(row) > 1)
    except csv.Error:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: item[::-1], default=(0, 0))
    return count, width


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[Cell]]]:
    rows = csv.reader(StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    for number, row in enumerate(rows, start=1):
        if row and row[-1].endswith(_END):
            if row != [_END]:
                raise Unreadable(Problem.OPEN_QUOTATION, row=number)
            return
        yield number, [_unguarded(cell) for cell in row]


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that `tables.to_csv` puts before what a spreadsheet would compute."""
    return cell[1:] if cell[:1] == "'" and is_computed(cell[1:]) else cell
