"""Masking personal data in what people wrote, and leaving everything else alone."""

import pytest

from complaints.masking import masked, personal_data


@pytest.mark.parametrize(
    "text, expected",
    [
        ("เลขบัตร 3-1005-00000-00-1 ของผม", "เลขบัตร XXX ของผม"),
        ("เลขบัตร 3100500000001", "เลขบัตร XXX"),
        ("เลขบัตร ๓๑๐๐๕๐๐๐๐๐๐๐๑", "เลขบัตร XXX"),
        ("โทร 0800000000 ได้ทั้งวัน", "โทร XXX ได้ทั้งวัน"),
        ("โทร 080-000-0000", "โทร XXX"),
        ("โทร 08 0000 0000 ครับ", "โทร XXX ครับ"),
        ("โทร ๐๘๐-๐๐๐-๐๐๐๐", "โทร XXX"),
        ("โทร 0-0000-0000", "โทร XXX"),
        ("โทร 02 000 0000", "โทร XXX"),
        ("โทร +66 80 000 0000", "โทร XXX"),
        ("ส่งที่ somchai.d@example.com นะ", "ส่งที่ XXX นะ"),
        ("โอนเข้าบัญชีกรุงไทย 000-0-00000-0 แล้ว", "โอนเข้าบัญชีกรุงไทย XXX แล้ว"),
        ("เลขที่ 000-0-00000-0", "เลขที่ XXX"),
        ("บัญชีเลขที่ ๑๒๓๔๕๖๗๘๙๐", "บัญชีเลขที่ XXX"),
        ("ไลน์: somchai99", "ไลน์: XXX"),
        ("ไอดีไลน์ @somchai", "ไอดีไลน์ XXX"),
        ("Line ID: som_chai", "Line ID: XXX"),
        ("LINE : somchai", "LINE : XXX"),
        ("บ้านเลขที่ 12/3 หมู่ที่ 4", "บ้านเลขที่ XXX หมู่ที่ 4"),
        ("บ้าน เลขที่ ๑๒", "บ้าน เลขที่ XXX"),
    ],
)
def test_personal_data_are_written_as_xxx(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ถนนสายบ้านใหม่ หมู่ที่ 3 งบประมาณ 1,250,000 บาท ปี 2566",
        "โครงการเลขที่ 65097000001 ในระบบ e-GP",
        "บริษัทเลขทะเบียน 0105500000001",
        "สัญญาเลขที่ 12/2566 ลงวันที่ 15 ธันวาคม 2565",
        "เขียนในไลน์กลุ่มหมู่บ้านแล้วไม่มีใครตอบ",
        "online: ดูได้ที่เว็บไซต์",
        "ทำบัญชีรายรับรายจ่าย ปี 2566 หรือไม่",
        "",
    ],
)
def test_other_numbers_and_words_stay(text):
    assert masked(text) == text


def test_numbers_of_the_office_stay_however_they_are_written():
    text = "โทรไป ๐-๐๐๐๐-๐๐๐๐ แล้ว ไม่มีใครรับ โทรผม 080-000-0000"

    assert masked(text, ["0 0000 0000"]) == "โทรไป ๐-๐๐๐๐-๐๐๐๐ แล้ว ไม่มีใครรับ โทรผม XXX"


def test_masking_twice_changes_nothing_more():
    once = masked("โทร 080-000-0000 ไลน์: somchai บ้านเลขที่ 5")

    assert masked(once) == once


def test_what_was_found_is_named_in_reading_order():
    text = "บ้านเลขที่ 5 โทร 080-000-0000 อีเมล a@example.com"

    assert personal_data(text) == [
        "บ้านเลขที่: 5",
        "หมายเลขโทรศัพท์: 080-000-0000",
        "อีเมล: a@example.com",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "line" + " " * 3900 + "!",
        "ไอดีไลน์" + "\n" * 3900 + "!",
        "line! " * 660,
        "a" * 4000,
        "account" * 570,
        "บัญชี" + " " * 3900,
        "บ้าน" + " " * 3900,
    ],
    ids=lambda text: text[:12],
)
def test_a_text_that_nearly_fits_keeps_nobody_waiting(text):
    """Anybody may send it: a pattern that tries every division of the spaces needs minutes."""
    assert masked(text) == text


def test_a_long_text_of_digits_takes_no_time_to_speak_of():
    text = "0 1-" * 1000

    assert masked(text)[:2] in {"XX", "0 "}
