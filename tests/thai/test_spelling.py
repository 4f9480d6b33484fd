"""Words one letter apart."""

import pytest

from thai.spelling import is_near, shortened


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("ถนย", "ถนน", True),  # wrong
        ("ถน", "ถนน", True),  # missing
        ("ถนนน", "ถนน", True),  # too many
        ("ถนน", "นถน", True),  # changed places
        ("คร", "รค", True),
        ("พัศดุ", "พัสดุ", True),
        ("นา", "น้า", True),  # a tone mark
        ("ก", "", True),
        ("ถนน", "ถนน", False),
        ("ถนน", "ถม", False),
        ("งบประมาน", "งบประมาณณ", False),
        ("กขค", "คขก", False),
        ("", "", False),
    ],
)
def test_one_letter_makes_the_difference(one, other, expected):
    assert (is_near(one, other), is_near(other, one)) == (expected, expected)


def test_a_word_is_looked_up_with_each_letter_left_out():
    assert shortened("งาน") == {"งาน", "าน", "งน", "งา"}


@pytest.mark.parametrize("one, other", [("ถนย", "ถนน"), ("ถน", "ถนน"), ("กข", "ขก"), ("ก", "ข")])
def test_near_words_share_a_shortened_form(one, other):
    assert shortened(one) & shortened(other)
