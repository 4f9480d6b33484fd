import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.search import (
    MAX_LENGTH,
    MAX_TERMS,
    folded,
    haystack,
    needle,
    other_eras,
    plain_years,
    read,
    terms,
)


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "ก่อสร้างถนน คสล. ม.3 อบต.ตัวอย่าง ๒๕๖๗",
            "ก่อสร้างถนน คอนกรีตเสริมเหล็ก หมู่ที่ 3 องค์การบริหารส่วนตำบลตัวอย่าง 2567",
        ),
        ("อ.บ.ต.ตัวอย่าง", "องค์การบริหารส่วนตำบลตัวอย่าง"),
        ("อบต ตัวอย่าง", "องค์การบริหารส่วนตำบล ตัวอย่าง"),
        ("ต.ทุ่งนา อ.เมือง จ.ตัวอย่าง", "ตำบลทุ่งนา อำเภอเมือง จังหวัดตัวอย่าง"),
        ("หจก. ตัวอย่าง", "ห้างหุ้นส่วนจำกัด ตัวอย่าง"),
        ("รพ.สต.ทุ่งนา", "โรงพยาบาลส่งเสริมสุขภาพตำบลทุ่งนา"),
        ("ก่อสร้างถนนคสล.", "ก่อสร้างถนนคอนกรีตเสริมเหล็ก"),
        ("ม. ๓", "หมู่ที่ 3"),
        ("หมู่บ้านที่ 3", "หมู่ที่ 3"),
        ("หมู่ 03", "หมู่ที่ 3"),
        ("ม.1-ม.3", "หมู่ที่ 1 -หมู่ที่ 3"),
        ("ม3", "หมู่ที่ 3"),
        ("ถนน ม 12 สาย", "ถนน หมู่ที่ 12 สาย"),
        ("ป.ป.ช.", "ปปช"),
        ("สำนักงานป.ป.ท. จังหวัด", "สำนักงานปปท จังหวัด"),
        ("ป.ป.ช", "ปปช"),
        ("สตง.", "สตง"),
        ("จ.ส.ต.ตัวอย่าง", "จสต.ตัวอย่าง"),
        ("อ.บ.จ. ตัวอย่าง", "องค์การบริหารส่วนจังหวัด ตัวอย่าง"),
        ("รพสต ทุ่งนา", "โรงพยาบาลส่งเสริมสุขภาพตำบล ทุ่งนา"),
        ("735,000 บาท", "735000 บาท"),
        ("๒,๔๕๐,๐๐๐.๕๐", "2450000.50"),
    ],
)
def test_short_forms_are_written_out(text, expected):
    assert folded(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "เดือน ต.ค. 2566",
        "กว้าง 4 ม. 3 สาย",
        "กว้าง 4 ม 3 สาย",
        "กม.3",
        "กม3",
        "12 ตร.ม.",
        "ขนมอบตัวอย่าง",
        "โรงเรียน ม 300",
        "หมู่บ้าน 1,2,3",
        "เลขที่ 12,34",
        "1,2345",
    ],
)
def test_what_only_looks_like_a_short_form_stays(text):
    assert folded(text) == text


@given(st.text(st.sampled_from("กขมตอบปช.หมู่ที่รพสจถนน 0123๑๒ำํา่่เแ,()-"), max_size=40))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


def test_terms_are_the_words_of_a_question_longest_first():
    assert terms("ม.3 ถนน") == ["หมู่ที่ 3", "ถนน"]


@pytest.mark.parametrize("question", ["", "   ", "\u200b", "%", "_", '"', "()", "ก"])
def test_a_question_without_a_word_has_no_terms(question):
    assert terms(question) == []


def test_a_word_in_quotation_marks_or_brackets_is_looked_for_without_them():
    assert terms('"ถนน" (คูน้ำ)') == ["คูน้ำ", "ถนน"]


