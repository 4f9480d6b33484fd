"""The executive's one screen: what is at risk first, every figure from the app that owns it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agency.models import Unit
from agency.roles import Role
from budget.models import BudgetLine, BudgetYear, Heading
from complaints.models import Question
from ita_portal import debts
from ita_portal.debts import SOURCES, Source, debts_of_office
from ita_portal.situation import MOST_EXCEPTIONS, coming_on, late_on, situation_on
from ita_portal.tasks import Debt, Task
from measures.schedules import ScheduleKind
from publishing.actions import submit
from publishing.workflow import State
from tests.conftest import published_fields
from thai.fiscal import FiscalYear

PATH = "/admin/overview/"
TODAY = dt.date(2022, 12, 15)


def owed_until(*days):
    return [
        Debt(day, Task(f"งานที่ {number}", "", "/admin/", "ทำเลย"), "กองคลัง", "/budget/")
        for number, day in enumerate(days)
    ]


@pytest.fixture(autouse=True)
def only_these(monkeypatch):
    """Let the office owe nothing but measures and questions."""
    known = {"measures.add_activity", "complaints.change_question"}
    monkeypatch.setattr(debts, "SOURCES", [each for each in SOURCES if each.right in known])


@pytest.fixture
def asked(make_user):
    """Return a function that makes a question due on a day."""

    def ask(number, due_on):
        return Question.objects.create(
            fiscal_year=2566,
            number=number,
            asked="เหตุใดถนนยังไม่เสร็จ",
            received_on=due_on - dt.timedelta(days=15),
            due_on=due_on,
            ticket=str(number),
            lookup=str(number),
        )

    return ask


def test_what_is_owed_by_the_office_names_who_answers_for_it(make_measure):
    measure = make_measure(schedules=[ScheduleKind.MONTHLY])

    debt = debts_of_office(TODAY)[0]

    assert (debt.owner, debt.seen) == ("กองคลัง", measure.get_absolute_url())


def test_the_executive_reads_that_the_year_has_no_measures(make_plan, monkeypatch):
    known = [each for each in SOURCES if each.right == "measures.add_measureplan"]
    monkeypatch.setattr(debts, "SOURCES", known)
    make_plan(2565)

    assert [(each.days, each.debt.seen) for each in late_on(TODAY)] == [(45, "/measures/")]


def test_the_longest_overdue_stands_first(make_measure, asked):
    make_measure(schedules=[ScheduleKind.MONTHLY])  # October was missed
    asked(1, TODAY - dt.timedelta(days=2))

    late = late_on(TODAY)

    assert [each.days for each in late] == [45, 2]


def test_the_next_thirty_days_see_what_is_not_owed_yet(asked):
    asked(1, TODAY + dt.timedelta(days=30))
    asked(2, TODAY + dt.timedelta(days=31))

    coming = coming_on(TODAY)

    assert [debt.day for debt in coming] == [TODAY + dt.timedelta(days=30)]
    assert late_on(TODAY) == []


def test_no_more_exceptions_than_are_read(monkeypatch, agency):
    days = [TODAY - dt.timedelta(days=number) for number in range(1, 11)]
    found = Source("", lambda user, today: owed_until(*days))
    monkeypatch.setattr(debts, "SOURCES", (found,))

    found = situation_on(TODAY)

    assert (len(found.exceptions), found.more_exceptions) == (MOST_EXCEPTIONS, 3)


def test_questions_are_counted_whoever_has_them(agency, asked, clerk):
    for number, days in enumerate((-1, 0, 7, 8), start=1):
        asked(number, TODAY + dt.timedelta(days=days))
    Question.objects.filter(number=1).update(state=State.IN_REVIEW)

    counts = situation_on(TODAY).questions

    assert (counts.open, counts.near, counts.late) == (4, 2, 1)


def test_measures_are_counted_by_state(agency, make_measure, make_activity):
    make_activity(make_measure(schedules=[ScheduleKind.YEARLY]), day=dt.date(2022, 12, 7))
    make_measure(schedules=[ScheduleKind.MONTHLY])

    promises = situation_on(TODAY).promises

    shares = [(share.state, share.count) for share in promises.shares]
    assert (promises.total, promises.done, shares) == (2, 1, [("done", 1), ("overdue", 1)])


def test_each_unit_has_its_money_and_what_it_is_late_with(monkeypatch, agency):
    year = BudgetYear.objects.create(
        fiscal_year=2566,
        title="ข้อบัญญัติ",
        effective_on=dt.date(2022, 10, 1),
        **published_fields(State.PUBLISHED),
    )
    headings = {
        "plan": Heading.objects.get(kind="plan", code="00310"),
        "budget_class": Heading.objects.get(kind="class", code="540000"),
    }
    unit = Unit.objects.create(name="กองช่าง")
    BudgetLine.objects.create(year=year, title="ถนน", amount=100, unit=unit, **headings)
    late = owed_until(TODAY - dt.timedelta(days=1))  # of กองคลัง, which has no budget here
    monkeypatch.setattr(debts, "SOURCES", (Source("", lambda *_: late),))

    units = situation_on(TODAY).money.units

    assert [(each.money.label, each.money.after, each.late) for each in units] == [
        ("กองช่าง", 100, 0),
        ("กองคลัง", 0, 1),
    ]


def test_what_waits_is_counted_for_everybody(agency, make_activity, clerk):
    activity = make_activity(state=State.DRAFT, author=clerk)
    submit(activity, by=clerk)

    assert [each.unit for each in situation_on(TODAY).waiting] == [activity]


def test_an_office_that_has_entered_nothing_has_a_page(client, executive, agency):
    client.force_login(executive)

    assert client.get(PATH).status_code == 200


def test_every_exception_leads_to_where_it_is_seen(client, executive, agency, make_measure):
    measure = make_measure(schedules=[ScheduleKind.MONTHLY])
    client.force_login(executive)

    page = client.get(PATH).content.decode()

    assert f'href="{measure.get_absolute_url()}"' in page


def test_the_first_page_of_an_executive_leads_to_it(client, executive, agency, make_measure):
    make_measure(schedules=[ScheduleKind.MONTHLY])
    client.force_login(executive)

    response = client.get("/admin/")

    assert (response.context["late"], f'href="{PATH}"' in response.content.decode()) == (1, True)


def test_who_may_not_read_a_question_has_no_way_to_it(client, make_user, agency, asked):
    question = asked(1, timezone.localdate() - dt.timedelta(days=1))
    address = f"/admin/complaints/question/{question.pk}/change/"

    def leads(role):
        client.force_login(make_user(role.value, role))
        return address in client.get(PATH).content.decode()

    assert [leads(Role.EXECUTIVE), leads(Role.ADMINISTRATOR)] == [True, False]


@pytest.mark.parametrize("role", [Role.CLERK, Role.COMPLAINT_OFFICER])
def test_others_do_not_see_it(client, make_user, agency, role):
    client.force_login(make_user("somebody", role))

    assert (client.get(PATH).status_code, client.get(f"{PATH}owed/").status_code) == (403, 403)


@pytest.mark.parametrize("path", [PATH, f"{PATH}owed/"])
def test_it_costs_the_same_however_much_is_owed(
    client, executive, agency, make_plan, make_measure, asked, path, django_assert_num_queries
):
    today = timezone.localdate()
    plan = make_plan(FiscalYear.of(today).year)
    make_measure(plan)
    asked(1, today - dt.timedelta(days=1))
    client.force_login(executive)
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)

    for number in (2, 3):
        make_measure(plan)
        asked(number, today - dt.timedelta(days=number))

    with django_assert_num_queries(len(one)):
        client.get(path)


def test_what_is_owed_on_any_day_is_told_of_today_alone(monkeypatch):
    due = [TODAY, TODAY + dt.timedelta(days=30)]

    def find(_user, today):
        return [*owed_until(*due), Debt(today, Task("นับ", "", "/admin/", "ทำเลย"))]

    monkeypatch.setattr(debts, "SOURCES", (Source("", find),))

    found = [(debt.task.title, debt.day) for debt in coming_on(TODAY)]

    assert found == [("งานที่ 0", due[0]), ("นับ", TODAY), ("งานที่ 1", due[1])]
