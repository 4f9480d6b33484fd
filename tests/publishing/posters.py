"""Posters for tests: an ordinary one, and the most that a poster can be asked to hold."""

import datetime as dt
from decimal import Decimal

from publishing.posters.content import (
    MAX_DETAIL,
    MAX_LEAD,
    MAX_NAME,
    MAX_TITLE,
    Figure,
    Line,
    Office,
    PosterContent,
    Section,
    bars_of,
)
from publishing.posters.stamps import Stamp

MOMENT = dt.datetime(2024, 4, 5, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
NAMES = ["แผนงานเคหะและชุมชน", "แผนงานการศึกษา", "แผนงานงบกลาง", "แผนงานสาธารณสุข", "แผนงานการเกษตร"]
LONG = "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านทุ่งบุหลังถึงบ้านปลายคลอง หมู่ที่ 12 ตำบลทุ่งบุหลัง "
STAMP = Stamp(
    url="https://tambon.example.go.th/s/ab12c", shown_url="tambon.example.go.th/s/ab12c", number=3
)


def poster(**fields):
    """Return what a poster of a budget says; `fields` replace its parts."""
    ordinary = {
        "office": Office(name="องค์การบริหารส่วนตำบลตัวอย่าง", place="อำเภอเมือง จังหวัดตัวอย่าง"),
        "kicker": "ปีงบประมาณ พ.ศ. 2567",
        "title": "งบ 100 บาท ไปไหน",
        "lead": "ถ้างบประมาณทั้งปีคือเงิน 100 บาท",
        "figures": (
            Figure(value="46.92", unit="ล้านบาท", label="งบประมาณทั้งปี"),
            Figure(value="42.40", unit="%", label="ใช้ไปแล้ว"),
        ),
        "sections": (
            Section(
                bars=bars_of(
                    [(name, Decimal(30 - 5 * place)) for place, name in enumerate(NAMES)],
                    unit="บาท",
                )
            ),
        ),
        "source": "ข้อบัญญัติงบประมาณรายจ่าย",
        "details": "/budget/2567/",
        "as_of": dt.date(2024, 3, 31),
        "moment": MOMENT,
    }
    return PosterContent(**{**ordinary, **fields})


def overfull():
    """Return the most that a poster can be asked to hold: twelve rows, every text at its longest."""
    name = (LONG * 2)[:MAX_NAME]
    line = Line(name=name, detail=(LONG * 2)[:MAX_DETAIL], number="999,999.99 ล้านบาท")
    figure = Figure(value="999,999.99", unit="ล้านบาท", label="เฉลี่ยต่อประชากร 1 คน")
    return poster(
        office=Office(name=(LONG * 2)[:80], place="อำเภอเมือง จังหวัดตัวอย่าง", is_demonstration=True),
        title=(LONG * 2)[:MAX_TITLE],
        lead=(LONG * 3)[:MAX_LEAD],
        figures=(figure,) * 4,
        sections=(
            Section(
                title="แผนงาน", bars=bars_of([(name, Decimal("9999999999.99"))] * 12, unit="บาท")
            ),
            Section(title="รายการ", lines=(line,) * 12),
            Section(title="ผล", lines=(line,) * 12),
        ),
        call="ดูรายละเอียดทั้งหมดของทุกโครงการ",
        source="ข้อบัญญัติและบัญชีการเบิกจ่าย ประจำปีงบประมาณ 2567",
    )


def sparse():
    """Return a poster with so little in it that its type is the largest, and wide numbers."""
    figures = [Figure(value="999.99", unit="ล้านบาท", label=label) for label in ("งบทั้งปี", "ใช้ไป")]
    return poster(title="งบ", lead="", figures=tuple(figures), sections=())
