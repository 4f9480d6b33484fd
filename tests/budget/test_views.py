import contextlib
import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget.models import BudgetDocument, BudgetYear, Source, SpendingMonth
from publishing.actions import approve, submit
from publishing.actions import withdraw as withdraw_unit
from publishing.workflow import State
from tests.conftest import published_fields

HIDDEN = [State.DRAFT, State.IN_REVIEW, State.SENT_BACK]


def page(client, path="", year=2566):
    return client.get(f"/budget/{year}/{path}")


# ------------------------------------------------------------------ figures
def headline(client, **year):
    return page(client, **year).context["headline"]


def test_the_year_says_what_was_approved_and_spent(client, make_line, make_spending):
    make_spending(make_line(1_000_000), 460_000)

    found = headline(client)

    assert (found.total.approved, found.total.spent, found.total.percent) == (
        1_000_000,
        460_000,
        Decimal("46.00"),
    )


def test_the_share_of_each_head_is_in_whole_baht(client, make_year, make_line):
    make_line(46_900_500, make_year(population=5000))

    assert headline(client).per_head == 9380


@pytest.mark.parametrize("population", [None, 0])
def test_without_inhabitants_there_is_no_share_of_each_head(
    client, make_year, make_line, population
):
    make_line(year=make_year(population=population))

    assert headline(client).per_head is None


def test_a_year_without_lines_says_so(client, make_year):
    make_year()

    response = page(client)

    assert (response.status_code, response.context["headline"].plans.rows) == (200, [])


def test_a_budget_of_zero_baht_is_shown(client, make_line):
    make_line(0)

    assert headline(client).total.percent is None


def test_the_largest_amounts_are_written_in_full(client, make_line):
    make_line("9999999999999.99")

    assert "9,999,999,999,999.99" in page(client).text


def test_a_month_in_which_money_came_back_is_shown_with_its_minus(client, make_line, make_spending):
    make_spending(make_line(1000), -250)

    assert "−250.00" in page(client, "months/").text


def test_figures_are_of_the_newest_published_month(client, make_line, make_spending):
    line = make_line()
    make_spending(line, 10, month=1)
    make_spending(line, 10, month=3, state=State.DRAFT)

    assert page(client).context["as_of"] == dt.date(2022, 10, 31)


def test_money_outside_the_ordinance_stands_apart_and_is_in_no_sum(client, make_line):
    make_line(100)
    make_line(55, source=Source.ACCUMULATED)

    context = page(client).context

    assert (
        context["headline"].total.approved,
        [(row.approved) for row in context["outside"].rows],
    ) == (100, [55])


def test_each_plan_leads_to_its_page(client, make_line):
    make_line(plan="00310")

    assert 'href="/budget/2566/plans/00310/"' in page(client).text


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("", "00110"),
        ("approved", "00310"),
        ("name", "00210"),
        ("no-such-order", "00110"),
        ("<script>", "00110"),
    ],
)
def test_the_table_is_sorted_by_a_link(client, make_line, heading, sort, first):
    for code, amount in [("00110", 5), ("00210", 1), ("00310", 9)]:
        make_line(amount, plan=code)

    table = client.get("/budget/2566/", {"sort": sort}).context["headline"].plans

    assert table.rows[0].label == heading("plan", first).name


# ------------------------------------------------------------------ signed papers
def test_rows_that_agree_with_the_signed_paper_are_said_to(client, make_year, make_line):
    make_line(100, make_year(paper_expenditure=100))

    assert page(client).context["figures"].controls[0].agrees is True


def test_a_difference_is_shown_with_its_explanation(client, make_year, make_line):
    make_line(100, make_year(paper_expenditure=90, difference_explanation="ปัดเศษในเอกสาร"))

    text = page(client).text

    assert ("+10.00" in text, "ปัดเศษในเอกสาร" in text) == (True, True)


def test_a_month_is_held_against_its_paper_by_what_is_published(client, make_line, make_spending):
    make_spending(make_line(1000), 300)
    SpendingMonth.objects.update(paper_month=290, difference_explanation="เอกสารตกหนึ่งรายการ")

    assert "เอกสารตกหนึ่งรายการ" in page(client, "months/").text


# ------------------------------------------------------------------ further ordinances
def test_a_further_ordinance_is_listed_under_its_anchor(client, make_line, make_supplement):
    make_line(supplement=make_supplement(number=2))

    assert 'id="supplement-2"' in page(client).text


def test_a_withdrawn_further_ordinance_leaves_a_line(client, make_line, make_supplement):
    make_line()
    make_supplement(state=State.WITHDRAWN, number=3)

    assert [each.number for each in page(client).context["withdrawn"]] == [3]


# ------------------------------------------------------------------ documents
@pytest.fixture
def make_document(make_year):
    def make(**year):
        name = default_storage.save("documents/aa/x.pdf", ContentFile(b"%PDF-1.7"))
        return BudgetDocument.objects.create(
            year=make_year(**year), title="ข้อบัญญัติ", document=name, document_kind="pdf"
        )

    return make


