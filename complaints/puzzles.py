"""A sum in words (โจทย์บวกลบ), for whoever sends a form without JavaScript. Pure."""

import random
from dataclasses import dataclass
from decimal import Decimal

from thai.digits import to_arabic
from thai.money import baht_text
from thai.text import clean

_LARGEST = 9
_LONGEST_ANSWER = 50


def in_words(number: int) -> str:
    """Return a small number in Thai words: 11 is สิบเอ็ด."""
    return baht_text(Decimal(number)).removesuffix("บาทถ้วน")


_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
)
_NUMBER_OF = {in_words(number): number for number in range(2 * _LARGEST + 1)} | {
    word: number for number, word in enumerate(_ENGLISH)
}


@dataclass(frozen=True)
class Puzzle:
    """A question that people answer at once, in Thai and in English, and its answer."""

    question: str
    in_english: str
    answer: int


def new_puzzle(chance: random.Random) -> Puzzle:
    """Return an addition, or a subtraction that leaves something."""
    larger, smaller = sorted((chance.randint(1, _LARGEST) for _each in range(2)), reverse=True)
    if chance.random() < 0.5 and larger > smaller:
        return _asked(larger, "ลบ", "minus", smaller, larger - smaller)
    return _asked(smaller, "บวก", "plus", larger, smaller + larger)


def _asked(first: int, thai: str, english: str, second: int, answer: int) -> Puzzle:
    return Puzzle(
        question=f"{in_words(first)}{thai}{in_words(second)}เท่ากับเท่าไร",
        in_english=f"How much is {_ENGLISH[first]} {english} {_ENGLISH[second]}?",
        answer=answer,
    )


def answer_in(text: str) -> int | None:
    """Return the number in what somebody typed: 7, ๗, เจ็ด or seven."""
    typed = to_arabic("".join(clean(text[:_LONGEST_ANSWER]).split()))
    if typed.isascii() and typed.isdigit() and len(typed) <= 3:
        return int(typed)
    return _NUMBER_OF.get(typed.lower())
