"""Receipt codes: the same for the same ticket, read however they are typed, kept nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.sealing.boxes import CannotOpen, seal, unseal
from complaints.sealing.receipts import DIGITS, code_of, grouped, keys_of, typed_code

KEY, NONCE, PEPPER = b"k" * 32, b"n" * 16, b"p" * 32
CODE = code_of(KEY, NONCE)
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
CODES = st.text(alphabet="0123456789", min_size=DIGITS, max_size=DIGITS)


def test_a_ticket_has_one_code():
    assert code_of(KEY, NONCE) == CODE


@given(st.binary(min_size=16, max_size=16))
def test_a_code_has_twenty_digits(nonce):
    code = code_of(KEY, nonce)

    assert (len(code), code.isascii(), code.isdigit()) == (20, True, True)


def test_another_ticket_or_another_server_has_another_code():
    assert len({CODE, code_of(KEY, b"m" * 16), code_of(b"l" * 32, NONCE)}) == 3


def test_a_code_is_printed_in_fours():
    assert grouped("12345678901234567890") == "1234 5678 9012 3456 7890"


@given(CODES)
def test_what_is_printed_is_read_back(code):
    assert typed_code(grouped(code)) == code


@given(CODES)
def test_thai_digits_are_read(code):
    assert typed_code(grouped(code).translate(THAI)) == code


@pytest.mark.parametrize(
    "text",
    [
        "1234-5678-9012-3456-7890",
        " 1234 5678 9012 3456 7890\n",
        "1234 5678 ๙๐๑๒ 3456 7890",
        "1234\u00a05678\u200b901234567890",
        "รหัส: 12345678901234567890",
    ],
)
def test_spaces_dashes_and_words_do_not_matter(text):
    assert typed_code(text) == "12345678901234567890"


@pytest.mark.parametrize("text", ["", "ไม่ทราบ", "1" * 19, "1" * 21, "1" * 201])
def test_what_has_not_twenty_digits_is_no_code(text):
    assert typed_code(text) is None


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_code_or_none(text):
    code = typed_code(text)

    assert code is None or (len(code) == DIGITS and code.isascii() and code.isdigit())


def test_the_lookup_is_not_the_box_and_holds_no_code():
    keys = keys_of(CODE, PEPPER)

    assert (keys.lookup == keys.box.hex(), CODE in keys.lookup, len(keys.box)) == (False, False, 32)


def test_the_same_code_finds_the_same_row():
    assert keys_of(CODE, PEPPER) == keys_of(CODE, PEPPER)


def test_without_the_pepper_no_row_is_found():
    assert keys_of(CODE, PEPPER).lookup != keys_of(CODE, b"q" * 32).lookup


def test_the_code_of_one_opens_nothing_of_another():
    box = seal(keys_of(CODE, PEPPER).box, b"private")

    with pytest.raises(CannotOpen):
        unseal(keys_of(code_of(KEY, b"m" * 16), PEPPER).box, box)
