from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agency.models import Village
from budget.models import RevenueEstimate, Source
from publishing.workflow import State


@pytest.fixture
def village(db):
    """Return a function that makes the village of a number."""

    def make(number=1):
        return Village.objects.get_or_create(number=number, defaults={"name": "บ้านทดสอบ"})[0]

    return make


@pytest.fixture
def make_revenue(make_year, heading):
    def make(amount, *, group="410000", category=None, **fields):
        kinds = [("revenue_group", group), ("revenue_category", category)]
        found = [code and heading(kind, code) for kind, code in kinds]
        return RevenueEstimate.objects.create(
            year=make_year(), group=found[0], category=found[1], amount=amount, **fields
        )

    return make


def context(client, path, year=2566):
    return client.get(f"/budget/{year}/{path}").context


# ------------------------------------------------------------------ classes
def test_a_class_is_followed_by_its_categories(client, make_line, heading):
    make_line(10, category=heading("category", "541000"))
    make_line(20, category=heading("category", "542000"))

    table = context(client, "classes/")["table"]

    assert [(row.level, row.approved) for row in table.rows] == [(0, 30), (1, 10), (1, 20)]


def test_categories_are_not_added_to_their_class_again(client, make_line, heading):
    make_line(10, category=heading("category", "541000"))

    assert context(client, "classes/")["table"].total.approved == 10


def test_a_class_without_categories_stands_alone(client, make_line):
    make_line(10)

    assert [row.level for row in context(client, "classes/")["table"].rows] == [0]


def test_money_of_a_class_without_category_is_not_lost(client, make_line, heading):
    make_line(10, category=heading("category", "541000"))
    make_line(5)

    assert [row.approved for row in context(client, "classes/")["table"].rows] == [15, 10, 5]


# ------------------------------------------------------------------ villages
@pytest.fixture
def make_roads(make_year, make_line, make_spending, village):
    """Return a function that makes a road in each of three villages, `spent` of them begun."""

    def make(year, *, spent):
        for number in (1, 2, 3):
            line = make_line(10, make_year(year), village=village(number))
            if number <= spent:
                make_spending(line, 1)

    return make


@pytest.mark.parametrize(("spent", "shown"), [(0, 2566), (1, 2566), (2, 2567)])
def test_people_are_led_to_the_newest_year_with_work_in_most_villages(
    client, make_roads, spent, shown
):
    make_roads(2566, spent=3)
    make_roads(2567, spent=spent)

    assert client.get("/budget/villages/").headers["Location"] == f"/budget/{shown}/villages/"


def test_before_any_work_it_is_the_newest_year(client, make_roads):
    make_roads(2566, spent=0)
    make_roads(2567, spent=1)

    assert client.get("/budget/villages/").headers["Location"] == "/budget/2567/villages/"


def test_without_a_budget_that_is_said(client, agency):
    response = client.get("/budget/villages/")

    assert (response.status_code, "ยังไม่มีงบประมาณที่เผยแพร่" in response.text) == (200, True)


@pytest.mark.parametrize(("year", "other"), [(2566, 2567), (2567, 2566)])
def test_the_page_says_which_year_it_is_and_links_the_other(client, make_roads, year, other):
    make_roads(2566, spent=3)
    make_roads(2567, spent=1)

    page = client.get(f"/budget/{year}/villages/").content.decode()

    assert f"ดูปี {other}</a>" in page


def test_each_village_is_a_tap_away(client, make_roads):
    make_roads(2566, spent=3)

    page = client.get("/budget/2566/villages/").content.decode()

    jumps = page[: page.index("<table")]
    assert [f'href="/budget/2566/villages/{n}/">หมู่ {n}</a>' in jumps for n in (1, 2, 3)] == [
        True
    ] * 3


def test_home_leads_to_the_villages(client, make_roads):
    make_roads(2566, spent=3)

    assert 'href="/budget/villages/"' in client.get("/").content.decode()


