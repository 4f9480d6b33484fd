"""Reads the words of a Word or Excel file, a process of its own; `child` starts and limits it.

On standard input one line of JSON and then the file; on standard output one line of JSON and then
the text: a line for a paragraph or for a row, whose cells are divided by tabs.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS, PARAGRAPH, ROW, CELL = f"{WORD}t", f"{WORD}p", f"{WORD}tr", f"{WORD}tc"
SPACES = {f"{WORD}tab": "\t", f"{WORD}br": " ", f"{WORD}cr": " "}
# The document first, then what stands beside its pages.
WORD_PARTS = re.compile(r"word/(document|(header|footer|footnotes|endnotes|comments)\d*)\.xml")
MAX_PART = 60 * 1024 * 1024
MAX_ROWS = 5_000  # of a sheet


def lines_of_word(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if WORD_PARTS.fullmatch(name)]
        for name in sorted(names, key=lambda name: (name != "word/document.xml", name)):
            if package.getinfo(name).file_size <= MAX_PART:
                yield from lines_of_part(package.read(name))


def lines_of_part(content: bytes) -> Iterator[str]:
    """Yield paragraphs and rows as they end; a paragraph of a cell is part of the row."""
    words: list[str] = []
    cells: list[str] = []
    depth = 0
    for event, element in ElementTree.iterparse(BytesIO(content), events=("start", "end")):
        if event == "start":
            depth += element.tag == ROW
        elif element.tag == WORDS:
            words.append(element.text or "")
        elif element.tag in SPACES:
            words.append(SPACES[element.tag])
        elif element.tag == CELL and depth == 1:
            cells.append(" ".join("".join(words).split()))
            words = []
        elif element.tag == PARAGRAPH and depth:
            words.append(" ")
        elif element.tag in {PARAGRAPH, ROW}:
            depth -= element.tag == ROW
            if element.tag == PARAGRAPH or not depth:
                yield "\t".join(cells) if cells else "".join(words)
                words, cells = [], []
            element.clear()


def lines_of_excel(content: bytes) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for name in book.sheet_names:
        yield f"[{name}]"
        sheet = book.get_sheet_by_name(name)
        for row in sheet.to_python(nrows=MAX_ROWS):
            yield "\t".join(" ".join(str(cell).split()) for cell in row).rstrip("\t")
        if sheet.total_height > MAX_ROWS:
            yield "…"


READERS = {"docx": lines_of_word, "xlsx": lines_of_excel}


def main() -> None:
    job = json.loads(sys.stdin.buffer.readline())
    left: int = job["most"]
    lines: list[str] = []
    for line in READERS[job["kind"]](sys.stdin.buffer.read()):
        lines.append(line[:left])
        left -= len(line) + 1
        if left <= 0:
            break
    text = "\n".join(lines).encode(errors="replace")
    sys.stdout.buffer.write(json.dumps({"is_cut": left <= 0}).encode() + b"\n" + text)


if __name__ == "__main__":
    main()
