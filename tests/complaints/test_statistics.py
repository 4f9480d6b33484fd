"""The statistics of a year put together: what is public on which day, and what was signed."""

import datetime as dt

import pytest

from complaints.models import Case
from complaints.statistics import has_changed, statistics_of
from tests.complaints.stubs import close, sign, stub

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agency")]
IN_Q1 = dt.date(2026, 11, 27)
AFTER_Q1 = dt.date(2027, 1, 5)
AFTER_Q2 = dt.date(2027, 4, 5)
AFTER_YEAR = dt.date(2027, 10, 5)


def texts(today, slug="q1"):
    """What is written of a period of 2570 about cases."""
    lines = {each.period.slug: each for each in statistics_of(2570, today).case_lines}
    return [cell.text for cell in lines[slug].cells]


@pytest.fixture
def restricted(db):
    """A case whose reporter kept an officer out."""
    return stub(IN_Q1, is_restricted=True)


def test_a_running_quarter_is_not_over():
    stub(IN_Q1)
    assert texts(dt.date(2026, 12, 31)) == ["ยังไม่สิ้นงวด", "–", "–", "ยังไม่สิ้นงวด"]


def test_one_case_is_fewer_than_three():
    stub(IN_Q1)
    assert texts(AFTER_Q1) == ["น้อยกว่า 3", "ไม่เกิน 1", "น้อยกว่า 3", "ยังไม่มีการลงนามรับรอง"]


def test_zero_is_said_in_words():
    assert texts(AFTER_Q1)[:3] == ["ไม่มีเรื่องร้องเรียน", "0", "0"]


def test_three_cases_are_counted():
    for _each in range(3):
        stub(IN_Q1)
    assert texts(AFTER_Q1)[:3] == ["3", "0", "3"]


def test_a_case_closed_in_the_running_quarter_is_still_in_progress():
    for _each in range(3):
        stub(IN_Q1, dt.date(2027, 1, 4))
    assert texts(AFTER_Q1)[:3] == ["3", "0", "3"]


def test_a_case_closed_in_the_last_quarter_is_done():
    for _each in range(3):
        stub(IN_Q1, dt.date(2027, 1, 4))
    assert texts(AFTER_Q2)[:3] == ["3", "3", "0"]


def test_an_open_restricted_case_is_not_counted(restricted):
    assert texts(AFTER_Q1)[0] == "ไม่มีเรื่องร้องเรียน"


def test_a_closed_restricted_case_is_counted(restricted):
    close(restricted, dt.date(2026, 12, 1))
    assert texts(AFTER_Q1)[:3] == ["น้อยกว่า 3", "น้อยกว่า 3", "0"]


def test_a_restricted_case_appears_with_the_quarter_in_which_it_was_closed(restricted):
    close(restricted, dt.date(2027, 2, 1))
    assert [texts(day)[0] for day in (AFTER_Q1, AFTER_Q2)] == ["ไม่มีเรื่องร้องเรียน", "น้อยกว่า 3"]


def test_spam_is_not_counted():
    stub(IN_Q1, dt.date(2026, 12, 1), outcome="spam")
    assert texts(AFTER_Q1)[0] == "ไม่มีเรื่องร้องเรียน"


def test_a_case_found_to_be_spam_leaves_with_the_next_quarter():
    stub(IN_Q1, dt.date(2027, 1, 4), outcome="spam")
    assert [texts(day)[0] for day in (AFTER_Q1, AFTER_Q2)] == ["น้อยกว่า 3", "ไม่มีเรื่องร้องเรียน"]


def test_a_half_says_how_far_it_is():
    lines = statistics_of(2570, AFTER_Q1).case_lines
    assert [each.name for each in lines[4:]] == [
        "รอบ 6 เดือนแรก (ถึงไตรมาสที่ 1)",
        "รอบ 6 เดือนหลัง",
        "รวมทั้งปี (ถึงไตรมาสที่ 1)",
    ]


def test_the_second_half_says_how_far_it_is():
    lines = statistics_of(2570, dt.date(2027, 7, 1)).case_lines
    assert lines[5].name == "รอบ 6 เดือนหลัง (ถึงไตรมาสที่ 3)"


def test_the_year_says_so_when_there_was_none():
    assert statistics_of(2570, AFTER_YEAR).cases_text == (
        "ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ถึงวันที่ 30 กันยายน 2570"
    )