def test_villages_stand_by_number_and_what_is_for_all_stands_apart(client, make_line, village):
    make_line(10, village=village(10))
    make_line(2, village=village(2))
    make_line(500)

    found = context(client, "villages/")

    assert (
        [row.approved for row in found["table"].rows],
        found["table"].total.approved,
        found["everywhere"].approved,
    ) == ([2, 10], 12, 500)


def test_a_village_without_a_line_is_listed_with_that_remark(client, make_line, village):
    make_line(10, village=village(8))
    village(9)

    rows = context(client, "villages/")["table"].rows
    assert [(row.url[-3:], row.approved, bool(row.note)) for row in rows] == [
        ("/8/", 10, False),
        ("/9/", 0, True),
    ]


# ------------------------------------------------------------------ revenue
def test_revenue_is_shown_by_group_and_category(client, make_line, make_revenue):
    make_line(300)
    make_revenue(100, category="411000")
    make_revenue(50, category="412000")

    revenue = context(client, "revenue/")["revenue"]

    assert [(g.amount, [row.amount for row in g.rows]) for g in revenue.groups] == [
        (150, [100, 50])
    ]


@pytest.mark.parametrize(("expected", "difference"), [(300, 0), (350, 50), (250, -50)])
def test_revenue_and_expenditure_are_held_against_each_other(
    client, make_line, make_revenue, expected, difference
):
    make_line(300)
    make_revenue(expected)

    assert context(client, "revenue/")["difference"] == difference


def test_a_year_without_revenue_says_so(client, make_line):
    make_line()

    assert context(client, "revenue/")["revenue"].groups == ()


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_revenue_of_an_ordinance_that_is_not_public_is_not_counted(
    client, make_line, make_revenue, make_supplement, state
):
    make_line()
    make_revenue(100)
    make_revenue(77, supplement=make_supplement(state=state))

    assert context(client, "revenue/")["revenue"].amount == 100


# ------------------------------------------------------------------ year on year
def test_each_plan_stands_beside_the_year_before(client, make_year, make_line):
    make_line(100, make_year(2565))
    make_line(150, make_year(2566))

    row = context(client, "compare/")["rows"][0]

    assert (row.before, row.now, row.difference, row.percent, row.bar_before, row.bar) == (
        100,
        150,
        50,
        Decimal("50.00"),
        "66.7%",
        "100.0%",
    )


def test_a_plan_of_one_of_the_years_alone_is_shown(client, make_year, make_line):
    make_line(100, make_year(2565), plan="00110")
    make_line(150, make_year(2566), plan="00310")

    rows = context(client, "compare/")["rows"]

    assert [(row.before, row.now, row.percent) for row in rows] == [
        (100, 0, Decimal("-100.00")),
        (0, 150, None),
    ]


def test_the_comparison_adds_up(client, make_year, make_line):
    make_line(100, make_year(2565))
    make_line(150, make_year(2566))
    make_line(999, make_year(2566), source=Source.LOAN)

    whole = context(client, "compare/")["whole"]

    assert (whole.before, whole.now) == (100, 150)


def test_a_year_without_predecessor_says_so(client, make_line):
    make_line()

    assert context(client, "compare/")["previous"] is None


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_year_that_is_not_public_is_not_compared_with(client, make_year, make_line, state):
    make_line(77_777, make_year(2565, state=state))
    make_line(100, make_year(2566))

    response = client.get("/budget/2566/compare/")

    assert (response.context["previous"], "77,777" in response.text) == (None, False)


# ------------------------------------------------------------------ cost
@pytest.mark.parametrize("path", ["classes/", "villages/", "revenue/", "compare/"])
def test_a_page_costs_the_same_for_one_and_three_rows(
    client, make_year, make_line, make_revenue, heading, village, path
):
    counts = []
    plans = iter(["00110", "00210", "00310"])
    classes = iter(["541000", "542000", "541000"])
    for rows in (1, 2):
        for _ in range(rows):
            plan, category = next(plans), heading("category", next(classes))
            make_line(plan=plan, category=category, village=village(int(plan) % 97))
            make_line(year=make_year(2565), plan=plan)
            make_revenue(5, category="411000" if rows == 1 else "412000")
        client.get(f"/budget/2566/{path}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/budget/2566/{path}")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8
