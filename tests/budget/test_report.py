"""A period report says the same everywhere, and short periods add up to long ones."""

import csv
import datetime as dt
import io
import re

import openpyxl
import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from budget.ledger import Entry
from budget.models import BudgetLine, LineProgress, Source, Spending
from budget.models.transfer import ApprovedBy, TransferKind
from budget.report import period_report
from budget.report_content import (
    APPROVERS,
    CHANGES,
    SOURCES,
    STATUSES,
    Row,
    subtitle_of,
    title_of,
)
from budget.report_files import report_csv, report_pdf, report_xlsx
from budget.report_tables import report_tables
from tests.budget.books import make_book
from tests.publishing.papers import text_by_pdfium, text_by_poppler
from thai.digits import to_thai
from thai.fiscal import FiscalYear, Period, PeriodKind
from thai.money import format_baht

AFTER = dt.date(2023, 12, 1)
YEAR = FiscalYear(2566)
SEEDS = [1, 2, 3]
MONEY = (
    "approved",
    "transferred",
    "after_transfers",
    "spent",
    "spent_to_date",
    "remaining",
)


def report_of(year, slug, *, day=AFTER):
    return period_report(year, Period.from_slug(year.fiscal_year, slug), day=day)


def reports_of(year, kind):
    return [period_report(year, each, day=AFTER) for each in YEAR.periods if each.kind is kind]


@pytest.fixture
def book(agency):
    return make_book(1)


# ------------------------------------------------------------------ sums
@pytest.mark.parametrize("seed", SEEDS)
def test_short_periods_add_up_to_long_ones(agency, seed):
    year = make_book(seed)
    months, quarters, halves, years = (
        [(report.total.spent, report.outside.total.spent) for report in reports_of(year, kind)]
        for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
    )

    assert [_sum(months[at : at + 3]) for at in range(0, 12, 3)] == quarters
    assert [_sum(quarters[at : at + 2]) for at in range(0, 4, 2)] == halves
    assert [_sum(halves)] == years
    assert years[0][0] == Spending.objects.ordinance().total()


