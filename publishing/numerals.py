"""Thai numerals throughout an official document, except where a number is a name. Pure.

Cabinet resolution of 2000 (พ.ศ. 2543): Thai numerals in official letters and reports. Addresses,
e-mail, item codes (O43) and long numbers (e-GP, tax, citizen) are looked up digit by digit, so
they stay Arabic in every document.
"""

import re

from thai.digits import to_arabic, to_thai

# Lengths are bounded: a page full of dots must not cost quadratic time.
_ADDRESS = r"(?i:https?://|www\.)\S+|[A-Za-z\d_.%+-]{1,64}+@[A-Za-z\d.-]{1,255}"
_LONG = r"\d{8,}"
_GROUPED = r"\d-\d{4}-\d{5}-\d{2}-\d"  # citizen and tax numbers as they are written on cards
# Digits touching Latin letters: O43, 5G, 1.5MB, COVID-19. In "1.No Gift" the 1 stands apart.
_CODE = r"(?:\d{1,7}(?:[.,]\d{1,7}){0,3})?[A-Za-z](?:[A-Za-z\d]|[-_./?=&%#~@](?=[A-Za-z\d]))*"
_COUNTED = re.compile(r"(?:(?<=ที่)|(?<=ศ\.)) (?=[0-9๐-๙])")
_NO_BREAK = "\u00a0"
_NAME = re.compile(f"(?P<address>{_ADDRESS})|(?P<number>{_LONG}|{_GROUPED}|{_CODE})")


def official_digits(text: str, *, thai: bool) -> str:
    """Return `text` with all its numerals Thai, or all Arabic; what is a name stays Arabic.

    Addresses are left exactly as they were typed.
    """
    parts, end = [], 0
    convert = to_thai if thai else to_arabic
    for name in _NAME.finditer(text):
        parts.append(convert(text[end : name.start()]))
        parts.append(name["address"] or to_arabic(name["number"]))
        end = name.end()
    return "".join([*parts, convert(text[end:])])


def unbroken(text: str) -> str:
    """Keep a number on the line of its word: หมู่ที่ 9, ฉบับที่ 2, พ.ศ. 2566."""
    return _COUNTED.sub(_NO_BREAK, text)