def test_a_document_of_a_published_year_is_a_sandboxed_download(client, make_document):
    document = make_document()

    with contextlib.closing(client.get(document.get_absolute_url())) as response:
        policy = response.headers["Content-Security-Policy"].split("; ")
        assert (
            response.headers["Content-Disposition"],
            {"default-src 'none'", "sandbox"} - {*policy},
        ) == (f'attachment; filename="budget-document-{document.pk}.pdf"', set())


@pytest.mark.parametrize("state", [*HIDDEN, State.WITHDRAWN])
def test_a_document_of_another_year_is_hidden(client, make_document, state):
    document = make_document(state=state)

    assert client.get(document.get_absolute_url()).status_code == 404


# ------------------------------------------------------------------ cost and freshness
@pytest.mark.parametrize("path", ["", "months/"])
def test_a_page_costs_the_same_for_one_and_three_lines(
    client, make_line, make_spending, make_supplement, path
):
    counts = []
    for rows in (1, 2):
        for place in range(rows):
            line = make_line(plan=["00110", "00310"][place], supplement=make_supplement())
            make_spending(line, 5, month=rows + place)
        page(client, path)
        with CaptureQueriesContext(connection) as queries:
            page(client, path)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_a_publication_changes_page_and_sums(client, make_line, clerk, approver):
    line = make_line(500)
    etag = page(client).headers["ETag"]
    month = SpendingMonth.objects.create(year=line.year, month=1, author=clerk, paper_month=120)
    month.spendings.create(line=line, amount=120)
    submit(month, by=clerk)
    approve(month, by=approver)

    response = client.get("/budget/2566/", headers={"If-None-Match": etag})
    assert (response.status_code, response.context["headline"].total.spent) == (200, 120)


@pytest.mark.parametrize("path", ["/budget/2566/?page=99999999999999999999", "/budget/99999999/"])
def test_nonsense_in_the_address_is_no_error_of_ours(client, make_line, path):
    make_line()

    assert client.get(path).status_code in {200, 404}


def test_the_home_page_begins_with_the_newest_budget(client, make_year, make_line):
    make_line(100, make_year(2565))
    make_line(200, make_year(2566))
    make_line(400, make_year(2567, state=State.DRAFT))

    assert client.get("/").context["headline"].total.approved == 200


def test_the_home_page_does_without_a_budget(client, agency):
    assert (client.get("/").context["headline"], BudgetYear.objects.count()) == (None, 0)


# ------------------------------------------------------------------ months that are not there
def remarks(response):
    """The months that warnings on the page name."""
    warnings = re.findall(r'<div class="callout is-warn">.*?</div>', response.text, re.DOTALL)
    return re.findall(MONTHS_NAMED, " ".join(warnings))


MONTHS_NAMED = r"(?:ตุลาคม|พฤศจิกายน|ธันวาคม) 2565(?:, (?:พฤศจิกายน|ธันวาคม) 2565)*"


def withdraw(line, month):
    SpendingMonth.objects.filter(year=line.year, month=month).update(state=State.WITHDRAWN)


@pytest.mark.parametrize(
    "path", ["", "plans/00310/", "classes/", "classes/540000/", "villages/", "months/"]
)
def test_a_total_to_date_says_which_month_it_does_not_include(
    client, make_line, make_spending, path
):
    line = make_line()
    for month in (1, 2, 3):
        make_spending(line, 10, month)
    withdraw(line, 2)

    assert remarks(page(client, path)) == ["พฤศจิกายน 2565"]


def test_the_home_page_says_which_month_its_total_does_not_include(
    client, make_line, make_spending
):
    make_spending(make_line(), 10, 3)

    assert remarks(client.get("/")) == ["ตุลาคม 2565, พฤศจิกายน 2565"]


def test_a_total_that_includes_every_month_says_nothing_of_it(client, make_line, make_spending):
    make_spending(make_line(), 10, 1)

    assert remarks(page(client)) == []


def test_a_withdrawn_month_says_when_and_why(client, make_line, make_spending, approver):
    month = make_spending(make_line(), 10).month
    withdraw_unit(month, by=approver, reason="ลงรายการผิดเดือน")

    response = page(client, "months/")

    assert [month for month, _step in response.context["withdrawn"].values()] == ["เดือนตุลาคม 2565"]
    assert "ลงรายการผิดเดือน" in response.text


def test_a_month_that_was_published_anew_is_not_called_withdrawn(client, make_line, make_spending):
    line = make_line()
    make_spending(line, 10)
    withdraw(line, 1)
    SpendingMonth.objects.create(year=line.year, month=1, **published_fields(State.PUBLISHED))

    assert page(client, "months/").context["withdrawn"] == {}


# ------------------------------------------------------------------ further ordinances to come
@pytest.mark.parametrize(("day", "is_said"), [("2022-10-31", False), ("2022-11-01", True)])
def test_a_further_ordinance_in_force_after_the_day_of_the_figures_is_named(
    client, make_line, make_spending, make_supplement, day, is_said
):
    make_spending(make_line(), 10)
    make_supplement(effective_on=dt.date.fromisoformat(day))

    assert bool(page(client).context["later"]) == is_said