def _sum(pairs):
    return tuple(sum(column) for column in zip(*pairs, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_classes_add_up_to_plans_and_plans_to_the_whole(agency, seed):
    report = report_of(make_book(seed), "q3")

    for sums in (report.plans, report.outside):
        for name in MONEY:
            for group in sums.groups:
                assert sum(getattr(row, name) for row in group.rows) == getattr(group.row, name)
            assert sum(getattr(group.row, name) for group in sums.groups) == getattr(
                sums.total, name
            )


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_spent_to_date_is_all_periods_until_now(agency, seed):
    quarters = reports_of(make_book(seed), PeriodKind.QUARTER)

    for place, report in enumerate(quarters, start=1):
        assert report.total.spent_to_date == sum(each.total.spent for each in quarters[:place])
        assert report.total.remaining == report.total.after_transfers - report.total.spent_to_date


@pytest.mark.parametrize("seed", SEEDS)
def test_at_the_end_of_the_year_everything_approved_is_in_it(agency, seed):
    year = make_book(seed)

    assert report_of(year, "year").total.approved == BudgetLine.objects.ordinance().total_approved()


def test_what_was_spent_of_a_line_before_it_was_in_force_is_still_counted(
    make_line, make_supplement, make_spending
):
    line = make_line(100, supplement=make_supplement())
    make_spending(line, 40, month=3)

    total = report_of(line.year, "q1").total

    assert (total.approved, total.spent, total.remaining) == (0, 40, -40)


def test_a_further_ordinance_counts_from_the_day_it_is_in_force(make_line, make_supplement):
    line = make_line(100, supplement=make_supplement())

    approved = [report_of(line.year, slug).total.approved for slug in ("h1", "h2")]

    assert approved == [0, 100]


def test_a_transfer_counts_from_its_day(make_line, make_transfer):
    road, school = make_line(100), make_line(50, plan="00210")
    make_transfer(road, school, 30, day=dt.date(2023, 2, 1))

    moved = [
        [group.row.transferred for group in report_of(road.year, slug).plans.groups]
        for slug in ("q1", "q2")
    ]

    assert moved == [[0, 0], [30, -30]]


def test_money_outside_the_ordinance_is_never_added_to_it(make_line):
    make_line(100)
    line = make_line(70, source=Source.ACCUMULATED)

    report = report_of(line.year, "year")

    assert (report.total.approved, report.outside.total.approved) == (100, 70)
    assert [group.row.name for group in report.outside.groups] == ["เงินสะสม"]


def test_nothing_may_be_spent_of_nothing():
    row = Row("", "", Entry(), Period(2566, PeriodKind.YEAR, 1))

    assert row.percent is None


# ------------------------------------------------------------------ the same everywhere
def page_of(report):
    """The text of the tables of money as the page shows them, without spaces."""
    context = {"sums": report.plans, "title": "", "head": "", "thai": False, "on_paper": False}
    html = render_to_string("budget/report/_money.html", context)
    return re.findall(r"<tr class=\"short[^>]*>(.*?)</tr>", html, re.DOTALL)


def cells_of(row):
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]


@pytest.mark.parametrize("slug", [period.slug for period in YEAR.periods])
def test_page_excel_and_csv_show_the_same_sums(book, slug):
    report = report_of(book, slug)
    rows = [row for _plan, row in report.plans.rows]
    expected = [[str(getattr(row, name)) for name in MONEY] for row in rows]

    page = [cells_of(row) for row in page_of(report)]
    written = list(csv.reader(io.StringIO(report_csv(report).decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(_stored(report_xlsx(report)))).worksheets[0]
    excel = list(sheet.iter_rows(min_row=2, values_only=True))

    assert [row[4:10] for row in written[1:]] == expected
    assert [[f"{cell:.2f}" for cell in row[4:10]] for row in excel[:-1]] == expected
    assert [f"{cell:.2f}" for cell in excel[-1][4:10]] == [
        str(getattr(report.total, name)) for name in MONEY
    ]
    assert page[-1][1:7] == [format_baht(getattr(report.total, name)) for name in MONEY]
    in_page = [row[1:7] for row in page if row[0].startswith("งบ")]
    assert in_page == [[format_baht(getattr(row, name)) for name in MONEY] for row in rows]


@pytest.mark.parametrize("reader", [text_by_pdfium, text_by_poppler])
def test_the_paper_shows_the_same_sums_in_thai_numerals(book, reader):
    report = report_of(book, "h1")
    every = [row for group in report.plans.groups for row in (group.row, *group.rows)]

    text = reader(_stored(report_pdf(report)))

    figures = [[getattr(row, name) for name in MONEY] for row in (*every, report.total)]
    lines = ["".join(to_thai(format_baht(amount)) for amount in row) for row in figures]
    assert [line for line in lines if line not in text] == []


def test_the_paper_holds_its_csv(book):
    report = report_of(book, "2565-10")

    pdf = _stored(report_pdf(report))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.attachments["report.csv"].get_file().read_bytes() == report_csv(report)


def test_the_paper_uses_arabic_numerals_where_the_agency_does(agency, book):
    agency.thai_digits_in_documents = False
    agency.save()
    report = report_of(book, "2565-10")

    assert format_baht(report.total.spent) in text_by_pdfium(_stored(report_pdf(report)))


def test_every_table_can_be_written_even_when_it_is_empty(make_year):
    tables = report_tables(report_of(make_year(), "year"))

    assert [list(table.rows) for table in tables[:3]] == [[], [], []]


def _stored(name):
    with default_storage.open(name) as file:
        return file.read()


# ------------------------------------------------------------------ words
@pytest.mark.parametrize(
    ("slug", "title", "subtitle"),
    [
        (
            "2565-12",
            "รายงานผลการใช้จ่ายงบประมาณ",
            "ประจำเดือนธันวาคม 2565 ปีงบประมาณ พ.ศ. 2566",
        ),
        (
            "q2",
            "รายงานผลการใช้จ่ายงบประมาณ",
            "ไตรมาสที่ 2 (มกราคม – มีนาคม 2566) ปีงบประมาณ พ.ศ. 2566",
        ),
        (
            "h1",
            "รายงานผลการดำเนินงานและการใช้จ่ายงบประมาณ",
            "รอบ 6 เดือนแรก (ตุลาคม 2565 – มีนาคม 2566) ปีงบประมาณ พ.ศ. 2566",
        ),
        (
            "year",
            "รายงานผลการดำเนินงานและการใช้จ่ายงบประมาณ",
            "ประจำปีงบประมาณ พ.ศ. 2566",
        ),
    ],
)
def test_a_report_has_its_official_name(slug, title, subtitle):
    period = Period.from_slug(2566, slug)

    assert (title_of(period), subtitle_of(period)) == (title, subtitle)


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (SOURCES, Source),
        (CHANGES, TransferKind),
        (APPROVERS, ApprovedBy),
        (STATUSES, LineProgress.Status),
    ],
    ids=["sources", "changes", "approvers", "statuses"],
)
def test_every_choice_has_its_thai_word(words, choices):
    assert list(words) == list(choices.values)
