"""Editable papers: the building blocks of official Thai documents for Word (DOCX)."""

import datetime as dt
import re
from collections.abc import Sequence
from io import BytesIO
from typing import IO

from docx import Document
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Emu, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from publishing.word_styles import (
    FOOTER,
    HANGING,
    HEADER,
    LANGUAGE,
    LINK,
    LOOKS,
    TEXT,
    WIDE_HANGING,
    set_page,
    set_styles,
    style_id,
)

Container = WordDocument | BlockItemContainer
NAME_LENGTH = 255  # letters that a property of a document can have
# What XML cannot hold, and what people paste without seeing it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


# ------------------------------------------------------------------ documents
def new_document(*, title: str, author: str, subject: str, created: dt.datetime) -> WordDocument:
    """Return an empty document with the styles of `publishing.word_styles`."""
    document = Document()
    _drop_thumbnail(document)
    set_styles(document)
    facts = document.core_properties
    facts.title, facts.subject = _property(title), _property(subject)
    facts.author = facts.last_modified_by = _property(author)
    facts.language, facts.comments = LANGUAGE, ""
    facts.created = facts.modified = created.astimezone(dt.UTC)
    return document


def _drop_thumbnail(document: WordDocument) -> None:
    """Leave out the preview of python-docx's empty document: a picture of nothing, with EXIF."""
    links = document.part.package.rels
    for name in [
        name for name, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del links[name]


def _property(text: str) -> str:
    return _UNWRITABLE.sub("", text)[:NAME_LENGTH]


def as_bytes(document: WordDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


# ------------------------------------------------------------------ pages
def begin_pages(document: WordDocument, *, landscape: bool, thai: bool) -> Section:
    """Begin a new page of the given orientation; its header and footer are those before it."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _shrink_last_paragraph(document)
    section.different_first_page_header_footer = False
    set_page(section, landscape=landscape, thai=thai)
    return section


def set_margin_texts(section: Section, *, header: str, footer: str) -> None:
    """Write the number of each page but the first, with `header` and `footer` on all."""
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.add_run("- ")
    # In the numerals that `set_page` gave to the section; of the switch \* ThaiArabic LibreOffice
    # makes Thai letters (ข for 2).
    add_field(number, "PAGE")
    number.add_run(" -")
    for top in (section.header, section.first_page_header):
        add_text(top, header, HEADER, bold=True)
    for bottom in (section.footer, section.first_page_footer):
        add_text(bottom, footer, FOOTER)


def _shrink_last_paragraph(document: WordDocument) -> None:
    """Keep the paragraph in which Word ends a section from making an empty page after a table."""
    form = last_paragraph(document).paragraph_format
    form.line_spacing, form.space_after = Pt(1), Pt(0)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add what Word computes, such as the number of the page."""
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"/>')
    paragraph._p.append(field)
    run = paragraph.add_run("…")  # what is read until Word has computed it
    field.append(run._r)


# ------------------------------------------------------------------ text
def add_text(into: Container, text: str, style: str = TEXT, *, bold: bool = False) -> Paragraph:
    """Add a paragraph; the empty one that Word wants in every cell is used first."""
    paragraph = _next_paragraph(into)
    paragraph._p.style = style_id(style)
    if text:
        run = paragraph.add_run(_UNWRITABLE.sub("", text))
        run.bold = run.font.cs_bold = bold or None
    return paragraph


def add_item(into: Container, mark: str, text: str, style: str = TEXT) -> Paragraph:
    """Add an item of a list: `mark` stands before its lines."""
    paragraph = add_text(into, f"{mark}\t{text}", style)
    hanging = Cm(HANGING.get(style, WIDE_HANGING))
    paragraph.paragraph_format.left_indent = Cm(LOOKS[style].indent) + hanging
    paragraph.paragraph_format.first_line_indent = -hanging
    return paragraph


def add_link(paragraph: Paragraph, address: str, text: str) -> None:
    """Add words that open `address`."""
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}"/>')
    run = paragraph.add_run(_UNWRITABLE.sub("", text), style=LINK)
    link.append(run._r)
    paragraph._p.append(link)


def last_paragraph(document: WordDocument) -> Paragraph:
    """Return the last paragraph that stands outside tables, in the time of one."""
    return Paragraph(document.element.body.findall(qn("w:p"))[-1], document)


def _next_paragraph(into: Container) -> Paragraph:
    if isinstance(into, WordDocument) or not _is_untouched(into):
        return into.add_paragraph()
    return into.paragraphs[0]


def _is_untouched(into: BlockItemContainer) -> bool:
    return len(into._element) <= 2 and len(into.paragraphs) == 1 and not into.paragraphs[0].runs


# ------------------------------------------------------------------ tables
def add_table(into: Container, widths: Sequence[float], *, bordered: bool = True) -> Table:
    """Add a table without rows; `widths` of its columns in centimetres."""
    if isinstance(into, WordDocument):
        table = into.add_table(rows=0, cols=len(widths))
    else:
        table = into.add_table(rows=0, cols=len(widths), width=Cm(sum(widths)))
    if bordered:
        table._tbl.tblStyle_val = style_id("Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def add_row(table: Table, *, keep: bool = True) -> tuple[_Cell, ...]:
    """Add a row and return its cells; one that is not kept together may break over pages."""
    row = table.add_row()
    if keep:
        _mark(row, "w:cantSplit")
    return row.cells


def add_header_row(table: Table, headings: Sequence[str], style: str) -> None:
    """Add the row that is repeated on every page of the table."""
    cells = add_row(table)
    _mark(table.rows[-1], "w:tblHeader")
    for cell, heading in zip(cells, headings, strict=True):
        paragraph = add_text(cell, heading, style, bold=True)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shade(cell)


def keep_with_next(row: _Row) -> None:
    """Keep a row on the page of what follows it."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _mark(row: _Row, tag: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<{tag} {nsdecls('w')}/>"))


def _shade(cell: _Cell) -> None:
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EEEEEE"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(shade))


# ------------------------------------------------------------------ pictures
def add_picture(
    paragraph: Paragraph, file: IO[bytes], *, box: tuple[float, float], alt: str
) -> None:
    """Add a picture as large as `box` (width and height in cm) allows, described by `alt`.

    Raises `UnrecognizedImageError` when the file is no picture that Word shows.
    """
    picture = paragraph.add_run().add_picture(file)
    factor = min(Cm(box[0]) / picture.width, Cm(box[1]) / picture.height)
    picture.width, picture.height = Emu(picture.width * factor), Emu(picture.height * factor)
    picture._inline.docPr.set("descr", _UNWRITABLE.sub("", alt))
    for side in "TBLR":  # else LibreOffice keeps a distance to the text
        picture._inline.set(f"dist{side}", "0")
