from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import thai_strftime

from thai.dates import (
    MONTHS,
    MONTHS_SHORT,
    InvalidDate,
    buddhist_year,
    date_range,
    long_date,
    month_label,
    month_range,
    official_date,
    parse_date,
    short_date,
)

OPENING = date(2022, 10, 1)
READABLE = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
OF_THIS_CENTURY = st.dates(min_value=date(1957, 1, 1), max_value=date(2056, 12, 31))  # BE 2500–2599


def test_the_buddhist_year_is_543_ahead():
    assert buddhist_year(OPENING) == 2565


def test_long_date():
    assert long_date(OPENING) == "1 ตุลาคม 2565"


def test_short_date():
    assert short_date(OPENING) == "1 ต.ค. 65"


def test_short_date_keeps_two_digits_at_the_turn_of_a_century():
    assert short_date(date(1962, 3, 9)) == "9 มี.ค. 05"


def test_official_date_is_in_thai_digits_unless_told_otherwise():
    expected = ("วันที่ ๑ เดือน ตุลาคม พ.ศ. ๒๕๖๕", "วันที่ 1 เดือน ตุลาคม พ.ศ. 2565")

    assert (official_date(OPENING), official_date(OPENING, thai_digits=False)) == expected


@pytest.mark.parametrize(
    ("short", "thai_digits", "expected"),
    [
        (False, False, "ตุลาคม 2565"),
        (True, False, "ต.ค. 65"),
        (False, True, "ตุลาคม ๒๕๖๕"),
        (True, True, "ต.ค. ๖๕"),
    ],
)
def test_month_label(short, thai_digits, expected):
    assert month_label(OPENING, short=short, thai_digits=thai_digits) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2022, 10, 1), date(2023, 3, 31), "ตุลาคม 2565 – มีนาคม 2566"),
        (date(2023, 1, 1), date(2023, 3, 31), "มกราคม – มีนาคม 2566"),
        (date(2023, 3, 1), date(2023, 3, 31), "มีนาคม 2566"),
        (date(2022, 3, 1), date(2023, 3, 31), "มีนาคม 2565 – มีนาคม 2566"),
    ],
)
def test_month_range_says_a_shared_year_once(first, last, expected):
    assert month_range(first, last) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2023, 3, 1), date(2023, 3, 1), "1 มีนาคม 2566"),
        (date(2023, 3, 1), date(2023, 3, 5), "1–5 มีนาคม 2566"),
        (date(2023, 1, 28), date(2023, 2, 3), "28 มกราคม – 3 กุมภาพันธ์ 2566"),
        (date(2022, 12, 28), date(2023, 1, 3), "28 ธันวาคม 2565 – 3 มกราคม 2566"),
        (date(2022, 3, 1), date(2023, 3, 5), "1 มีนาคม 2565 – 5 มีนาคม 2566"),
    ],
)
def test_date_range_says_a_shared_month_and_year_once(start, end, expected):
    assert date_range(start, end) == expected


def test_a_range_typed_backwards_is_shown_as_typed():
    assert date_range(date(2023, 3, 5), date(2023, 3, 1)) == "5–1 มีนาคม 2566"


@pytest.mark.parametrize(
    "text",
    [
        long_date(OPENING, thai_digits=True),
        short_date(OPENING, thai_digits=True),
        month_range(OPENING, date(2023, 3, 31), thai_digits=True),
        month_range(OPENING, OPENING, thai_digits=True),
        date_range(OPENING, date(2022, 10, 5), thai_digits=True),
        date_range(OPENING, OPENING, thai_digits=True),
    ],
)
def test_thai_digits_leave_no_arabic_digit_behind(text):
    assert [character for character in text if character in "0123456789"] == []


@pytest.mark.parametrize(
    "text",
    [
        "๑ ต.ค. ๖๕",
        "1 ตุลาคม 2565",
        "01/10/2565",
        "2022-10-01",
        "2565-10-01",
        "2565/10/1",
        "1-10-2565",
        "1.10.2565",
        "1 / 10 / 2565",
        "๑/๑๐/๖๕",
        "1/10/65",
        "1/10/2022",
        "1 ต.ค. 2022",
        "1 ตค 65",
        "1ต.ค.65",
        "1 ต. ค. 65",
        "1 ต.ค 2565",
        "1-ต.ค.-65",
        "1 ตุลา 65",
        "วันที่ ๑ เดือน ตุลาคม พ.ศ. ๒๕๖๕",
        "วันที่ 1 ตุลาคม 2565",
        "วันที่1เดือนตุลาคมพ.ศ.2565",
        "1 ตุลาคม พ.ศ.2565",
        "1 ตุลาคม พศ 2565",
        "1 ตุลาคม พุทธศักราช 2565",
        "1 ตุลาคม ค.ศ. 2022",
        "1 ตุลาคม ค.ศ. 22",
        "  1\u00a0ตุลาคม\n2565 ",
        "1 ตุลาคม\u200b 2565",
    ],
)
def test_a_date_is_read_however_it_is_typed(text):
    assert parse_date(text) == OPENING


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_by_its_name_and_its_abbreviation(month):
    day = date(2023, month, 9)
    name, short = MONTHS[month - 1], MONTHS_SHORT[month - 1]
    typed = [name, short, short.replace(".", ""), short.removesuffix("."), short.replace(".", ". ")]

    assert [parse_date(f"9 {spelling} 2566") for spelling in typed] == [day] * len(typed)


