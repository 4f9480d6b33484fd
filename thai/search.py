"""The form in which Thai texts are compared when people look for something.

`thai.text.search_key` folds spelling; here also the short forms of the civil service are written
out, so that อบต. finds องค์การบริหารส่วนตำบล and ม.3 finds หมู่ที่ ๓, initials lose their points and
numbers their commas: ปปช finds ป.ป.ช., and 735000 finds 735,000. Thai is written without spaces, and
with them wherever the writer liked: a text is searched for what it contains, unbroken.

Whoever changes what is written here lets stored texts be written anew: `manage.py reindex`, and a
migration like 0003 of `ita_portal`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from thai.dates import BUDDHIST_OFFSET
from thai.digits import to_arabic
from thai.text import clean, search_key

MAX_TERMS = 8
MAX_LENGTH = 200  # characters of a question that are read
SHORTEST = 2  # characters of a term; one alone is in nearly every text

# Recognised wherever they stand, as no other word is written so.
_CLEAR_FORMS = {
    "อบต.": "องค์การบริหารส่วนตำบล",
    "อ.บ.ต.": "องค์การบริหารส่วนตำบล",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "อ.บ.จ.": "องค์การบริหารส่วนจังหวัด",
    "อปท.": "องค์กรปกครองส่วนท้องถิ่น",
    "ศพด.": "ศูนย์พัฒนาเด็กเล็ก",
    "รพ.สต.": "โรงพยาบาลส่งเสริมสุขภาพตำบล",
    "คสล.": "คอนกรีตเสริมเหล็ก",
    "ค.ส.ล.": "คอนกรีตเสริมเหล็ก",
    "หจก.": "ห้างหุ้นส่วนจำกัด",
    "บจก.": "บริษัทจำกัด",
    "ไอทีเอ": "ita",
}
# Short forms only at the beginning of a word, and not before another initial (ต.ค. is October).
_INITIALS = {
    "รร.": "โรงเรียน",
    "ถ.": "ถนน",
    "ต.": "ตำบล",
    "อ.": "อำเภอ",
    "จ.": "จังหวัด",
}
# Short forms without their point, only where they are a whole word.
_BARE_FORMS = {
    short.rstrip("."): long for short, long in _CLEAR_FORMS.items() if short.count(".") == 1
}
_BARE_FORMS |= {"รพสต": _CLEAR_FORMS["รพ.สต."]}
LONG_FORMS = _CLEAR_FORMS | _INITIALS | _BARE_FORMS


def _any_of(forms: dict[str, str]) -> str:
    return "|".join(re.escape(short) for short in sorted(forms, key=len, reverse=True))


SHORT_FORMS = re.compile(
    rf"(?:{_any_of(_CLEAR_FORMS)})(?!\.)"
    rf"|(?<![ก-๙a-z.])(?:{_any_of(_INITIALS)})(?![ก-๙]?\.)"
    rf"|(?<![ก-๙a-z.])(?:{_any_of(_BARE_FORMS)})(?![ก-๙])"
)
# Three initials and more; two may be a month (ต.ค.), and without points part of many a word.
INITIALISM = re.compile(r"(?:[ก-ฮ]\.){3,}|(?:[ก-ฮ]\.){2,}[ก-ฮ](?![ก-๙.])")
_LAST_POINT = re.compile(r"(?<=[ก-ฮ]{3})\.++(?![ก-๙])")
# Between three digits and three; "หมู่ที่ 1,2,3" has none.
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d]|,\d)", re.ASCII)
# Not after a number: "กว้าง 4 ม. 3 สาย" has metres. Without its point, of one or two digits.
VILLAGE = re.compile(
    r"(?:หมู่บ้านที่|หมู่ที่|หมู่|(?<![ก-๙.\d])(?<!\d )ม(?:\.|(?= ?\d{1,2}(?![\d.,]\d|\d))))"
    r" ?0*(?P<number>\d+)(?=(?P<next>[^ \d])?)",
    re.ASCII,
)
_VILLAGE_TERM = re.compile(r"หมู่ที่ \d+", re.ASCII)
_NO_BREAK = "\N{NO-BREAK SPACE}"
THAI_SPACE = re.compile("(?<=[ก-๎]) (?=[ก-๎])")
# Numbers that can be a year of either calendar, and years as people write them in a question.
_YEARS = re.compile(r"(?<![\d.,])(?:19|20|21|24|25|26)\d\d(?!\d|[.,]\d)", re.ASCII)
_ASKED_YEAR = re.compile(
    r"(?:ประจำ)?(?:ปี(?:งบประมาณ|งบ)? ?)?(?:(?P<era>[พค])\.? ?ศ\.? ?)?"
    r"(?<!\d)(?<!\d )(?P<year>\d{4}|[4-9]\d)(?![\d.,/])",
    re.ASCII,
)
_FIRST_BUDDHIST = 2400
_BUDDHIST_CENTURY = 2500  # of a year asked for with two digits: ปี 66 is 2566
_AROUND = "\"'“”‘’«»()[]{},;:"


def folded(text: str) -> str:
    """Return folded spelling with short forms written out, numbers and villages written one way."""
    key = search_key(text)
    for pattern, write in FOLDS:
        key = pattern.sub(write, key)
    return key


def _long_form(match: re.Match[str]) -> str:
    return LONG_FORMS[match[0]]


def _together(match: re.Match[str]) -> str:
    return match[0].replace(",", "")


def _initials(match: re.Match[str]) -> str:
    """Return initials as one short form, its point kept where there was one."""
    point = "." if match[0].endswith(".") else ""
    return match[0].replace(".", "") + point


def village(match: re.Match[str]) -> str:
    """A space ends the number, so that village 1 is not found in village 12."""
    following = match["next"]
    return f"หมู่ที่ {match['number']}" + (" " if following else "")


# What is folded after the spelling, in this order.
FOLDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (THOUSANDS, _together),
    (INITIALISM, _initials),
    (SHORT_FORMS, _long_form),
    (_LAST_POINT, lambda _match: ""),
    (VILLAGE, village),
)


def terms(question: str) -> list[str]:
    """Return what a question asks for, each term to be contained; at most eight, longest first."""
    return read(question).terms


class Reading(NamedTuple):
    """How a question was understood; `is_partial` when a part of it was left aside."""

    terms: list[str]
    is_partial: bool


def read(question: str) -> Reading:
    """Return the terms of a question, and whether it was too long or has single characters."""
    key = folded(question[:MAX_LENGTH])
    for each in set(_VILLAGE_TERM.findall(key)):
        key = key.replace(each, f" {each.replace(' ', _NO_BREAK)}")  # ถนนหมู่ 6 asks for both
    found = [part.strip(_AROUND).replace(_NO_BREAK, " ") for part in key.split(" ")]
    words = list(dict.fromkeys(word for word in found if word))
    usable = [word for word in words if len(word) >= SHORTEST]
    kept = sorted(usable, key=len, reverse=True)[:MAX_TERMS]
    return Reading(kept, is_partial=len(kept) < len(words) or len(question) > MAX_LENGTH)


def haystack(text: str) -> str:
    """Return the text in which terms are looked for: folded, Thai unbroken, with room at its ends.

    Two spaces at the end, so that its last two characters also begin a group of three.
    """
    return f" {THAI_SPACE.sub('', folded(text))}  "


def needle(term: str) -> str:
    """Return what a haystack must contain; the number of a village ends where it ends."""
    return f"{term} " if _VILLAGE_TERM.fullmatch(term) else term


def other_eras(text: str) -> str:
    """Return every year that a text names as the other calendar counts it: 2566 for 2023."""
    years = {int(year) for year in _YEARS.findall(to_arabic(text))}
    others = (_other_era(year) for year in sorted(years))
    return " ".join(map(str, others))


def plain_years(question: str) -> str:
    """Return a question with its years as bare numbers: "ถนน ปีงบฯ 66" asks for ถนน and 2566."""
    return _ASKED_YEAR.sub(_plain_year, to_arabic(clean(question)).replace("ฯ", ""))


def _other_era(year: int) -> int:
    return year - BUDDHIST_OFFSET if year >= _FIRST_BUDDHIST else year + BUDDHIST_OFFSET


def _plain_year(match: re.Match[str]) -> str:
    digits, era = match["year"], match["era"]
    if match[0] == digits or (era == "ค" and len(digits) == 2):
        return match[0]
    year = int(digits) if len(digits) == 4 else int(digits) + _BUDDHIST_CENTURY
    return f" {year} "