def test_before_its_first_quarter_is_over_a_year_says_nothing():
    stub(IN_Q1)
    assert statistics_of(2570, IN_Q1).cases_text.startswith("ยังไม่สิ้นไตรมาสแรก")


def test_a_day_of_a_case_leaves_no_trace():
    """The statistics of every day of a quarter are the same, whenever its case came."""
    before = statistics_of(2570, AFTER_Q1)
    stub(AFTER_Q1)
    assert statistics_of(2570, AFTER_Q1) == before


# ------------------------------------------------------------------ questions
def test_questions_are_counted_up_to_the_day(make_question):
    make_question(today=IN_Q1, state="draft")
    assert statistics_of(2570, IN_Q1).questions_of_year.in_progress == 1


def test_a_month_without_questions_says_so():
    first = statistics_of(2570, IN_Q1).question_lines[0]
    assert [cell.text for cell in first.cells] == ["ไม่มีเรื่อง", "0", "0", "–", "–"]


def test_a_finished_year_stands_as_of_its_last_change():
    assert statistics_of(2570, AFTER_YEAR).as_of == dt.date(2027, 9, 30)


def test_a_finished_year_with_an_open_question_goes_on(make_question):
    make_question(today=IN_Q1, state="draft")
    assert statistics_of(2570, AFTER_YEAR).as_of == AFTER_YEAR


# ------------------------------------------------------------------ signed
def signed(today):
    return [each.sentence for each in statistics_of(2570, today).signatures]


def test_a_nil_is_signed():
    sign(2570)
    assert signed(AFTER_YEAR) == [
        "ขอรับรองว่า ปีงบประมาณ พ.ศ. 2570 ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบตามวิธีนับที่แสดงไว้"
    ]


def test_a_count_is_signed():
    stub(IN_Q1)
    sign(2570)
    assert signed(AFTER_YEAR) == ["ขอรับรองว่าสถิติของปีงบประมาณ พ.ศ. 2570 ถูกต้องตามทะเบียนและวิธีนับที่แสดงไว้"]


def test_a_statement_names_who_and_when():
    sign(2570)
    [signature] = statistics_of(2570, AFTER_YEAR).signatures
    assert signature.signed == "นายตัวอย่าง ทดสอบ นายก ลงนามเมื่อวันที่ 5 ตุลาคม 2570"


def test_a_draft_statement_is_not_shown():
    sign(2570, state="draft")
    assert signed(AFTER_YEAR) == []


def test_a_year_that_is_signed_stands_for_its_quarters():
    sign(2570)
    assert texts(AFTER_YEAR, "q3")[3] == "ลงนามรับรองแล้ว 5 ตุลาคม 2570"


def test_a_quarter_that_is_signed_says_nothing_of_the_others():
    statement = sign(2570, "q1")
    type(statement).objects.update(signed_on=AFTER_Q1)
    assert [texts(AFTER_Q2, slug)[3] for slug in ("q1", "q2", "h1")] == [
        "ลงนามรับรองแล้ว 5 มกราคม 2570",
        "ยังไม่มีการลงนามรับรอง",
        "ยังไม่มีการลงนามรับรอง",
    ]


def test_a_nil_that_was_signed_stays_what_was_signed(restricted):
    sign(2570)
    close(restricted, dt.date(2027, 11, 1))
    [signature] = statistics_of(2570, dt.date(2028, 1, 5)).signatures
    assert (signature.is_nil, signature.has_changed) == (True, True)


def test_a_statement_knows_that_its_count_changed(restricted):
    statement = sign(2570)
    close(restricted, dt.date(2027, 11, 1))
    days = (AFTER_YEAR, dt.date(2028, 1, 5))
    assert [has_changed(statement, day) for day in days] == [False, True]


def test_many_statements_cost_the_queries_of_one(django_assert_num_queries):
    for slug in ("q1", "q2", "h1", "year"):
        sign(2570, slug)
    with django_assert_num_queries(4):
        statistics_of(2570, AFTER_YEAR)


def test_the_number_of_cases_costs_no_query(django_assert_num_queries):
    for _each in range(3):
        stub(IN_Q1)
    with django_assert_num_queries(4):
        statistics_of(2570, AFTER_YEAR)
    assert Case.objects.count() == 3