def test_a_month_with_its_marks_in_the_wrong_order_is_read():
    assert parse_date("9 กุมภาพันธ 2566".replace("พันธ", "พันธ์")) == date(2023, 2, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("29 ก.พ. 2567", date(2024, 2, 29)), ("31/12/2742", date(2199, 12, 31))],
)
def test_the_last_days_that_exist_are_read(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text", ["30 ก.พ. 2566", "29 ก.พ. 2566", "31/04/2566", "0/10/2565", "1/13/2565", "2565-02-30"]
)
def test_a_day_that_does_not_exist_is_refused_by_name(text):
    with pytest.raises(InvalidDate) as refusal:
        parse_date(text)

    expected = f"ไม่มีวันที่ “{text}” ในปฏิทิน กรุณาตรวจสอบวัน เดือน และปีอีกครั้ง"
    assert str(refusal.value) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1 ตุลาคม 2300",
        "1/10/1899",
        "1/10/2399",
        "1/10/2743",
        "2200-10-01",
        "1 ตุลาคม พ.ศ. 2022",
        "1 ตุลาคม ค.ศ. 2565",
        "1 ตุลาคม 0000",
    ],
)
def test_an_implausible_year_is_refused_by_name(text):
    with pytest.raises(InvalidDate) as refusal:
        parse_date(text)

    expected = f"ปีใน “{text}” ไม่น่าจะถูกต้อง กรุณาใช้ปี พ.ศ. เช่น 2565 หรือปี ค.ศ. เช่น 2022"
    assert str(refusal.value) == expected


@pytest.mark.parametrize(
    "text",
    [
        "เมื่อวาน",
        "ตุลาคม 2565",
        "1 ตุลาคม",
        "1 ตุลาคม 565",
        "1/10-2565",
        "1 10 2565",
        "101/10/2565",
        "1 ธ.พ. 65",
        "1,10,2565",
        "2565-10",
        "10/2565",
        "1/10/٢٥٦٥",
        "1 ตุลาคม 2565 และ 2 ตุลาคม 2565",
    ],
)
def test_what_is_not_a_date_is_refused_with_an_example(text):
    with pytest.raises(InvalidDate) as refusal:
        parse_date(text)

    expected = f"อ่าน “{text}” เป็นวันที่ไม่ได้ กรุณาพิมพ์ เช่น 1 ตุลาคม 2565, 1 ต.ค. 65 หรือ 01/10/2565"
    assert str(refusal.value) == expected


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_nothing_typed_is_asked_for(text):
    with pytest.raises(InvalidDate, match="^กรุณาใส่วันที่ "):
        parse_date(text)


def test_a_long_text_is_quoted_in_part_only():
    with pytest.raises(InvalidDate) as refusal:
        parse_date("1 " * 10_000)

    assert len(str(refusal.value)) == len(f"อ่าน “{'1 ' * 20}…” เป็นวันที่ไม่ได้ ") + 56


@given(READABLE)
def test_every_unabbreviated_form_is_read_back(day):
    forms = [
        long_date(day),
        long_date(day, thai_digits=True),
        official_date(day),
        official_date(day, thai_digits=False),
        day.isoformat(),
        f"{day:%d/%m/}{buddhist_year(day)}",
    ]

    assert [parse_date(form) for form in forms] == [day] * len(forms)


@given(OF_THIS_CENTURY)
def test_the_short_form_is_read_back(day):
    forms = [short_date(day), short_date(day, thai_digits=True)]

    assert [parse_date(form) for form in forms] == [day, day]


@given(st.text())
def test_any_text_is_read_or_refused_in_thai(text):
    try:
        result = parse_date(text)
    except InvalidDate as refusal:
        result = str(refusal)

    assert isinstance(result, date) or "กรุณา" in result


@given(READABLE)
def test_pythainlp_writes_the_same_dates(day):
    expected = (
        thai_strftime(day, "%-d %B %Y"),
        thai_strftime(day, "%-d %b %y"),
        thai_strftime(day, "วันที่ %-d เดือน %B พ.ศ. %Y", thaidigit=True),
    )

    assert (long_date(day), short_date(day), official_date(day)) == expected
