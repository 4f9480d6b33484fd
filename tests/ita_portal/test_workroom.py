"""The first page of staff: what each person still owes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from agency.models import Holiday
from agency.roles import Role
from budget.models import BudgetYear, DocumentKind
from ita_portal import debts
from ita_portal.debts import Source
from ita_portal.tasks import Debt, Task
from ita_portal.workroom import next_debt, task_groups
from measures.schedules import ScheduleKind
from publishing.actions import send_back, submit
from publishing.workflow import State
from tests.conftest import published_fields

TODAY = dt.date(2022, 12, 15)


@pytest.fixture
def make_budget_year(db):
    """Return a function that makes a published ordinance with its signed paper."""

    def make(fiscal_year=2566):
        year = BudgetYear.objects.create(
            fiscal_year=fiscal_year,
            title="ข้อบัญญัติ",
            effective_on=dt.date(fiscal_year - 544, 10, 1),
            paper_expenditure=0,
            **published_fields(State.PUBLISHED),
        )
        year.documents.create(kind=DocumentKind.ORDINANCE, title="ข้อบัญญัติ", document="d")
        return year

    return make


def titles(groups):
    return [[task.title for task in group.tasks] for group in groups]


def test_tasks_stand_by_urgency(clerk, approver, make_measure, make_activity):
    overdue = make_measure(title="เลยกำหนด", schedules=[ScheduleKind.MONTHLY])
    later = make_measure(title="ภายหลัง", schedules=[ScheduleKind.YEARLY])
    back = make_activity(later, state=State.DRAFT, title="ถูกส่งกลับ", author=clerk, day=TODAY)
    submit(back, by=clerk)
    send_back(back, by=approver, reason="แก้")
    make_activity(later, state=State.DRAFT, title="ร่าง", author=clerk, day=TODAY)

    groups = titles(task_groups(clerk, TODAY))

    assert [len(group) for group in groups] == [1, 0, 1, 1, 1]
    assert str(overdue) in groups[0][0]
    assert "ถูกส่งกลับ" in groups[2][0]
    assert "ร่าง" in groups[3][0]
    assert str(later) in groups[4][0]


def test_what_is_due_within_a_week_stands_second(clerk, make_measure):
    make_measure(schedules=[ScheduleKind.QUARTERLY])

    groups = titles(task_groups(clerk, dt.date(2022, 12, 28)))

    assert [len(group) for group in groups] == [0, 1, 0, 0, 0]


@pytest.mark.parametrize(("count", "named"), [(10, 10), (11, 11), (25, 11)])
def test_hundreds_of_drafts_are_counted_and_the_list_has_them(
    client, clerk, make_activity, make_measure, count, named
):
    measure = make_measure()
    for _number in range(count):
        make_activity(measure, state=State.DRAFT, author=clerk, day=TODAY)
    drafts = task_groups(clerk, TODAY)[3]
    client.force_login(clerk)

    assert (len(drafts.tasks), drafts.count) == (named, count)
    if count > named:
        page = client.get(drafts.tasks[-1].url)
        assert page.context["cl"].result_count == count


def test_another_persons_draft_is_not_ones_task(clerk, make_user, make_activity):
    colleague = make_user("colleague", Role.CLERK)
    make_activity(state=State.DRAFT, author=colleague, day=dt.date(2022, 10, 7))

    assert titles(task_groups(clerk, TODAY))[3] == []


def test_a_month_that_is_over_is_owed_to_the_budget(clerk, make_budget_year):
    year = make_budget_year()

    task = task_groups(clerk, TODAY)[0].tasks[0]

    assert "ตุลาคม 2565" in task.title
    assert task.url == f"/admin/budget/spendingmonth/add/?year={year.pk}&month=1"


def test_what_the_budget_owes_stands_among_the_measures_by_its_day(
    clerk, make_budget_year, make_measure
):
    make_budget_year()
    make_measure(schedules=[ScheduleKind.MONTHLY])

    overdue = task_groups(clerk, TODAY)[0].tasks

    # The measure was due on 31 October, the month of the budget on 15 November.
    assert [task.url.split("/")[2] for task in overdue] == ["measures", "budget"]


def test_a_year_without_measures_is_owed_with_a_button_that_starts_them(clerk, make_plan):
    make_plan(2565)

    task = task_groups(clerk, TODAY)[0].tasks[0]

    assert ("2566" in task.title, task.url) == (True, "/admin/measures/measureplan/start/2566/")


def test_a_plan_without_measures_is_opened(clerk, make_plan):
    make_plan(2565)
    plan = make_plan(2566)

    task = task_groups(clerk, TODAY)[0].tasks[0]

    assert task.url == f"/admin/measures/measureplan/{plan.pk}/change/"


def test_every_task_leads_somewhere(client, clerk, make_measure):
    measure = make_measure()
    client.force_login(clerk)

    page = client.get(reverse("admin:index")).content.decode()

    assert f'href="/admin/measures/progress/add/?measure={measure.pk}"' in page


def test_who_owes_nothing_is_told_so(client, clerk):
    client.force_login(clerk)

    context = client.get(reverse("admin:index")).context

    assert (context["is_free"], context["next_debt"]) == (True, None)


def test_who_is_free_is_told_what_comes_next(clerk, make_measure):
    measure = make_measure(schedules=[ScheduleKind.YEARLY])

    debt = next_debt(clerk, dt.date(2023, 8, 1))

    assert (debt.day, str(measure) in debt.task.title) == (dt.date(2023, 9, 30), True)


def test_what_can_wait_leaves_a_person_free(client, clerk, make_plan, make_measure, monkeypatch):
    day = timezone.localdate() + dt.timedelta(days=30)
    later = Debt(day, Task("ภายหลัง", "", "/admin/", "เปิด"))
    monkeypatch.setattr(debts, "SOURCES", (Source("measures.add_activity", lambda *_: [later]),))
    client.force_login(clerk)

    context = client.get(reverse("admin:index")).context

    assert (context["is_free"], context["next_debt"]) == (True, later)


@pytest.mark.parametrize(
    ("role", "urls"),
    [
        (Role.EXECUTIVE, ["/admin/overview/"]),
        (Role.COMPLAINT_OFFICER, ["/desk/"]),
        (
            Role.ADMINISTRATOR,
            ["/admin/overview/", "/admin/agency/user/", "/admin/agency/holiday/"],
        ),
    ],
)
def test_each_role_begins_with_what_it_can_do(client, make_user, role, urls):
    client.force_login(make_user("somebody", role))

    starts = client.get(reverse("admin:index")).context["starts"]

    assert [str(start.url) for start in starts] == urls


@pytest.mark.parametrize("kind", ["budget/transfer", "budget/progressreport", "measures/gift"])
def test_what_has_no_day_of_its_own_is_a_start_of_the_clerk(client, clerk, kind):
    client.force_login(clerk)

    starts = client.get(reverse("admin:index")).context["starts"]

    assert f"/admin/{kind}/add/" in [str(start.url) for start in starts]


def test_every_start_opens(client, clerk, agency):
    client.force_login(clerk)

    starts = client.get(reverse("admin:index")).context["starts"]

    assert [start.url for start in starts if client.get(str(start.url)).status_code >= 400] == []


def test_drafts_of_a_kind_can_be_handed_in_together(clerk, make_measure, make_activity):
    measure = make_measure()
    for _ in range(2):
        make_activity(measure, state=State.DRAFT, author=clerk, day=TODAY)

    together = task_groups(clerk, TODAY)[3].together

    assert [task.url for task in together] == ["/admin/publishing/submit/measures/activity/"]


def test_the_holidays_of_a_year_are_owed_before_it_begins(make_user):
    administrator = make_user("administrator", Role.ADMINISTRATOR)
    Holiday.objects.create(date=dt.date(2022, 10, 13), name="วันหยุด")

    groups = task_groups(administrator, TODAY)

    assert [task.url for task in groups[4].tasks] == ["/admin/agency/holiday/add/"]
    assert "2566" in groups[4].tasks[0].title


def test_an_approver_sees_how_much_waits(client, clerk, approver, make_activity):
    submit(make_activity(state=State.DRAFT), by=clerk)
    client.force_login(approver)

    assert client.get(reverse("admin:index")).context["waiting"] == 1


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.COMPLAINT_OFFICER, Role.ADMINISTRATOR])
def test_who_enters_nothing_owes_nothing(make_user, make_measure, role):
    make_measure()
    for year in (2022, 2023):
        Holiday.objects.create(date=dt.date(year, 10, 13), name="วันหยุด")

    assert titles(task_groups(make_user("somebody", role), TODAY)) == [[], [], [], [], []]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_is_owed(
    client, clerk, make_plan, make_measure, django_assert_max_num_queries, count
):
    plan = make_plan()
    for _ in range(count):
        make_measure(plan)
    client.force_login(clerk)

    with django_assert_max_num_queries(36):
        client.get(reverse("admin:index"))
