"""What the forms read: settled parts of published purchases, and sums that agree in all forms."""

import datetime as dt
from decimal import Decimal

import pytest

from procurement.form_content import FormKind
from procurement.form_desk import form_of, overview, period_of
from procurement.form_rows import ZERO, Row, Sum, rows_of_year, sum_of
from procurement.methods import OFFICIAL_NAMES, Method, MoneySource
from procurement.models import Amendment, Purchase, VendorKind
from procurement.models.purchase import refresh_list_facts
from procurement.official import SOURCE_NAMES, STAGE_NAMES, contracts_in, works_of_year
from procurement.official_sums import month_sums, sum_of_year, sums_across_years
from procurement.status import ItaStatus, Status
from publishing.actions import record_correction
from publishing.workflow import State
from tests.procurement.conftest import PERSON
from tests.procurement.form_books import make_mixed_book
from thai.fiscal import FiscalYear, Period

DAY = dt.date(2024, 1, 15)
YEARS = range(2564, 2569)
SEEDS = [1, 2]
WINTER = Period.from_slug(2566, "2566-02")


def rows(period=WINTER):
    return contracts_in(period, DAY)


def form(kind, year=2566, slug="", *, day=DAY):
    return form_of(kind, year, period_of(kind, year, slug), day)


def total(rows):
    return sum_of(row for row in rows if isinstance(row, Row))


def added(sums):
    return Sum(
        sum(each.contracts for each in sums),
        sum(each.cancelled for each in sums),
        sum((each.agreed for each in sums), ZERO),
    )


# ------------------------------------------------------------------ every form adds up to the same
@pytest.mark.parametrize("seed", SEEDS)
def test_months_add_up_to_quarters(agency, seed):
    make_mixed_book(seed)

    for year in YEARS:
        months = [form(FormKind.MONTHLY, year, each.slug).sum for each in FiscalYear(year).months()]
        quarters = [
            form(FormKind.QUARTERLY, year, each.slug).sum for each in FiscalYear(year).quarters()
        ]
        assert [added(months[at : at + 3]) for at in range(0, 12, 3)] == quarters


@pytest.mark.parametrize("seed", SEEDS)
def test_months_and_years_hold_the_same_contracts(agency, seed):
    make_mixed_book(seed)

    months = [
        form(FormKind.MONTHLY, year, each.slug).sum
        for year in YEARS
        for each in FiscalYear(year).months()
    ]
    spreadsheets = [form(FormKind.ITA, year).sum for year in YEARS]

    assert added(months) == added(spreadsheets)
    assert added(months).contracts > 0
    assert added(months).cancelled > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_forms_of_a_year_agree(agency, seed):
    make_mixed_book(seed)

    for year in YEARS:
        ita, summary, progress = (
            form(kind, year) for kind in (FormKind.ITA, FormKind.SUMMARY, FormKind.PROGRESS)
        )
        agreed = [
            total(ita.rows).agreed,
            sum((row.agreed for row in summary.rows), ZERO),
            sum((row.work.agreed or ZERO for row in progress.rows), ZERO),
            sum_of_year(year).agreed,
        ]
        assert agreed == [agreed[0]] * 4
        assert total(ita.rows) == sum_of_year(year) == progress.sum == summary.sum
        assert sum(row.contracts for row in summary.rows) == ita.sum.contracts


@pytest.mark.parametrize("seed", SEEDS)
def test_the_budget_of_a_year_is_the_same_in_plan_summary_and_progress(agency, seed):
    make_mixed_book(seed)

    for year in YEARS:
        plan, summary, progress = (
            form(kind, year) for kind in (FormKind.PLAN, FormKind.SUMMARY, FormKind.PROGRESS)
        )
        in_plan = [row.work.allocated for row in plan.rows]
        outside = [work.allocated for work in plan.outside_plan]
        whole = sum([*in_plan, *outside], ZERO)
        assert sum((row.allocated for row in summary.rows), ZERO) == whole
        assert sum((row.work.allocated for row in progress.rows), ZERO) == whole


