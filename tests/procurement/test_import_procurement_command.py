"""manage.py import_procurement, as somebody types it."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from procurement.models import Purchase
from publishing.models import ImportFile
from tests.budget.importing import csv_file

SHEET = """
    ปีงบประมาณ|งานที่ซื้อหรือจ้าง|วิธีซื้อหรือจ้าง|วงเงินที่จะซื้อหรือจ้าง|หมู่ที่
    2565|ซื้อรถ|เฉพาะเจาะจง|900|
    2566|ซื้อเรือ|คัดเลือก|800.50|
"""


@pytest.fixture
def file(tmp_path, agency, clerk):
    """Return a function that writes a file and returns its path."""

    def write(text=SHEET, name="งาน.csv"):
        path = tmp_path / name
        path.write_bytes(csv_file(text).getvalue())
        return path

    return write


def run(path, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_procurement", path, stdout=out, stderr=err, **options)
    except CommandError as error:
        return str(error), out.getvalue() + err.getvalue()
    return "", out.getvalue()


def test_purchases_of_all_years_come_in_as_drafts(file, clerk):
    error, _said = run(file())

    found = Purchase.objects.order_by("pk").values_list("fiscal_year", "state", "author")
    assert (error, list(found)) == ("", [(2565, "draft", clerk.pk), (2566, "draft", clerk.pk)])


def test_a_year_keeps_the_rows_of_that_year(file):
    run(file(), year=2566)

    assert list(Purchase.objects.values_list("title", flat=True)) == ["ซื้อเรือ"]


def test_a_dry_run_writes_nothing(file):
    error, said = run(file(), dry_run=True)

    assert (error, "1,700.50" in said) == ("", True)
    assert (Purchase.objects.count(), ImportFile.objects.count()) == (0, 0)


def test_importing_again_changes_nothing(file):
    run(file())
    run(file())

    newest = ImportFile.objects.applied().first()
    assert (newest.has_changed_anything, newest.unchanged_rows) == (False, 2)


def test_unknown_places_are_left_empty_when_that_is_asked(file):
    text = SHEET.replace("|900|", "|900|หมู่บ้านดวงจันทร์")
    refused, said = run(file(text))

    error, _said = run(file(text), leave_unknown=True)

    assert ("งาน.csv" in refused, "หมู่บ้านดวงจันทร์" in said, error) == (True, True, "")


def test_all_agencies_are_taken_when_that_is_asked(file):
    text = """
        ชื่อหน่วยงาน|ปีงบประมาณ|ชื่อโครงการ|วิธีซื้อหรือจ้าง|งบประมาณ
        เทศบาลตำบลหนึ่ง|2566|ซื้อรถ|เฉพาะเจาะจง|900
        เทศบาลตำบลสอง|2566|ซื้อเรือ|เฉพาะเจาะจง|900
    """
    refused, _said = run(file(text))

    error, _said = run(file(text), all_agencies=True)

    assert (bool(refused), error, Purchase.objects.count()) == (True, "", 2)


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"year": 66}, "66"),
        ({"map": ["ไม่มี=หมู่ที่"]}, "ไม่มี"),
        ({"user": "nobody"}, "nobody"),
        ({"only": "กระบี่"}, "งาน.csv"),
        ({"sheet": "แผ่น1"}, "--sheet"),
        ({"header_row": -1}, "--header-row"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_saved(file, options, part):
    error, _said = run(file(), **options)

    assert (part in error, Purchase.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n" + b"x" * 99, b"%PDF-1.4 x", b"<html></html>", b"\xff" * 99],
)
def test_what_is_no_table_is_one_clear_line(tmp_path, agency, clerk, content):
    path = tmp_path / "งาน.xlsx"
    path.write_bytes(content)

    error, _said = run(path)

    assert ("งาน.xlsx" in error, "\n" in error, Purchase.objects.count()) == (True, False, 0)


def test_a_sheet_without_titles_names_the_column_that_is_missing(file):
    error, said = run(file("เลขที่โครงการ|วิธีซื้อหรือจ้าง|ราคากลาง\n65117000001|คัดเลือก|5"))

    assert (bool(error), "งานที่ซื้อหรือจ้าง" in said) == (True, True)


@pytest.mark.parametrize("encoding", ["cp874", "utf-16", "utf-8"])
def test_any_encoding_of_an_office_is_read(tmp_path, agency, clerk, encoding):
    path = tmp_path / "งาน.csv"
    path.write_bytes(csv_file(SHEET).getvalue().decode("utf-8-sig").encode(encoding))

    error, _said = run(path)

    assert (error, Purchase.objects.count()) == ("", 2)
