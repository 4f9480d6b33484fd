"""Masking personal data in what people wrote, before anybody proposes to publish it.

Pure: text in, text out. It errs on the side of privacy, and an approver reads the result: names are
not found here. Numbers of the office, which are public anyway, are passed in and stay.
"""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from thai.citizen_id import find_citizen_ids
from thai.digits import to_arabic

MASK = "XXX"


class Personal(StrEnum):
    """What was found (ข้อมูลส่วนบุคคล)."""

    CITIZEN_ID = "เลขประจำตัวประชาชน"
    PHONE = "หมายเลขโทรศัพท์"
    EMAIL = "อีเมล"
    ACCOUNT = "เลขบัญชีธนาคาร"
    LINE = "ไลน์ไอดี"
    HOUSE = "บ้านเลขที่"


_GAP = r"[ \u00a0.‐‑‒–—−-]{0,2}"


def _digits(count: str) -> str:
    """A run of digits, Thai or Arabic, with gaps between them."""
    return rf"(?:{_GAP}\d){{{count}}}"


# Strangers choose the text: no two repeats of the same characters may stand side by side, or a page
# of spaces keeps the whole server busy for minutes.
# Longest first: what one pattern takes, the next does not see. A citizen number that fails its check
# digit was perhaps typed wrongly; thirteen digits in a row are masked all the same.
_PATTERNS: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    (Personal.EMAIL, re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        Personal.LINE,
        re.compile(
            r"(?:(?:ไอดี)?ไลน์(?:ไอดี)?|(?<![A-Za-z])line)\s*(?:(?:id|ไอดี)\s*)?(?:[:=：]\s*)?"
            r"(?P<secret>@?[A-Za-z0-9][\w.-]{2,})",
            re.IGNORECASE | re.ASCII,
        ),
    ),
    (Personal.CITIZEN_ID, re.compile(r"(?<!\d)[1-9๑-๙](?:-?\d){12}(?!-?\d)")),
    (
        Personal.ACCOUNT,
        re.compile(
            rf"(?:บัญชี|บช\.?|account)[^\d\n]{{0,40}}(?P<secret>\d{_digits('6,14')})(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (Personal.PHONE, re.compile(rf"(?<!\d)(?:\+66|\+๖๖|[0๐]){_digits('8,9')}(?!-?\d)")),
    (Personal.ACCOUNT, re.compile(r"(?<![\d-])\d{3}-\d-\d{5}-\d(?![\d-])")),
    (
        Personal.HOUSE,
        re.compile(r"บ้าน\s*เลขที่\s*(?P<secret>\d+(?:\s?/\s?\d+)?)"),
    ),
)


def masked(text: str, allowed: Collection[str] = ()) -> str:
    """Return `text` with personal data written as XXX, all else as it was.

    `allowed`: numbers and addresses of the office, which may stay.
    """
    result, position = "", 0
    for start, end, _kind in _spans(text, allowed):
        result += text[position:start] + MASK
        position = end
    return result + text[position:]


def personal_data(text: str, allowed: Collection[str] = ()) -> list[str]:
    """Return what of `text` looks like personal data, each with its kind, in reading order."""
    return [f"{kind}: {text[start:end]}" for start, end, kind in _spans(text, allowed)]


def _spans(text: str, allowed: Collection[str]) -> list[tuple[int, int, Personal]]:
    """Return where personal data stand, not overlapping, in order."""
    known = {_bare(each) for each in allowed if each}
    taken: list[tuple[int, int, Personal]] = []
    for start, end, kind in _found(text):
        is_free = all(end <= other[0] or start >= other[1] for other in taken)
        if is_free and _bare(text[start:end]) not in known:
            taken.append((start, end, kind))
    return sorted(taken)


def _found(text: str) -> Iterator[tuple[int, int, Personal]]:
    position = 0
    for number in find_citizen_ids(text):
        start = text.index(number, position)
        position = start + len(number)
        yield start, position, Personal.CITIZEN_ID
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("secret" if "secret" in pattern.groupindex else 0)
            yield start, end, kind


def _bare(text: str) -> str:
    """The characters that count: 0 2141-9000 and ๐๒๑๔๑๙๐๐๐ are one number."""
    return re.sub(r"[^\w@]", "", to_arabic(text)).lower()
