"""Real XLSX and XLS files, and what hides in them."""

import datetime as dt

import pytest

from publishing.import_excel import ExcelBook
from publishing.import_raw import ErrorCell, Merge, RawRow, UncomputedFormula
from publishing.import_sheet_xml import place_of
from publishing.import_table import Problem, Unreadable
from tests.publishing import samples
from tests.publishing.sheets import old_office_file, xls, xls_under_password, xlsx, xlsx_of

MAKERS = pytest.mark.parametrize("make", [xlsx, xls])


def rows_of(content: bytes, name: str = "a"):
    return ExcelBook(content).read(name).rows


def problem_of(content: bytes, name: str = "a") -> tuple[Problem, dict]:
    with pytest.raises(Unreadable) as caught:
        rows_of(content, name)
    return caught.value.problem, caught.value.facts


def with_sheet_elsewhere() -> bytes:
    """Return an XLS whose list of sheets points beyond its end, at which calamine panics."""
    content = xls()
    at = content.index(b"\x85\0") + 4
    return content[:at] + b"\xff\xff\xff\x7f" + content[at + 4 :]


# ------------------------------------------------------------------ what is read
@MAKERS
def test_rows_and_columns_are_counted_as_excel_counts_them(make):
    content = make([[], ["", "", "ก", 1.5], [], ["", "ข", True]], name="a")

    assert rows_of(content) == [RawRow(2, ["", "", "ก", 1.5]), RawRow(4, ["", "ข", True])]


def test_merged_cells_are_known_in_both_formats():
    rows = [["ก", "", "x"], ["", "", "y"]]
    new = ExcelBook(xlsx(rows, name="a", merges=["A1:B2"])).read("a")
    old = ExcelBook(xls(rows, name="a", merges=[(0, 1, 0, 1)])).read("a")

    assert new.merges == old.merges == (Merge(1, 0, 2, 1),)


def test_a_date_is_a_date():
    assert rows_of(xlsx([[dt.date(2022, 10, 1)]], name="a")) == [RawRow(1, [dt.date(2022, 10, 1)])]


def test_an_error_of_a_formula_is_kept_in_both_formats():
    new = xlsx_of('<row r="2"><c r="A2"><v>1</v></c><c r="C2" t="e"><v>#REF!</v></c></row>')
    old = xls([[], [1]], name="a", errors=[(1, 2, "#REF!")])

    assert rows_of(new) == rows_of(old) == [RawRow(2, [1, "", ErrorCell("#REF!")])]


@pytest.mark.parametrize("value", ["<v></v>", "<v/>", "", "<v> </v>"])
def test_a_formula_that_nobody_computed_is_told_from_an_empty_cell(value):
    content = xlsx_of(f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f>{value}</c></row>')

    assert rows_of(content) == [RawRow(1, [1, UncomputedFormula()])]


def test_an_uncomputed_formula_below_all_values_is_seen():
    content = xlsx_of(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><f>A1</f></c></row>'
    )

    assert rows_of(content)[-1] == RawRow(3, ["", UncomputedFormula()])


def test_the_result_of_a_formula_is_its_value():
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>T("")</f><v></v></c>'

    assert rows_of(xlsx_of(f'<row r="1">{cells}</row>')) == [RawRow(1, [2])]


def test_hidden_sheets_are_named_but_not_looked_into():
    book = ExcelBook(
        samples.package(
            samples.xlsx_parts()
            | {
                "xl/workbook.xml": samples.xlsx_parts()["xl/workbook.xml"].replace(
                    '<sheet name="a"', '<sheet name="a" state="hidden"'
                )
            }
        )
    )

    assert (book.names, book.likely) == (("a",), ())


def test_formatted_cells_without_a_value_are_no_matter():
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert rows_of(xlsx_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{far}')) == [RawRow(1, [1])]


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize(
    ("reference", "place"), [("A1", (0, 0)), ("B3", (2, 1)), ("XFD1048576", (1048575, 16383))]
)
def test_a_reference_is_a_place(reference, place):
    assert place_of(reference) == place


@pytest.mark.parametrize("reference", ["", "1", "A", "a1", "ABCD1", "กก1", "$A$1", "A-1", "A1:B2"])
def test_what_is_no_reference_damages_the_sheet(reference):
    assert problem_of(xlsx_of(f'<row><c r="{reference}"><v>1</v></c></row>'))[0] is Problem.DAMAGED


FAR = {"sheet": "a", "columns": 60, "rows": "20,000"}


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
        ('<row r="1"><c r="BI1"><v>1</v></c></row>', "BI1"),
        ('<row r="40001"><c><v>1</v></c></row>', "A40001"),
        ("<row>" + "<c><v>1</v></c>" * 100 + "</row>", "BI1"),
        ('<x:row xmlns:x="y" r="50000"><x:c><x:v>1</x:v></x:c></x:row>', "A50000"),
    ],
    ids=["corner", "column 61", "row", "unnumbered", "prefixed"],
)
def test_a_far_cell_is_named_before_anything_is_built_from_it(cells, cell):
    assert problem_of(xlsx_of(cells)) == (Problem.FAR_CELL, FAR | {"cell": cell})


@pytest.mark.parametrize(("row", "column", "cell"), [(65535, 255, "IV65536"), (0, 60, "BI1")])
def test_a_far_cell_of_an_old_file_is_named_as_well(row, column, cell):
    rows = [[""] * column + [1]] if not row else [[1]]
    content = xls(rows, name="a", errors=[(row, column, "#REF!")] if row else ())

    assert problem_of(content) == (Problem.FAR_CELL, FAR | {"cell": cell})


def test_more_rows_than_a_table_may_have_are_refused():
    content = xlsx_of("<row><c><v>1</v></c></row>" * 20_001)

    assert problem_of(content) == (Problem.TOO_MANY_ROWS, {"limit": "20,000"})


def test_a_sheet_that_is_not_there_is_named():
    assert problem_of(xlsx(), "ไม่มี") == (Problem.NO_SUCH_SHEET, {"sheet": "ไม่มี"})


def test_an_old_file_under_a_password_is_known():
    assert problem_of(xls_under_password())[0] is Problem.PASSWORD


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (samples.docx(), Problem.NOT_A_TABLE),
        (old_office_file("WordDocument"), Problem.NOT_A_TABLE),
        (samples.package({"content.xml": "<x/>"}), Problem.OTHER_SPREADSHEET),
        (samples.package({"xl/workbook.bin": b"x"}), Problem.OTHER_SPREADSHEET),
        (xlsx_of("<row><c><v>1</v></row>"), Problem.DAMAGED),
        (samples.xlsx({"xl/workbook.xml": "<x"}), Problem.DAMAGED),
        (with_sheet_elsewhere(), Problem.DAMAGED),
        (xls()[:3000], Problem.DAMAGED),
        (xls()[:512], Problem.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), Problem.DAMAGED),
        (b"\xd0\xcf\x11\xe0", Problem.DAMAGED),
        (xlsx_of("<!DOCTYPE x><row/>"), Problem.DAMAGED),
    ],
    ids=[
        "Word",
        "old Word",
        "OpenDocument",
        "XLSB",
        "open row",
        "open list",
        "lost sheet",
        "cut",
        "head",
        "zeros",
        "mark",
        "DTD",
    ],
)
def test_a_file_without_a_readable_sheet_is_told_apart(content, problem):
    assert problem_of(content)[0] is problem