@pytest.mark.parametrize(
    "question, expected",
    [
        ("ถนน คูน้ำ", False),
        ("ถนน 3", True),
        ("ก" * (MAX_LENGTH + 1), True),
        (" ".join(f"คำ{number}" for number in range(MAX_TERMS + 1)), True),
    ],
)
def test_a_question_of_which_a_part_is_left_aside_says_so(question, expected):
    assert read(question).is_partial is expected


def test_at_most_eight_terms_are_looked_for():
    assert len(terms(" ".join(f"คำ{number}" for number in range(20)))) == MAX_TERMS


TEXT = (
    "จ้างก่อสร้างถนน คสล. สายบ้านน้ำใส หมู่ที่ ๓ อบต.ตัวอย่าง แผนปี ๒๕๖๗ ถังน้ำ ๔,๐๐๐ ลิตร"
    " งบ 2,450,000.00 บาท แจ้ง ป.ป.ช. ปปท และ สตง."
)


@pytest.mark.parametrize(
    "question",
    [
        "2567",
        "๒๕๖๗",
        "เเผน",
        "แผน",
        "น้ำใส",
        "นํ้าใส",
        "นำ้ใส",
        "น้\u200bำใส",
        "อบต.",
        "อบต",
        "องค์การบริหารส่วนตำบล",
        "ถนนคอนกรีต",
        "ถนนคสล.",
        "ถนน คสล",
        "สายบ้าน",
        "ม.3",
        "ม.๓",
        "หมู่ 3",
        "หมู่ที่3",
        "องค์การบริหารส่วนตำบลตัวอย่าง",
        "ม3",
        "ม 3",
        "ม๓ ถนน",
        "4000 ลิตร",
        "4,000 ลิตร",
        "2450000",
        "2,450,000",
        "2,450,000.00",
        "ปปช",
        "ป.ป.ช.",
        "ป.ป.ช",
        "ปปช.",
        "ปปท",
        "ป.ป.ท.",
        "สตง",
        "ส.ต.ง.",
    ],
)
def test_a_text_is_found_however_it_is_written(question):
    wanted = [needle(term) for term in terms(question)]

    assert (bool(wanted), all(each in haystack(TEXT) for each in wanted)) == (True, True)


@pytest.mark.parametrize("question", ["ม.1", "ม.2", "หมู่ที่ 1"])
def test_a_village_is_not_found_in_one_of_two_digits(question):
    wanted = [needle(term) for term in terms(question)]

    assert [each in haystack("ถนน ม.12") for each in wanted] == [False]


def test_a_village_is_found_at_the_end_of_a_text():
    assert needle(terms("ม.12")[0]) in haystack("ถนน ม.12")


# ------------------------------------------------------------------ years of two calendars
@pytest.mark.parametrize(
    "text, expected",
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖", "2023"),
        ("1 October 2022", "2565"),
        ("2566 และ 2023", "2566 2023"),
        ("โทร 0812566777", ""),
        ("2,566.00 บาท", ""),
        ("ไม่มีปี", ""),
    ],
)
def test_years_are_known_by_the_other_calendar(text, expected):
    assert set(other_eras(text).split()) == set(expected.split())


@pytest.mark.parametrize(
    "question, expected",
    [
        ("ถนน ปี 66", ["2566", "ถนน"]),
        ("ถนนปี๖๖", ["2566", "ถนน"]),
        ("งบ ปีงบประมาณ พ.ศ. 2566", ["2566", "งบ"]),
        ("พ.ศ.2566", ["2566"]),
        ("ประจำปี 2566", ["2566"]),
        ("ค.ศ. 2023", ["2023"]),
        ("2023", ["2023"]),
        ("ยาว 60 เมตร", ["เมตร", "ยาว", "60"]),
        ("เลขที่ 65097012345", ["65097012345", "เลขที่"]),
    ],
)
def test_a_year_is_asked_for_by_its_number(question, expected):
    assert terms(plain_years(question)) == expected


def test_two_villages_in_a_row_are_both_written_out():
    assert folded("ม.3ม.4 หมู่ที่ 5หมู่ที่ 6") == "หมู่ที่ 3 ม.4 หมู่ที่ 5 หมู่ที่ 6"
