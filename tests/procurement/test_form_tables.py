"""An official form says the same as page, paper, Excel and CSV, in the columns of its layout."""

import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal

import openpyxl
import pikepdf
import pypdfium2
import pytest
import python_calamine
from django.core.files.storage import default_storage

from procurement.form_cells import printed_form
from procurement.form_columns import FILE, layout_of
from procurement.form_content import FormKind
from procurement.form_desk import form_of, period_of
from procurement.form_files import form_csv, form_pdf, form_xlsx
from procurement.form_tables import form_table
from procurement.form_words import REASONS, full_title, nothing_text
from procurement.methods import ReasonCode
from procurement.models import Amendment, NilPeriod, Purchase, VendorKind, YearSummary
from publishing.workflow import State
from tests.conftest import published_fields
from tests.procurement.conftest import COMPANY, PERSON
from tests.procurement.form_books import PEOPLE, make_mixed_book
from tests.publishing.papers import text_by_pdfium, text_by_poppler
from thai.dates import long_date
from thai.digits import to_thai
from thai.money import format_baht

DAY = dt.date(2024, 1, 15)
FORMS = [
    (FormKind.MONTHLY, "2566-01"),
    (FormKind.QUARTERLY, "q2"),
    (FormKind.ITA, ""),
    (FormKind.PLAN, ""),
    (FormKind.SUMMARY, ""),
    (FormKind.PROGRESS, ""),
]
FORMULA = '=HYPERLINK("http://example.com","กดที่นี่")'


def form(kind, slug="", *, year=2566):
    return form_of(kind, year, period_of(kind, year, slug), DAY)


def stored(name):
    with default_storage.open(name) as file:
        return file.read()


def pdf_of(made):
    return stored(form_pdf(made))


def by_openpyxl(made):
    sheet = openpyxl.load_workbook(io.BytesIO(stored(form_xlsx(made)))).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def by_calamine(made):
    book = python_calamine.load_workbook(io.BytesIO(stored(form_xlsx(made))))
    return book.get_sheet_by_index(0).to_python()


def by_csv(made):
    return list(csv.reader(io.StringIO(form_csv(made).decode("utf-8-sig"), newline="")))


@pytest.fixture
def book(agency):
    make_mixed_book(1, purchases=25, years=(2566,))


@pytest.fixture
def road(agency, make_purchase, make_contract, make_bid, make_median_price, make_vendor):
    """A purchase with all that สขร.1 asks for."""
    purchase = make_purchase(
        egp_number="66019000001", reason="ราคาต่ำสุด", plan_number="P66010000001"
    )
    make_median_price(purchase, 490_000)
    firm = make_vendor("หจก. ตัวอย่าง", tax_number=COMPANY)
    make_bid(purchase, 480_000, vendor=firm)
    make_bid(purchase, 485_000, vendor=make_vendor("บริษัท ทดสอบ จำกัด"))
    make_contract(purchase, price=480_000, vendor=firm, on=dt.date(2023, 1, 10), number="7/2566")
    return purchase


# ------------------------------------------------------------------ official columns
def labels(kind, year=2566):
    return [column.label for column in layout_of(kind, year).columns]


def test_the_monthly_form_has_the_nine_columns_of_the_announcement():
    assert labels(FormKind.MONTHLY) == [
        "ลำดับที่",
        "งานที่จัดซื้อหรือจัดจ้าง",
        "วงเงินที่จะซื้อหรือจ้าง (บาท)",
        "ราคากลาง (บาท)",
        "วิธีซื้อหรือจ้าง",
        "รายชื่อผู้เสนอราคาและราคาที่เสนอ",
        "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
        "เหตุผลที่คัดเลือกโดยสรุป",
        "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
    ]


@pytest.mark.parametrize(("year", "columns", "first"), [(2567, 16, "ที่"), (2568, 18, "ปีงบประมาณ")])
def test_the_ita_spreadsheet_has_the_columns_of_its_year(year, columns, first):
    assert (len(labels(FormKind.ITA, year)), labels(FormKind.ITA, year)[0]) == (columns, first)


