"""Tables for tests of imports: raw sheets, and real XLSX, XLS and CSV files made on the spot."""

from io import BytesIO

import openpyxl
import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from publishing.import_cleaning import Request, clean_table
from publishing.import_raw import Merge, RawSheet, collect_rows
from publishing.import_reader import read_table
from publishing.import_table import CleanTable, ColumnKind, ImportColumn
from publishing.refusals import UploadRefused
from tests.publishing import samples

PLAN = ImportColumn("plan", "แผนงาน", required=True, fills_down=True)
CLASS = ImportColumn("class", "งบ", ("งบรายจ่าย",), fills_down=True)
TITLE = ImportColumn("title", "รายการ", ("โครงการ/กิจกรรม", "โครงการ"), required=True)
AMOUNT = ImportColumn(
    "amount", "งบประมาณ", ("งบประมาณที่อนุมัติ", "งบอนุมัติ"), kind=ColumnKind.AMOUNT, required=True
)
OCTOBER = ImportColumn("october", "ผลการเบิกจ่าย ต.ค.", kind=ColumnKind.AMOUNT)
NOVEMBER = ImportColumn("november", "ผลการเบิกจ่าย พ.ย.", kind=ColumnKind.AMOUNT)
COLUMNS = (PLAN, CLASS, TITLE, AMOUNT, OCTOBER, NOVEMBER)

HEADER = ["แผนงาน", "งบ", "รายการ", "งบประมาณ (บาท)"]
ROWS = [
    HEADER,
    ["แผนงานบริหารงานทั่วไป", "งบบุคลากร", "เงินเดือน", 1000.5],
    ["", "", "ค่าตอบแทน", "๕๐๐"],
]


def sheet(rows, *, merges=(), name="รายจ่าย") -> RawSheet:
    """Return the raw sheet in which `rows` stand from row 1 on."""
    numbered = [(number, [*row]) for number, row in enumerate(rows, start=1)]
    return RawSheet(name, collect_rows(numbered), tuple(Merge(*merge) for merge in merges))


def cleaned(rows, *, merges=(), columns=COLUMNS, **wishes) -> CleanTable:
    request = Request("งบ.xlsx", tuple(columns), **wishes)
    return clean_table(sheet(rows, merges=merges), request, ("รายจ่าย",))


def sentences(table: CleanTable) -> list[str]:
    return [refusal.sentence for refusal in table.refusals]


def xlsx(rows=ROWS, *, merges=(), name="รายจ่าย", before=()) -> bytes:
    """Return an XLSX file; `before` are names of sheets with a note, in front of the table."""
    book = openpyxl.Workbook()
    page = book.active
    for title in before:
        page.title = title
        page["A1"] = "อ่านก่อนใช้"
        page = book.create_sheet()
    page.title = name
    for row in rows:
        page.append(row)
    for cells in merges:
        page.merge_cells(cells)
    return _saved(book)


def xls(rows=ROWS, *, name="รายจ่าย", merges=(), errors=()) -> bytes:
    """Return an XLS file as Excel 97 wrote it; `errors` are (row, column, text) from 0."""
    return _saved(_old_book(rows, name=name, merges=merges, errors=errors))


def xls_under_password() -> bytes:
    """Return an XLS file that says, as Excel does, that its records are encrypted."""
    stream = _old_book(ROWS, name="a").get_biff_data()
    begin = 4 + int.from_bytes(stream[2:4], "little")
    password = b"\x2f\0\x06\0" + bytes(6)
    file = BytesIO()
    XlsDoc().save(file, stream[:begin] + password + stream[begin:])
    return file.getvalue()


def old_office_file(stream_name: str) -> bytes:
    """Return a compound file with one stream, such as that of an encrypted workbook."""
    content = xls()
    old, new = ((text + "\0").encode("utf-16-le") for text in ("Workbook", stream_name))
    at = content.index(old)
    entry = content[at : at + 128]
    changed = new.ljust(64, b"\0")[:64] + len(new).to_bytes(2, "little") + entry[66:]
    return content[:at] + changed + content[at + 128 :]


def xlsx_of(cells: str) -> bytes:
    """Return an XLSX file whose only sheet, a, has these rows in XML."""
    return samples.package(samples.xlsx_parts(cells))


def header_xml(labels=HEADER) -> str:
    return "<row>" + "".join(text_xml(label) for label in labels) + "</row>"


def text_xml(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def csv(rows=ROWS, *, encoding="utf-8", separator=",") -> bytes:
    lines = [separator.join(f'"{cell}"' for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def read(content: bytes, *, name="งบ.xlsx", columns=COLUMNS, **wishes) -> CleanTable:
    return read_table(BytesIO(content), name=name, columns=columns, **wishes)


def refusal(content: bytes, *, name="งบ.xlsx", **wishes) -> str:
    with pytest.raises(UploadRefused) as caught:
        read(content, name=name, **wishes)
    return str(caught.value)


def _old_book(rows, *, name, merges=(), errors=()) -> xlwt.Workbook:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(name, cell_overwrite_ok=True)
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            page.write(number, index, cell)
    for merge in merges:
        page.merge(*merge)
    for number, index, text in errors:
        page.row(number).set_cell_error(index, text)
    return book


def _saved(book) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()
