import datetime as dt

import pytest

from measures.actions import carry_over, create_assessment, start_plan
from measures.models import AssessmentYear, MeasurePlan, Schedule
from measures.schedules import ScheduleKind
from publishing.workflow import ActionRefused, State
from thai.fiscal import FiscalYear


def test_a_new_assessment_has_the_indicators_of_its_year(clerk):
    assessment = create_assessment(2566, by=clerk)

    assert assessment.indicators.get(number=2).name == "การใช้งบประมาณ"
    assert assessment.levels.count() == 5


def test_a_new_assessment_is_a_draft_of_its_writer(clerk):
    assessment = create_assessment(2566, by=clerk)

    assert (assessment.state, assessment.author, assessment.edited_by) == (
        State.DRAFT,
        clerk,
        clerk,
    )


def test_an_assessment_that_exists_is_left_alone(clerk, approver):
    first = create_assessment(2566, by=clerk)

    again = create_assessment(2566, by=approver)

    assert (again.pk, again.author, again.indicators.count()) == (first.pk, clerk, 10)


def test_the_assessment_of_an_unknown_year_has_no_indicators(clerk):
    assert create_assessment(2590, by=clerk).indicators.count() == 0


def test_carrying_over_makes_drafts_of_the_next_year(clerk, make_measure):
    measure = make_measure(title="มาตรการเดิม")

    plan = carry_over(measure.plan, by=clerk)

    copy = plan.measures.get()
    assert (plan.fiscal_year, plan.assessment.fiscal_year) == (2567, 2566)
    assert (copy.title, copy.state, copy.author) == ("มาตรการเดิม", State.DRAFT, clerk)
    assert [method.text for method in copy.methods.all()] == ["ชี้แจงแผนการใช้จ่ายงบประมาณ"]


@pytest.mark.parametrize(
    "day, later",
    [
        (dt.date(2023, 3, 23), dt.date(2024, 3, 23)),
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
    ],
)
def test_dates_of_schedules_move_by_a_year(clerk, make_measure, day, later):
    measure = make_measure(schedules=())
    Schedule.objects.create(method=measure.methods.get(), kind=ScheduleKind.DATE, date=day)

    plan = carry_over(measure.plan, by=clerk)

    assert Schedule.objects.get(method__measure__plan=plan).date == later


def test_the_indicator_is_that_of_the_new_assessment(clerk, make_plan, make_measure):
    plan = make_plan(assessment=create_assessment(2565, by=clerk))
    make_measure(plan, indicator=plan.assessment.indicators.get(number=2))

    copy = carry_over(plan, by=clerk).measures.get()

    assert copy.indicator == AssessmentYear.objects.get(fiscal_year=2566).indicators.get(number=2)


def test_withdrawn_measures_and_activities_stay_behind(clerk, make_measure, make_activity):
    measure = make_measure(state=State.WITHDRAWN)
    make_activity(make_measure(measure.plan))

    plan = carry_over(measure.plan, by=clerk)

    assert [copy.activities.count() for copy in plan.measures.all()] == [0]


def test_measures_are_carried_over_several_years_with_their_days(clerk, make_measure):
    measure = make_measure(schedules=())
    day = dt.date(2023, 3, 23)
    Schedule.objects.create(method=measure.methods.get(), kind=ScheduleKind.DATE, date=day)

    plan = carry_over(measure.plan, by=clerk, to=FiscalYear(2570))

    copied = Schedule.objects.get(method__measure__plan=plan).date
    assert (plan.fiscal_year, plan.assessment.fiscal_year, copied) == (
        2570,
        2569,
        dt.date(2027, 3, 23),
    )


def test_a_plan_begins_with_the_assessment_of_the_year_before(clerk, agency):
    plan = start_plan(FiscalYear(2570), by=clerk)

    assert (plan.assessment.fiscal_year, plan.signatory_name, plan.measures.count()) == (
        2569,
        agency.executive_name,
        0,
    )


def test_a_plan_that_is_there_is_not_begun_again(clerk, make_plan):
    make_plan(2570)

    with pytest.raises(ActionRefused):
        start_plan(FiscalYear(2570), by=clerk)


def test_a_year_that_has_measures_is_not_overwritten(clerk, make_plan):
    make_plan(2567)

    with pytest.raises(ActionRefused):
        carry_over(make_plan(2566), by=clerk)

    assert MeasurePlan.objects.count() == 2
