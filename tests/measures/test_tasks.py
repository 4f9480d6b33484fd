import datetime as dt

import pytest
from django.utils import timezone

from agency.roles import Role
from measures.models import ReportEdition
from measures.schedules import ScheduleKind
from measures.tasks import MissingPlan, dues_of, missing_plan, open_plans, owed_by
from publishing.workflow import State

IN_DECEMBER = dt.date(2022, 12, 15)


@pytest.fixture
def finance(make_unit):
    return make_unit("กองคลัง")


@pytest.fixture
def clerk_of_finance(make_user, finance):
    return make_user("finance", Role.CLERK, units=[finance])


def test_the_next_round_without_an_activity_is_due(clerk_of_finance, make_measure, make_activity):
    measure = make_measure(schedules=[ScheduleKind.MONTHLY])
    make_activity(measure, day=dt.date(2022, 10, 7))

    due = owed_by(clerk_of_finance, IN_DECEMBER)[0]

    assert (due.day, due.is_overdue(IN_DECEMBER)) == (dt.date(2022, 11, 30), True)


@pytest.mark.parametrize(
    "today, is_soon",
    [
        (dt.date(2022, 12, 23), False),
        (dt.date(2022, 12, 24), True),
        (dt.date(2022, 12, 31), True),
        (dt.date(2023, 1, 1), False),
    ],
)
def test_soon_is_within_seven_days(clerk_of_finance, make_measure, today, is_soon):
    make_measure(schedules=[ScheduleKind.QUARTERLY])

    assert owed_by(clerk_of_finance, today)[0].is_soon(today) is is_soon


def test_what_is_done_is_not_owed(clerk_of_finance, make_measure, make_activity):
    make_activity(make_measure(schedules=[ScheduleKind.YEARLY]))

    assert owed_by(clerk_of_finance, IN_DECEMBER) == []


def test_methods_of_other_units_are_not_owed(clerk_of_finance, make_measure, make_unit):
    measure = make_measure()
    measure.methods.update(responsible=make_unit("กองช่าง"))

    assert owed_by(clerk_of_finance, IN_DECEMBER) == []


def test_other_units_measures_come_after_ones_own(clerk_of_finance, make_measure, make_unit):
    other, own = make_measure(), make_measure()
    other.methods.update(responsible=make_unit("กองช่าง"))

    dues = dues_of(clerk_of_finance, IN_DECEMBER)

    assert [(due.measure, due.is_mine) for due in dues] == [(own, True), (other, False)]


def test_the_more_urgent_comes_first(clerk_of_finance, make_measure):
    yearly = make_measure(schedules=[ScheduleKind.YEARLY])
    monthly = make_measure(schedules=[ScheduleKind.MONTHLY])

    assert [due.measure for due in owed_by(clerk_of_finance, IN_DECEMBER)] == [monthly, yearly]


def test_a_person_without_units_sees_every_measure_as_theirs(clerk, make_measure):
    measure = make_measure()

    assert [due.measure for due in owed_by(clerk, IN_DECEMBER)] == [measure]


def test_only_the_two_newest_years_are_at_work(make_plan):
    plans = [make_plan(year) for year in (2565, 2566, 2567)]

    assert open_plans() == [plans[2], plans[1]]


@pytest.mark.parametrize(
    "issued_on, is_open", [(dt.date(2023, 9, 30), True), (dt.date(2023, 10, 1), False)]
)
def test_a_year_is_closed_by_a_report_issued_after_its_end(make_plan, clerk, issued_on, is_open):
    plan = make_plan(2566)
    _issue(plan, clerk, issued_on)

    assert (plan in open_plans()) is is_open


def test_a_closed_year_owes_nothing_but_still_takes_progress(clerk, make_measure):
    measure = make_measure()
    _issue(measure.plan, clerk, dt.date(2023, 10, 1))

    owed, offered = owed_by(clerk, IN_DECEMBER), dues_of(clerk, IN_DECEMBER)

    assert (owed, [due.measure for due in offered]) == ([], [measure])


# ------------------------------------------------------------------ the plan of this year
def test_a_year_without_measures_is_owed_within_its_first_thirty_days(make_plan):
    make_plan(2565)

    assert missing_plan(IN_DECEMBER) == MissingPlan(2566, dt.date(2022, 10, 31))


def test_before_the_year_begins_its_measures_are_not_owed(make_measure):
    make_measure()

    assert (missing_plan(dt.date(2023, 9, 30)), bool(missing_plan(dt.date(2023, 10, 1)))) == (
        None,
        True,
    )


def test_an_office_that_never_had_measures_is_not_reminded(db):
    assert missing_plan(IN_DECEMBER) is None


def test_a_plan_without_measures_is_still_owed(make_plan, make_measure):
    make_plan(2565)
    begun = make_plan(2566)
    make_measure(begun, state=State.WITHDRAWN)

    assert missing_plan(IN_DECEMBER).begun == begun


def test_measures_that_are_drafts_are_not_owed_again(make_plan, make_measure):
    make_plan(2565)
    make_measure(make_plan(2566), state=State.DRAFT)

    assert missing_plan(IN_DECEMBER) is None


def _issue(plan, person, day):
    ReportEdition.objects.create(
        plan=plan,
        number=1,
        issued_at=timezone.make_aware(dt.datetime.combine(day, dt.time(12))),
        issued_by=person,
        content={},
        pdf="x",
        docx="x",
        sha256="0" * 64,
        size=1,
        pages=1,
    )
