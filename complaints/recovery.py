"""The recovery key (กุญแจกู้คืน): made on an offline machine, split into three sheets of words.

Two sheets together give the private half, one gives nothing (SLIP-39). What leaves the server is an
`Export`, what comes back are `NewWraps`; the private half is only ever on the offline machine. Pure.
"""

import datetime as dt
import hashlib
import itertools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from complaints.contents import Body
from complaints.sealing.boxes import CannotOpen, new_pair, public_of, unseal, unwrap, wrap
from thai.dates import long_date

SHEETS = 3
ENOUGH = 2
WORDS = 33
Hex = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2})+$")]
_BESIDE_A_WORD = "0123456789๐๑๒๓๔๕๖๗๘๙.,:;()"

_SHEET = """\
กุญแจกู้คืนเรื่องร้องเรียนการทุจริต
แผ่นที่ {number} จาก 3

ลายนิ้วมือของกุญแจ: {fingerprint}
วันที่จัดทำ: {day}

แผ่นนี้แผ่นเดียวเปิดอะไรไม่ได้ แต่แผ่นใดก็ตามสองแผ่นรวมกันเปิดเรื่องร้องเรียนได้ทุกเรื่อง

คำกู้คืน 33 คำ (อ่านจากซ้ายไปขวา)

{words}

ข้อปฏิบัติของผู้ถือแผ่นนี้

1. เก็บในซองปิดผนึก ลงลายมือชื่อกำกับรอยผนึก ในที่ปลอดภัย แยกจากแผ่นอื่น
2. ห้ามถ่ายภาพ ถ่ายสำเนา สแกน หรือพิมพ์คำเหล่านี้ลงในเครื่องที่ต่อเครือข่าย
3. ผู้ถือต้องไม่เป็นเจ้าหน้าที่ผู้รับเรื่อง ควรเป็นปลัด ประธานสภาหรือผู้ตรวจสอบภายใน
   และอำเภอหรือท้องถิ่นจังหวัด คนละแผ่น
4. เมื่อต้องกู้คืน ให้นำสองแผ่นมาที่เครื่องซึ่งไม่ต่อเครือข่าย แล้วใช้คำสั่ง manage.py recovery rewrap
5. แผ่นสูญหายหรือสงสัยว่ามีผู้อื่นเห็น ให้แจ้งหน่วยงานทันที เพื่อจัดทำกุญแจกู้คืนชุดใหม่
6. ตรวจว่ายังมีครบสามแผ่นปีละครั้ง และซ้อมการกู้คืนอย่างน้อยปีละครั้ง

ชื่อผู้ถือ ......................................................................
ลงชื่อ ..........................................................................
วันที่รับแผ่น ....................................................................
"""


class Fault(StrEnum):
    """Why two sheets do not open anything."""

    COUNT = "count"  # a sheet has not 33 words
    WORDS = "words"  # words were misread, or the sheets are of different keys or the same one twice
    OTHER_KEY = "other key"  # nothing of the export was sealed to this key