@pytest.mark.parametrize("seed", SEEDS)
def test_the_twelve_months_are_reckoned_up_to_the_year(agency, seed):
    make_mixed_book(seed)

    for year in YEARS:
        signed, others, elsewhere = sums_across_years(year)
        assert signed.agreed - others.agreed + elsewhere.agreed == sum_of_year(year).agreed
        assert signed.contracts - others.contracts + elsewhere.contracts == (
            sum_of_year(year).contracts
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_overview_counts_what_the_forms_show(agency, seed):
    make_mixed_book(seed)

    for year in YEARS:
        lines = overview(year, DAY)
        shown = [
            form(line.kind, year, line.period.slug).sum for line in (*lines.months, *lines.quarters)
        ]
        assert [line.sum for line in (*lines.months, *lines.quarters)] == shown
        assert [line.rows for line in lines.years] == [
            len(form(line.kind, year).rows)
            if line.kind is FormKind.PLAN
            else len(form(line.kind, year).works)
            for line in lines.years
        ]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_price_agreed_is_the_same_in_the_forms_and_in_the_list_of_purchases(agency, seed):
    make_mixed_book(seed)

    for purchase in Purchase.objects.published():
        work = next(
            each
            for each in works_of_year(purchase.fiscal_year, DAY)
            if each.number == purchase.number
        )
        assert work.agreed == purchase.price


# ------------------------------------------------------------------ what counts
def test_a_contract_stands_in_the_month_of_its_date(make_purchase, make_contract):
    make_contract(make_purchase(), on=dt.date(2023, 2, 28))
    make_contract(make_purchase(), on=dt.date(2023, 3, 1))

    found = [len(rows(Period.from_slug(2566, slug))) for slug in ("2566-01", "2566-02", "2566-03")]

    assert found == [0, 1, 1]


def test_a_contract_of_another_year_stands_in_the_month_of_its_date(make_purchase, make_contract):
    make_contract(make_purchase(fiscal_year=2565), on=dt.date(2023, 2, 1))

    assert [row.work.fiscal_year for row in rows()] == [2565]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN])
def test_what_is_not_published_is_in_no_form(make_purchase, make_contract, state):
    make_contract(make_purchase(state=state))

    assert (rows(), works_of_year(2566, DAY), month_sums(2566)) == ([], [], {})


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK])
def test_what_a_later_stage_adds_counts_once_it_is_published(
    make_purchase, make_stage, make_contract, make_bid, make_median_price, make_progress, state
):
    purchase = make_purchase()
    stage = make_stage(purchase, state=state)
    make_contract(purchase, stage=stage)
    make_bid(purchase, stage=stage)
    make_median_price(purchase, stage=stage)
    make_progress(purchase, stage=stage)

    work = works_of_year(2566, DAY, progress=True)[0]

    assert (rows(), work.agreements, work.median_price, work.percent) == ([], (), None, None)


def test_a_bidder_of_a_stage_in_review_is_not_named(
    make_purchase, make_stage, make_contract, make_bid, make_vendor
):
    purchase = make_purchase()
    make_contract(purchase)
    make_bid(purchase, vendor=make_vendor("ร้าน ก"))
    make_bid(
        purchase,
        vendor=make_vendor("ร้าน ข"),
        stage=make_stage(purchase, state=State.IN_REVIEW),
    )

    assert [bidder.name for bidder in rows()[0].work.bidders] == ["ร้าน ก"]


def test_a_contract_without_a_date_is_not_signed(make_purchase, make_contract):
    make_contract(make_purchase(), on=None)

    assert [row.status for row in rows_of_year(works_of_year(2566, DAY))] == [
        ItaStatus.NOT_SIGNED.label
    ]


def test_a_cancelled_contract_is_shown_and_not_counted(make_purchase, make_contract):
    purchase = make_purchase()
    make_contract(purchase, price=100, cancelled_on=dt.date(2023, 2, 9))
    make_contract(purchase, price=90, on=dt.date(2023, 2, 20))

    assert [row.remark for row in rows()] == ["ยกเลิกสัญญาเมื่อ 9 กุมภาพันธ์ 2566", ""]
    assert sum_of(rows()) == Sum(1, 1, Decimal(90))


def test_no_contract_of_a_cancelled_purchase_counts(make_purchase, make_contract):
    make_contract(
        make_purchase(cancelled_on=dt.date(2023, 5, 1), cancel_reason="ไม่มีความจำเป็น"), price=100
    )

    assert sum_of(rows()) == Sum(0, 1, ZERO)
    assert month_sums(2566) == {5: Sum(0, 1, ZERO)}


def test_a_form_shows_the_price_at_signing_whatever_was_amended_later(make_purchase, make_contract):
    contract = make_contract(make_purchase(), price=100, ends_on=dt.date(2023, 4, 1))
    Amendment.objects.create(
        contract=contract, signed_on=dt.date(2023, 3, 1), price=120, ends_on=dt.date(2023, 5, 1)
    )

    agreement = rows()[0].agreement

    assert (agreement.price, agreement.current_price) == (100, 120)
    assert agreement.ends_on == dt.date(2023, 5, 1)