def test_the_columns_of_every_paper_are_as_wide_as_the_paper():
    layouts = [layout for each in json.loads(FILE.read_text()).values() for layout in each]

    assert [sum(column["width"] for column in each["columns"]) for each in layouts] == [100] * 7


def test_every_width_has_its_style(settings):
    style = (settings.BASE_DIR / "static/css/procurement-paper.css").read_text()
    widths = {
        column["width"]
        for each in json.loads(FILE.read_text()).values()
        for layout in each
        for column in layout["columns"]
    }

    assert {int(width) for width in re.findall(r"\.w(\d+) \{ width: \1%; \}", style)} == widths


def test_every_reason_code_is_explained():
    assert re.findall(r"(\d) หมายถึง", REASONS) == ReasonCode.values


def test_a_grouped_heading_stands_over_its_columns(road):
    heads = printed_form(form(FormKind.QUARTERLY, "q2")).heads

    assert [(head.label, head.columns, head.rows) for head in heads[0][4:]] == [
        ("(5) เอกสารอ้างอิง", 2, 1),
        ("(6) เหตุผลสนับสนุน", 1, 2),
    ]
    assert [head.label for head in heads[1]] == ["วันที่", "เลขที่"]


def test_the_row_of_a_contract_is_that_of_the_paper_form(road):
    cells = printed_form(form(FormKind.MONTHLY, "2566-01")).lines[0].cells

    assert [[line.text for line in cell.lines] for cell in cells] == [
        ["1"],
        ["จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3"],
        ["500,000.00"],
        ["490,000.00"],
        ["วิธีเฉพาะเจาะจง"],
        ["1. หจก. ตัวอย่าง", "480,000.00 บาท", "2. บริษัท ทดสอบ จำกัด", "485,000.00 บาท"],
        ["หจก. ตัวอย่าง", "480,000.00 บาท"],
        ["ราคาต่ำสุด"],
        ["เลขที่ 7/2566", "ลงวันที่ 10\N{NO-BREAK SPACE}มกราคม 2566"],
    ]


def test_the_row_of_the_spreadsheet_is_complete(road):
    assert form_table(form(FormKind.ITA)).rows == [
        (
            1,
            "2566",
            "องค์การบริหารส่วนตำบลตัวอย่าง",
            "เมือง",
            "ตัวอย่าง",
            "มหาดไทย",
            "องค์การบริหารส่วนตำบล",
            "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3",
            Decimal(500_000),
            "ข้อบัญญัติงบประมาณรายจ่าย",
            "อยู่ระหว่างระยะสัญญา",
            "วิธีเฉพาะเจาะจง",
            Decimal(490_000),
            Decimal(480_000),
            "หจก. ตัวอย่าง",
            "66019000001",
        )
    ]


def test_the_later_spreadsheet_tells_tax_number_and_dates(
    make_purchase, make_contract, make_vendor, agency
):
    contract = make_contract(
        make_purchase(fiscal_year=2568),
        on=dt.date(2025, 1, 10),
        starts_on=dt.date(2025, 1, 11),
        ends_on=dt.date(2025, 3, 11),
        vendor=make_vendor("หจก. ตัวอย่าง", tax_number=COMPANY),
    )
    Amendment.objects.create(
        contract=contract, signed_on=dt.date(2025, 3, 1), ends_on=dt.date(2025, 4, 11)
    )

    row = form_table(form(FormKind.ITA, year=2568)).rows[0]

    assert (row[13], row[16:]) == (COMPANY, (dt.date(2025, 1, 11), dt.date(2025, 4, 11)))


