"""What a poster says: one message, a few figures, where they come from. Pure.

The picture, the paper, the text beside them and the sentence for those who cannot see are all made
from one `PosterContent`, so none can say another thing. Editions keep it as JSON.
"""

import datetime as dt
import hashlib
import json
from decimal import Decimal
from unicodedata import category

from pydantic import BaseModel, ConfigDict

from thai.dates import long_date
from thai.money import compact_baht
from thai.text import shortened

# Characters. What is longer is cut where it is made, so that every format can hold it.
MAX_TITLE = 90
MAX_LEAD = 180
MAX_NAME = 80
MAX_DETAIL = 120
MAX_TEXT = 240  # of a promise or a result: whole on paper, cut for a small picture
MAX_SOURCE = 50
MAX_CALL = 40
MAX_ADDRESS = 80
MOST_IN_ALT = 5  # rows that are read aloud; the text beside the picture has them all
LENGTHS = ((6, ""), (10, "long"))  # letters that a large figure has room for
TERSE = 34  # letters of a name that has room in half a line
FULL = 100  # the length of the longest bar
DEMONSTRATION = "ข้อมูลสาธิต ไม่ใช่ข้อมูลจริงของหน่วยงานใด"

Facts = list[tuple[str, str]]


class Content(BaseModel):
    """A piece of a poster; never changed once made."""

    model_config = ConfigDict(frozen=True)


class Office(Content):
    """Whose poster it is; `seal` is a name in storage, empty without one."""

    name: str
    place: str
    seal: str = ""
    is_demonstration: bool = False


class Figure(Content):
    """A number in large type: "46.90", "ล้านบาท", "งบประมาณทั้งปี".

    One that `is_running` is counted on from day to day, and told of the day that the poster names.
    """

    value: str
    unit: str = ""
    label: str = ""
    is_running: bool = False

    @property
    def text(self) -> str:
        return _joined(self.value, self.unit)

    @property
    def length(self) -> str:
        """The name of the type that the number needs; marks above and below take no room."""
        letters = sum(category(letter) != "Mn" for letter in self.value)
        return next((name for most, name in LENGTHS if letters <= most), "longest")


class Bar(Content):
    """A bar with its name and its amount; `width` is its length out of a hundred.

    `short_name` names it where room is short. One that `is_rest` stands for the rows not named.
    """

    name: str
    amount: Decimal
    unit: str
    width: int
    note: str = ""
    short_name: str = ""
    is_rest: bool = False
    baht: Decimal | None = None  # what it stands for, where its amount is a share

    @property
    def text(self) -> str:
        return _joined(f"{self.amount:,}", self.unit)

    @property
    def brief_name(self) -> str:
        return self.short_name or self.name


class Line(Content):
    """A row of text: what it is, and something about it; of that, `brief` where room is short."""

    name: str
    detail: str = ""
    brief: str = ""
    number: str = ""  # set apart at the end, such as a price
    baht: Decimal | None = None  # the price, to be added up

    @property
    def short(self) -> str:
        return " ".join(filter(None, (self.name, self.number or self.detail)))

    def cut(self, letters: int) -> "Line":
        return self.model_copy(update={"name": shortened(self.name, letters)})


class Section(Content):
    """A part of the poster with a heading; bars or lines, or a sentence where there are none.

    Bars that `add_up` may stand together in one. A section that `is_running` gets new rows from
    day to day.
    """

    title: str = ""
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    nothing: str = ""
    more: int = 0  # further rows that are counted but not named
    more_baht: Decimal = Decimal(0)  # what these cost together
    add_up: bool = True
    is_running: bool = False

    @property
    def rest(self) -> str:
        """The rows that are not named, in words; empty where all are."""
        total = f" รวม {compact_baht(self.more_baht)}" if self.more_baht else ""
        return f"{further(self.more)}{total}" if self.more else ""

    @property
    def size(self) -> int:
        """How many rows it has."""
        return len(self.bars) + len(self.lines)

    @property
    def is_terse(self) -> bool:
        """Whether every row in its shortest form has room in half a line."""
        names = [*(bar.brief_name for bar in self.bars), *(line.name for line in self.lines)]
        return max(map(len, names), default=0) <= TERSE and not any(
            line.number for line in self.lines
        )


