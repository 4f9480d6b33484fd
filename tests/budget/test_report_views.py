"""The addresses of the period reports: what is shown, what is refused, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publishing.actions import withdraw
from publishing.workflow import State
from tests.budget.books import make_book
from thai.fiscal import FiscalYear

SUFFIXES = ["/", ".pdf", ".xlsx", ".csv"]


@pytest.fixture
def book(agency):
    return make_book(1, lines=12)


def address(period, suffix="/", year=2566):
    return f"/budget/{year}/reports/{period}{suffix}"


def test_the_list_leads_to_all_nineteen_reports(client, book):
    page = client.get(reverse("budget:reports", args=[2566])).content.decode()

    links = [address(period.slug) for period in FiscalYear(2566).periods]
    assert [link for link in links if f'href="{link}"' not in page] == []


def test_the_page_has_its_official_name_and_its_files(client, book):
    page = client.get(address("q1")).content.decode()

    assert "ไตรมาสที่ 1 (ตุลาคม – ธันวาคม 2565) ปีงบประมาณ พ.ศ. 2566" in page
    files = [address("q1", suffix) for suffix in SUFFIXES[1:]]
    assert [file for file in files if f'href="{file}"' not in page] == []


@pytest.mark.parametrize(
    ("suffix", "mime", "start"),
    [
        (".pdf", "application/pdf", b"%PDF-1.7"),
        (
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            b"PK",
        ),
        (".csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
    ],
)
def test_each_file_is_what_it_says(client, book, suffix, mime, start):
    response = client.get(address("2565-10", suffix))

    assert response.headers["Content-Type"] == mime
    assert response.headers["Content-Disposition"].endswith(
        f'filename="budget-2566-2565-10{suffix}"'
    )
    assert response.getvalue().startswith(start)


def test_the_paper_is_shown_in_the_browser(client, book):
    response = client.get(address("2565-10", ".pdf"))

    assert response.headers["Content-Disposition"].startswith("inline")
    response.close()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("period", ["q5", "2566-10", "month", "๒๕๖๖-๐๑", "q1 "])
def test_a_period_that_does_not_exist_leads_to_those_that_do(client, book, period, suffix):
    response = client.get(address(period, suffix))

    assert response.status_code == 404
    assert f'href="{address("q1")}"' in response.content.decode()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_year_without_a_budget_has_no_reports(client, book, suffix):
    assert client.get(address("q1", suffix, year=2570)).status_code == 404


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_budget_in_review_has_no_reports(client, make_year, suffix):
    make_year(state=State.IN_REVIEW)

    assert client.get(address("q1", suffix)).status_code == 404


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_report_is_the_same_for_everybody(client, clerk, book, suffix):
    client.force_login(clerk)

    response = client.get(address("2565-10", suffix))

    assert "Cookie" not in response.headers.get("Vary", "")
    assert "public" in response.headers["Cache-Control"]
    response.close()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_who_has_the_report_is_told_so(client, book, suffix):
    first = client.get(address("2565-10", suffix))
    first.close()

    again = client.get(address("2565-10", suffix), headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize("slug", ["h1", "q1"])
def test_the_report_costs_the_same_for_few_and_many(client, agency, slug):
    costs = []
    for year, lines in ((2565, 14), (2566, 42)):
        make_book(1, fiscal_year=year, lines=lines)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(slug, year=year))
        costs.append(len(queries))

    assert costs[0] == costs[1]


@pytest.mark.parametrize("path", [address("q1", ".pdf"), "/budget/2566/citizen.pdf"])
def test_a_paper_that_cannot_be_printed_is_answered_with_a_sentence(
    client, book, monkeypatch, path
):
    monkeypatch.setattr("publishing.pdf.SECONDS", 0.001)

    response = client.get(path)

    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")
    assert "PDF" in response.content.decode()


def test_the_list_and_the_report_tell_why_a_month_was_withdrawn(
    client, approver, make_line, make_spending
):
    line = make_line(100)
    make_spending(line, 10, month=2)
    withdraw(line.year.months.get(), by=approver, reason="ยอดผิดเดือน")

    pages = [
        client.get(path).content.decode() for path in ("/budget/2566/reports/", address("2565-11"))
    ]

    assert ["ยอดผิดเดือน" in page for page in pages] == [True, True]
    assert "is-withdrawn" in pages[0]
