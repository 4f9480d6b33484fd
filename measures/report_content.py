"""What the annual measures report says, apart from its look and from the tables it came from. Pure.

The same `ReportContent` becomes the PDF, the DOCX, the accessible page and the CSV; an edition
keeps it as JSON, so that what was signed can be read back as it was. Texts keep the digits that
were typed: whoever prints them chooses the numerals (`publishing.numerals`).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from measures.report_channels import ChannelsContent
from measures.report_integrity import IntegrityContent

PREAMBLE = (
    (
        "ตามที่ได้ดำเนินการวิเคราะห์ผลการประเมิน ITA ของ{agency} ในปีงบประมาณ พ.ศ.{assessed_year} "
        "และได้มีการกำหนดมาตรการ/แนวทางในการส่งเสริมคุณธรรมและความโปร่งใสขององค์กรปกครองส่วนท้องถิ่น"
        "ในปีงบประมาณ พ.ศ.{fiscal_year} ร่วมกันระหว่าง{set_by} ของ{agency} ไปแล้ว นั้น"
    ),
    (
        "ในการนี้ ขอรายงานสรุปผลการดำเนินการและผลลัพธ์ของการขับเคลื่อนมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
        "ของ{agency} ประจำปีงบประมาณ พ.ศ.{fiscal_year} ดังต่อไปนี้"
    ),
)
TITLE = (
    "สรุปผลการดำเนินการ และผลลัพธ์ของการดำเนินการ",
    "ตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    "ประจำปีงบประมาณ พ.ศ.{fiscal_year}",
    "{agency} {place}",
)
LATER_SECTIONS = ("complaints", "integrity", "channels")
DEMONSTRATION = "ข้อมูลสาธิต: เอกสารนี้จัดทำเพื่อแสดงตัวอย่างระบบ ไม่ใช่เอกสารทางราชการ"


class Content(BaseModel):
    """A piece of a report; never changed once made."""

    model_config = ConfigDict(frozen=True)


class PhotoContent(Content):
    """A picture: `file` is its name in the storage (for print), `web` its address, with its pixels."""

    file: str
    web: str
    width: int
    height: int
    alt: str
    caption: str


class EvidenceContent(Content):
    """What proves an activity, with its full address; `number` runs through the whole report."""

    number: int
    title: str
    url: str


class ActivityContent(Content):
    title: str
    text: str
    place: str
    when: str
    photos: list[PhotoContent]
    evidence: list[EvidenceContent]


class MethodContent(Content):
    """One numbered method with its owner, its schedule and what came of it ("" while unknown)."""

    number: int
    text: str
    responsible: str
    schedule: str
    result: str


@dataclass(frozen=True)
class TableRow:
    """One line of the six-column table: a method, and the suggestions that stand beside it.

    The title stands in the first line only; owner and schedule are "" where that said them for all.
    """

    title: str
    method: MethodContent
    owner: str
    schedule: str
    suggestions: list[str]

    @property
    def is_short(self) -> bool:
        """Whether the line surely fits on a page, so that it need not be divided."""
        letters_and_room = (  # about 22 lines of each column
            (self.title, 400),
            (self.method.text, 800),
            (self.schedule, 250),
            (self.method.result, 600),
            ("".join(self.suggestions), 400),
        )
        return all(len(letters) < room for letters, room in letters_and_room)


class FindingContent(Content):
    """A weakness that the assessment showed: in which indicator or question, with its score."""

    text: str
    about: str
    score: Decimal | None


class OutcomeContent(Content):
    """What a measure brought about; scores and counts are None where there are none."""

    text: str
    question: str
    score_before: Decimal | None
    score_after: Decimal | None
    count: int | None
    count_of: str

    @property
    def has_score(self) -> bool:
        return self.score_after is not None or self.score_before is not None

    @property
    def label(self) -> str:
        """What the score answers, unless the text has quoted it already."""
        return "" if self.question in self.text else self.question

    @property
    def gain(self) -> Decimal | None:
        if self.score_before is None or self.score_after is None:
            return None
        return self.score_after - self.score_before

    @property
    def change(self) -> str:
        """The gain or the loss in words, "" where one of the scores is missing."""
        gain = self.gain
        if gain is None:
            return ""
        if gain == 0:
            return "คะแนนเท่าเดิม"
        return f"{'เพิ่มขึ้น' if gain > 0 else 'ลดลง'} {abs(gain)} คะแนน"


class MeasureContent(Content):
    """One measure with everything that is reported about it; `percent` is its progress."""

    number: int
    title: str
    indicator: str
    findings: list[FindingContent]
    percent: int
    progress: str
    activities_heading: str
    activities_summary: str
    outcomes_heading: str
    methods: list[MethodContent]
    activities: list[ActivityContent]
    outcomes: list[OutcomeContent]
    suggestions: list[str]

    @property
    def owners(self) -> list[str]:
        return _once(method.responsible for method in self.methods)

    @property
    def schedules(self) -> list[str]:
        return _once(method.schedule for method in self.methods)

    @property
    def rows(self) -> list[TableRow]:
        """The lines of the table: one per method, the suggestions dealt out over them."""
        last = len(self.methods) - 1
        return [
            TableRow(
                title="" if place else self.title,
                method=method,
                owner="" if place and len(self.owners) == 1 else method.responsible,
                schedule="" if place and len(self.schedules) == 1 else method.schedule,
                suggestions=self.suggestions[place : None if place == last else place + 1],
            )
            for place, method in enumerate(self.methods)
        ]

    @property
    def is_summed_up_shortly(self) -> bool:
        """Whether its line in the summary surely fits on a page."""
        return sum(len(outcome.text) for outcome in self.outcomes) < 900


class CountContent(Content):
    """One line of the statistics; counts are words where a number would tell too much."""

    name: str
    received: str
    done: str
    in_progress: str


class ComplaintContent(Content):
    """The published statistics; `nil` is "" or says that nobody complained, asked or challenged."""

    title: str
    url: str
    nil: str
    cases_text: str
    cases: list[CountContent]
    questions_text: str
    questions: list[CountContent]


class ReportContent(Content):
    """Everything that the report of one year says (รายงานผลการดำเนินการตามมาตรการ)."""

    agency: str
    place: str
    seal: str
    fiscal_year: int
    assessed_year: int
    assessed_score: Decimal | None
    assessed_grade: str
    set_by: str
    signatory_name: str
    signatory_position: str
    public_url: str
    editions_url: str
    as_of: dt.date
    thai_digits: bool
    is_demonstration: bool
    measures: list[MeasureContent]
    complaints: ComplaintContent | None = None
    integrity: IntegrityContent | None = None
    channels: ChannelsContent | None = None

    @property
    def title_lines(self) -> list[str]:
        return [line.format_map(dict(self)) for line in TITLE]

    @property
    def title(self) -> str:
        """The name of the document in one line, without the place."""
        return " ".join([*self.title_lines[:3], self.agency])

    @property
    def preamble(self) -> list[str]:
        """The two opening paragraphs, naming the year assessed and the year of the measures."""
        return [paragraph.format_map(dict(self)) for paragraph in PREAMBLE]

    @property
    def demonstration_notice(self) -> str:
        return DEMONSTRATION if self.is_demonstration else ""

    @property
    def answers(self) -> list[MeasureContent]:
        """The measures that say which findings of the assessment they answer."""
        return [measure for measure in self.measures if measure.findings]

    @property
    def cites_assessment(self) -> bool:
        """Whether anything of the assessment is known that the preamble does not say."""
        return bool(self.answers) or self.assessed_score is not None

    @property
    def has_evidence(self) -> bool:
        return any(activity.evidence for activity in self.activities)

    @property
    def activities(self) -> list[ActivityContent]:
        return [activity for measure in self.measures for activity in measure.activities]

    @property
    def json_bytes(self) -> bytes:
        """The canonical JSON, the same bytes for the same content whatever stored it."""
        # An edition of before did not know these: its hash stays what was printed in it.
        unknown = {name for name in LATER_SECTIONS if getattr(self, name) is None}
        data = self.model_dump(mode="json", exclude=unknown)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.json_bytes).hexdigest()

    def says_the_same_as(self, other: "ReportContent") -> bool:
        """Whether both report the same; the day on which they were gathered does not count."""
        return self.model_copy(update={"as_of": other.as_of}) == other


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
