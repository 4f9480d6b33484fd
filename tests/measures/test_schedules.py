import datetime as dt

import pytest

from measures.schedules import Entry, ScheduleKind, Span, schedule_label, slots_of

MARCH = dt.date(2023, 3, 15)
EVERY_MONTH = Entry(ScheduleKind.MONTHLY)
EVERY_QUARTER = Entry(ScheduleKind.QUARTERLY)
EVERY_HALF = Entry(ScheduleKind.HALF_YEARLY)


@pytest.mark.parametrize(
    ("entries", "label"),
    [
        (
            [EVERY_MONTH, EVERY_QUARTER, EVERY_HALF],
            "เป็นประจำทุกเดือน, รอบไตรมาส, รอบ 6 เดือน ในปีงบประมาณ พ.ศ. 2566",
        ),
        ([EVERY_MONTH], "เป็นประจำทุกเดือน ในปีงบประมาณ พ.ศ. 2566"),
        (
            [Entry(ScheduleKind.MONTH, MARCH), Entry(ScheduleKind.DATE, dt.date(2023, 3, 23))],
            "เดือนมีนาคม 2566 และ 23 มีนาคม 2566",
        ),
        ([Entry(ScheduleKind.TEXT, text="ก่อนการประเมิน")], "ก่อนการประเมิน"),
        ([], ""),
    ],
)
def test_a_schedule_reads_as_in_the_report(entries, label):
    assert schedule_label(entries, 2566) == label


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (ScheduleKind.MONTHLY, 12),
        (ScheduleKind.QUARTERLY, 4),
        (ScheduleKind.HALF_YEARLY, 2),
        (ScheduleKind.YEARLY, 1),
        (ScheduleKind.TEXT, 1),
    ],
)
def test_a_recurring_line_has_one_slot_per_period(kind, count):
    assert len(slots_of([Entry(kind, text="ตามแผน")], 2566)) == count


def test_every_kind_has_slots():
    entries = [Entry(kind, MARCH, "ตามแผน") for kind in ScheduleKind]

    assert all(slots_of([entry], 2566) for entry in entries)


def test_a_month_lasts_to_its_last_day():
    assert slots_of([Entry(ScheduleKind.MONTH, dt.date(2024, 2, 29))], 2567) == [
        Span(dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    ]


def test_slots_stand_in_the_order_in_which_they_are_due():
    slots = slots_of([EVERY_HALF, EVERY_MONTH], 2566)

    assert [slot.last for slot in slots] == sorted(slot.last for slot in slots)


@pytest.mark.parametrize(
    ("first", "last", "proves"),
    [
        (dt.date(2023, 3, 1), dt.date(2023, 3, 1), True),
        (dt.date(2023, 3, 31), dt.date(2023, 3, 31), True),
        (dt.date(2022, 10, 1), dt.date(2023, 9, 30), True),
        (dt.date(2023, 3, 31), dt.date(2023, 4, 1), False),
        (dt.date(2023, 4, 1), dt.date(2023, 4, 1), False),
    ],
)
def test_an_act_inside_a_slot_or_through_all_of_it_proves_it(first, last, proves):
    march = Span(dt.date(2023, 3, 1), dt.date(2023, 3, 31))

    assert Span(first, last).proves(march) is proves
