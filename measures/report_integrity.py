"""What the annual report says of the surveys and of the No Gift Policy. Pure.

Counts only: no answer, no name of a giver, no name of somebody who took note.
"""

from pydantic import BaseModel, ConfigDict

TITLE = "การขับเคลื่อนตามแบบวัด IIT/EIT และนโยบาย No Gift Policy"
SURVEYS = "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสีย"
GIFTS = "นโยบาย No Gift Policy"


class IntegrityPart(BaseModel):
    model_config = ConfigDict(frozen=True)


class SurveyContent(IntegrityPart):
    """One survey: when it was open, how many were needed (0 where unknown), how many answered."""

    name: str
    window: str
    target: int
    answered: int | None
    counted_on: str
    url: str

    @property
    def needed_text(self) -> str:
        return f"{self.target:,}" if self.target else "–"

    @property
    def answered_text(self) -> str:
        return "ยังไม่ได้นับ" if self.answered is None else f"{self.answered:,}"

    @property
    def text(self) -> str:
        """The survey in one sentence."""
        if self.answered is None:
            return f"{self.name} เปิดให้ตอบ {self.window}"
        of = f" จากเป้าหมาย {self.target:,} คน" if self.target else ""
        reached = " ครบตามเป้าหมาย" if self.target and self.answered >= self.target else ""
        return f"{self.name} เปิดให้ตอบ {self.window} มีผู้ตอบ {self.answered:,} คน{of}{reached}"


class GiftCount(IntegrityPart):
    """How often gifts of one kind of handling came, by value class."""

    name: str
    small: int
    large: int


class IntegrityContent(IntegrityPart):
    """The section of the report; `gifts` are sentences, `counts` the register in figures."""

    surveys: list[SurveyContent]
    gifts: list[str]
    counts: list[GiftCount]
    gifts_url: str

    @property
    def title(self) -> str:
        return TITLE

    @property
    def surveys_heading(self) -> str:
        return SURVEYS

    @property
    def gifts_heading(self) -> str:
        return GIFTS
