"""The lines of a plan, class or village, and one line by itself."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agency.models import Village
from budget.models import LineProgress, ProgressReport, Source, TransferItem, TransferKind
from publishing.actions import record_correction, withdraw
from publishing.workflow import State
from tests.conftest import published_fields

SECRET = "ลับทดสอบ๑๒๓"


def titles(client, path, **query):
    table = client.get(f"/budget/2566/{path}", query).context["listing"].table
    return [row.label for row in table.rows]


def line_page(client, line):
    return client.get(f"/budget/{line.year.fiscal_year}/lines/{line.pk}/")


# ------------------------------------------------------------------ lists of lines
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["ข", "ก", "ค"]),
        ("amount", ["ค", "ข", "ก"]),
        ("name", ["ก", "ข", "ค"]),
        ("order", ["ข", "ก", "ค"]),
        ("';--", ["ข", "ก", "ค"]),
    ],
)
def test_lines_are_sorted_by_a_link(client, make_line, sort, expected):
    for title, amount in [("ข", 20), ("ก", 10), ("ค", 30)]:
        make_line(amount, title=title)

    assert titles(client, "plans/00310/", sort=sort) == expected


def test_names_stand_in_the_order_of_a_thai_dictionary(client, make_line):
    for title in ("ข", "เก", "กา"):
        make_line(title=title)

    assert titles(client, "plans/00310/", sort="name") == ["กา", "เก", "ข"]


def test_a_plan_lists_its_own_lines_alone(client, make_line):
    make_line(title="ถนน", plan="00310")
    make_line(title="โรงเรียน", plan="00210")

    assert titles(client, "plans/00310/") == ["ถนน"]


def test_a_class_lists_its_own_lines_alone(client, make_line):
    make_line(title="ถนน", budget_class="540000")
    make_line(title="เงินเดือน", budget_class="520000")

    assert titles(client, "classes/540000/") == ["ถนน"]


def test_a_village_lists_its_own_lines_alone(client, make_line):
    make_line(title="ถนน", village=Village.objects.create(number=4))
    make_line(title="ทั้งตำบล")

    assert titles(client, "villages/4/") == ["ถนน"]


def test_lines_outside_the_ordinance_are_listed_on_a_page_of_their_own(client, make_line):
    make_line(title="ถนน")
    make_line(title="ศาลา", source=Source.SPECIFIC_GRANT)

    assert (titles(client, "outside/"), titles(client, "plans/00310/")) == (["ศาลา"], ["ถนน"])


def test_lines_of_a_further_ordinance_are_listed(client, make_line, make_supplement):
    make_line(title="ถนน")
    make_line(title="ศาลา", supplement=make_supplement())

    assert titles(client, "plans/00310/") == ["ถนน", "ศาลา"]


def test_a_plan_is_divided_into_its_works(client, make_line, heading):
    make_line(10, work=heading("work", "00312"))
    make_line(5)

    inside = client.get("/budget/2566/plans/00310/").context["inside"]

    assert [row.approved for row in inside.rows] == [10, 5]


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1", "01"), ("2", "26"), ("99", "26"), ("-1", "26"), ("x", "01"), ("", "01")],
)
def test_pages_are_numbered(client, make_line, number, expected):
    for place in range(1, 28):
        make_line(title=f"{place:02}")

    assert titles(client, "plans/00310/", page=number)[0] == expected


def test_a_line_shows_its_own_money(client, make_line, make_spending, make_transfer):
    source, target = make_line(100, title="ก"), make_line(50, title="ข")
    make_transfer(source, target, 30)
    make_spending(target, 20)

    rows = client.get("/budget/2566/plans/00310/").context["listing"].table.rows

    assert [(row.approved, row.moved, row.spent, row.left) for row in rows] == [
        (100, -30, 0, 70),
        (50, 30, 20, 60),
    ]


def test_a_village_without_lines_leads_to_the_years_that_name_it(client, make_year, make_line):
    place = Village.objects.create(number=3)
    make_line(year=make_year(2564))
    make_line(year=make_year(2565), village=place)
    make_line()

    response = client.get("/budget/2566/villages/3/")
    assert (response.status_code, [each.fiscal_year for each in response.context["elsewhere"]]) == (
        200,
        [2565],
    )


def test_money_outside_the_ordinance_stands_in_the_order_of_its_sources(client, make_line):
    sources = [source for source in Source if source != Source.ORDINANCE]
    for source in reversed(sources):
        make_line(source=source)

    rows = client.get("/budget/2566/outside/").context["sources"].rows
    assert [row.label for row in rows] == [str(source.label) for source in sources]


@pytest.mark.parametrize("taken", [100, 130])
def test_a_line_of_which_nothing_may_be_spent_has_no_share_and_no_plan(
    client, make_line, make_transfer, make_spending, taken
):
    line = make_line(100)
    make_transfer(line, make_line(), taken)
    make_spending(line, 20)

    context = client.get(f"/budget/2566/lines/{line.pk}/").context
    months = context["months"]
    assert (
        context["money"].percent,
        months.chart,
        {(row.planned_to_date, row.percent) for row in months.rows},
    ) == (None, None, {(None, None)})


@pytest.mark.parametrize(
    "path",
    [
        "plans/99999/",
        "plans/๐๐๓๑๐/",
        "plans/00110/",
        "classes/999999/",
        "villages/99/",
        "lines/999999/",
    ],
)
def test_what_is_not_in_the_budget_has_no_page(client, make_line, path):
    make_line()

    response = client.get(f"/budget/2566/{path}")
    assert (response.status_code, 'href="/budget/2566/"' in response.text) == (404, True)


# ------------------------------------------------------------------ one line
def test_a_line_of_another_year_is_not_found_under_this_one(client, make_year, make_line):
    make_year(2565)
    line = make_line()

    assert client.get(f"/budget/2565/lines/{line.pk}/").status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.SENT_BACK])
def test_a_line_of_an_unpublished_ordinance_has_no_page(client, make_line, make_supplement, state):
    line = make_line(title=SECRET, supplement=make_supplement(state=state))

    response = line_page(client, line)

    assert (response.status_code, SECRET in response.text) == (404, False)


def test_a_line_of_a_withdrawn_ordinance_leaves_the_reason(
    client, make_line, make_supplement, approver
):
    supplement = make_supplement()
    line = make_line(title=SECRET, supplement=supplement)
    withdraw(supplement, by=approver, reason="สภายังไม่เห็นชอบ")

    response = line_page(client, line)

    assert (response.status_code, "สภายังไม่เห็นชอบ" in response.text, SECRET in response.text) == (
        410,
        True,
        False,
    )


def test_a_line_tells_each_change_with_the_amount_before_and_after(
    client, make_line, make_transfer
):
    line, other = make_line(100), make_line(900)
    make_transfer(other, line, 50, day=dt.date(2023, 3, 1))
    make_transfer(line, other, 30, day=dt.date(2023, 2, 1))

    changes = line_page(client, line).context["story"].changes

    assert [(each.before, each.amount, each.after) for each in changes] == [
        (100, -30, 70),
        (70, 50, 120),
    ]


def test_a_change_leads_to_the_transfer(client, make_line, make_transfer):
    line = make_line(100)
    transfer = make_transfer(line, make_line(), 5)

    assert f'href="/budget/2566/transfers/#transfer-{transfer.pk}"' in line_page(client, line).text


def test_a_changed_explanation_stands_beside_the_first_one(client, make_line, make_transfer):
    line = make_line(explanation="ยาว 180 เมตร")
    transfer = make_transfer(make_line(), make_line(), 0, kind=TransferKind.EXPLANATION)
    TransferItem.objects.create(transfer=transfer, line=line, after="ยาว 205 เมตร")

    response = line_page(client, line)

    assert (response.context["story"].explanation, "ยาว 180 เมตร" in response.text) == (
        "ยาว 205 เมตร",
        True,
    )


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_change_that_is_not_public_is_not_told(client, make_line, make_transfer, state):
    line = make_line(900_000, explanation="เดิม")
    transfer = make_transfer(line, make_line(), 77_777, state=state, reason=SECRET)
    TransferItem.objects.filter(transfer=transfer, line=line).update(after=SECRET)

    response = line_page(client, line)

    assert (response.context["story"].explanation, SECRET in response.text) == ("เดิม", False)


@pytest.mark.parametrize(
    ("state", "is_told"), [(State.PUBLISHED, True), (State.DRAFT, False), (State.WITHDRAWN, False)]
)
def test_progress_is_told_once_it_is_published(client, make_line, state, is_told):
    line = make_line()
    report = ProgressReport.objects.create(year=line.year, **published_fields(state))
    LineProgress.objects.create(report=report, line=line, result=SECRET)

    assert (SECRET in line_page(client, line).text) is is_told


def test_a_correction_of_its_ordinance_is_told_with_the_reason(client, make_line, approver):
    line = make_line()
    record_correction(line.year, by=approver, reason="พิมพ์ผิด", before=[("ยอด", "เดิม")])

    assert "พิมพ์ผิด" in line_page(client, line).text


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_spending_that_is_not_public_is_not_told(client, make_line, make_spending, state):
    line = make_line(900_000)
    make_spending(line, 77_777, state=state)

    assert "77,777" not in line_page(client, line).text


def test_a_month_without_spending_is_zero_and_one_not_published_is_unknown(
    client, make_line, make_spending
):
    line = make_line()
    make_spending(make_line(), 5, month=1)
    make_spending(make_line(), 5, month=2, state=State.DRAFT)

    months = line_page(client, line).context["months"].rows

    assert [month.spent for month in months[:2]] == [Decimal(0), None]


def test_a_question_names_the_line(client, agency, make_line):
    agency.email = "office@example.org"
    agency.save()
    line = make_line(title="ถนน ก & ข")

    text = line_page(client, line).text
    assert ("mailto:office@example.org?subject=" in text, "%26" in text) == (True, True)


def test_a_title_is_text_and_never_markup(client, make_line):
    line = make_line(title="<script>alert(1)</script>")

    assert "<script>alert" not in line_page(client, line).text


# ------------------------------------------------------------------ cost
@pytest.mark.parametrize(
    "path", ["plans/00310/", "classes/540000/", "villages/1/", "outside/", "lines/{pk}/"]
)
def test_a_page_costs_the_same_for_one_and_three_rows(
    client, make_line, make_spending, make_transfer, path
):
    village = Village.objects.create(number=1)
    first = make_line(village=village)
    counts, months = [], iter(range(1, 13))
    for rows in (1, 2):
        for _ in range(rows):
            make_line(source=Source.LOAN)
            make_transfer(make_line(village=village), first, 5)
            make_spending(first, 5, month=next(months))
        url = f"/budget/2566/{path.format(pk=first.pk)}"
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
