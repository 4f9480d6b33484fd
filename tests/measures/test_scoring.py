from decimal import Decimal as D

import pytest

from measures.scoring import Level, grade_of

WORDS = [
    Level("ผ่านดีเยี่ยม", D("95"), D("95")),
    Level("ผ่านดี", D("85"), D("85")),
    Level("ผ่าน", D("85")),
    Level("ต้องปรับปรุง", D("70")),
    Level("ต้องปรับปรุงโดยด่วน", D("0")),
]
LETTERS = [Level("AA", D("95")), Level("A", D("85")), Level("F", D("0"))]


@pytest.mark.parametrize(
    ("total", "each", "grade"),
    [
        ("95.00", ["95", "95", "95"], "ผ่านดีเยี่ยม"),
        ("96.00", ["94.99", "98", "97"], "ผ่านดี"),
        ("94.995", ["96", "96", "96"], "ผ่านดี"),
        ("90.00", ["84.99", "95", "95"], "ผ่าน"),
        ("85.00", ["85", "85", "85"], "ผ่านดี"),
        ("84.99", ["99", "99", "70"], "ต้องปรับปรุง"),
        ("69.99", ["70", "70", "69"], "ต้องปรับปรุงโดยด่วน"),
        ("97.00", [], "ผ่าน"),
    ],
)
def test_grades_in_words_look_at_each_instrument(total, each, grade):
    assert grade_of(D(total), [D(score) for score in each], WORDS) == grade


@pytest.mark.parametrize(("total", "grade"), [("95", "AA"), ("94.99", "A"), ("12", "F")])
def test_grades_in_letters_look_at_the_total(total, grade):
    assert grade_of(D(total), [], LETTERS) == grade


def test_the_order_of_the_levels_does_not_matter():
    assert grade_of(D("90"), [D("90")] * 3, list(reversed(WORDS))) == "ผ่านดี"


def test_a_year_without_levels_has_no_grade():
    assert grade_of(D("90"), [], []) == ""
