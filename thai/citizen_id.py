"""The 13-digit citizen number (เลขประจำตัวประชาชน): finding it by its check digit, and masking it.

Number and check digit are those of the Department of Provincial Administration (กรมการปกครอง):
twelve digits weighted 13 to 2, modulo 11. Numbers that begin with 0 are those of companies and
offices, are published, and never count here; persons without registration status have such numbers
too, and only the kind of a vendor tells. About one other 13-digit number in ten passes the check
by accident: masking errs on the side of privacy.
"""

import re

_SEPARATORS = " \u00a0‐‑‒–—−-"
_GAP = f"[{_SEPARATORS}]{{0,3}}"
_JOINT = f"[{_SEPARATORS}]{{1,3}}"
_LINE_END = rf"[{_SEPARATORS}]{{0,3}}\r?\n[{_SEPARATORS}]{{0,3}}"
_GROUPS = (r"[^\D0]", r"\d{4}", r"\d{5}", r"\d{2}", r"\d")


def _broken_at(place: int) -> str:
    """The printed groups, apart from each other, with the end of a line after group `place`."""
    joints = [_LINE_END if number == place else _JOINT for number in range(len(_GROUPS) - 1)]
    return "".join(part for pair in zip(_GROUPS, [*joints, ""], strict=True) for part in pair)


# Where 13 digits stand together, in the printed groups 1-4-5-2-1, or in any groups joined by single
# hyphens; never inside a longer run of digits. Other groups between spaces do not count: tables of
# figures are full of them. For the same reason points join the printed groups only where all four
# joints are points, and a line ends inside a number once, with the other groups apart.
# Looking ahead, because one digit may belong to two candidates.
_PRINTED = (_GAP.join(_GROUPS), r"\.".join(_GROUPS), *map(_broken_at, range(len(_GROUPS) - 1)))
_CANDIDATE = re.compile(
    rf"(?<!\d)(?=({'|'.join(_PRINTED)})(?!\d)|(?<!\d-)([^\D0](?:-?\d){{12}})(?!-?\d))"
)


def find_citizen_ids(text: str) -> list[str]:
    """Return the citizen numbers in `text` as they are written there, in order, not overlapping."""
    return [text[start:end] for start, end in _spans(text)]


def mask_citizen_ids(text: str) -> str:
    """Return `text` with every citizen number written as 1-2345-XXXXX-XX-1, all else as it was."""
    masked, position = "", 0
    for start, end in _spans(text):
        masked += text[position:start] + _masked(text[start:end])
        position = end
    # Two numbers may share a digit, so one pass can leave the second behind.
    return mask_citizen_ids(masked + text[position:]) if position else text


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for match in _CANDIDATE.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if (not spans or start >= spans[-1][1]) and _has_check_digit(
            re.sub(r"\D", "", text[start:end])
        ):
            spans.append((start, end))
    return spans


def _has_check_digit(digits: str) -> bool:
    if not re.fullmatch(r"[1-9๑-๙]\d{12}", digits):
        return False
    weighted = sum(int(digit) * (13 - place) for place, digit in enumerate(digits[:12]))
    return int(digits[12]) == (11 - weighted % 11) % 10


def _masked(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"{digits[0]}-{digits[1:5]}-XXXXX-XX-{digits[12]}"
