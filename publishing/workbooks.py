"""Tables as an Excel file: text that is never computed, whole satang, dates in the Buddhist year.

The sheets of data are rectangular, so that they can be filtered and read by programs; titles,
notes and the meaning of each column stand on a last sheet. Pure.
"""

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, repeat

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from publishing.tables import (
    CellKind,
    Table,
    checked_row,
    checked_rows,
    is_computed,
)

EXPLANATIONS = "คำอธิบาย"
FORMATS = {
    CellKind.TEXT: "@",
    CellKind.CODE: "@",
    CellKind.AMOUNT: "#,##0.00",
    CellKind.INTEGER: "#,##0",
    CellKind.PERCENT: "0.00",
    CellKind.DATE: "[$-107041E]d mmmm yyyy",  # Thai words, Arabic digits, Buddhist year
}
CORE = "docProps/core.xml"
FONT = "TH Sarabun New"
WIDEST = 60  # characters
LONGEST = 32_767  # characters in one cell; Excel calls a file with more damaged
_A4 = 9
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class _Drawn:
    """How a cell is drawn."""

    font: Font = field(default_factory=lambda: Font(name=FONT, size=14))
    alignment: Alignment = field(default_factory=lambda: Alignment(vertical="top"))
    border: Border = field(default_factory=Border)
    fill: PatternFill = field(default_factory=PatternFill)


class _Look(Enum):
    """What a row is."""

    HEAD = _Drawn(
        Font(name=FONT, size=14, bold=True),
        Alignment(horizontal="center", vertical="center", wrap_text=True),
        Border(bottom=Side("thin")),
        PatternFill("solid", fgColor="E7EFEC"),
    )
    BODY = _Drawn(alignment=Alignment(vertical="top", wrap_text=True))
    TOTAL = _Drawn(font=Font(name=FONT, size=14, bold=True), border=Border(top=Side("thin")))
    TITLE = _Drawn(font=Font(name=FONT, size=16, bold=True))
    LINE = _Drawn()


def to_xlsx(tables: Sequence[Table], *, created: dt.datetime) -> bytes:
    """Return an Excel file with a sheet for each table and one of explanations.

    The same tables and `created` (with a time zone) give the same bytes.
    """
    book = Workbook(write_only=True)
    book.properties.title = tables[0].title
    book.properties.creator = ""
    book.properties.created = created.astimezone(dt.UTC).replace(tzinfo=None)
    for table in tables:
        _write_table(book, table)
    _write_explanations(book, tables)
    file = io.BytesIO()
    book.save(file)
    return _reproducible(file, book)


def _write_table(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.sheet or table.name)
    _lay_out(sheet, table.title, widths=_widths(table))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    pen = _Pen(sheet)
    kinds = [each.kind for each in table.columns]
    pen.write([each.label for each in table.columns], repeat(CellKind.TEXT), _Look.HEAD)
    for row in checked_rows(table):
        pen.write(row, kinds, _Look.BODY)
    if table.totals is not None:
        pen.write(checked_row(table, table.totals), kinds, _Look.TOTAL)


def _write_explanations(book: Workbook, tables: Sequence[Table]) -> None:
    sheet = book.create_sheet(EXPLANATIONS)
    _lay_out(sheet, EXPLANATIONS, widths=[30, 24, WIDEST])
    pen = _Pen(sheet)
    for table in tables:
        pen.write([table.title], repeat(CellKind.TEXT), _Look.TITLE)
        for note in table.notes:
            pen.write([note], repeat(CellKind.TEXT), _Look.LINE)
        pen.write(["คอลัมน์", "ชื่อสำหรับโปรแกรม", "ความหมาย"], repeat(CellKind.TEXT), _Look.HEAD)
        for each in table.columns:
            pen.write([each.label, each.key, each.description], repeat(CellKind.TEXT), _Look.BODY)
        sheet.append([])


class _Pen:
    """Writes rows to a sheet; each combination of looks is made once, which is most of the time."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.styles: dict[tuple[CellKind, _Look, bool], StyleArray] = {}

    def write(self, row: Iterable[object], kinds: Iterable[CellKind], look: _Look) -> None:
        cells = [self._cell(value, kind, look) for value, kind in zip(row, kinds, strict=False)]
        self.sheet.append(cells)

    def _cell(self, value: object, kind: CellKind, look: _Look) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet)
        if isinstance(value, str):
            cell.value = value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
            cell.data_type = "s"  # after the value, which made "=1+1" a formula, "#N/A" an error
        else:
            cell.value = value
        is_formula = isinstance(value, str) and is_computed(value)
        cell._style = self._style(kind, look, is_formula=is_formula)
        return cell

    def _style(self, kind: CellKind, look: _Look, *, is_formula: bool) -> StyleArray:
        if (key := (kind, look, is_formula)) not in self.styles:
            cell = WriteOnlyCell(self.sheet)
            cell.font, cell.alignment = look.value.font, look.value.alignment
            cell.border, cell.fill = look.value.border, look.value.fill
            cell.number_format = FORMATS[kind]
            cell.quotePrefix = is_formula  # else Excel computes the text once it is edited
            self.styles[key] = cell._style
        return self.styles[key]


def _lay_out(sheet: Worksheet, title: str, *, widths: Sequence[int]) -> None:
    """Set paper and widths; a sheet that is written row by row needs them before its first row."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddHeader.center.text = title.replace("&", "&&")
    sheet.oddFooter.center.text = "หน้า &P จาก &N"


def _widths(table: Table) -> list[int]:
    """Return the widths of the columns in characters; long texts are wrapped."""
    rows = chain([[each.label for each in table.columns]], table.rows, [table.totals or ()])
    widest = [0] * len(table.columns)
    for row in rows:
        for place, value in enumerate(row):
            widest[place] = max(widest[place], _width(value))
    return [min(max(width + 3, 10), WIDEST) for width in widest]


def _width(value: object) -> int:
    if value is None:
        return 0
    if isinstance(value, dt.date):
        return 18
    if not isinstance(value, str):
        return len(f"{value:,}") if isinstance(value, int) else len(str(value)) * 4 // 3
    lines = value.split("\n")
    return max(sum(unicodedata.category(letter) != "Mn" for letter in line) for line in lines)


def _reproducible(file: io.BytesIO, book: Workbook) -> bytes:
    """Pack the file anew without the moment at which it was saved."""
    book.properties.modified = book.properties.created
    packed = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(packed, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == CORE:
                data = tostring(book.properties.to_tree())
            fixed = zipfile.ZipInfo(part.filename, _ZIP_EPOCH)
            target.writestr(fixed, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
