"""manage.py import_budget and import_spending, as somebody types them."""

import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from budget.models import BudgetLine, BudgetYear, Heading, SpendingMonth
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
