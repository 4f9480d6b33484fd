"""The sum in Thai words: what is asked, and every way of writing its answer."""

import random

import pytest

from complaints.puzzles import answer_in, in_words, new_puzzle


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7", 7),
        ("๗", 7),
        ("เจ็ด", 7),
        (" สิบ เอ็ด ", 11),
        ("๑๒", 12),
        ("สิบแปด", 18),
        ("ศูนย์", 0),
        ("007", 7),
        ("Seven", 7),
        ("eighteen", 18),
        ("ส\u200bาม", 3),
    ],
)
def test_an_answer_may_be_written_in_any_digits_or_in_words(typed, number):
    assert answer_in(typed) == number


@pytest.mark.parametrize("typed", ["", "ไม่ทราบ", "-3", "3.5", "²", "1" * 5000, "เ" * 5000, "\x00"])
def test_what_is_no_number_is_no_answer(typed):
    assert answer_in(typed) is None


@pytest.mark.parametrize("seed", range(50))
def test_every_sum_has_the_answer_that_it_says(seed):
    puzzle = new_puzzle(random.Random(seed))
    numbers = {in_words(number): number for number in range(10)}
    plus = puzzle.question.removesuffix("เท่ากับเท่าไร")
    word = "บวก" if "บวก" in plus else "ลบ"
    first, second = (numbers[part] for part in plus.split(word))

    assert puzzle.answer == (first + second if word == "บวก" else first - second)


@pytest.mark.parametrize(
    ("question", "in_english"),
    [
        ("สองบวกสามเท่ากับเท่าไร", "How much is two plus three?"),
        ("ห้าลบสองเท่ากับเท่าไร", "How much is five minus two?"),
    ],
)
def test_the_same_sum_is_asked_in_english(question, in_english):
    puzzles = [new_puzzle(random.Random(seed)) for seed in range(500)]

    assert {each.in_english for each in puzzles if each.question == question} == {in_english}


def test_sums_are_of_both_kinds():
    questions = [new_puzzle(random.Random(seed)).question for seed in range(50)]

    assert {("บวก" if "บวก" in question else "ลบ") for question in questions} == {"บวก", "ลบ"}
