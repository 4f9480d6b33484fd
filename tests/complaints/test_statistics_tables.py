"""Words and rows of the statistics, without a database."""

import datetime as dt
from decimal import Decimal

import pytest

from budget.report_content import Publisher
from complaints.figures import Fact, Span, year_blurred, year_figures
from complaints.statistics_content import Signature, Statistics, count_text, name_of
from complaints.statistics_tables import data_table, sheets, stem
from publishing.tables import to_csv
from thai.fiscal import FiscalYear, Period

YEAR = 2566
LAST = FiscalYear(YEAR).last_day
IN_Q1 = dt.date(2022, 11, 1)
OFFICE = Publisher("อบต.ตัวอย่าง", "", "", "", "", thai_digits=False, is_demonstration=False)
ASKED = [Fact(IN_Q1, IN_Q1, in_time=True), Fact(IN_Q1, None)]
SIGNED = Signature(Period.from_slug(YEAR, "q1"), "นาย ก", "นายก", dt.date(2023, 1, 5))


def statistics(asked=(), reported=(), signatures=(), as_of=LAST):
    return Statistics(
        year=YEAR,
        office=OFFICE,
        as_of=as_of,
        cases_as_of=as_of,
        questions=tuple(year_figures(asked, YEAR, as_of)),
        cases=tuple(year_blurred(reported, YEAR, as_of)),
        signatures=tuple(signatures),
    )


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(0, 0), "0"),
        (Span(1234, 1234), "1,234"),
        (Span(1, 2), "น้อยกว่า 3"),
        (Span(0, 1), "ไม่เกิน 1"),
        (Span(5, 6), "5–6"),
        (Span(1, 3), "1–3"),
    ],
)
def test_a_count_is_written(span, text):
    assert count_text(span) == text


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("2565-10", "เดือนตุลาคม 2565"),
        ("q2", "ไตรมาสที่ 2"),
        ("h1", "รอบ 6 เดือนแรก"),
        ("year", "รวมทั้งปี"),
    ],
)
def test_a_period_is_named_inside_its_year(slug, name):
    assert name_of(Period.from_slug(YEAR, slug)) == name


def test_the_file_is_named_after_the_year():
    assert stem(statistics()) == "complaints-statistics-2566"


def test_the_data_have_both_tables():
    rows = data_table(statistics(ASKED, ASKED)).rows
    kinds = [row[0] for row in rows]
    assert [(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)] == [
        ("เรื่องสอบถาม/ทักท้วง", 19),
        ("เรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", 7),
    ]


def test_nothing_is_said_of_time_where_nothing_is_done():
    empty = data_table(statistics()).rows[0]
    assert empty[3:] == ("ไม่มีเรื่อง", "0", "0", None, None, None)


def test_the_year_of_questions_has_its_share():
    [year] = [row for row in data_table(statistics(ASKED)).rows[:19] if row[1] == "year"]
    assert year[3:8] == ("2", "1", "1", 1, Decimal("100.00"))


def test_the_data_of_cases_are_blurred():
    [year] = [row for row in data_table(statistics((), ASKED)).rows[19:] if row[1] == "year"]
    assert year[3:6] == ("น้อยกว่า 3", "ไม่เกิน 1", "น้อยกว่า 3")


def test_no_cell_of_the_data_would_be_computed():
    text = to_csv(data_table(statistics(ASKED, ASKED * 3)), header="labels").decode()
    assert "'" not in text


def test_the_sheets_of_excel():
    assert [sheet.sheet for sheet in sheets(statistics())] == [
        "สอบถาม ทักท้วง",
        "ร้องเรียนการทุจริต",
        "คำรับรอง",
    ]


def test_what_was_signed_is_a_row():
    [row] = sheets(statistics(signatures=[SIGNED]))[2].rows
    assert row[2:5] == ("นาย ก", "นายก", dt.date(2023, 1, 5))


def test_a_note_and_a_change_stand_together():
    changed = Signature(SIGNED.period, "นาย ก", "นายก", SIGNED.on, "หมายเหตุ", has_changed=True)
    [row] = sheets(statistics(signatures=[changed]))[2].rows
    assert row[5] == "หมายเหตุ จำนวนเรื่องที่รับของงวดนี้มีการปรับปรุงหลังวันลงนาม"


def test_how_it_is_counted_goes_with_the_data():
    notes = data_table(statistics()).notes
    assert sum("ข้อความนี้แสดงไว้เสมอ" in note for note in notes) == 1


def test_an_unfinished_year_is_no_nil():
    found = statistics(as_of=IN_Q1.replace(month=12))
    assert found.cases_of_year.is_nil is False


def test_months_are_apart_from_longer_periods():
    found = statistics(ASKED)
    assert (len(found.months), len(found.longer)) == (12, 7)
