"""The official forms of the No Gift Policy: what they say of a half or a year. Pure.

Nothing here knows who gave a gift. Texts are Thai whoever reads them: the forms are Thai papers.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from budget.report_content import DEMONSTRATION, Publisher
from procurement.form_content import Standing
from thai.dates import long_date
from thai.fiscal import Period, PeriodKind

DATA = Path(__file__).parent / "data" / "gift_forms.json"
# The words of the forms for what a row says, in the order in which they are counted.
GIVERS = {
    "government": "หน่วยงานของรัฐ",
    "private": "ภาคเอกชน",
    "citizen": "ประชาชน",
    "other": "อื่น ๆ",
}
OCCASIONS = {"ordinary": "โอกาสปกติ", "festival": "เทศกาลหรือวันสำคัญ"}
VALUES = {"small": "ไม่เกิน 3,000 บาท", "large": "เกิน 3,000 บาท"}
RECEIVED = {"agency": "หน่วยงาน", "person": "รายบุคคล"}
HANDLINGS = {
    "refused": "ไม่รับ",
    "returned": "ส่งคืนผู้ให้",
    "handed_in": "ส่งมอบให้หน่วยงาน",
    "kept": "รับไว้โดยธรรมจรรยา",
}
REFUSED = "refused"


class FormKind(StrEnum):
    """The two forms; the value is a part of their address."""

    POLICY = "policy"
    RECEIPTS = "receipts"


class FormColumn(BaseModel):
    model_config = ConfigDict(frozen=True)

    key: str
    label: str
    width: int


class Layout(BaseModel):
    """How a form looks on paper; from memory where its mark of confidence says so."""

    model_config = ConfigDict(frozen=True)

    confidence: str
    title: str
    signers: list[str]
    columns: list[FormColumn]


@cache
def layout_of(kind: FormKind) -> Layout:
    return Layout.model_validate(json.loads(DATA.read_text(encoding="utf-8"))[kind.value])


@dataclass(frozen=True)
class GiftLine:
    """A public row of the register; the words stand for its choices."""

    day: dt.date
    what: str
    giver: str
    occasion: str
    value: str
    received_for: str
    unit: str
    handling: str
    handled_on: dt.date | None = None
    reported_on: dt.date | None = None

    @property
    def was_taken(self) -> bool:
        """Whether it came into the house at all."""
        return self.handling != REFUSED


@dataclass(frozen=True)
class Declared:
    """The declaration of the year: who signed it when, and how many took note of how many."""

    name: str
    position: str
    signed_on: dt.date
    people: int
    staff: int | None


@dataclass(frozen=True)
class GiftForm:
    """One form, ready for page, paper and data.

    `as_of` is the day of the newest publication in it, None where nothing is; `moment` dates the
    files. `nil_on` is the day on which it was confirmed that nothing came.
    """

    kind: FormKind
    period: Period
    publisher: Publisher
    lines: tuple[GiftLine, ...]
    standing: Standing
    moment: dt.datetime
    as_of: dt.date | None = None
    nil_on: dt.date | None = None
    declared: Declared | None = None

    @property
    def layout(self) -> Layout:
        return layout_of(self.kind)

    @property
    def rows(self) -> tuple[GiftLine, ...]:
        """The lines that the form is about: that of receipts has nothing that was refused."""
        if self.kind is FormKind.POLICY:
            return self.lines
        return tuple(line for line in self.lines if line.was_taken)

    @property
    def title_lines(self) -> list[str]:
        return [self.layout.title, round_of(self.period), self.publisher.name]

    @property
    def title(self) -> str:
        return " ".join(self.title_lines[:2])

    @property
    def demonstration_notice(self) -> str:
        return DEMONSTRATION if self.publisher.is_demonstration else ""

    @property
    def standing_text(self) -> str:
        return standing_text(self.standing, self.period, self.nil_on)

    @property
    def nothing_text(self) -> str:
        """What stands in the table of a form without rows."""
        return "ไม่มีรายการ"

    @property
    def facts(self) -> list[str]:
        """The sentences above the table: the declaration, who took note, how often anything came."""
        sentences = []
        if self.declared:
            each = self.declared
            sentences.append(
                f"ประกาศเจตนารมณ์ลงนามโดย {each.name} {each.position} "
                f"เมื่อวันที่ {long_date(each.signed_on)}"
            )
            sentences.append(taken_text(each.people, each.staff))
        return [*sentences, count_text(self.lines, self.standing)]


@dataclass(frozen=True)
class PeriodLine:
    """A half or a year in the list of all: how far it is, and what came in."""

    period: Period
    standing: Standing
    counts: str
    nil_on: dt.date | None = None

    @property
    def name(self) -> str:
        return round_of(self.period)

    @property
    def standing_text(self) -> str:
        return standing_text(self.standing, self.period, self.nil_on)


def standing_text(standing: Standing, period: Period, nil_on: dt.date | None) -> str:
    """Return what must be known before figures are read, "" where they speak for themselves."""
    if standing is Standing.NIL and nil_on:
        return f"ยืนยันแล้วว่าไม่มีการเสนอให้และไม่มีการรับ เมื่อวันที่ {long_date(nil_on)}"
    return {
        Standing.NOT_OVER: f"ยังไม่สิ้นสุดรอบรายงาน (สิ้นสุดวันที่ {long_date(period.last_day)})",
        Standing.UNCONFIRMED: "ยังไม่มีรายการที่เผยแพร่ และยังไม่มีผู้ยืนยันว่าไม่มีรายการ",
        Standing.CONTRADICTED: "เคยยืนยันว่าไม่มีรายการ แต่ต่อมามีรายการในทะเบียน อยู่ระหว่างแก้ไข",
    }.get(standing, "")


def round_of(period: Period) -> str:
    """Return the name that the forms give a period: the rounds of 6 and of 12 months."""
    if period.kind is PeriodKind.YEAR:
        return f"รอบ 12 เดือน {period.label()}"
    return period.label()


def taken_text(people: int, staff: int | None) -> str:
    of = f" จากทั้งหมด {staff:,} คน" if staff else ""
    return f"ผู้บริหารและเจ้าหน้าที่ลงนามรับทราบแล้ว {people:,} คน{of}"


def count_text(lines: Sequence[GiftLine], standing: Standing) -> str:
    """Return in one sentence how often gifts were offered and what became of them."""
    if not lines:
        return "ไม่มีการเสนอให้และไม่มีการรับของขวัญ" if standing is Standing.NIL else "ไม่มีรายการในทะเบียน"
    counts = [
        f"{words} {count} ครั้ง"
        for handling, words in HANDLINGS.items()
        if (count := sum(line.handling == handling for line in lines))
    ]
    return f"มีผู้เสนอให้หรือให้ของขวัญ {len(lines):,} ครั้ง: {' '.join(counts)}"


@dataclass(frozen=True)
class TopicCount:
    """A line of the summary form: of a topic, how often one answer to it occurred."""

    topic: str
    item: str
    times: int


def topic_counts(lines: Sequence[GiftLine]) -> list[TopicCount]:
    """Return how often each answer to each topic of the summary occurred."""
    topics = (
        ("ประเภทผู้ให้", GIVERS, [line.giver for line in lines]),
        ("โอกาสที่ให้", OCCASIONS, [line.occasion for line in lines]),
        ("มูลค่า", VALUES, [line.value for line in lines]),
        ("รับในนาม", RECEIVED, [line.received_for for line in lines]),
        ("การดำเนินการ", HANDLINGS, [line.handling for line in lines]),
    )
    return [
        TopicCount(topic, words, found.count(choice))
        for topic, choices, found in topics
        for choice, words in choices.items()
    ]