def test_two_contracts_of_a_purchase_are_two_rows(make_purchase, make_contract, make_vendor):
    purchase = make_purchase()
    for number, name in enumerate(["ร้าน ก", "ร้าน ข"], start=1):
        make_contract(purchase, number=f"{number}/2566", vendor=make_vendor(name))

    assert [row.agreement.vendor for row in rows()] == ["ร้าน ก", "ร้าน ข"]


# ------------------------------------------------------------------ the ITA spreadsheet
def statuses(day=DAY):
    return [row.status for row in rows_of_year(works_of_year(2566, day))]


def test_each_contract_has_its_own_status(make_purchase, make_contract):
    purchase = make_purchase()
    make_contract(purchase, ends_on=dt.date(2023, 6, 1))
    make_contract(purchase, ends_on=dt.date(2024, 6, 1))
    make_contract(purchase, cancelled_on=dt.date(2023, 3, 1))

    assert statuses() == [
        ItaStatus.ENDED.label,
        ItaStatus.RUNNING.label,
        ItaStatus.CANCELLED.label,
    ]


def test_a_contract_is_running_on_its_last_day(make_purchase, make_contract):
    make_contract(make_purchase(), ends_on=DAY)

    assert statuses() == [ItaStatus.RUNNING.label]
    assert statuses(DAY + dt.timedelta(days=1)) == [ItaStatus.ENDED.label]


def test_a_purchase_whose_only_contract_was_cancelled_is_not_signed_again_yet(
    make_purchase, make_contract
):
    make_contract(make_purchase(), cancelled_on=dt.date(2023, 3, 1))

    assert statuses() == [ItaStatus.CANCELLED.label, ItaStatus.NOT_SIGNED.label]


def test_a_cancelled_purchase_is_one_row(make_purchase):
    purchase = make_purchase(cancelled_on=dt.date(2023, 5, 1), cancel_reason="ไม่มีความจำเป็น")
    refresh_list_facts(purchase.pk)

    assert statuses() == [ItaStatus.CANCELLED.label]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_status_of_a_purchase_with_one_contract_is_that_of_the_contract(agency, seed):
    make_mixed_book(seed)

    alone = [
        row
        for year in YEARS
        for row in rows_of_year(works_of_year(year, DAY))
        if row.agreement and len(row.work.agreements) == 1 and not row.agreement.cancelled_on
    ]
    assert [row.status for row in alone] == [row.work.status for row in alone]
    assert alone != []


# ------------------------------------------------------------------ words, numbers, days
def test_the_number_of_a_person_is_masked(make_purchase, make_contract, make_vendor):
    person = make_vendor("นายตัวอย่าง", kind=VendorKind.NATURAL, tax_number=PERSON)
    make_contract(make_purchase(), vendor=person)

    assert rows()[0].agreement.tax_number == person.public_tax_number != PERSON


@pytest.mark.parametrize(
    ("words", "choices"),
    [(OFFICIAL_NAMES, Method), (SOURCE_NAMES, MoneySource), (STAGE_NAMES, Status)],
    ids=["methods", "sources", "stages"],
)
def test_every_choice_has_its_official_word(words, choices):
    assert set(words) == set(choices)


def test_the_newest_progress_is_shown(make_purchase, make_progress):
    purchase = make_purchase()
    make_progress(purchase, 20, on=dt.date(2023, 3, 1))
    make_progress(purchase, 60, on=dt.date(2023, 4, 1))

    work = works_of_year(2566, DAY, progress=True)[0]

    assert (work.percent, work.percent_on) == (60, dt.date(2023, 4, 1))


def moment(hour):
    return dt.datetime(2023, 3, 1, hour, tzinfo=dt.UTC)


def test_a_form_is_as_of_its_newest_publication(make_purchase, make_stage, make_contract):
    purchase = make_purchase()
    stage = make_stage(purchase)
    make_contract(purchase, stage=stage)
    type(purchase).objects.filter(pk=purchase.pk).update(published_at=moment(1))
    type(stage).objects.filter(pk=stage.pk).update(published_at=moment(2))

    assert rows()[0].work.moment == moment(2)


def test_a_correction_makes_a_form_newer(agency, approver, make_purchase, make_contract):
    purchase = make_purchase()
    make_contract(purchase)
    before = rows()[0].work.moment
    facts = purchase.public_facts()
    purchase.title = "จ้างก่อสร้างถนนลาดยาง"
    purchase.save()

    step = record_correction(purchase, by=approver, reason="พิมพ์ผิด", before=facts)

    assert before < rows()[0].work.moment == step.at


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_of_a_month_cost_five_questions(
    make_purchase, make_contract, django_assert_num_queries, count
):
    for place in range(count):
        make_contract(make_purchase(), number=f"{place}/2566")

    with django_assert_num_queries(5):
        assert len(rows()) == count