# ------------------------------------------------------------------ the same in every file
@pytest.mark.parametrize(("kind", "slug"), [(FormKind.MONTHLY, "2566-09"), *FORMS[1:]])
def test_excel_and_csv_hold_the_cells_of_the_table(book, kind, slug):
    made = form(kind, slug)
    table = form_table(made)
    heads = [column.label for column in table.columns]
    sums = [list(table.totals)] if table.totals else []

    assert by_openpyxl(made) == [
        heads,
        *[list(map(_in_excel, row)) for row in [*table.rows, *sums]],
    ]
    assert [[_plain(cell) for cell in row] for row in by_calamine(made)[1:]] == [
        [_plain(cell) for cell in row] for row in [*table.rows, *sums]
    ]
    assert by_csv(made) == [heads, *[list(map(_in_csv, row)) for row in table.rows]]


def _in_excel(value):
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time.min)
    return float(value) if isinstance(value, Decimal) and value % 1 else value


def _plain(value):
    if isinstance(value, Decimal | int | float):
        return f"{value:.2f}"
    return "" if value is None else str(value)


def _in_csv(value):
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "" if value is None else str(value)


@pytest.mark.parametrize(("kind", "slug"), FORMS)
def test_the_paper_tells_every_cell_in_thai_numerals(book, kind, slug):
    made = form(kind, slug)
    pdf = pdf_of(made)

    expected = {
        _packed(line.text if line.is_literal else to_thai(line.text))
        for row in printed_form(made).lines
        for cell in row.cells
        for line in cell.lines
        if not re.search("[A-Za-z]", line.text)
    }
    for text in (text_by_pdfium(pdf), text_by_poppler(pdf)):
        assert [line for line in expected if line not in text] == []
        assert _packed(to_thai(full_title(made))) in text


def _packed(text):
    return "".join(text.split())


def test_the_paper_shows_its_code_and_the_day_of_its_newest_publication(road):
    published_at = dt.datetime(2023, 2, 1, 3, tzinfo=dt.UTC)
    Purchase.objects.update(published_at=published_at)

    text = text_by_pdfium(pdf_of(form(FormKind.MONTHLY, "2566-01")))

    assert "แบบสขร.๑" in text
    assert "วันที่๑เดือนกุมภาพันธ์พ.ศ.๒๕๖๖" in text
    assert f"ข้อมูลณวันที่{_packed(to_thai(long_date(published_at.date())))}" in text


def test_the_paper_uses_arabic_numerals_where_the_agency_does(agency, road):
    agency.thai_digits_in_documents = False
    agency.save()

    text = text_by_pdfium(pdf_of(form(FormKind.MONTHLY, "2566-01")))

    assert (format_baht(Decimal(480_000)) in text, to_thai("480,000.00") in text) == (True, False)


def test_the_paper_holds_its_data(road):
    made = form(FormKind.QUARTERLY, "q2")

    with pikepdf.open(io.BytesIO(pdf_of(made))) as opened:
        assert opened.attachments["form.csv"].get_file().read_bytes() == form_csv(made)


def test_demonstration_data_say_so_on_paper_and_in_excel(agency, road):
    agency.is_demonstration = True
    agency.save()
    made = form(FormKind.PLAN)

    notes = openpyxl.load_workbook(io.BytesIO(stored(form_xlsx(made)))).worksheets[-1]

    assert "ข้อมูลสาธิต" in text_by_pdfium(pdf_of(made))
    assert any("ข้อมูลตัวอย่าง" in str(row[0]) for row in notes.iter_rows(values_only=True))


@pytest.mark.parametrize(("kind", "slug"), FORMS)
def test_excel_and_csv_without_rows_say_so_in_one_row(agency, kind, slug):
    made = form(kind, slug)

    said = [
        [[cell for cell in row if cell] for row in rows[1:]]
        for rows in (by_openpyxl(made), by_csv(made))
    ]
    assert said == [[[nothing_text(made)]]] * 2


