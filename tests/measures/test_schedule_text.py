import datetime as dt

import pytest

from measures.schedule_text import InvalidSchedule, read_days, write_days
from measures.schedules import Entry, ScheduleKind

MARCH = Entry(ScheduleKind.MONTH, dt.date(2023, 3, 1))
THE_23RD = Entry(ScheduleKind.DATE, dt.date(2023, 3, 23))


@pytest.mark.parametrize(
    "text",
    [
        "มีนาคม 2566, 23 มีนาคม 2566",
        "เดือนมีนาคม 2566 และ 23 มีนาคม 2566",
        "มี.ค. 66; 23/3/2566",
        "ในเดือนมีนาคม ๒๕๖๖\n๒๓ มี.ค. ๖๖",
    ],
)
def test_months_and_dates_are_read_as_people_write_them(text):
    assert read_days(text) == [MARCH, THE_23RD]


@pytest.mark.parametrize("text", ["", " ", ",", "\n"])
def test_nothing_is_no_schedule(text):
    assert read_days(text) == []


@pytest.mark.parametrize("text", ["วันพระ", "มีนาคม", "31 กุมภาพันธ์ 2566", "มีนาคม 2566, ๆๆ"])
def test_what_cannot_be_read_is_quoted(text):
    with pytest.raises(InvalidSchedule, match="“"):
        read_days(text)


def test_what_is_written_is_read_back():
    entries = [MARCH, THE_23RD]

    assert read_days(write_days(entries)) == entries


def test_recurring_and_free_lines_are_not_days():
    entries = [Entry(ScheduleKind.MONTHLY), MARCH, Entry(ScheduleKind.TEXT, text="เสมอ")]

    assert write_days(entries) == "มีนาคม 2566"
