"""Purchases taken out, changed in a spreadsheet, and brought again."""

import io

import openpyxl
import pytest
from django.urls import reverse

from procurement.export_table import export_table
from procurement.import_columns import PURCHASE_COLUMNS
from procurement.methods import Method, MoneySource, NoticeKind, WorkKind
from procurement.models import Contract, Purchase, Vendor, VendorKind
from publishing.import_files import read_remembered
from publishing.imports import preview
from publishing.workflow import State
from tests.procurement.conftest import COMPANY, PERSON
from tests.procurement.importing import IMPORTER, bring_table, choices


@pytest.fixture
def take_out(client, approver):
    """Return a function that downloads the purchases of 2566 as an approver."""

    def download(kind="xlsx", year=2566):
        client.force_login(approver)
        answer = client.get(reverse("procurement_staff:purchases_export", args=[year, kind]))
        assert answer.status_code == 200
        return answer.content

    return download


def read(content, kind="xlsx"):
    return read_remembered(
        io.BytesIO(content),
        name=f"งาน.{kind}",
        importer=IMPORTER.slug,
        columns=PURCHASE_COLUMNS,
    )


def counts(content, by, kind="xlsx"):
    plan = preview(IMPORTER, read(content, kind), choices(by, year=None, reason="แก้"))
    comparison = plan.comparison
    return len(comparison.new), len(comparison.changed), comparison.unchanged, len(plan.refusals)


@pytest.fixture
def purchases(
    agency, make_purchase, make_contract, make_vendor, make_bid, make_notice, make_median_price,
    make_stage, make_line,
):  # fmt: skip
    """One of each kind, method and source, and one with everything that hangs on a purchase."""
    for method in Method:
        make_purchase(f"ซื้อของวิธีที่ {method.value}", method=method)
    for kind in WorkKind:
        make_purchase(f"งานประเภท {kind.value}", kind=kind)
    for source in MoneySource:
        make_purchase(f"เงินจาก {source.value}", source=source)
    make_purchase("ซื้อของที่ยกเลิก", cancelled_on="2023-01-05", cancel_reason="ไม่มีผู้เสนอราคา")
    make_purchase("ฉบับร่าง", state=State.DRAFT, planned_on="2022-12-15", plan_number="P65110000001")
    full = make_purchase(egp_number="65117000001", budget_line=make_line(title="ก่อสร้างถนน"))
    person = make_vendor("นายสมมุติ", kind=VendorKind.NATURAL, tax_number=PERSON)
    company = make_vendor("บริษัท ตัวอย่าง จำกัด", tax_number=COMPANY)
    make_median_price(full)
    make_notice(full)
    make_notice(full, kind=NoticeKind.WINNER, on="2023-01-20")
    make_bid(full, 480_000, vendor=person, is_selected=True)
    make_bid(full, 485_000, vendor=company)
    make_contract(full, vendor=person)
    make_contract(full, vendor=company, number="2/2566", price=20_000)
    make_contract(full, number="3/2566", stage=make_stage(full, state=State.DRAFT))
    return full


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_was_taken_out_changes_nothing_when_it_is_brought_again(
    purchases, approver, take_out, kind
):
    rows = Purchase.objects.count()

    assert counts(take_out(kind), approver, kind) == (0, 0, rows, 0)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_thirty_bidders_with_the_longest_names_change_nothing(
    agency, approver, take_out, make_purchase, make_bid, make_vendor, kind
):
    purchase = make_purchase()
    longest = Vendor._meta.get_field("name").max_length
    for number in range(30):
        name = f"บริษัท {number} {'สมมุติ' * longest}"[: longest - 6] + " จำกัด"
        make_bid(purchase, 999_999_999 + number, vendor=make_vendor(name))

    assert counts(take_out(kind), approver, kind) == (0, 0, 1, 0)


def test_a_long_explanation_changes_nothing(agency, approver, take_out, make_purchase):
    make_purchase(reason="ก" * 3_000, cancelled_on="2023-01-05", cancel_reason="ข" * 3_000)

    assert counts(take_out(), approver) == (0, 0, 1, 0)


def test_a_cell_that_was_changed_in_excel_is_the_only_change(purchases, approver, take_out):
    book = openpyxl.load_workbook(io.BytesIO(take_out()))
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("ราคาที่ตกลงซื้อหรือจ้าง (บาท)")
    (row,) = [row for row in sheet.iter_rows(min_row=2) if row[column].value == 480_000]
    row[column].value = 470_000
    file = io.BytesIO()
    book.save(file)

    bring_table(IMPORTER, read(file.getvalue()), choices(approver, year=None, reason="พิมพ์ผิด"))

    prices = Contract.objects.order_by("pk").values_list("price", flat=True)
    assert [int(price) for price in prices] == [470_000, 20_000, 480_000]


def test_the_number_of_a_person_leaves_the_house_in_no_file(purchases, take_out):
    table = export_table(2566)

    cells = [str(cell) for row in table.rows for cell in row]
    assert (any(PERSON in cell for cell in cells), COMPANY in cells) == (False, True)


def test_two_people_of_one_name_come_back_to_their_own_purchases(
    agency, approver, take_out, make_purchase, make_contract, make_vendor
):
    for number in (PERSON, "3100500000002"):
        vendor = make_vendor("นายสมมุติ", kind=VendorKind.NATURAL, tax_number=number)
        if vendor.tax_number != number:
            vendor = type(vendor).objects.create(
                name="นายสมมุติ", kind=VendorKind.NATURAL, tax_number=number
            )
        make_contract(make_purchase(), vendor=vendor)

    assert counts(take_out(), approver) == (0, 0, 2, 0)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("title", ["=1+1", "-ซื้อวัสดุ", "@ซื้อ", "+ซื้อ"])
def test_a_title_that_looks_like_a_formula_comes_back_as_it_was(
    agency, approver, take_out, make_purchase, kind, title
):
    make_purchase(title, method=Method.SPECIFIC)

    assert counts(take_out(kind), approver, kind) == (0, 0, 1, 0)


def test_nothing_is_computed_in_the_excel_file(agency, take_out, make_purchase):
    make_purchase("=HYPERLINK(1)")

    sheet = openpyxl.load_workbook(io.BytesIO(take_out())).worksheets[0]

    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_rows_cost_the_same_queries_one_or_three(
    agency, make_purchase, make_contract, django_assert_num_queries
):
    make_contract(make_purchase())
    with django_assert_num_queries(5):
        export_table(2566)
    for number in range(2):
        make_contract(make_purchase(f"อีกงาน {number}"))
    with django_assert_num_queries(5):
        export_table(2566)


def test_other_years_and_withdrawn_purchases_stay_out(agency, make_purchase):
    make_purchase(fiscal_year=2565)
    make_purchase(state=State.WITHDRAWN)

    assert len(export_table(2566).rows) == 0


@pytest.mark.parametrize(("year", "kind"), [(2566, "exe"), (1, "csv"), (9999, "xlsx")])
def test_there_is_no_file_of_another_kind_or_century(client, approver, year, kind):
    client.force_login(approver)

    address = reverse("procurement_staff:purchases_export", args=[year, kind])
    assert client.get(address).status_code == 404


def test_the_file_is_for_staff(client, db):
    address = reverse("procurement_staff:purchases_export", args=[2566, "csv"])

    assert client.get(address).status_code == 302
