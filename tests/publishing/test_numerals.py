import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.numerals import official_digits, unbroken

NAMES = [
    "https://www.example.go.th/2566/plan?id=12",
    "www.example.go.th/2566",
    "saraban_06910502@dla.go.th",
    "66017123456",  # project number of e-GP
    "1-1019-00123-45-6",
    "O43",
    "COVID-19",
    "5G",
    "1.5MB",
]


@pytest.mark.parametrize(
    "typed, written",
    [
        ("ปีงบประมาณ พ.ศ. 2566", "ปีงบประมาณ พ.ศ. ๒๕๖๖"),
        ("ร้อยละ 99.18", "ร้อยละ ๙๙.๑๘"),
        ("1,234,567.89 บาท", "๑,๒๓๔,๕๖๗.๘๙ บาท"),
        ("1.No Gift Policy", "๑.No Gift Policy"),
        ("แสดง QR code 2 จุด", "แสดง QR code ๒ จุด"),
        ("(IIT) 3 ข้อ", "(IIT) ๓ ข้อ"),
        ("ปี ๒๕๖๖ และ 2567", "ปี ๒๕๖๖ และ ๒๕๖๗"),
        ("23/03/2566", "๒๓/๐๓/๒๕๖๖"),
        ("โทร. 0 7478 9012", "โทร. ๐ ๗๔๗๘ ๙๐๑๒"),
    ],
)
def test_numerals_of_an_official_document_are_thai(typed, written):
    assert official_digits(typed, thai=True) == written


def test_numerals_are_arabic_where_the_agency_chose_so():
    assert official_digits("ปี ๒๕๖๖ และ 2567", thai=False) == "ปี 2566 และ 2567"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("thai", [True, False])
def test_a_number_that_is_a_name_stays_arabic(name, thai):
    sentence = f"ดู {name} ต่อไป"

    assert official_digits(sentence, thai=thai) == sentence


def test_a_code_typed_in_thai_digits_is_written_as_it_is_looked_up():
    assert official_digits("ข้อ O๔๓ เลขที่ ๖๖๐๑๗๑๒๓๔๕๖", thai=True) == "ข้อ O43 เลขที่ 66017123456"


def test_an_address_is_left_as_it_was_typed():
    address = "https://www.example.go.th/แผน-๒๕๖๖"

    assert official_digits(address, thai=False) == address


@given(st.text(alphabet="0123456789๐๑๒๓๔๕๖๗๘๙.,-/ กขaO@:", max_size=60), st.booleans())
def test_writing_twice_changes_nothing_more(text, thai):
    once = official_digits(text, thai=thai)

    assert official_digits(once, thai=thai) == once


@given(st.text(alphabet="0123456789๐๑๒๓๔๕๖๗๘๙.,-/ กขaO@:", max_size=60), st.booleans())
def test_the_value_of_every_digit_stays(text, thai):
    arabic = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

    assert official_digits(text, thai=thai).translate(arabic) == text.translate(arabic)


@pytest.mark.parametrize("unit", [".", "1.", "1-", "a.", "a@", "a-", "1,", "http://", "1-1019-"])
def test_a_page_full_of_one_pattern_takes_no_time(unit):
    start = time.perf_counter()

    official_digits(unit * 20_000, thai=True)

    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ถนน หมู่ที่ 9 ตำบล", "ถนน หมู่ที่\u00a09 ตำบล"),
        ("ฉบับที่ ๒ พ.ศ. ๒๕๖๖", "ฉบับที่\u00a0๒ พ.ศ.\u00a0๒๕๖๖"),
        ("ซ่อม 3 สาย", "ซ่อม 3 สาย"),
        ("ที่ดิน", "ที่ดิน"),
    ],
)
def test_a_number_stays_on_the_line_of_its_word(text, kept):
    assert unbroken(text) == kept
