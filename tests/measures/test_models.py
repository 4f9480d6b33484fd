import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from measures.models import (
    Activity,
    AssessmentYear,
    Evidence,
    GradeLevel,
    Measure,
    Outcome,
    Schedule,
)
from measures.progress import ProgressState
from measures.schedules import ScheduleKind
from publishing.workflow import State


def refused(make):
    """Whether the database itself refuses the row that `make` saves."""
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_a_year_has_each_measure_number_once(make_measure):
    measure = make_measure(order=1)

    assert refused(lambda: Measure.objects.create(plan=measure.plan, order=1, title="ซ้ำ"))


def test_an_activity_cannot_end_before_it_starts(make_measure):
    measure = make_measure()

    assert refused(
        lambda: Activity.objects.create(
            measure=measure, starts_on=dt.date(2023, 1, 2), ends_on=dt.date(2023, 1, 1)
        )
    )


def test_a_public_activity_without_title_is_refused(make_activity):
    activity = make_activity()

    assert refused(lambda: Activity.objects.filter(pk=activity.pk).update(title=""))


def test_a_published_unit_without_time_is_refused(make_measure):
    measure = make_measure(state=State.DRAFT)

    assert refused(lambda: Measure.objects.filter(pk=measure.pk).update(state=State.PUBLISHED))


@pytest.mark.parametrize("kind", [ScheduleKind.MONTH, ScheduleKind.DATE, ScheduleKind.TEXT])
def test_a_schedule_line_must_say_when(make_measure, kind):
    method = make_measure().methods.get()

    assert refused(lambda: Schedule.objects.create(method=method, kind=kind))


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_a_score_outside_its_range_is_refused(db, score):
    assert refused(lambda: AssessmentYear.objects.create(fiscal_year=2566, total_score=score))


def test_a_common_era_year_is_refused(db):
    assert refused(lambda: AssessmentYear.objects.create(fiscal_year=2023))


def test_a_count_must_say_what_it_counts(make_measure):
    measure = make_measure()

    assert refused(lambda: Outcome.objects.create(measure=measure, text="ไม่พบ", count=0))


@pytest.mark.parametrize(
    "fields", [{}, {"url": "https://example.go.th/", "document": "documents/aa/x.pdf"}]
)
def test_evidence_is_either_an_address_or_a_document(make_activity, fields):
    activity = make_activity()

    assert refused(lambda: Evidence.objects.create(activity=activity, title="หลักฐาน", **fields))


def test_refusals_speak_in_sentences(make_measure):
    copy = Measure(plan=make_measure(order=1).plan, order=1, title="ซ้ำ")

    with pytest.raises(ValidationError) as error:
        copy.validate_constraints()

    assert [len(message) > 20 for message in error.value.messages] == [True]


def test_the_grade_follows_from_the_levels_of_that_year(db):
    year = AssessmentYear.objects.create(
        fiscal_year=2567,
        total_score=Decimal("96.00"),
        iit_score=Decimal("94.00"),
        eit_score=Decimal("97.00"),
        oit_score=Decimal("97.00"),
    )
    GradeLevel.objects.create(assessment=year, name="ผ่านดีเยี่ยม", minimum_total=95, minimum_each=95)
    GradeLevel.objects.create(assessment=year, name="ผ่านดี", minimum_total=85, minimum_each=85)

    assert year.grade == "ผ่านดี"


def test_progress_counts_public_activities_only(make_measure, make_activity):
    measure = make_measure(schedules=[ScheduleKind.QUARTERLY])
    make_activity(measure, day=dt.date(2022, 11, 1))
    make_activity(measure, day=dt.date(2023, 2, 1), state=State.IN_REVIEW)

    [row] = Measure.objects.measured_on(dt.date(2023, 3, 1))

    assert (row.progress.done, row.progress.total) == (1, 4)


def test_an_activity_for_another_method_proves_nothing_for_this_one(
    make_measure, make_activity, make_unit
):
    measure = make_measure(schedules=[ScheduleKind.YEARLY])
    other = measure.methods.create(order=2, text="อีกวิธี", responsible=make_unit())
    other.schedules.create(kind=ScheduleKind.YEARLY)
    make_activity(measure).methods.set([other])

    [row] = Measure.objects.measured_on(dt.date(2023, 3, 1))

    assert [method.progress.state for method in row.methods.all()] == [
        ProgressState.NOT_STARTED,
        ProgressState.DONE,
    ]


@pytest.mark.parametrize(
    ("first", "last", "when"),
    [
        (dt.date(2023, 3, 23), dt.date(2023, 3, 23), "23 มีนาคม 2566"),
        (dt.date(2022, 10, 1), dt.date(2023, 9, 30), "ปีงบประมาณ พ.ศ. 2566"),
        (dt.date(2023, 1, 1), dt.date(2023, 1, 31), "เดือนมกราคม 2566"),
        (None, None, ""),
    ],
)
def test_an_activity_says_when_in_thai(first, last, when):
    assert Activity(starts_on=first, ends_on=last).when == when


def test_owners_stand_once_each(make_measure, make_unit):
    measure = make_measure()
    measure.methods.create(order=2, text="อีกวิธี", responsible=make_unit())
    measure.methods.create(order=3, text="วิธีที่สาม", responsible=make_unit("งานนิติการ"))

    assert measure.owners == ["กองคลัง", "งานนิติการ"]
