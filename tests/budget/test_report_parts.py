"""A period report says what happened, what is missing, and what there is none of."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from budget.models import BudgetLine, Source, Spending, SpendingMonth, Transfer
from budget.models.transfer import ApprovedBy
from budget.report import period_report, standings
from budget.report_content import SOURCES, size_of
from budget.report_files import report_pdf
from budget.report_tables import money_table
from publishing.actions import withdraw
from publishing.workflow import State
from tests.budget.amounts import overlapping
from tests.budget.books import make_book
from tests.conftest import published_fields
from tests.publishing.crossed_lines import crossed_lines
from tests.publishing.papers import text_by_pdfium
from thai.fiscal import Period

AFTER = dt.date(2023, 12, 1)


def report_of(year, slug, *, day=AFTER):
    return period_report(year, Period.from_slug(year.fiscal_year, slug), day=day)


@pytest.fixture
def book(agency):
    return make_book(1)


def _stored(name):
    with default_storage.open(name) as file:
        return file.read()


# ------------------------------------------------------------------ what is not there
def test_a_period_that_is_not_over_says_so_and_until_when_it_knows(agency):
    year = make_book(1, months=4)

    report = report_of(year, "q2", day=dt.date(2023, 2, 10))

    assert report.standing == "ยังไม่สิ้นสุดงวด ข้อมูลถึงวันที่ 31 มกราคม 2566"
    assert report.missing_text == ""


def test_a_period_is_over_the_day_after_its_last(make_year):
    year = make_year()

    closed = [
        report_of(year, "q1", day=day).is_closed
        for day in (dt.date(2022, 12, 31), dt.date(2023, 1, 1))
    ]

    assert closed == [False, True]


def test_months_that_are_over_and_not_published_are_named(agency):
    report = report_of(make_book(1, months=4), "q2")

    assert report.missing_text == "ยังไม่เผยแพร่: เดือน ก.พ.\u00a066, มี.ค.\u00a066"
    assert report.as_of == dt.date(2023, 1, 31)


def test_a_month_in_review_is_not_published(make_line, make_spending):
    line = make_line(100)
    make_spending(line, 40, month=1, state=State.IN_REVIEW)

    report = report_of(line.year, "2565-10")

    assert (report.total.spent, len(report.missing)) == (0, 1)


def test_a_complete_period_without_spending_says_that_there_is_none(make_line, make_spending):
    line = make_line(100)
    make_spending(line, 0, month=1)

    assert report_of(line.year, "2565-10").nothing_was_spent


def test_a_month_that_is_missing_is_not_called_nothing(make_line):
    assert not report_of(make_line(100).year, "2565-10").nothing_was_spent


def test_the_paper_says_out_loud_what_there_is_none_of(make_line, make_spending):
    line = make_line(100)
    make_spending(line, 0, month=1)

    text = text_by_pdfium(_stored(report_pdf(report_of(line.year, "2565-10"))))

    sentences = [
        "ไม่มีการเบิกจ่ายในงวดนี้",
        "ไม่มีเงินนอกข้อบัญญัติ",
        "ไม่มีข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติมที่เริ่มใช้ในงวดนี้",
        "ไม่มีการโอนหรือแก้ไขเปลี่ยนแปลงงบประมาณในงวดนี้",
    ]
    assert [each for each in sentences if each not in text] == []


def test_nineteen_periods_stand_on_the_list(agency):
    found = standings(make_book(1, months=5), day=dt.date(2023, 4, 10))

    states = {each.period.slug: (each.is_closed, len(each.missing)) for each in found}
    assert len(states) == 19
    assert (states["q1"], states["q2"], states["year"]) == ((True, 0), (True, 1), (False, 1))


# ------------------------------------------------------------------ what happened
def test_transfers_of_the_period_stand_in_order_with_what_they_moved(make_line, make_transfer):
    road, school = make_line(100), make_line(50)
    make_transfer(road, school, 30, day=dt.date(2023, 2, 1))
    make_transfer(school, road, 10, day=dt.date(2023, 4, 1), approved_by=ApprovedBy.COUNCIL)

    changes = report_of(road.year, "year").changes

    assert [(each.number, each.approved_by, each.amount) for each in changes] == [
        (1, "ผู้บริหารท้องถิ่น", 30),
        (2, "สภาท้องถิ่น", 10),
    ]


def test_a_transfer_of_another_period_is_not_told(make_line, make_transfer):
    road, school = make_line(100), make_line(50)
    make_transfer(road, school, 30, day=dt.date(2023, 2, 1))

    assert report_of(road.year, "q3").changes == ()


def test_a_withdrawn_transfer_is_not_told(make_line, make_transfer):
    road, school = make_line(100), make_line(50)
    transfer = make_transfer(road, school, 30)
    Transfer.objects.filter(pk=transfer.pk).update(state=State.WITHDRAWN)

    assert report_of(road.year, "year").changes == ()


def test_the_half_tells_how_far_each_project_is_with_its_money(book):
    project = report_of(book, "h1").progress.projects[0]
    line = BudgetLine.objects.get(code=project.row.code)

    assert (project.row.name, project.result) == (line.title, "ดำเนินการแล้วเสร็จตามแผน")
    assert (
        project.row.spent_to_date == Spending.objects.filter(line=line, month__month__lte=6).total()
    )


def test_a_quarter_without_progress_does_not_speak_of_it(book):
    assert [report_of(book, slug).tells_progress for slug in ("q1", "h1", "h2", "year")] == [
        False,
        True,
        True,
        True,
    ]


# ------------------------------------------------------------------ signed papers
def test_each_month_is_held_against_its_signed_paper(make_line, make_spending):
    line = make_line(100)
    make_spending(line, 40, month=1)
    line.year.months.update(paper_month=Decimal("41"), difference_explanation="ปัดเศษ")

    control = report_of(line.year, "q1").controls[-1]

    assert (control.paper, control.rows, control.difference, control.explanation) == (
        41,
        40,
        -1,
        "ปัดเศษ",
    )


@pytest.mark.parametrize(("months", "compared"), [((1, 2), True), ((2,), False)])
def test_to_date_is_compared_only_where_no_month_is_missing(
    make_line, make_spending, months, compared
):
    line = make_line(100)
    for month in months:
        make_spending(line, 10, month=month)
    line.year.months.update(paper_month=10, paper_to_date=20)

    labels = [control.label for control in report_of(line.year, "q1").controls]

    assert ("เบิกจ่ายสะสมถึงสิ้นเดือนพฤศจิกายน 2565" in labels) is compared


def test_the_ordinance_is_held_against_its_signed_paper(make_line, make_year):
    make_line(100, make_year(paper_expenditure=Decimal(100)))

    control = report_of(make_year(), "q1").controls[0]

    assert (control.label, control.agrees) == ("งบประมาณตามข้อบัญญัติ", True)


# ------------------------------------------------------------------ what is not known
def test_of_a_period_without_a_published_month_nothing_is_said_to_be_spent(agency):
    report = report_of(make_book(1, months=3), "q2")

    cells = next(iter(money_table(report).rows))[4:]

    assert report.unknown == {"spent"}
    assert (cells[3], cells[4] is None) == (None, False)


def test_before_the_first_published_month_nothing_to_date_is_known(make_line):
    report = report_of(make_line(100).year, "q1")

    assert list(next(iter(money_table(report).rows)))[4:] == [100, 0, 100, None, None, None, None]


def test_the_paper_shows_a_dash_for_what_is_not_known(make_line):
    text = text_by_pdfium(_stored(report_pdf(report_of(make_line(100).year, "2565-10"))))

    assert "๑๐๐.๐๐๐.๐๐๑๐๐.๐๐––––" in text


def test_a_withdrawn_month_is_named_with_the_reason(withdrawn):
    report = report_of(withdrawn, "q1")

    assert report.withdrawn_text == "ถอนการเผยแพร่: เดือน พ.ย.\u00a065 (เหตุผล: ยอดผิดเดือน)"
    assert report.missing_text == "ยังไม่เผยแพร่: เดือน ธ.ค.\u00a065"


def test_a_withdrawn_month_that_is_published_again_is_not_called_withdrawn(withdrawn):
    SpendingMonth.objects.create(year=withdrawn, month=2, **published_fields(State.PUBLISHED))

    assert report_of(withdrawn, "2565-11").withdrawn_text == ""


def test_the_list_counts_missing_months_within_the_period_and_before_it_apart(withdrawn):
    found = {each.period.slug: each for each in standings(withdrawn, day=AFTER)}

    counts = {
        slug: (len(found[slug].never_published), len(found[slug].missing_before))
        for slug in ("2565-11", "q1", "q4")
    }
    assert counts == {"2565-11": (0, 0), "q1": (1, 0), "q4": (3, 8)}
    assert [each.reason for each in found["2565-11"].withdrawn] == ["ยอดผิดเดือน"]


@pytest.fixture
def withdrawn(approver, make_line, make_spending):
    """A year with October published and November withdrawn."""
    line = make_line(100)
    for month in (1, 2):
        make_spending(line, 10, month=month)
    withdraw(line.year.months.get(month=2), by=approver, reason="ยอดผิดเดือน")
    return line.year


# ------------------------------------------------------------------ large amounts
@pytest.mark.parametrize(
    ("amount", "size"),
    [
        ("9_999_999.99", ""),
        ("10_000_000", "big"),
        ("100_000_000", "great"),
        ("1_000_000_000", "large"),
        ("-100_000_000_000", "vast"),
    ],
)
def test_large_amounts_get_smaller_type(amount, size):
    assert size_of([Decimal(1), Decimal(amount)]) == size


@pytest.mark.parametrize("amount", ["24_999_999.99", "2_499_999_999.99", "249_999_999_999.99"])
def test_large_amounts_do_not_overlap(agency, amount):
    year = make_book(1)
    BudgetLine.objects.update(amount=Decimal(amount))
    year.paper_expenditure = Decimal("9_999_999_999_999.99") if len(amount) > 17 else Decimal(1)
    year.save()

    assert overlapping(_stored(report_pdf(report_of(year, "year")))) == []


@pytest.mark.parametrize(
    "total",  # seven is the widest of the Thai digits
    [
        "7_777_777",
        "77_777_777",
        "777_777_777",
        "7_777_777_777",
        "77_777_777_777",
        "9_777_777_777_777",
    ],
)
def test_no_amount_of_a_report_touches_a_line_of_its_table(agency, total):
    year = make_book(1)
    BudgetLine.objects.update(amount=Decimal(total) / BudgetLine.objects.count())
    year.paper_expenditure = Decimal(total)
    year.save()

    assert crossed_lines(_stored(report_pdf(report_of(year, "year")))) == []


def test_money_outside_the_ordinance_stands_in_the_order_of_the_page_of_the_year(client, agency):
    year = make_book(2, lines=60)
    page = client.get(year.get_absolute_url())

    sources = [group.row.name for group in report_of(year, "year").outside.groups]

    names = {str(Source(key).label): name for key, name in SOURCES.items()}
    assert sources == [names[row.label] for row in page.context["outside"].rows]
