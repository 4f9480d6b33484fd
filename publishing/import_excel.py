"""Excel files, XLSX and XLS, read sheet by sheet with calamine after a look at what is in them."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from publishing.import_old_excel import broken_cells
from publishing.import_raw import Broken, Cell, Merge, Place, RawSheet, collect_rows
from publishing.import_sheet_xml import look_at
from publishing.import_table import Problem, Unreadable

MAX_INDEX = 1 << 20  # bytes of the list of sheets

_WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OTHERS = {"xl/workbook.bin", "content.xml"}  # XLSB, OpenDocument
_DAMAGE = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    EOFError,
    OSError,
    ValueError,
)


class ExcelBook:
    """A file of sheets; `likely` are those that people see. Raises `Unreadable`.

    The ZIP around an XLSX must have passed `publishing.zip_files`.
    """

    def __init__(self, content: bytes) -> None:
        is_new = content.startswith(b"PK")
        self._parts = _parts(content) if is_new else {}
        self._package = zipfile.ZipFile(BytesIO(content)) if is_new else None
        # calamine builds all sheets of an old file at once: the look comes first.
        self._old = [] if is_new else broken_cells(content)
        self._book = _opened(content)
        sheets = [
            sheet for sheet in self._book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet
        ]
        self.names = tuple(sheet.name for sheet in sheets)
        visible = SheetVisibleEnum.Visible
        self.likely = tuple(sheet.name for sheet in sheets if sheet.visible is visible)

    def read(self, name: str) -> RawSheet:
        """Return the sheet of that name. Raises `Unreadable`."""
        if name not in self.names:
            raise Unreadable(Problem.NO_SUCH_SHEET, sheet=name)
        try:
            broken = self._broken(name)
            sheet = self._book.get_sheet_by_name(name)
            return RawSheet(name, collect_rows(_numbered(sheet, broken)), _merges(sheet))
        except _DAMAGE as error:
            raise Unreadable(Problem.DAMAGED) from error

    def _broken(self, name: str) -> Mapping[Place, Broken]:
        if self._package is None:
            place = self._book.sheet_names.index(name)
            return self._old[place] if place < len(self._old) else {}
        with self._package.open(self._parts[name]) as part:
            return look_at(part, sheet=name)


def _opened(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError as error:
        raise Unreadable(Problem.PASSWORD) from error
    except _DAMAGE as error:
        raise Unreadable(Problem.DAMAGED) from error


def _parts(content: bytes) -> dict[str, str]:
    """Return the part of the package in which each sheet stands."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_kind(set(package.namelist()))
            links = {link.get("Id"): link.get("Target", "") for link in _tree(package, _LINKS)}
            sheets = [each for each in _tree(package, _WORKBOOK).iter() if _is_sheet(each)]
    except _DAMAGE as error:
        raise Unreadable(Problem.DAMAGED) from error
    # Of two sheets with one name the reader takes the first.
    return {
        sheet.get("name", ""): _part_name(links.get(sheet.get(_LINK), ""))
        for sheet in reversed(sheets)
    }


def _check_kind(names: set[str]) -> None:
    if _WORKBOOK not in names:
        is_other = not names.isdisjoint(_OTHERS)
        raise Unreadable(Problem.OTHER_SPREADSHEET if is_other else Problem.NOT_A_TABLE)


def _tree(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if package.getinfo(name).file_size > MAX_INDEX:
        raise Unreadable(Problem.DAMAGED)
    return ElementTree.fromstring(package.read(name))


def _is_sheet(element: ElementTree.Element) -> bool:
    return element.tag.rpartition("}")[2] == "sheet"


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"


def _numbered(
    sheet: CalamineSheet, broken: Mapping[Place, Broken]
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield all rows from the first on; the reader leaves out blank columns on the left."""
    shift: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    by_row: dict[int, list[tuple[int, Broken]]] = {}
    for (row, column), cell in broken.items():
        by_row.setdefault(row, []).append((column, cell))
    number = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, _with_broken([*shift, *cells], by_row.pop(number - 1, []))
    for row in sorted(by_row):  # below the last row that has a value
        yield row + 1, _with_broken([], by_row[row])


def _with_broken(cells: list[Cell], broken: list[tuple[int, Broken]]) -> list[Cell]:
    for column, cell in broken:
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cell
    return cells


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    return tuple(
        Merge(first_row + 1, first_column, last_row + 1, last_column)
        for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ()
    )
