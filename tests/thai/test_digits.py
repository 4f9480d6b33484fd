import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import arabic_digit_to_thai_digit, thai_digit_to_arabic_digit

from thai.digits import to_arabic, to_thai


def test_arabic_digits_become_thai_and_the_rest_stays():
    assert to_thai("มาตรา 9 (8), 0123456789") == "มาตรา ๙ (๘), ๐๑๒๓๔๕๖๗๘๙"


def test_thai_digits_become_arabic_and_the_rest_stays():
    assert to_arabic("มาตรา ๙ (๘), ๐๑๒๓๔๕๖๗๘๙") == "มาตรา 9 (8), 0123456789"


@pytest.mark.parametrize("text", ["", "ก ข", "٣٤", "１２", "½²"])
def test_digits_of_other_scripts_are_left_alone(text):
    assert (to_thai(text), to_arabic(text)) == (text, text)


@given(st.integers())
def test_a_number_survives_the_way_to_thai_digits_and_back(number):
    assert to_arabic(to_thai(str(number))) == str(number)


@given(st.text())
def test_converting_twice_changes_nothing_more(text):
    assert (to_thai(to_thai(text)), to_arabic(to_arabic(text))) == (to_thai(text), to_arabic(text))


@given(st.text(alphabet="0123456789๐๑๒๓๔๕๖๗๘๙กa .,/", min_size=1))
def test_pythainlp_converts_alike(text):
    expected = (arabic_digit_to_thai_digit(text), thai_digit_to_arabic_digit(text))

    assert (to_thai(text), to_arabic(text)) == expected
