"""The open data of a year holds what the reports say, to the satang, in every format."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from budget.models import BudgetLine, RevenueEstimate, Spending, TransferItem
from budget.open_data import NAMES, described
from budget.report import period_report, publisher
from publishing.workflow import State
from tests.budget.books import make_book
from thai.fiscal import FiscalYear, Period

READER = Path(__file__).with_name("read_package.py")
YEAR = FiscalYear(2566)
MONEY = {"approved", "transferred", "after_transfers", "spent", "remaining", "percent", "amount"}


@pytest.fixture
def book(agency):
    return make_book(1)


def download(client, name):
    response = client.get(f"/budget/2566/data/{name}")
    assert response.status_code == 200
    content = response.getvalue()
    response.close()
    return content


def by_csv(client, name):
    text = download(client, f"{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def by_json(client, name):
    return json.loads(download(client, f"{name}.json"))["rows"]


def by_excel(client, name, keys):
    book = openpyxl.load_workbook(io.BytesIO(download(client, f"{name}.xlsx")))
    rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    return [dict(zip(keys, row, strict=True)) for row in rows]


def total(rows, column, *, only=None):
    return sum(
        (Decimal(str(row[column])) for row in rows if only is None or row["source"] == only),
        Decimal(0),
    )


# ------------------------------------------------------------------ the same sums everywhere
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_lines_add_up_to_the_report_of_the_year_in_every_format(client, agency, seed):
    year = make_book(seed)
    report = period_report(year, Period.from_slug(2566, "year"), day=YEAR.next().last_day)
    rows = by_csv(client, "lines")
    formats = [rows, by_json(client, "lines"), by_excel(client, "lines", list(rows[0]))]

    for found in formats:
        for column in ("approved", "transferred", "after_transfers", "spent", "remaining"):
            assert round(total(found, column, only="ordinance"), 2) == getattr(report.total, column)
        assert round(total(found, "approved"), 2) == (
            report.total.approved + report.outside.total.approved
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_spending_adds_up_to_the_report_of_every_period(client, agency, seed):
    year = make_book(seed)
    rows = by_csv(client, "spending")

    for period in YEAR.periods:
        months = {each.slug for each in YEAR.months() if period.contains(each.first_day)}
        inside = [row for row in rows if row["period"] in months]
        report = period_report(year, period, day=YEAR.next().last_day)
        assert total(inside, "amount", only="ordinance") == report.total.spent
        assert total(inside, "amount") == report.total.spent + report.outside.total.spent


@pytest.mark.parametrize("name", NAMES)
def test_csv_json_and_excel_hold_the_same_rows(client, book, name):
    rows = by_csv(client, name)

    in_json = [
        {key: "" if value is None else str(value) for key, value in row.items()}
        for row in by_json(client, name)
    ]
    in_excel = by_excel(client, name, list(rows[0]))

    assert in_json == rows
    assert [
        {key: f"{row[key]:.2f}" for key in MONEY & row.keys() if row[key] is not None}
        for row in in_excel
    ] == [{key: row[key] for key in MONEY & row.keys() if row[key]} for row in rows]


def test_one_excel_file_holds_all_tables(client, book):
    sheets = openpyxl.load_workbook(io.BytesIO(download(client, "all.xlsx"))).sheetnames

    assert sheets == [
        "รายการงบประมาณ",
        "การเบิกจ่ายรายเดือน",
        "ประมาณการรายรับ",
        "การโอนและแก้ไขเปลี่ยนแปลง",
        "คำอธิบาย",
    ]


# ------------------------------------------------------------------ the package
def judged(descriptor, folder):
    """Return what `read_package.py` says of a descriptor and the files beside it."""
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    command = [sys.executable, "-W", "ignore", READER, folder]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


@pytest.fixture
def descriptor(client, book):
    return json.loads(download(client, "datapackage.json"))


def test_every_row_of_the_package_is_of_its_schema_and_adds_up(client, descriptor, tmp_path):
    for name in NAMES:
        (tmp_path / f"{name}.csv").write_bytes(download(client, f"{name}.csv"))

    found = judged(descriptor, tmp_path)

    assert found["errors"] == []
    tables = found["tables"]
    assert {name: table["rows"] for name, table in tables.items()} == {
        "lines": BudgetLine.objects.count(),
        "spending": Spending.objects.count(),
        "revenue": RevenueEstimate.objects.count(),
        "transfers": TransferItem.objects.count(),
    }
    assert Decimal(tables["lines"]["approved"]) == BudgetLine.objects.total_approved()
    assert Decimal(tables["spending"]["amount"]) == Spending.objects.total()
    assert Decimal(tables["lines"]["spent"]) == Spending.objects.total()
    assert Decimal(tables["transfers"]["amount"]) == 0


def test_a_package_without_its_dimensions_would_be_refused(descriptor, tmp_path):
    del descriptor["model"]["dimensions"]

    assert len(judged(descriptor, tmp_path)["errors"]) == 1


def test_the_model_names_columns_that_exist(descriptor):
    columns = {
        (resource["name"], field["name"])
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
    }
    model = descriptor["model"]
    sources = list(model["measures"].values()) + [
        attribute
        for dimension in model["dimensions"].values()
        for attribute in dimension["attributes"].values()
    ]

    named = {(each["resource"], each["source"]) for each in sources}

    assert named - columns == set()


# ------------------------------------------------------------------ only what is public
def test_lines_of_a_further_ordinance_in_review_are_not_in_the_data(
    client, make_line, make_supplement, make_spending
):
    hidden = make_line(70, supplement=make_supplement(state=State.IN_REVIEW))
    shown = make_line(100)
    make_spending(hidden, 5)
    make_spending(shown, 7)

    assert [row["line_id"] for row in by_csv(client, "lines")] == [str(shown.pk)]
    assert [row["amount"] for row in by_csv(client, "spending")] == ["7.00"]


def test_a_month_in_review_is_not_in_the_data(client, make_line, make_spending):
    make_spending(make_line(100), 7, state=State.IN_REVIEW)

    assert by_csv(client, "spending") == []
    assert [row["spent"] for row in by_csv(client, "lines")] == ["0.00"]


def test_a_title_that_a_spreadsheet_would_compute_is_harmless(client, make_line):
    make_line(100, title="=HYPERLINK(1)")

    assert by_csv(client, "lines")[0]["title"] == "'=HYPERLINK(1)"
    assert by_json(client, "lines")[0]["title"] == "=HYPERLINK(1)"


# ------------------------------------------------------------------ addresses
@pytest.mark.parametrize(
    "address",
    ["secret.csv", "secret.json", "secret.xlsx", "all.csv", "all.json", "lines.pdf"],
)
def test_a_table_that_does_not_exist_is_not_found(client, book, address):
    assert client.get(f"/budget/2566/data/{address}").status_code == 404


@pytest.mark.parametrize("address", ["", "lines.csv", "datapackage.json", "all.xlsx"])
def test_a_budget_in_review_has_no_data(client, make_year, address):
    make_year(state=State.IN_REVIEW)

    assert client.get(f"/budget/2566/data/{address}").status_code == 404


def test_the_page_leads_to_every_file(client, book):
    page = client.get("/budget/2566/data/").content.decode()

    files = [f"{name}.{kind}" for name in NAMES for kind in ("csv", "json", "xlsx")]
    files += ["all.xlsx", "datapackage.json"]
    assert [file for file in files if f'href="/budget/2566/data/{file}"' not in page] == []


def test_every_column_has_a_thai_name_of_its_own(agency, make_year):
    year = make_year()

    for name in NAMES:
        columns = described(year, name, publisher=publisher(agency)).columns
        assert len({column.key for column in columns}) == len(columns)
        assert len({column.label for column in columns}) == len(columns)
        assert all(column.key.isascii() and " " not in column.key for column in columns)
