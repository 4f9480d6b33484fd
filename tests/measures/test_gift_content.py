"""The official forms of the No Gift Policy, from values."""

import datetime as dt

import pytest

from budget.report_content import Publisher
from measures.gift_content import (
    FormKind,
    GiftForm,
    GiftLine,
    count_text,
    layout_of,
    topic_counts,
)
from measures.gift_tables import form_table, printed_rows, rows_of
from procurement.form_content import Standing, standing_of
from thai.fiscal import Period, PeriodKind

HALF = Period(2566, PeriodKind.HALF, 1)
OFFICE = Publisher(
    name="อบต.ตัวอย่าง",
    place="",
    seal="",
    executive_name="",
    executive_position="",
    thai_digits=True,
    is_demonstration=False,
)


def line(**fields):
    return GiftLine(
        **{
            "day": dt.date(2022, 12, 28),
            "what": "กระเช้าผลไม้",
            "giver": "private",
            "occasion": "festival",
            "value": "small",
            "received_for": "agency",
            "unit": "",
            "handling": "handed_in",
        }
        | fields
    )


def form(kind, *lines, standing=Standing.ROWS, **fields):
    moment = dt.datetime(2023, 4, 1, tzinfo=dt.UTC)
    return GiftForm(kind, HALF, OFFICE, lines, standing, moment, **fields)


@pytest.mark.parametrize(
    ("day", "has_rows", "is_nil", "standing"),
    [
        (dt.date(2023, 3, 31), True, False, Standing.NOT_OVER),
        (dt.date(2023, 4, 1), True, False, Standing.ROWS),
        (dt.date(2023, 4, 1), False, False, Standing.UNCONFIRMED),
        (dt.date(2023, 4, 1), False, True, Standing.NIL),
        (dt.date(2023, 4, 1), True, True, Standing.CONTRADICTED),
    ],
)
def test_a_form_says_how_far_its_period_is(day, has_rows, is_nil, standing):
    assert standing_of(HALF, day, has_rows=has_rows, is_nil=is_nil) == standing


def test_the_form_of_receipts_leaves_out_what_was_refused():
    rows = rows_of(form(FormKind.RECEIPTS, line(handling="refused"), line(what="ปฏิทิน")))

    assert [row[2] for row in rows] == ["ปฏิทิน"]


def test_the_summary_counts_every_answer_of_every_topic():
    counts = topic_counts([line(), line(giver="citizen", value="large", handling="returned")])

    assert [(each.topic, each.item, each.times) for each in counts if each.times] == [
        ("ประเภทผู้ให้", "ภาคเอกชน", 1),
        ("ประเภทผู้ให้", "ประชาชน", 1),
        ("โอกาสที่ให้", "เทศกาลหรือวันสำคัญ", 2),
        ("มูลค่า", "ไม่เกิน 3,000 บาท", 1),
        ("มูลค่า", "เกิน 3,000 บาท", 1),
        ("รับในนาม", "หน่วยงาน", 2),
        ("การดำเนินการ", "ส่งคืนผู้ให้", 1),
        ("การดำเนินการ", "ส่งมอบให้หน่วยงาน", 1),
    ]


def test_each_topic_adds_up_to_all_gifts():
    found = topic_counts([line(), line(handling="kept"), line(handling="refused")])
    topics = {each.topic for each in found}

    assert {sum(each.times for each in found if each.topic == topic) for topic in topics} == {3}


def test_a_nil_form_says_so_and_counts_nothing():
    nil = form(FormKind.POLICY, standing=Standing.NIL, nil_on=dt.date(2023, 4, 5))

    assert (rows_of(nil), nil.standing_text) == (
        [],
        "ยืนยันแล้วว่าไม่มีการเสนอให้และไม่มีการรับ เมื่อวันที่ 5 เมษายน 2566",
    )


def test_the_counts_name_only_what_happened():
    assert count_text([line(), line(handling="kept")], Standing.ROWS) == (
        "มีผู้เสนอให้หรือให้ของขวัญ 2 ครั้ง: ส่งมอบให้หน่วยงาน 1 ครั้ง รับไว้โดยธรรมจรรยา 1 ครั้ง"
    )


def test_data_hold_real_dates_and_paper_holds_thai_ones():
    found = form(FormKind.RECEIPTS, line(reported_on=dt.date(2022, 12, 30)))

    data = form_table(found).rows[0]
    paper = [text for _column, text in printed_rows(found)[0]]
    assert (data[1], data[-1], paper[1], paper[-1]) == (
        dt.date(2022, 12, 28),
        dt.date(2022, 12, 30),
        "28 ธ.ค. 65",
        "30 ธ.ค. 65",
    )


@pytest.mark.parametrize("kind", FormKind)
def test_the_columns_of_a_form_fill_the_paper(kind):
    assert sum(column.width for column in layout_of(kind).columns) in range(98, 101)


@pytest.mark.parametrize("kind", FormKind)
def test_a_form_from_memory_says_so_in_its_data(kind):
    assert layout_of(kind).confidence == "M"
