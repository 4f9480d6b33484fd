"""Measures with their methods and schedules, and carrying them over, in the staff backend."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.urls import reverse

from measures.actions import create_assessment
from measures.admin.measure import MAX_METHODS
from measures.models import Measure, MeasurePlan, Method, Schedule
from measures.schedules import ScheduleKind
from publishing.actions import approve, submit
from publishing.models import PublicationStep
from publishing.workflow import Action, State

ADD = "/admin/measures/measure/add/"


@pytest.fixture
def writer(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def unit(make_unit):
    return make_unit()


def form_of(plan, methods, **fields):
    """Return what the page of a measure sends; a method is a dict of its fields."""
    existing = sum("id" in method for method in methods)
    data = {
        "plan": plan.pk,
        "order": 1,
        "title": "สร้างการรับรู้",
        "activities_heading": "กิจกรรม",
        "outcomes_heading": "ผลลัพธ์",
        "methods-TOTAL_FORMS": len(methods),
        "methods-INITIAL_FORMS": existing,
    } | fields
    for row, method in enumerate(methods):
        data |= {f"methods-{row}-{name}": value for name, value in method.items()}
    return data


def change_page(measure):
    return reverse("admin:measures_measure_change", args=[measure.pk])


def numbers(measure):
    return [(method.order, method.text) for method in Method.objects.filter(measure=measure)]


def test_a_measure_and_its_schedule_are_entered_on_one_page(writer, make_plan, unit):
    method = {
        "text": "ชี้แจงแผน",
        "responsible": unit.pk,
        "recurring": ["monthly", "quarterly"],
        "days": "มีนาคม 2566, 23 มี.ค. 66",
        "own_words": "เมื่อมีการทักท้วง",
    }

    writer.post(ADD, form_of(make_plan(), [method]))

    schedules = Schedule.objects.all()
    assert [(each.kind, each.date, each.text) for each in schedules] == [
        ("monthly", None, ""),
        ("quarterly", None, ""),
        ("month", dt.date(2023, 3, 1), ""),
        ("date", dt.date(2023, 3, 23), ""),
        ("text", None, "เมื่อมีการทักท้วง"),
    ]


def test_methods_without_a_number_are_numbered_in_their_order(writer, make_plan, unit):
    rows = [{"text": text, "responsible": unit.pk} for text in ("หนึ่ง", "สอง")]

    writer.post(ADD, form_of(make_plan(), rows))

    assert numbers(Measure.objects.get()) == [(1, "หนึ่ง"), (2, "สอง")]


def test_a_schedule_that_cannot_be_read_is_pointed_out_and_kept_in_the_form(
    writer, make_plan, unit
):
    method = {"text": "ชี้แจงแผน", "responsible": unit.pk, "days": "วันพระ"}

    page = writer.post(ADD, form_of(make_plan(), [method])).content.decode()

    assert "อ่าน “วันพระ” เป็นวันที่หรือเดือนไม่ได้" in page
    assert not Measure.objects.exists()


def test_methods_can_change_places(writer, make_measure, unit):
    measure = make_measure(state=State.DRAFT)
    first = measure.methods.get()
    second = measure.methods.create(order=2, text="สอง", responsible=unit)
    rows = [
        {"id": first.pk, "order": 2, "text": "หนึ่ง", "responsible": unit.pk},
        {"id": second.pk, "order": 1, "text": "สอง", "responsible": unit.pk},
    ]

    writer.post(change_page(measure), form_of(measure.plan, rows))

    assert numbers(measure) == [(1, "สอง"), (2, "หนึ่ง")]


def test_a_method_takes_the_number_of_one_that_is_deleted(writer, make_measure, unit):
    measure = make_measure(state=State.DRAFT)
    first = measure.methods.get()
    second = measure.methods.create(order=2, text="สอง", responsible=unit)
    rows = [
        {"id": first.pk, "order": 2, "text": "หนึ่ง", "responsible": unit.pk},
        {"id": second.pk, "order": 2, "text": "สอง", "responsible": unit.pk, "DELETE": "on"},
    ]

    writer.post(change_page(measure), form_of(measure.plan, rows))

    assert numbers(measure) == [(2, "หนึ่ง")]


def test_lines_of_a_schedule_that_stay_keep_their_rows(writer, make_measure, unit):
    measure = make_measure(state=State.DRAFT)
    method = measure.methods.get()
    monthly = method.schedules.get()
    row = {"id": method.pk, "order": 1, "text": "ก", "responsible": unit.pk}

    writer.post(
        change_page(measure),
        form_of(measure.plan, [row | {"recurring": ["monthly"], "days": "1 มี.ค. 66"}]),
    )

    kept = method.schedules.get(kind=ScheduleKind.MONTHLY)
    assert (kept.pk, method.schedules.count()) == (monthly.pk, 2)


def test_a_number_that_the_year_has_already_is_a_sentence(writer, make_measure, unit):
    measure = make_measure()
    method = {"text": "ก", "responsible": unit.pk}

    response = writer.post(ADD, form_of(measure.plan, [method], order=measure.order))

    assert (response.status_code, Measure.objects.count()) == (200, 1)


def test_the_indicator_must_be_of_the_year_that_was_analysed(writer, clerk, make_plan, unit):
    other = create_assessment(2569, by=clerk).indicators.first()
    data = form_of(make_plan(), [{"text": "ก", "responsible": unit.pk}], indicator=other.pk)

    response = writer.post(ADD, data)

    assert (response.status_code, Measure.objects.count()) == (200, 0)


def test_a_measure_that_cannot_be_saved_complete_is_not_corrected(
    client, clerk, approver, make_measure, unit
):
    measure = make_measure(state=State.DRAFT, author=clerk, edited_by=clerk)
    submit(measure, by=clerk)
    approve(measure, by=approver)
    client.force_login(approver)
    row = {
        "id": measure.methods.get().pk,
        "order": 1,
        "text": "ไม่มีกำหนดเวลา",
        "responsible": unit.pk,
    }

    response = client.post(
        change_page(measure), form_of(measure.plan, [row], correction_reason="ลบกำหนดเวลา")
    )

    assert response.status_code == 200
    assert "ไม่มีกำหนดเวลา" in response.content.decode()
    assert Schedule.objects.filter(method__measure=measure).count() == 1
    assert PublicationStep.objects.filter(action=Action.CORRECT).count() == 0


def test_the_fullest_page_stays_below_the_limit_of_fields(writer, make_measure, unit):
    measure = make_measure(state=State.DRAFT)
    for number in range(2, MAX_METHODS + 1):
        measure.methods.create(order=number, text=f"วิธีที่ {number}", responsible=unit)

    page = writer.get(change_page(measure)).content.decode()

    assert len(re.findall(r'\sname="', page)) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    writer, make_plan, make_measure, make_activity, django_assert_max_num_queries, count
):
    plan = make_plan()
    for _number in range(count):
        make_activity(make_measure(plan))

    with django_assert_max_num_queries(22):
        writer.get("/admin/measures/measure/")


def test_the_measures_of_a_year_are_carried_over_by_one_button(writer, make_measure):
    measure = make_measure()
    button = reverse("measures_staff:carry_over", args=[measure.plan.pk])

    response = writer.post(button)

    copy = MeasurePlan.objects.get(fiscal_year=2567)
    assert response.headers["Location"] == reverse(
        "admin:measures_measureplan_change", args=[copy.pk]
    )
    assert copy.measures.get().state == State.DRAFT


def test_carrying_over_twice_changes_nothing(writer, make_measure):
    button = reverse("measures_staff:carry_over", args=[make_measure().plan.pk])
    writer.post(button)

    writer.post(button)

    assert MeasurePlan.objects.count() == 2
    assert Measure.objects.count() == 2
