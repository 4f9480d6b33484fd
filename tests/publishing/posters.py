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


def plans(count):
    """Return where a hundred baht go, in so many plans of the longest names."""
    name = (LONG * 2)[: MAX_NAME - 2]
    rows = [(f"{name}{number:>2}", Decimal(3 * count - 2 * number)) for number in range(count)]
    return poster(sections=(Section(bars=bars_of(rows, unit="บาท")),))


def named_plans(count):
    """Return where a hundred baht go, in so many plans of which every one has a short name."""
    bars = plans(count).sections[0].bars
    named = [
        bar.model_copy(
            update={"name": f"แผนงานการศึกษาที่ {place}", "short_name": f"การศึกษาที่ {place}"}
        )
        for place, bar in enumerate(bars)
    ]
    office = poster().office.model_copy(update={"is_demonstration": True})
    return poster(office=office, sections=(Section(bars=tuple(named)),))


OURS = (
    ("โทรศัพท์สำนักงาน", "0-7478-0000 ต่อ 11"),
    ("เคาน์เตอร์ศูนย์รับเรื่อง", ""),
    ("จดหมายถึงหัวหน้าสำนักปลัด", ""),
    ("LINE ของหน่วยงาน", ""),
    ("Traffy Fondue", ""),
    ("แบบสอบถามบนเว็บไซต์นี้", ""),
    ("แบบฟอร์มปิดผนึกบนเว็บไซต์นี้", ""),
)
OUTSIDE = (
    ("สำนักงาน ป.ป.ช.", "สายด่วน 1205"),
    ("สำนักงาน ป.ป.ท.", "สายด่วน 1206"),
    ("สำนักงานการตรวจเงินแผ่นดิน (สตง.)", ""),
    ("ศูนย์ดำรงธรรม", "สายด่วน 1567"),
)


def doors():
    """Return the ways to complain of an office: seven of its own, each explained, and four others."""
    where = "ที่ทำการองค์การบริหารส่วนตำบลตัวอย่าง อำเภอเมือง จังหวัดตัวอย่าง วงเล็บมุมซองว่า “ลับ”"
    ours = tuple(Line(name=name, detail=number or where, brief=number) for name, number in OURS)
    others = tuple(Line(name=name, detail=number, brief=number) for name, number in OUTSIDE)
    return poster(
        office=poster().office.model_copy(update={"is_demonstration": True}),
        kicker="ช่องทางร้องเรียนและสอบถาม",
        title="มีเรื่องเดือดร้อน สงสัย หรือพบทุจริต บอกได้ทุกช่องทาง",
        lead="แจ้งทุจริตได้โดยไม่ต้องบอกชื่อ",
        figures=(),
        sections=(
            Section(title="บอกเราได้ที่", lines=ours),
            Section(title="หรือบอกหน่วยงานภายนอก", lines=others),
        ),
        call="สแกนเพื่อแจ้งเรื่อง ถาม หรือติดตามเรื่อง",
        url="https://tambon.example.go.th/complaints/",
        source="ทะเบียนช่องทางของหน่วยงาน",
    )


def reminder():
    """Return the poster of a survey, whose code is the message."""
    return poster(
        office=poster().office.model_copy(update={"is_demonstration": True}),
        kicker="แบบวัด IIT ปีงบประมาณ พ.ศ. 2567",
        title="เจ้าหน้าที่ทุกท่าน อย่าลืมตอบแบบวัด\u00a0IIT",
        lead="สำหรับผู้ที่ปฏิบัติงานมาแล้ว 1 ปีขึ้นไป คำตอบส่งถึง ป.ป.ช. โดยตรง ผู้บังคับบัญชาไม่เห็น",
        figures=(Figure(value="30 เมษายน 2567", label="ตอบได้ถึงวันที่"),),
        sections=(Section(nothing="เปิดรับ 1 มีนาคม – 30 เมษายน 2567"),),
        call="ตอบแบบวัด IIT",
        url="https://itas.example.go.th/go/iit/sample",
        shows_large_code=True,
        source="ระบบ ITAS ของสำนักงาน ป.ป.ช.",
    )
