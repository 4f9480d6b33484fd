"""manage.py import_budget and import_spending, as somebody types them."""

import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext

from budget.models import BudgetLine, BudgetYear, Heading, SpendingMonth
from publishing.import_files import keep_import
from publishing.models import ImportFile
from publishing.workflow import State
from tests.budget.importing import csv_file

LINES = """
    แผนงาน|งาน|งบ|โครงการ|งบประมาณ
    แผนงานอุตสาหกรรมและการโยธา|งานก่อสร้าง|งบลงทุน|ก่อสร้างถนน|500,000
    แผนงานการศึกษา||งบดำเนินงาน|วัสดุการศึกษา|80,000.50
"""
REVENUE = """
    ประเภทรายได้|หมวด|ประมาณการ
    รายได้จัดเก็บเอง|หมวดภาษีอากร|1,000
"""


@pytest.fixture
def file(tmp_path, agency, clerk):
    """Return a function that writes a file and returns its path."""

    def write(text, name="งบ.csv"):
        path = tmp_path / name
        path.write_bytes(csv_file(text).getvalue())
        return path

    return write


def run(command, path, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(
            command, path, year=options.pop("year", 2566), stdout=out, stderr=err, **options
        )
    except CommandError as error:
        return str(error), out.getvalue() + err.getvalue()
    return "", out.getvalue()


def test_lines_and_revenue_come_in_together_as_a_draft(file, clerk):
    error, _out = run("import_budget", file(LINES), revenue=file(REVENUE, "รายรับ.csv"))

    year = BudgetYear.objects.get()
    assert (error, year.state, year.author) == ("", State.DRAFT, clerk)
    assert (year.own_lines.count(), year.own_revenue.count()) == (2, 1)


def test_a_wrong_revenue_file_leaves_no_lines_behind(file):
    wrong = REVENUE.replace("รายได้จัดเก็บเอง", "รายได้จากดวงจันทร์")

    error, said = run("import_budget", file(LINES), revenue=file(wrong, "รายรับ.csv"))

    assert ("รายรับ.csv" in error, "รายได้จากดวงจันทร์" in said) == (True, True)
    assert (BudgetYear.objects.count(), ImportFile.objects.count()) == (0, 0)


def test_importing_again_says_that_nothing_changed(file):
    run("import_budget", file(LINES))

    error, _out = run("import_budget", file(LINES))

    newest = ImportFile.objects.applied().first()
    assert (error, newest.has_changed_anything, newest.unchanged_rows) == ("", False, 2)


def test_a_dry_run_writes_nothing_and_names_the_numbers(file):
    error, said = run("import_budget", file(LINES), dry_run=True, total=Decimal("600000"))

    assert (error, BudgetYear.objects.count()) == ("", 0)
    assert "-19,999.50" in said


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"year": 66}, "66"),
        ({"map": ["ไม่มี=โครงการ"]}, "ไม่มี"),
        ({"map": ["work=ไม่มีหัวนี้"]}, "ไม่มีหัวนี้"),
        ({"user": "nobody"}, "nobody"),
        ({"only": "กระบี่"}, "งบ.csv"),
        ({"supplement": 3}, "--effective-on"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_saved(file, options, part):
    error, _said = run("import_budget", file(LINES), **options)

    assert part in error
    assert BudgetYear.objects.count() == 0


def test_a_file_that_is_not_there_is_named(file, tmp_path):
    error, _said = run("import_budget", tmp_path / "หาย.csv")

    assert "หาย.csv" in error


def test_a_column_can_be_named_by_its_letter_or_its_header(file):
    text = LINES.replace("งาน|งบ|โครงการ", "กลุ่ม|งบ|ชื่อ")

    error, _said = run("import_budget", file(text), map=["work=B", "title=ชื่อ"])

    assert (error, BudgetLine.objects.first().work.code) == ("", "00312")


def test_new_headings_are_made_when_that_is_asked(file):
    text = LINES.replace("งานก่อสร้าง", "งานสะพาน")
    refused, _said = run("import_budget", file(text))

    error, _said = run("import_budget", file(text), new_headings=True)

    assert (bool(refused), error) == (True, "")
    assert Heading.objects.get(name="งานสะพาน").kind == "work"


def test_a_month_is_imported_with_its_totals(file):
    run("import_budget", file(LINES))
    text = "โครงการ|เบิกจ่าย\nก่อสร้างถนน|100"

    error, _said = run(
        "import_spending", file(text, "ธ.ค..csv"), month="2565-12", total=Decimal("100")
    )

    month = SpendingMonth.objects.get()
    assert (error, month.month, month.total, month.paper_month) == ("", 3, 100, 100)


@pytest.mark.parametrize("month", ["2566-12", "q1", "ธันวาคม"])
def test_a_month_that_is_none_of_the_year_is_named(file, month):
    run("import_budget", file(LINES))

    error, _said = run("import_spending", file("โครงการ|เบิกจ่าย\nก่อสร้างถนน|1"), month=month)

    assert month in error


def test_spending_of_a_year_without_budget_is_refused(file):
    error, _said = run("import_spending", file("โครงการ|เบิกจ่าย\nก่อสร้างถนน|1"), month="2565-12")

    assert "2566" in error


def test_the_author_is_an_administrator_unless_told(file, make_user):
    admin = make_user("admin", is_superuser=True)

    run("import_budget", file(LINES))

    assert BudgetYear.objects.get().author == admin


def test_who_may_not_import_is_told_so(file, executive):
    error, _said = run("import_budget", file(LINES), user=executive.username)

    assert str(executive) in error


def stored_files(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_nothing_is_said_to_be_imported_where_the_second_file_is_refused(file, settings):
    wrong = REVENUE.replace("รายได้จัดเก็บเอง", "รายได้จากดวงจันทร์")

    _error, said = run("import_budget", file(LINES), revenue=file(wrong, "รายรับ.csv"))

    draft = gettext("Imported as a draft. It becomes public when it is handed in and approved.")
    assert (draft in said, stored_files(settings)) == (False, [])


@pytest.mark.parametrize("has_row", [False, True])
def test_a_failed_import_leaves_only_files_with_a_row(file, settings, make_year, approver, has_row):
    make_year(2566, paper_expenditure=Decimal("1"))
    path = file(LINES)
    if has_row:
        with path.open("rb") as content:
            keep_import(content, name="งบ.csv", importer="lines", by=approver, target={})

    error, _said = run("import_budget", path, user=approver.username, reason="ตกรายการ")

    assert bool(error)
    assert len(stored_files(settings)) == has_row


def test_a_correction_is_not_called_a_draft(file, make_year, approver):
    make_year(2566)
    path = file(LINES)

    error, said = run(
        "import_budget", path, user=approver.username, reason="ตกรายการ", total=Decimal("580000.50")
    )

    assert (error, gettext("Corrected. Everybody can see it at once.") in said) == ("", True)


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"supplement": 200_000}, "--supplement"),
        ({"supplement": -3}, "--supplement"),
        ({"header_row": -1}, "--header-row"),
        ({"header_row": 99_999}, "--header-row"),
        ({"year": 2539}, "--year"),
        ({"year": 2699}, "--year"),
        ({"sheet": "แผ่น1"}, "--sheet"),
        ({"supplement": 1, "effective_on": "1/4/2570"}, "2570"),
    ],
)
def test_what_the_page_refuses_is_refused_here_too(file, options, part):
    error, _said = run("import_budget", file(LINES), **options)

    assert (part in error, BudgetYear.objects.count()) == (True, 0)


def test_a_missing_file_and_a_folder_are_not_told_by_the_system(tmp_path, agency, clerk):
    missing, _said = run("import_budget", tmp_path / "หาย.csv")
    folder, _said = run("import_budget", tmp_path)

    assert (gettext("there is no such file") in missing) is True
    assert (gettext("this is a folder, not a file") in folder) is True


def test_a_further_ordinance_comes_before_the_annual_one_without_an_error(file):
    error, _said = run("import_budget", file(LINES), supplement=1, effective_on="1/4/2566")

    year = BudgetYear.objects.get()
    assert (error, year.supplements.get().own_lines.count(), year.own_lines.count()) == ("", 2, 0)
