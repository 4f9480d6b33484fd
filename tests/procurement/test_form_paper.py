"""The official forms on paper: whatever the amounts, each stands in its column."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from procurement.form_content import FormKind
from procurement.form_desk import form_of, period_of
from procurement.form_files import form_pdf
from tests.publishing.crossed_lines import crossed_lines
from tests.publishing.papers import paper, text_by_pdfium
from thai.digits import to_thai

DAY = dt.date(2025, 10, 15)
FORMS = [
    (FormKind.MONTHLY, "2568-01", 2568),
    (FormKind.QUARTERLY, "q2", 2568),
    (FormKind.ITA, "", 2567),
    (FormKind.ITA, "", 2568),
    (FormKind.PLAN, "", 2568),
    (FormKind.SUMMARY, "", 2568),
    (FormKind.PROGRESS, "", 2568),
]
# Seven is the widest of the Thai digits.
MAGNITUDES = ["7_777_777.77", "77_777_777.77", "777_777_777.77", "7_777_777_777.77"]


@pytest.fixture
def make_book(agency, make_purchase, make_contract, make_bid, make_median_price, make_vendor):
    """Return a function that makes two purchases of a year, each of the same amounts."""

    def make(year, amount):
        firm = make_vendor("บริษัท ตัวอย่างคอนสตรัคชั่น จำกัด")
        for place in (1, 2):
            purchase = make_purchase(
                fiscal_year=year,
                allocated=amount,
                amount=amount,
                reason="ราคาต่ำสุด",
                egp_number=f"6801900000{place}",
                plan_number=f"P6801000000{place}",
            )
            make_median_price(purchase, amount)
            make_bid(purchase, amount, vendor=firm)
            signed_on = dt.date(year - 543, 1, 10)
            make_contract(
                purchase, price=amount, vendor=firm, on=signed_on, number=f"{place}/{year}"
            )

    return make


def pdf_of(kind, slug, year):
    made = form_of(kind, year, period_of(kind, year, slug), DAY)
    with default_storage.open(form_pdf(made)) as file:
        return file.read()


@pytest.mark.parametrize("amount", MAGNITUDES)
@pytest.mark.parametrize(("kind", "slug", "year"), FORMS)
def test_no_amount_touches_a_line_of_its_table(make_book, kind, slug, year, amount):
    make_book(year, Decimal(amount))

    assert crossed_lines(pdf_of(kind, slug, year)) == []


@pytest.mark.parametrize(("kind", "slug", "year"), FORMS)
def test_no_amount_in_arabic_digits_touches_a_line_of_its_table(
    agency, make_book, kind, slug, year
):
    agency.thai_digits_in_documents = False
    agency.save()
    make_book(year, Decimal("9_876_543_210.99"))

    pdf = pdf_of(kind, slug, year)

    assert (to_thai("9,876") in text_by_pdfium(pdf), crossed_lines(pdf)) == (False, [])


def test_an_amount_wider_than_its_column_is_found():
    body = """<table class="paper"><colgroup><col class="w10"><col></colgroup>
        <tr><td class="number">9,876,543,210.99</td><td>วิธีเฉพาะเจาะจง</td></tr></table>"""
    wide = paper(body, head='<link rel="stylesheet" href="static:css/procurement-paper.css">')

    assert [found.split()[0] for found in crossed_lines(wide.pdf)] == ["9,876,543,210.99"]