class PosterContent(Content):
    """All that a poster says, whatever its size.

    `url` is where its code leads; empty where that is the page of the poster itself. `call` says
    why to scan it, `details` is the page of the portal that has it all. `short_lead` is said where
    the lead finds no room. `moment` is when the newest of its contents was published.
    """

    office: Office
    kicker: str
    title: str
    lead: str = ""
    short_lead: str = ""
    is_lead_running: bool = False
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    call: str = "ดูรายละเอียดทั้งหมด"
    url: str = ""
    details: str
    shows_large_code: bool = False
    source: str
    as_of: dt.date
    moment: dt.datetime

    @property
    def hero(self) -> Figure | None:
        return self.figures[0] if self.figures else None

    @property
    def demonstration(self) -> str:
        return DEMONSTRATION if self.office.is_demonstration else ""

    @property
    def as_of_text(self) -> str:
        return f"ข้อมูล ณ วันที่ {long_date(self.as_of)}"

    @property
    def facts(self) -> Facts:
        """What it tells, label by label."""
        found = [("หน่วยงาน", self.office.name), ("หัวเรื่อง", self.title), ("เรื่อง", self.kicker)]
        found += [("คำโปรย", self.lead)] if self.lead else []
        found += [(each.label or "ตัวเลข", each.text) for each in self.figures]
        for section in self.sections:
            found += [(each.name, _noted(each.text, each.note)) for each in section.bars]
            found += [
                (each.name, " · ".join(filter(None, (each.detail, each.number))) or "–")
                for each in section.lines
            ]
            found += [(section.title or "หมายเหตุ", section.nothing)] if section.nothing else []
            found += [("รายการอื่น", section.rest)] if section.more else []
        return [*found, ("ลิงก์ในคิวอาร์โค้ด", self.url)] if self.url else found

    @property
    def fingerprint(self) -> str:
        """The same for two contents that tell the same, whatever the day."""
        told = json.dumps(self.facts, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def alt(self) -> str:
        """What the picture says, for those who cannot see it: title, figures and rows."""
        parts = [self.title]
        parts += [" ".join(filter(None, (each.label, each.text))) for each in self.figures]
        for section in self.sections:
            parts += [f"{each.name} {each.text}" for each in section.bars[:MOST_IN_ALT]]
            parts += [each.short for each in section.lines[:MOST_IN_ALT]]
        return f"โปสเตอร์: {' · '.join(parts)}"

    @property
    def caption(self) -> str:
        """A ready text for a post, without the address."""
        figures = " · ".join(filter(None, (_labelled(each) for each in self.figures)))
        return "\n".join(filter(None, (self.title, self.lead, figures, self.as_of_text)))

    def text_twin(self, url: str) -> str:
        """Return the whole poster as plain text; `url` leads to its page."""
        lines = [self.title, f"{self.kicker} · {self.office.name}", self.lead]
        lines += [_labelled(each) for each in self.figures]
        for section in self.sections:
            lines += ["", section.title] if section.title else [""]
            lines += [f"- {each.name}: {_noted(each.text, each.note)}" for each in section.bars]
            lines += [_line_text(each) for each in section.lines]
            lines += [section.rest] if section.more else []
            lines += [section.nothing] if section.nothing else []
        lines += ["", f"{self.call}: {self.url or url}", f"ที่มา: {self.source}", self.as_of_text]
        lines += [self.demonstration] if self.demonstration else []
        return "\n".join(
            line for line, before in zip(lines, ["x", *lines], strict=False) if line or before
        )


def figure_of(amount: str, label: str, *, is_running: bool = False) -> Figure:
    """Return a figure of a text like "46.90 ล้านบาท" or "950,000 บาท"."""
    value, _space, unit = amount.partition(" ")
    return Figure(value=value, unit=unit, label=label, is_running=is_running)


def bars_of(
    rows: list[tuple[str, Decimal]], *, unit: str, whole: Decimal | None = None
) -> tuple[Bar, ...]:
    """Return bars drawn on the scale of `whole`, or of the largest row."""
    scale = whole or max((amount for _name, amount in rows), default=Decimal(0))
    return tuple(
        Bar(
            name=shortened(name, MAX_NAME), amount=amount, unit=unit, width=bar_width(amount, scale)
        )
        for name, amount in rows
    )


def bar_width(part: Decimal, scale: Decimal) -> int:
    """Return a length from 0 to 100; what is not nothing can be seen."""
    if part <= 0 or scale <= 0:
        return 0
    return min(max(round(part * FULL / scale), 1), FULL)


def further(count: int) -> str:
    """Return how many rows are not named, in words."""
    return f"และอีก {count:,} รายการ"


def _joined(value: str, unit: str) -> str:
    """Return a number with its unit; the sign of percent stands at the number."""
    return f"{value}{unit}" if unit == "%" else " ".join(filter(None, (value, unit)))


def _labelled(figure: Figure) -> str:
    return f"{figure.label}: {figure.text}" if figure.label else figure.text


def _noted(text: str, note: str) -> str:
    return f"{text} ({note})" if note else text


def _line_text(line: Line) -> str:
    return "- " + " · ".join(filter(None, (line.name, line.detail, line.number)))
