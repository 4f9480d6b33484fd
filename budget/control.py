"""Control totals: what the rows add up to, held against the signed paper. Pure; baht.

Mistakes of the hand have shapes: a row left out or entered twice differs by its own amount, two
digits exchanged by a multiple of nine, a wrong sign by twice the amount.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budget.ledger import ZERO
from thai.money import format_baht

MAX_SUSPECTS = 10


@dataclass(frozen=True)
class Control:
    """One total of a signed paper beside the sum of the rows.

    `paper` is None where nobody has typed it yet. `label` says what is added up.
    """

    label: str
    paper: Decimal | None
    rows: Decimal
    explanation: str = ""

    @property
    def difference(self) -> Decimal:
        """Rows less paper; zero where the paper is not known."""
        return ZERO if self.paper is None else self.rows - self.paper

    @property
    def agrees(self) -> bool:
        return self.paper is not None and not self.difference

    @property
    def is_settled(self) -> bool:
        """Whether it may become public: it agrees, or somebody has explained why not."""
        return self.agrees or (self.paper is not None and bool(self.explanation.strip()))

    @property
    def is_open(self) -> bool:
        """Whether a difference still waits for a correction or an explanation."""
        return self.paper is not None and not self.is_settled

    @property
    def sentence(self) -> str:
        """The comparison in Thai, with what to do where it does not agree."""
        paper = "ยังไม่ได้ใส่" if self.paper is None else f"{format_baht(self.paper)} บาท"
        text = f"ยอด{self.label} ตามรายการ {format_baht(self.rows)} บาท ตามเอกสารที่ลงนาม {paper}"
        if self.paper is None:
            return text
        text = f"{text} ต่างกัน {format_baht(self.difference)} บาท"
        return f"{text} กรุณาแก้ไขรายการ หรือชี้แจงผลต่าง" if self.is_open else text


@dataclass(frozen=True)
class Suspect:
    """A row that could cause a difference, and why."""

    label: str
    amount: Decimal
    why: str


def suspects(difference: Decimal, rows: Iterable[tuple[str, Decimal]]) -> list[Suspect]:
    """Return the rows that could cause `difference` (rows less paper), most telling first."""
    if not difference:
        return []
    found = [
        (rank, Suspect(label, amount, why))
        for label, amount in rows
        for rank, why in [_why(difference, amount)]
        if why
    ]
    found.sort(key=lambda pair: pair[0])
    return [suspect for _rank, suspect in found[:MAX_SUSPECTS]]


def _why(difference: Decimal, amount: Decimal) -> tuple[int, str]:
    if amount and difference == amount:
        return 0, "ยอดเท่ากับผลต่างพอดี อาจบันทึกซ้ำหรือไม่มีในเอกสาร"
    if amount and difference == 2 * amount:
        return 1, "ผลต่างเป็นสองเท่าของยอด เครื่องหมายบวกหรือลบอาจกลับกัน"
    if _digits_exchanged(amount, amount - difference):
        return 2, "สลับหลักตัวเลขสองหลักแล้วจะตรงพอดี อาจพิมพ์ตัวเลขสลับกัน"
    if amount and difference in {amount * 9 / 10, amount * 9, -amount * 9}:
        return 3, "เพิ่มหรือลดศูนย์หนึ่งตัวแล้วจะตรงพอดี"
    return 9, ""


def _digits_exchanged(amount: Decimal, other: Decimal) -> bool:
    """Whether two neighbouring digits of `amount` exchanged give `other`."""
    first, second = str(abs(amount)), str(abs(other))
    if amount * other <= 0 or len(first) != len(second):
        return False
    places = [at for at, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    at = places[0]
    return first[at] == second[at + 1] and first[at + 1] == second[at]
