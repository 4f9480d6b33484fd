import datetime as dt

import pytest

from publishing.board_rules import (
    GRACE,
    RULES,
    PostingDays,
    PostingState,
    days_lost,
    due_on,
    state_of,
)
from publishing.board_sheet import LINES, MAX_TITLE, sheet_facts, sheet_title

FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 10, 16)
DAY = dt.timedelta(days=1)


def days(put_up_on=None, seen_on=None, **fields):
    return PostingDays(FIRST, LAST, put_up_on, seen_on, **fields)


@pytest.mark.parametrize(
    ("found", "today", "state"),
    [
        (days(), FIRST - DAY, PostingState.TO_POST),
        (days(), LAST, PostingState.TO_POST),
        (days(), LAST + DAY, PostingState.PROOF_MISSING),
        (days(FIRST), FIRST, PostingState.POSTED),
        (days(FIRST), LAST - DAY, PostingState.POSTED),
        (days(FIRST), LAST, PostingState.TO_TAKE_DOWN),
        (days(FIRST), LAST + GRACE, PostingState.TO_TAKE_DOWN),
        (days(FIRST), LAST + GRACE + DAY, PostingState.PROOF_MISSING),
        (days(FIRST, LAST), LAST, PostingState.DONE),
        (days(FIRST, LAST, is_cancelled=True), LAST, PostingState.CANCELLED),
        (days(FIRST, LAST, least=15), LAST, PostingState.DONE),
        (days(FIRST, LAST, least=16), LAST, PostingState.TOO_SHORT),
        (days(FIRST, FIRST), LAST, PostingState.TOO_SHORT),
        (days(FIRST + 3 * DAY, least=15), LAST, PostingState.POSTED),
        (days(FIRST + 3 * DAY, least=15), LAST + 3 * DAY, PostingState.TO_TAKE_DOWN),
        (days(FIRST + 3 * DAY, LAST, least=15), LAST, PostingState.TOO_SHORT),
    ],
)
def test_where_a_posting_stands(found, today, state):
    assert state_of(found, today) == state


@pytest.mark.parametrize(("put_up", "lost"), [(None, 0), (FIRST, 0), (FIRST + 3 * DAY, 3)])
def test_days_that_a_paper_was_late(put_up, lost):
    assert days_lost(days(put_up)) == lost


def test_the_next_photo_is_due_at_the_start_then_at_the_end():
    assert (due_on(days()), due_on(days(FIRST))) == (FIRST, LAST)


def test_what_was_put_up_late_is_due_later():
    assert due_on(days(FIRST + 3 * DAY, least=15)) == LAST + 3 * DAY


@pytest.mark.parametrize(
    ("found", "proven"),
    [(days(FIRST), False), (days(FIRST, LAST), True), (days(FIRST, LAST, least=20), False)],
)
def test_it_is_proven_by_both_photos_with_its_days_between(found, proven):
    assert found.is_proven == proven


def test_the_first_day_does_not_count():
    assert RULES["monitoring"].last_day(FIRST) == dt.date(2026, 10, 31)


def test_every_rule_says_who_says_so():
    assert [bool(rule.source and rule.title and rule.days) for rule in RULES.values()] == [
        True
    ] * len(RULES)


FACTS = [("วงเงิน", "500,000.00"), ("ชื่อรายการ", "จ้างก่อสร้างถนน"), ("หมายเหตุ", "")]


def test_the_sheet_tells_what_the_title_does_not():
    assert sheet_facts("จ้างก่อสร้างถนน", FACTS) == [("วงเงิน", "500,000.00")]


@pytest.mark.parametrize("title", ["งาน", "โครงการก่อสร้างถนนคอนกรีต " * 30])
def test_the_sheet_never_has_more_than_a_page(title):
    facts = [(f"เรื่องที่ {number}", "รายละเอียดของงาน " * 30) for number in range(40)]
    chosen = sheet_facts(title, facts)

    assert (len(sheet_title(title)) <= MAX_TITLE, 0 < len(chosen) <= LINES // 4) == (True, True)
