import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest

from budget.citizen import citizen_budget
from budget.headline import headline_of
from budget.ledger import percent
from budget.models import BudgetYear, Source, Transfer, TransferItem
from budget.overview import year_figures
from budget.posters import half_year, hundred_baht, leaflet
from budget.report import period_report
from publishing.workflow import State
from tests.budget.books import PUBLISHED, make_book
from thai.fiscal import FiscalYear
from thai.money import compact_baht

DAY = dt.date(2023, 12, 1)


@pytest.fixture
def book(agency):
    return make_book(1, lines=30)


@pytest.fixture
def moved(book):
    """A year in which money went from one plan to another."""
    lines = book.lines.filter(source=Source.ORDINANCE, supplement=None).order_by("-amount")
    first = lines[0]
    second = lines.exclude(plan=first.plan)[0]
    transfer = Transfer.objects.create(
        year=book, number=9, date=DAY, reason="งบประมาณที่ตั้งไว้ไม่เพียงพอ", **PUBLISHED
    )
    for line, amount in ((first, -1_000_000), (second, 1_000_000)):
        TransferItem.objects.create(transfer=transfer, line=line, amount=amount)
    return book


def approved_of(year):
    """What the home page says that plans were given, in the words of the posters."""
    rows = headline_of(year, year_figures(year)).plans.rows
    return {row.label: row.approved for row in rows}


def test_a_hundred_baht_are_what_the_home_page_says_was_approved(moved):
    approved = approved_of(moved)
    poster = hundred_baht(moved)
    whole = sum(approved.values())

    assert {bar.name: bar.amount for bar in poster.sections[0].bars} == pytest.approx(
        {name: 100 * amount / whole for name, amount in approved.items()}, abs=Decimal("0.01")
    )
    assert sum(bar.amount for bar in poster.sections[0].bars) == 100
    assert poster.hero.text == compact_baht(whole)
    assert poster.hero.label == "งบที่อนุมัติทั้งปี"
    assert poster.details == "/budget/2566/"


def test_the_leaflet_gives_plans_what_the_home_page_says(moved):
    given = {bar.name: bar.amount for bar in leaflet(moved).sections[0].bars}

    assert given == {
        name: (amount / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for name, amount in approved_of(moved).items()
    }


def test_picture_text_and_alternative_say_the_same_amount_of_a_plan(moved):
    poster = leaflet(moved)
    bar = poster.sections[0].bars[0]

    assert [
        f"- {bar.name}: {bar.text}" in poster.text_twin("").splitlines(),
        f"{bar.name} {bar.text}" in poster.alt.split(" · "),
    ] == [True, True]


def test_what_is_told_after_transfers_says_so_and_names_them(moved):
    half = half_year(moved, FiscalYear(2566).halves()[0], DAY)
    paper = leaflet(moved)

    assert half.figures[-1].label == "จากงบประมาณหลังโอน"
    assert paper.sections[-1].title == "โครงการที่ใช้เงินมากที่สุด (งบหลังโอน)"
    assert {half.source, paper.source} == {"ข้อบัญญัติ การโอนงบประมาณ และบัญชีการเบิกจ่าย"}


def test_a_plan_is_named_without_the_word_plan_where_room_is_short(book):
    names = [(bar.name, bar.short_name) for bar in hundred_baht(book).sections[0].bars]

    assert [short for _name, short in names] == [name.removeprefix("แผนงาน") for name, _ in names]


@pytest.mark.parametrize(
    "state, source",
    [
        (State.PUBLISHED, "ข้อบัญญัติงบประมาณรายจ่ายและฉบับเพิ่มเติม"),
        (State.WITHDRAWN, "ข้อบัญญัติงบประมาณรายจ่าย"),
    ],
)
def test_a_further_ordinance_is_a_source_while_it_is_public(book, state, source):
    book.supplements.update(state=state)

    assert hundred_baht(book).source == source


@pytest.mark.parametrize("make", [hundred_baht, leaflet])
def test_a_year_without_a_line_has_no_poster(agency, make):
    year = BudgetYear.objects.create(
        fiscal_year=2566, title="ข้อบัญญัติ", effective_on=DAY, paper_expenditure=0, **PUBLISHED
    )

    assert make(year) is None


def test_half_a_year_says_what_its_report_says(book):
    half = FiscalYear(2566).halves()[0]
    total = period_report(book, half, day=DAY).total
    poster = half_year(book, half, DAY)

    assert poster.hero.value == f"{percent(total.spent_to_date, total.after_transfers)}"
    assert [figure.text for figure in poster.figures[1:]] == [
        compact_baht(total.spent_to_date),
        compact_baht(total.after_transfers),
    ]
    assert poster.sections[0].add_up is False


def test_half_a_year_without_a_published_month_has_no_poster(agency):
    book = make_book(1, lines=12, months=4)

    assert half_year(book, FiscalYear(2566).halves()[1], DAY) is None


def test_half_a_year_names_the_month_that_it_leaves_out(agency):
    book = make_book(1, lines=12, months=4)
    book.months.filter(month=2).update(state=State.WITHDRAWN)

    assert "พ.ย." in half_year(book, FiscalYear(2566).halves()[0], DAY).lead


def test_the_leaflet_tells_where_money_comes_from_where_it_goes_and_what_is_built(book):
    content = citizen_budget(book)
    poster = leaflet(book)

    assert [section.title for section in poster.sections] == [
        "อนุมัติให้เรื่องใดบ้าง",
        "เงินมาจากไหน",
        "โครงการที่ใช้เงินมากที่สุด (งบหลังโอน)",
    ]
    assert poster.figures[-1].value == f"{content.percent_spent}"
    assert [line.number for line in poster.sections[2].lines] == [
        compact_baht(amount)
        for amount in sorted((row.amount for row in content.projects), reverse=True)
    ]


@pytest.mark.parametrize("months, is_running", [(4, True), (12, False)])
def test_what_the_leaflet_says_of_spending_goes_on_until_the_year_is_over(
    agency, months, is_running
):
    poster = leaflet(make_book(1, lines=12, months=months))

    assert (poster.figures[-1].is_running, poster.is_lead_running) == (is_running, is_running)
    assert [figure.is_running for figure in poster.figures[:-1]] == [False, False]


def test_the_leaflet_of_a_year_without_months_does_not_say_that_nothing_was_spent(agency):
    poster = leaflet(make_book(1, lines=12, months=0))

    assert [figure.label for figure in poster.figures] == ["งบที่อนุมัติทั้งปี", "เฉลี่ยต่อประชากร 1\u00a0คน"]
