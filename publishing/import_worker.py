"""Reads a table from a file of an office, a process of its own: `python -m publishing.import_worker`.

On standard input one line of JSON (the request) and then the file; on standard output the table as
JSON, or the problem that stands in its way. It knows no Django, no database and no network, and
has a limit of time and of memory, so that a hostile or broken file costs this process and nothing
else.
"""

import json
import resource
import sys
from typing import Any

from publishing.import_answer import request_from_json, table_as_json
from publishing.import_cleaning import Request, clean_table, is_complete
from publishing.import_excel import ExcelBook
from publishing.import_header import find_header
from publishing.import_raw import RawSheet
from publishing.import_table import CleanTable, Problem, Unreadable
from publishing.import_text import read_text_table

CPU_SECONDS = 20
# Bytes of address space, libraries included, so that less can be in use; 20,000 rows of 60 columns
# take two thirds of it.
MEMORY = 400 * 1024 * 1024
SEARCHED_SHEETS = 12

_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read(content: bytes, request: Request) -> CleanTable:
    """Return the table in a file; the sheet is the one that is asked for or fits best."""
    if not content.startswith(_EXCEL):
        return clean_table(read_text_table(content), request, ("",))
    book = ExcelBook(content)
    sheet = best_sheet(book, request) if request.sheet is None else book.read(request.sheet)
    return clean_table(sheet, request, book.names)


def best_sheet(book: ExcelBook, request: Request) -> RawSheet:
    """Return the first sheet with all columns, else the one with most. Raises `Unreadable`."""
    found: list[tuple[int, RawSheet]] = []
    problems: list[Unreadable] = []
    for name in (book.likely or book.names)[:SEARCHED_SHEETS]:
        try:
            sheet = book.read(name)
        except Unreadable as problem:
            problems.append(problem)
            continue
        header = find_header(sheet, request.columns) if sheet.rows else None
        if header and is_complete(header, request.columns):
            return sheet
        found.append((header.worth if header else -1, sheet))
    if problems or not found:
        raise problems[0] if problems else Unreadable(Problem.DAMAGED)
    return max(found, key=lambda each: each[0])[1]


def refuse_network(event: str, _: object) -> None:
    if event.startswith("socket."):
        raise PermissionError(event)


def limit_process() -> None:
    """Lock the doors before a foreign byte is read; nothing below opens them again."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(refuse_network)


def answer(content: bytes, request: Request) -> dict[str, Any]:
    try:
        return {"table": table_as_json(read(content, request))}
    except Unreadable as problem:
        return {"problem": problem.problem, "facts": problem.facts}
    except MemoryError:
        return {"problem": Problem.TOO_BIG, "facts": {}}


def main() -> None:
    limit_process()
    head = sys.stdin.buffer.readline()
    request = request_from_json(json.loads(head))
    json.dump(answer(sys.stdin.buffer.read(), request), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
