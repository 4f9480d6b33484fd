"""What the annual report says of the channels by which people were told. Pure.

A channel counts with what was put on record: posts that were made, papers that hung on boards.
"""

from pydantic import BaseModel, ConfigDict

TITLE = "ช่องทางการเผยแพร่และประชาสัมพันธ์"


class ChannelContent(BaseModel):
    """One channel: how often it was used, from when to when, in which groups and places."""

    model_config = ConfigDict(frozen=True)

    name: str
    count: int
    days: str
    places: list[str]

    @property
    def places_text(self) -> str:
        return ", ".join(self.places) or "–"


class ChannelsContent(BaseModel):
    """The section of the report, the channel that was used most first."""

    model_config = ConfigDict(frozen=True)

    channels: list[ChannelContent]

    @property
    def title(self) -> str:
        return TITLE

    @property
    def text(self) -> str:
        times = sum(each.count for each in self.channels)
        return (
            f"เผยแพร่ข้อมูลของปีงบประมาณนี้ออกนอกเว็บไซต์ {len(self.channels)} ช่องทาง "
            f"รวม {times:,} ครั้ง ตามที่บันทึกไว้พร้อมวัน เวลา และผู้ดำเนินการ"
        )
