"""The form in which Thai texts are compared when people look for something.

`thai.text.search_key` folds spelling; here also the short forms of the civil service are written
out, so that อบต. finds องค์การบริหารส่วนตำบล and ม.3 finds หมู่ที่ ๓.
"""

import re

from thai.text import search_key

MAX_TERMS = 8
MAX_LENGTH = 200  # characters of a question that are read
# Longest first where one begins another. Each is written out in texts and in questions alike.
SHORT_FORMS = (
    ("อบต.", "องค์การบริหารส่วนตำบล"),
    ("อบต", "องค์การบริหารส่วนตำบล"),
    ("อบจ.", "องค์การบริหารส่วนจังหวัด"),
    ("อบจ", "องค์การบริหารส่วนจังหวัด"),
    ("อปท.", "องค์กรปกครองส่วนท้องถิ่น"),
    ("อปท", "องค์กรปกครองส่วนท้องถิ่น"),
    ("ศพด.", "ศูนย์พัฒนาเด็กเล็ก"),
    ("รพ.สต.", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
    ("คสล.", "คอนกรีตเสริมเหล็ก"),
    ("คสล", "คอนกรีตเสริมเหล็ก"),
    ("หจก.", "ห้างหุ้นส่วนจำกัด"),
    ("บจก.", "บริษัทจำกัด"),
    ("รร.", "โรงเรียน"),
    ("ถ.", "ถนน"),
    ("ต.", "ตำบล"),
    ("อ.", "อำเภอ"),
    ("จ.", "จังหวัด"),
)
_VILLAGE = re.compile(r"(?:หมู่ที่|หมู่บ้านที่|หมู่|(?<![ก-๙.])ม\.)\s*(\d+)")
# A short form stands at the beginning of a word: after a space, a bracket or nothing.
_SHORT = re.compile(
    r"(?<![ก-๙a-z])(" + "|".join(re.escape(short) for short, _long in SHORT_FORMS) + r")(?![ก-๙]\.)"
)
_LONG = dict(SHORT_FORMS)


def folded(text: str) -> str:
    """Return the form that is stored and searched: folded spelling, short forms written out."""
    key = _SHORT.sub(lambda match: _LONG[match[1]], search_key(text))
    return _VILLAGE.sub(r"หมู่ที่ \1", key)


def terms(question: str) -> list[str]:
    """Return what a question asks for, each term to be contained; at most eight, longest first."""
    found = dict.fromkeys(
        folded(question[:MAX_LENGTH]).replace("หมู่ที่ ", "หมู่ที่\N{NO-BREAK SPACE}").split(" ")
    )
    words = [term.replace("\N{NO-BREAK SPACE}", " ") for term in found if term]
    return sorted(words, key=len, reverse=True)[:MAX_TERMS]
