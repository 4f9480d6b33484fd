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
from thai.text import shortened

# Characters. What is longer is cut where it is made, so that every format can hold it.
MAX_TITLE = 90
MAX_LEAD = 180
MAX_NAME = 80
MAX_DETAIL = 120
MAX_SOURCE = 50
MAX_CALL = 40
MAX_ADDRESS = 80
MOST_IN_ALT = 5  # bars that are read aloud; the text beside the picture has them all
OTHERS = "อื่น ๆ"
LENGTHS = ((6, ""), (10, "long"))  # letters that a large figure has room for
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
    """A number in large type: "46.90", "ล้านบาท", "งบประมาณทั้งปี"."""

    value: str
    unit: str = ""
    label: str = ""

    @property
    def text(self) -> str:
        return _joined(self.value, self.unit)

    @property
    def length(self) -> str:
        """The name of the type that the number needs; marks above and below take no room."""
        letters = sum(category(letter) != "Mn" for letter in self.value)
        return next((name for most, name in LENGTHS if letters <= most), "longest")


class Bar(Content):
    """A bar with its name and its amount; `width` is its length out of a hundred."""

    name: str
    amount: Decimal
    unit: str
    width: int
    note: str = ""

    @property
    def text(self) -> str:
        return _joined(f"{self.amount:,}", self.unit)


class Line(Content):
    """A row of text: what it is, and something about it."""

    name: str
    detail: str = ""
    number: str = ""  # set apart at the end, such as a price


class Section(Content):
    """A part of the poster with a heading; bars or lines, or a sentence where there are none.

    Bars that `add_up` may stand together under "others".
    """

    title: str = ""
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    nothing: str = ""
    more: int = 0  # further lines that are counted but not named
    add_up: bool = True

    def limited(self, most: int) -> "Section":
        """Return the section with at most `most` rows, and the others said in one.

        One bar that stands for all would say nothing: the largest stays beside it.
        """
        bars, lines = self.bars, self.lines
        dropped = self.more
        if self.add_up and len(bars) > max(most, 2):
            kept = max(most - 1, 1)
            bars = _on_scale((*bars[:kept], _together(bars[kept:])))
        elif not self.add_up and len(bars) > most:
            dropped += len(bars) - most
            bars = bars[:most]
        if len(lines) > most:
            dropped += len(lines) - most
            lines = lines[:most]
        return self.model_copy(update={"bars": bars, "lines": lines, "more": dropped})


class PosterContent(Content):
    """All that a poster says, whatever its size.

    `url` is where its code leads; empty where that is the page of the poster itself. `call` says
    why to scan it, `details` is the page of the portal that has it all. `moment` is when the newest
    of its contents was published.
    """

    office: Office
    kicker: str
    title: str
    lead: str = ""
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
        """What it tells, label by label: what makes an edition old when it changes."""
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
            found += [("รายการอื่น", f"{section.more:,} รายการ")] if section.more else []
        return [*found, ("ลิงก์ในคิวอาร์โค้ด", self.url)] if self.url else found

    @property
    def fingerprint(self) -> str:
        """The same for two contents that tell the same, whatever the day."""
        told = json.dumps(self.facts, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def alt(self) -> str:
        """What the picture says, for those who cannot see it: title, figures and bars."""
        parts = [self.title]
        parts += [" ".join(filter(None, (each.label, each.text))) for each in self.figures]
        for section in self.sections:
            parts += [f"{each.name} {each.text}" for each in section.bars[:MOST_IN_ALT]]
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
            lines += [f"และอีก {section.more:,} รายการ"] if section.more else []
            lines += [section.nothing] if section.nothing else []
        lines += ["", f"{self.call}: {self.url or url}", f"ที่มา: {self.source}", self.as_of_text]
        lines += [self.demonstration] if self.demonstration else []
        return "\n".join(
            line for line, before in zip(lines, ["x", *lines], strict=False) if line or before
        )


class Stamp(Content):
    """What the place of a poster adds to it: the address of its page, short for people, and its number.

    `number` is None for a poster that was not issued as an edition.
    """

    url: str
    shown_url: str
    number: int | None = None

    @property
    def edition(self) -> str:
        return f"ฉบับที่ {self.number}" if self.number else "ฉบับออนไลน์ล่าสุด"


def without_scheme(url: str) -> str:
    """Return an address as people type it."""
    return url.split("://", 1)[-1].removesuffix("/")


def figure_of(amount: str, label: str) -> Figure:
    """Return a figure of a text like "46.90 ล้านบาท" or "950,000 บาท"."""
    value, _space, unit = amount.partition(" ")
    return Figure(value=value, unit=unit, label=label)


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


def _together(bars: tuple[Bar, ...]) -> Bar:
    amount = sum((each.amount for each in bars), Decimal(0))
    width = sum(each.width for each in bars)
    return Bar(name=OTHERS, amount=amount, unit=bars[0].unit, width=width)


def _on_scale(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """Return the bars on the scale of the longest, where the others together are too long for it."""
    longest = max(each.width for each in bars)
    if longest <= FULL:
        return bars
    return tuple(
        each.model_copy(update={"width": bar_width(Decimal(each.width), Decimal(longest))})
        for each in bars
    )


def _joined(value: str, unit: str) -> str:
    """Return a number with its unit; the sign of percent stands at the number."""
    return f"{value}{unit}" if unit == "%" else " ".join(filter(None, (value, unit)))


def _labelled(figure: Figure) -> str:
    return f"{figure.label}: {figure.text}" if figure.label else figure.text


def _noted(text: str, note: str) -> str:
    return f"{text} ({note})" if note else text


def _line_text(line: Line) -> str:
    return "- " + " · ".join(filter(None, (line.name, line.detail, line.number)))
