import datetime as dt

import pytest

from measures.progress import Progress, ProgressState, method_progress, progress_of
from measures.schedules import Entry, ScheduleKind, Span

QUARTERLY = [Entry(ScheduleKind.QUARTERLY)]
FIRST = Span(dt.date(2022, 11, 3), dt.date(2022, 11, 3))
SECOND = Span(dt.date(2023, 2, 3), dt.date(2023, 2, 3))
WHOLE_YEAR = Span(dt.date(2022, 10, 1), dt.date(2023, 9, 30))


@pytest.mark.parametrize(
    ("done", "day", "state", "percent"),
    [
        ([], dt.date(2022, 12, 31), ProgressState.NOT_STARTED, 0),
        ([], dt.date(2023, 1, 1), ProgressState.OVERDUE, 0),
        ([FIRST], dt.date(2023, 1, 1), ProgressState.IN_PROGRESS, 25),
        ([FIRST, SECOND], dt.date(2023, 7, 1), ProgressState.OVERDUE, 50),
        ([WHOLE_YEAR], dt.date(2023, 7, 1), ProgressState.DONE, 100),
    ],
)
def test_progress_follows_from_schedule_and_deeds(done, day, state, percent):
    progress = method_progress(QUARTERLY, 2566, done, day)

    assert (progress.state, progress.percent) == (state, percent)


def test_two_deeds_in_one_quarter_keep_one_slot():
    progress = method_progress(QUARTERLY, 2566, [FIRST, FIRST], dt.date(2022, 12, 1))

    assert progress.done == 1


def test_the_next_due_day_is_the_end_of_the_first_open_slot():
    progress = method_progress(QUARTERLY, 2566, [FIRST], dt.date(2022, 12, 1))

    assert progress.next_due == dt.date(2023, 3, 31)


def test_nothing_is_due_when_everything_is_done():
    assert method_progress(QUARTERLY, 2566, [WHOLE_YEAR], dt.date(2022, 12, 1)).next_due is None


def test_a_percentage_is_never_rounded_up_to_everything():
    assert Progress(done=199, total=200, missed=0).percent == 99


def test_a_measure_without_methods_has_not_started():
    progress = progress_of([])

    assert (progress.state, progress.percent) == (ProgressState.NOT_STARTED, 0)


def test_a_measure_adds_up_its_methods():
    parts = [
        Progress(done=1, total=4, missed=1, next_due=dt.date(2023, 3, 31)),
        Progress(done=2, total=2, missed=0),
        Progress(done=0, total=1, missed=0, next_due=dt.date(2023, 1, 31)),
    ]

    assert progress_of(parts) == Progress(done=3, total=7, missed=1, next_due=dt.date(2023, 1, 31))
