"""Baht and satang: in words, in figures, in short, and read from what people type.

All amounts are `Decimal` baht and are rounded half up to the satang only when written. Words follow
the Royal Society: a final one after any higher place is เอ็ด (101 is หนึ่งร้อยเอ็ด), twenty is ยี่สิบ, and
ล้าน repeats for each million.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from thai.digits import to_arabic, to_thai
from thai.text import clean, quoted

# What a column of 15 digits holds; more than twice the national budget.
MAX_AMOUNT = Decimal("9999999999999.99")

UNITS_OF_BAHT = ("ล้านล้านบาท", "ล้านบาท", "บาท")
_SATANG = Decimal("0.01")
_MILLION = 1_000_000
_WRITABLE = Decimal(10) ** 18  # totals may exceed MAX_AMOUNT, but not by this much

_DIGIT_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ((100_000, "แสน"), (10_000, "หมื่น"), (1_000, "พัน"), (100, "ร้อย"))
_TENS = ("", "สิบ", "ยี่สิบ", *(f"{word}สิบ" for word in _DIGIT_WORDS[3:]))

_DASHES = "-‐‑‒–—−"
_FIGURE = re.compile(r"(?P<whole>[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)?(?:\.(?P<satang>[0-9]+)|\.-)?")


class InvalidAmount(ValueError):
    """Not an amount of money; the message is a Thai sentence for the person who typed it."""


def baht_text(amount: Decimal) -> str:
    """Return the amount in words: "หนึ่งร้อยเอ็ดบาทห้าสิบสตางค์", "ลบสิบบาทถ้วน"."""
    rounded = _rounded(amount)
    baht, satang = divmod(int(abs(rounded) * 100), 100)
    words = f"{_words(baht)}บาท" if baht or not satang else ""
    words += f"{_words(satang)}สตางค์" if satang else "ถ้วน"
    return f"ลบ{words}" if rounded < 0 else words


def format_baht(amount: Decimal, *, thai_digits: bool = False) -> str:
    """Return the amount in figures, without a unit: "1,234,567.89"."""
    text = f"{_rounded(amount):,}"
    return to_thai(text) if thai_digits else text


def compact_baht(amount: Decimal) -> str:
    """Return the amount for a headline: "46.90 ล้านบาท"; below a million exact, "950,000 บาท"."""
    rounded = _rounded(amount)
    if abs(rounded) < _MILLION:
        return f"{format_baht(rounded).removesuffix('.00')} บาท"
    millions = _rounded(amount / _MILLION)
    if abs(millions) < _MILLION:
        return f"{millions:,} ล้านบาท"
    return f"{_rounded(amount / _MILLION**2):,} ล้านล้านบาท"


def parse_amount(text: str, *, dash_is_zero: bool = False) -> Decimal:
    """Read an amount in baht as people type it: "๑,๒๓๔.๕๐ บาท", "฿500", "1,500.-", "(1,234.50)".

    Parentheses make it negative. Tables of offices write "-" for nothing; `dash_is_zero` accepts
    that. Commas must stand at thousands, so that a decimal comma is never taken for one. At most
    `MAX_AMOUNT`, at most two decimals. Raises `InvalidAmount`.
    """
    line = to_arabic(" ".join(clean(text).split()))
    if not line:
        raise InvalidAmount("กรุณาใส่จำนวนเงิน เช่น 1,234.50")
    if dash_is_zero and line in _DASHES:
        return Decimal("0.00")
    is_negative, figure = _sign_and_figure(line)
    match = _FIGURE.fullmatch(figure)
    if not match or not (match["whole"] or match["satang"]):
        raise InvalidAmount(f"อ่าน {quoted(text)} เป็นจำนวนเงินไม่ได้ กรุณาพิมพ์ตัวเลข เช่น 1,234.50")
    amount = _amount(match["whole"] or "0", match["satang"] or "", typed=text)
    return -amount if is_negative else amount


def _sign_and_figure(line: str) -> tuple[bool, str]:
    """Split a typed amount into "is negative" and the bare figure, without the unit."""
    if line.startswith("(") and line.endswith(")"):
        return True, _without_unit(line[1:-1])
    figure = _without_unit(line)
    if figure[:1] and figure[0] in _DASHES:
        return True, _without_unit(figure[1:])
    return False, figure


def _without_unit(line: str) -> str:
    return line.strip().removeprefix("฿").removesuffix("บาท").strip()


def _amount(whole: str, satang: str, *, typed: str) -> Decimal:
    if len(satang) > 2:
        raise InvalidAmount(f"{quoted(typed)} มีทศนิยมเกินสองตำแหน่ง จำนวนเงินมีสตางค์ได้สองตำแหน่ง")
    amount = Decimal(f"{re.sub('[, ]', '', whole)}.{satang:0<2}")
    if amount > MAX_AMOUNT:
        raise InvalidAmount(
            f"{quoted(typed)} มากเกินไป จำนวนเงินต้องไม่เกิน {format_baht(MAX_AMOUNT)} บาท"
        )
    return amount


def _rounded(amount: Decimal) -> Decimal:
    # A float would pass through the arithmetic below unnoticed and bring its binary error along.
    if not isinstance(amount, Decimal):
        raise TypeError(f"money is Decimal, not {type(amount).__name__}")
    if not amount.is_finite() or abs(amount) >= _WRITABLE:
        raise InvalidAmount("จำนวนเงินนี้เขียนเป็นตัวเลขไม่ได้")
    # Adding zero takes the sign off a -0.00 that rounding left.
    return amount.quantize(_SATANG, rounding=ROUND_HALF_UP) + 0


def _words(number: int) -> str:
    if not number:
        return "ศูนย์"
    millions, rest = divmod(number, _MILLION)
    words = f"{_words(millions)}ล้าน" if millions else ""
    for value, place in _PLACES:
        digit, rest = divmod(rest, value)
        words += f"{_DIGIT_WORDS[digit]}{place}" if digit else ""
    tens, ones = divmod(rest, 10)
    is_final_one = ones == 1 and number > 1
    return words + _TENS[tens] + ("เอ็ด" if is_final_one else _DIGIT_WORDS[ones])
