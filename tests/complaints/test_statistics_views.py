"""The public statistics: what a stranger sees, and above all what not."""

import csv
import datetime as dt
import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from complaints.counts import known_years
from publishing.pdf_files import count_pages
from tests.complaints.stubs import sign, stub

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agency")]
YEAR = 2566
IN_Q1 = dt.date(2022, 11, 27)
IN_Q2 = dt.date(2023, 2, 1)
BODY_OF_PAGE = "/complaints/statistics/2566/"


@pytest.fixture
def past(db):
    """A year long over: one case in its first quarter, five in its second, four of them closed."""
    stub(IN_Q1)
    for place in range(5):
        stub(IN_Q2, IN_Q2 if place else None)


def page(client, year=YEAR):
    return client.get(reverse("complaints:statistics", args=[year])).content.decode()


def rows_of(client, year=YEAR):
    """The rows of the CSV by kind and period."""
    content = client.get(reverse("complaints:statistics_csv", args=[year])).content
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return {(row["ประเภทเรื่อง"][:8], row["รหัสงวด"]): row for row in rows}


def counts(row):
    return [row[name] for name in ("รับ", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ")]


CASES, QUESTIONS = "เรื่องร้", "เรื่องสอ"


# ------------------------------------------------------------------ the page
def test_the_newest_year_is_the_running_one(client):
    response = client.get("/complaints/statistics/")
    assert response.url == reverse(
        "complaints:statistics", args=known_years(timezone.localdate())[:1]
    )


def test_a_page_says_that_there_was_none(client):
    sign(YEAR)
    assert "ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ถึงวันที่ 30 กันยายน 2566" in page(client)


def test_a_signed_nil_names_who_signed_it(client):
    sign(YEAR)
    assert "นายตัวอย่าง ทดสอบ นายก ลงนามเมื่อวันที่ 5 ตุลาคม 2566" in page(client)


@pytest.mark.usefixtures("past")
def test_a_page_without_a_signature_says_so(client):
    assert "ยังไม่มีการลงนามรับรอง" in page(client)


@pytest.mark.usefixtures("past")
def test_the_rule_about_restricted_cases_is_always_said(client):
    assert "ข้อความนี้แสดงไว้เสมอ ไม่ว่าจะมีเรื่องเช่นนั้นหรือไม่" in page(client)


def test_a_year_before_the_first_data_is_missing(client):
    response = client.get(reverse("complaints:statistics", args=[2540]))
    assert (response.status_code, "2540" in response.content.decode()) == (404, True)


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv"])
def test_a_file_of_a_year_without_data_is_missing(client, suffix):
    response = client.get(reverse(f"complaints:statistics_{suffix}", args=[2540]))
    assert response.status_code == 404


def test_a_year_to_come_is_missing(client):
    to_come = known_years(timezone.localdate())[0] + 1
    assert client.get(reverse("complaints:statistics", args=[to_come])).status_code == 404


def test_an_office_that_is_not_set_up_has_no_statistics(client, agency):
    agency.delete()
    [year] = known_years(timezone.localdate())
    assert client.get(reverse("complaints:statistics", args=[year])).status_code == 404


@pytest.mark.usefixtures("past")
def test_a_page_sets_no_cookie_and_varies_by_nothing_private(client):
    response = client.get(BODY_OF_PAGE)
    vary = response.headers.get("Vary", "Accept-Encoding")
    assert (response.status_code, dict(response.cookies), vary) == (200, {}, "Accept-Encoding")


# ------------------------------------------------------------------ what a stranger cannot see
@pytest.mark.usefixtures("past")
def test_one_case_is_written_as_fewer_than_three(client):
    row = rows_of(client)[CASES, "q1"]
    assert counts(row) == ["น้อยกว่า 3", "ไม่เกิน 1", "น้อยกว่า 3"]


@pytest.mark.usefixtures("past")
def test_the_total_does_not_tell_the_quarter(client):
    rows = rows_of(client)
    assert [rows[CASES, slug]["รับ"] for slug in ("q2", "h1", "h2", "year")] == [
        "5",
        "6–7",
        "ไม่มีเรื่องร้องเรียน",
        "6–7",
    ]


@pytest.mark.usefixtures("past")
def test_no_month_of_a_case_is_shown(client):
    slugs = [slug for kind, slug in rows_of(client) if kind == CASES]
    assert slugs == ["q1", "q2", "q3", "q4", "h1", "h2", "year"]


def test_a_case_of_today_changes_nothing(client):
    year = known_years(timezone.localdate())[0]
    address = reverse("complaints:statistics", args=[year])
    before = client.get(address)
    for _each in range(5):
        stub(timezone.localdate())
    after = client.get(address)
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_a_case_of_today_changes_no_file(client):
    year = known_years(timezone.localdate())[0]
    before = client.get(reverse("complaints:statistics_csv", args=[year])).content
    stub(timezone.localdate(), timezone.localdate())
    assert client.get(reverse("complaints:statistics_csv", args=[year])).content == before


@pytest.mark.usefixtures("past")
def test_an_open_restricted_case_changes_nothing(client):
    before = page(client)
    stub(IN_Q2, is_restricted=True)
    assert page(client) == before


@pytest.mark.usefixtures("past")
def test_spam_changes_nothing(client):
    before = page(client)
    stub(IN_Q2, IN_Q2, outcome="spam")
    assert page(client) == before


# ------------------------------------------------------------------ files
def test_the_data_of_questions_are_numbers(client, make_question):
    make_question(today=IN_Q1, fiscal_year=YEAR, state="draft")
    rows = rows_of(client)
    assert [counts(rows[QUESTIONS, slug]) for slug in ("2565-11", "q1", "year")] == [
        ["1", "0", "1"]
    ] * 3


@pytest.mark.usefixtures("past")
def test_excel_has_both_tables_and_what_was_signed(client):
    response = client.get(reverse("complaints:statistics_xlsx", args=[YEAR]))
    book = load_workbook(io.BytesIO(response.getvalue()))
    names = {"สอบถาม ทักท้วง", "ร้องเรียนการทุจริต", "คำรับรอง"}
    assert names - set(book.sheetnames) == set()


@pytest.mark.usefixtures("past")
def test_the_paper_is_a_pdf(client):
    response = client.get(reverse("complaints:statistics_pdf", args=[YEAR]))
    assert (response["Content-Type"], count_pages(response.getvalue()) > 0) == (
        "application/pdf",
        True,
    )


@pytest.mark.usefixtures("past")
def test_the_paper_is_made_once(client):
    for _each in range(2):
        client.get(reverse("complaints:statistics_pdf", args=[YEAR])).getvalue()
    assert len(default_storage.listdir("printed")[0]) == 1


@pytest.mark.parametrize("signed", [1, 3])
def test_one_statement_and_three_cost_the_same(client, django_assert_num_queries, signed):
    for slug in ("q1", "q2", "year")[-signed:]:
        sign(YEAR, slug)
    client.get(BODY_OF_PAGE)
    with django_assert_num_queries(12):
        client.get(BODY_OF_PAGE)