class RecoveryFailed(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Ceremony:
    """A new pair: what the server gets, and the words of each holder."""

    public: bytes
    sheets: list[str]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_text(self) -> str:
        return self.model_dump_json(indent=1) + "\n"


class PublicKeyFile(_File):
    """What the server imports; nothing in it is secret."""

    kind: Literal["ita_portal recovery key"] = "ita_portal recovery key"
    public: Hex
    fingerprint: str


class Reader(_File):
    """An officer who is to read; `same_person` are all keys that this person ever had."""

    key: int
    username: str
    public: Hex
    same_person: list[int]


class ExportedCase(_File):
    """A case closed: its key for each recovery key (by fingerprint), who already reads, its body."""

    number: str
    wraps: dict[str, Hex]
    readers: list[int]
    body: Hex


class Export(_File):
    """What is carried to the offline machine. Without two sheets nobody reads anything in it."""

    kind: Literal["ita_portal recovery export"] = "ita_portal recovery export"
    readers: list[Reader]
    cases: list[ExportedCase]


class NewWrap(_File):
    number: str
    key: int
    public: Hex
    sealed: Hex


class NewWraps(_File):
    """What is carried back: keys of cases, closed for the officers who are to read them."""

    kind: Literal["ita_portal recovery wraps"] = "ita_portal recovery wraps"
    wraps: list[NewWrap]


@dataclass(frozen=True)
class Rewrapped:
    """`skipped` counts the cases whose reporter kept the officer out; which ones is never told."""

    file: NewWraps
    skipped: int
    unopened: int


def fingerprint_of(public: bytes) -> str:
    """Return the name by which people compare keys: a1b2-c3d4-e5f6-a7b8."""
    digest = hashlib.sha256(public).hexdigest()
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def make() -> Ceremony:
    """Make a pair and split its private half; every two sheets were tried before this returns."""
    public, private = new_pair()
    [sheets] = generate_mnemonics(1, [(ENOUGH, SHEETS)], private)
    for pair in itertools.combinations(sheets, ENOUGH):
        if public_of(join(list(pair))) != public:
            raise RecoveryFailed(Fault.WORDS)
    return Ceremony(public, sheets)


def key_file(public: bytes) -> PublicKeyFile:
    return PublicKeyFile(public=public.hex(), fingerprint=fingerprint_of(public))


def sheet_text(ceremony: Ceremony, number: int, day: dt.date) -> str:
    """Return the sheet of one holder (1 to 3) as it is printed."""
    return _SHEET.format(
        number=number,
        fingerprint=fingerprint_of(ceremony.public),
        day=long_date(day),
        words=_columns(ceremony.sheets[number - 1].split()),
    )


def words_in(text: str) -> str:
    """Return the words of a sheet, typed or read from its file with everything printed around them."""
    tokens = (token.strip(_BESIDE_A_WORD) for token in re.split(r"\s+", text.lower()))
    return " ".join(token for token in tokens if token in _KNOWN)


def join(sheets: list[str]) -> bytes:
    """Return the private half from two sheets; raises `RecoveryFailed`."""
    words = [words_in(sheet) for sheet in sheets]
    if any(len(each.split()) != WORDS for each in words):
        raise RecoveryFailed(Fault.COUNT)
    try:
        return combine_mnemonics(words)
    except (MnemonicError, ValueError) as error:
        raise RecoveryFailed(Fault.WORDS) from error


def rewrap(export: Export, private: bytes) -> Rewrapped:
    """Close the key of every case for the officers of the export, but for those kept out of it."""
    name = fingerprint_of(public_of(private))
    opened, wraps, skipped = 0, [], 0
    for case in export.cases:
        key = _key_of(case, name, private)
        kept_out = _kept_out(case, key) if key else None
        if key is None or kept_out is None:
            continue
        opened += 1
        for reader in export.readers:
            if reader.key in case.readers:
                continue
            if kept_out & {reader.key, *reader.same_person}:
                skipped += 1
                continue
            sealed = wrap(bytes.fromhex(reader.public), key).hex()
            wraps.append(
                NewWrap(number=case.number, key=reader.key, public=reader.public, sealed=sealed)
            )
    if export.cases and not opened:
        raise RecoveryFailed(Fault.OTHER_KEY)
    return Rewrapped(NewWraps(wraps=wraps), skipped, len(export.cases) - opened)


def _key_of(case: ExportedCase, name: str, private: bytes) -> bytes | None:
    """Return the key of a case, None where it was sealed to another recovery key or is damaged."""
    try:
        return unwrap(private, bytes.fromhex(case.wraps[name]))
    except (KeyError, CannotOpen):
        return None


def _kept_out(case: ExportedCase, key: bytes) -> set[int] | None:
    """Return whom the reporter kept out; None where that cannot be read: then nobody gets the key."""
    try:
        body = Body.model_validate_json(unseal(key, bytes.fromhex(case.body)))
    except (CannotOpen, ValidationError):
        return None
    return set(body.kept_out)


def _columns(words: list[str]) -> str:
    """Return the words numbered, three in a line, to be read from left to right."""
    numbered = [f"{place:2}. {word:<14}" for place, word in enumerate(words, start=1)]
    rows = (numbered[at : at + 3] for at in range(0, len(numbered), 3))
    return "\n".join("".join(row).rstrip() for row in rows)


_KNOWN = frozenset(WORDLIST)