def test_the_csv_of_a_month_that_was_confirmed_as_empty_says_so(agency):
    NilPeriod.objects.create(fiscal_year=2566, slug="2565-12", **published_fields(State.PUBLISHED))

    assert [cell for cell in by_csv(form(FormKind.MONTHLY, "2565-12"))[1] if cell] == [
        "ไม่มีรายการจัดซื้อจัดจ้างในรอบเดือน ธันวาคม พ.ศ. 2565"
    ]


def test_the_same_form_is_printed_once(road):
    assert form_pdf(form(FormKind.ITA)) == form_pdf(form(FormKind.ITA))
    assert form_xlsx(form(FormKind.ITA)) == form_xlsx(form(FormKind.ITA))


def test_the_summary_ends_with_problems_and_suggestions(road):
    YearSummary.objects.create(
        fiscal_year=2566,
        problems_met="ผู้ยื่นข้อเสนอน้อยราย",
        suggestions="ประชาสัมพันธ์ให้มากขึ้น",
        **published_fields(State.PUBLISHED),
    )

    text = text_by_pdfium(pdf_of(form(FormKind.SUMMARY)))

    assert ("ผู้ยื่นข้อเสนอน้อยราย" in text, "ประชาสัมพันธ์ให้มากขึ้น" in text) == (True, True)


# ------------------------------------------------------------------ hostile and extreme
@pytest.mark.parametrize(("kind", "slug"), FORMS[:4] + FORMS[5:])
def test_what_looks_like_a_formula_stays_a_text(
    agency, make_purchase, make_contract, make_vendor, kind, slug
):
    purchase = make_purchase(title=FORMULA, plan_number="P1")
    make_contract(purchase, on=dt.date(2023, 1, 10), vendor=make_vendor(f"@{FORMULA}"))
    made = form(kind, slug)

    sheet = openpyxl.load_workbook(io.BytesIO(stored(form_xlsx(made)))).worksheets[0]

    cells = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}
    assert [cell for row in by_csv(made) for cell in row if cell.startswith(("=", "@"))] == []


@pytest.mark.parametrize(("kind", "slug"), FORMS)
def test_no_number_of_a_person_is_in_any_file(book, kind, slug):
    made = form(kind, slug)

    files = [
        pdf_text := text_by_pdfium(pdf_of(made)),
        form_csv(made).decode(),
        str(by_openpyxl(made)),
    ]

    assert pdf_text
    assert [number for number in PEOPLE for text in files if number in text] == []


def test_the_number_of_a_person_is_masked_on_the_annex(
    agency, make_purchase, make_contract, make_vendor
):
    person = make_vendor("นายตัวอย่าง", kind=VendorKind.NATURAL, tax_number=PERSON)
    make_contract(make_purchase(), vendor=person, on=dt.date(2023, 1, 10))

    text = text_by_pdfium(pdf_of(form(FormKind.QUARTERLY, "q2")))

    assert (person.public_tax_number in text, PERSON in text) == (True, False)


def test_a_row_longer_than_a_page_is_printed_whole(
    agency, make_purchase, make_bid, make_contract, make_vendor
):
    purchase = make_purchase(title="ก่อสร้างถนน" * 45, reason="เหตุผล " * 100)
    for place in range(30):
        make_bid(purchase, 480_000 + place, vendor=make_vendor(f"บริษัท ผู้เสนอราคา {place} จำกัด"))
    make_contract(purchase, on=dt.date(2023, 1, 10), number="ก" * 60)
    made = form(FormKind.MONTHLY, "2566-01")

    pdf = pdf_of(made)

    text = text_by_pdfium(pdf)
    bidders = [_packed(to_thai(f"ผู้เสนอราคา {place} จำกัด")) for place in range(30)]
    assert [name for name in bidders if name not in text] == []
    assert text.count("ก่อสร้างถนน") >= 45
    assert _right_edge(pdf) <= 842 - 42


def _right_edge(pdf):
    """The rightmost letter of all pages, in points."""
    edges = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        edges += [
            text.get_charbox(place)[2]
            for place in range(text.count_chars())
            if text.get_text_range(place, 1).strip()
        ]
    return max(edges)
