"""An official document for Word while it is being written, in one kind of numerals."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Cm
from docx.table import Table, _Cell

from publishing.numerals import official_digits
from publishing.prose import paragraphs
from publishing.word import (
    Container,
    add_header_row,
    add_item,
    add_picture,
    add_table,
    add_text,
    begin_pages,
)
from publishing.word_styles import CELL, HEADINGS, LANDSCAPE_WIDTH, PORTRAIT_WIDTH, TEXT

SIGNATURE_INDENT = Cm(7)


@dataclass(frozen=True)
class WordPaper:
    """The document and its numerals: Thai ones, or Arabic ones when `thai` is false."""

    document: WordDocument
    thai: bool

    def say(self, value: object) -> str:
        """Return a text or a number in the numerals of the document."""
        return official_digits(str(value), thai=self.thai)

    def begin_pages(self, *, landscape: bool) -> None:
        begin_pages(self.document, landscape=landscape, thai=self.thai)

    def heading(self, text: object, level: int = 1, *, on_new_page: bool = False) -> None:
        paragraph = add_text(self.document, self.say(text), HEADINGS[level - 1])
        paragraph.paragraph_format.page_break_before = on_new_page

    def add(self, text: object, style: str = TEXT, *, to: Container | None = None) -> None:
        """Add a typed text: a paragraph for each of its lines, list items with their marks."""
        into = to or self.document
        for line in paragraphs(self.say(text)):
            if line.mark:
                add_item(into, line.mark, line.text, style)
            else:
                add_text(into, line.text, style)

    def add_centred(self, text: object) -> None:
        add_text(self.document, self.say(text)).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def add_indented(self, text: object) -> None:
        """Add a paragraph of a letter, whose first line begins 2.5 cm to the right."""
        paragraph = add_text(self.document, self.say(text))
        paragraph.paragraph_format.first_line_indent = Cm(2.5)

    def add_marked(
        self, mark: object, text: str, style: str = TEXT, *, to: Container | None = None
    ) -> None:
        """Add one list item; `mark` replaces the one that was typed in its first line."""
        into, shown = to or self.document, self.say(mark)
        for line in paragraphs(self.say(text)):
            add_item(into, shown, line.text, style)
            shown = ""

    def add_numbered(self, texts: Sequence[str], style: str = CELL, *, to: _Cell) -> None:
        for number, text in enumerate(texts, start=1):
            self.add_marked(f"{number}.", text, style, to=to)

    def table(
        self, columns: Sequence[tuple[str, float]], style: str, *, wide: bool = False
    ) -> Table:
        """Add a table with its header; `columns` are headings with their parts of the width."""
        width = LANDSCAPE_WIDTH if wide else PORTRAIT_WIDTH
        table = add_table(self.document, [width * part for _heading, part in columns])
        add_header_row(table, [heading for heading, _part in columns], style)
        return table

    def stored_picture(
        self, name: str, box: tuple[float, float], alt: str, *, to: Container | None = None
    ) -> None:
        """Add a stored picture; of a lost file the description is left, and the paper goes on."""
        paragraph = add_text(to or self.document, "")
        try:
            with default_storage.open(name) as file:
                add_picture(paragraph, file, box=box, alt=self.say(alt))
        except (OSError, UnrecognizedImageError):
            paragraph.add_run(f"(ไม่มีไฟล์ภาพ) {self.say(alt)}")

    def signature(self, lines: Sequence[str]) -> None:
        """Add the block that is signed, in one piece."""
        for number, line in enumerate(lines):
            paragraph = add_text(self.document, self.say(line))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form = paragraph.paragraph_format
            form.left_indent, form.space_before = SIGNATURE_INDENT, Cm(0 if number else 1.5)
            form.keep_with_next = number + 1 < len(lines)
