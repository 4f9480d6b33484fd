"""Roles, the time limits of the law, the usual steps, and the doors of agencies above every local government."""

from django.db import migrations

from agency.roles import Role, grant

# Clerks answer questions, approvers publish and keep the channels, officers work sealed cases.
SETTINGS = ["channel", "timelimit", "handlingstep"]
PUBLISHABLE = ["question", "statement"]


def every(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


WRITE = every(["add", "change", "delete", "view"], PUBLISHABLE)
KEEP = every(["add", "change", "delete", "view"], SETTINGS)
READ = every(["view"], PUBLISHABLE + SETTINGS)
PERMISSIONS = {
    Role.CLERK: [*WRITE, *every(["view"], SETTINGS)],
    Role.APPROVER: [*WRITE, *every(["approve"], PUBLISHABLE), *KEEP],
    Role.EXECUTIVE: READ,
    Role.COMPLAINT_OFFICER: ["work_case"],
    Role.ADMINISTRATOR: KEEP,
}

DECREE = (
    "พระราชกฤษฎีกาว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546 มาตรา 38 "
    "(ตอบคำถามหรือแจ้งการดำเนินการภายใน 15 วัน)"
)
OWN = "กำหนดโดยหน่วยงาน"
LIMITS = [
    # stage, days, counting, legal basis
    ("answer", 7, "working", f"{OWN} ภายในกรอบของ{DECREE}"),
    ("acknowledge", 3, "working", OWN),
    ("inform", 15, "calendar", DECREE),
    ("examine", 30, "working", OWN),
    ("conclude", 15, "working", OWN),
]
STEPS = [
    # title, what is done, stage of its time limit, about corruption
    (
        "รับเรื่องและออกเลขทะเบียน",
        "เจ้าหน้าที่ผู้รับเรื่องเปิดเรื่องที่ปิดผนึกด้วยกุญแจของตน ตรวจว่าเป็นเรื่องการทุจริตหรือประพฤติมิชอบ และตอบรับผ่านรหัสติดตาม เรื่องที่มาทางหนังสือหรือเคาน์เตอร์ให้บันทึกแบบปิดผนึก",
        "acknowledge",
        True,
    ),
    (
        "ตรวจผลประโยชน์ทับซ้อน",
        "เจ้าหน้าที่ที่มีส่วนได้เสียถอนตัวจากเรื่องทันที และให้เจ้าหน้าที่อีกคนดำเนินการแทน",
        "acknowledge",
        True,
    ),
    (
        "แจ้งการดำเนินการแก่ผู้แจ้ง",
        "แจ้งผู้แจ้งว่ารับไว้ตรวจสอบ ขอข้อมูลเพิ่ม หรือส่งต่อหน่วยงานที่มีอำนาจ พร้อมเหตุผล",
        "inform",
        True,
    ),
    (
        "ตรวจสอบข้อเท็จจริง",
        "รวบรวมเอกสาร สอบถามผู้เกี่ยวข้อง และสรุปข้อเท็จจริง โดยไม่เปิดเผยชื่อผู้แจ้ง",
        "examine",
        True,
    ),
    (
        "สรุปผลและดำเนินการ",
        "เสนอผู้บริหารท้องถิ่นเพื่อดำเนินการทางวินัยหรือแก้ไขการปฏิบัติงาน หากผู้บริหารเป็นผู้ถูกร้อง ให้ส่งนายอำเภอ สำนักงาน ป.ป.ช. หรือสำนักงาน ป.ป.ท. แล้วแต่กรณี",
        "conclude",
        True,
    ),
    (
        "แจ้งผลและปิดเรื่อง",
        "แจ้งผลแก่ผู้แจ้งผ่านรหัสติดตาม และนับเป็นจำนวนในสถิติเมื่อสิ้นไตรมาส",
        None,
        True,
    ),
    (
        "รับคำถามและกำหนดวันตอบ",
        "ลงทะเบียน มอบรหัสติดตาม และส่งให้ส่วนงานเจ้าของเรื่อง",
        None,
        False,
    ),
    (
        "ร่างคำตอบและตรวจ",
        "ส่วนงานเจ้าของเรื่องร่างคำตอบ ปิดบังข้อมูลส่วนบุคคล และผู้มีอำนาจอีกคนหนึ่งตรวจก่อนเผยแพร่",
        "answer",
        False,
    ),
]
PRIVATE = "หน่วยงานนี้ไม่ทราบว่าท่านแจ้ง"
OUTSIDE = [
    # kind, name, contact, url, privacy, grievances
    (
        "nacc",
        "สำนักงาน ป.ป.ช.",
        "สายด่วน 1205",
        "https://wbs.nacc.go.th/",
        PRIVATE,
        False,
    ),
    ("pacc", "สำนักงาน ป.ป.ท.", "สายด่วน 1206", "https://www.pacc.go.th/", PRIVATE, False),
    (
        "audit_office",
        "สำนักงานการตรวจเงินแผ่นดิน (สตง.)",
        "",
        "https://www.audit.go.th/",
        PRIVATE,
        False,
    ),
    ("damrongdhama", "ศูนย์ดำรงธรรม", "สายด่วน 1567", "", PRIVATE, True),
]


def make_roles(apps, schema_editor):
    grant(apps, "complaints", PERMISSIONS)


def add_settings(apps, schema_editor):
    limit = apps.get_model("complaints", "TimeLimit")
    for stage, days, counting, basis in LIMITS:
        limit.objects.create(stage=stage, days=days, counting=counting, legal_basis=basis)
    limits = {row.stage: row for row in limit.objects.all()}
    step = apps.get_model("complaints", "HandlingStep")
    for order, (title, text, stage, for_corruption) in enumerate(STEPS, start=1):
        step.objects.create(
            order=order,
            title=title,
            text=text,
            limit=limits.get(stage),
            for_corruption=for_corruption,
        )
    channel = apps.get_model("complaints", "Channel")
    for order, (kind, name, contact, url, privacy, grievances) in enumerate(OUTSIDE, start=90):
        channel.objects.create(
            kind=kind,
            name=name,
            contact=contact,
            url=url,
            privacy=privacy,
            for_corruption=True,
            for_grievances=grievances,
            is_outside=True,
            order=order,
        )


class Migration(migrations.Migration):
    replaces = [("complaints", "0002_roles"), ("complaints", "0004_first_settings")]
    dependencies = [("complaints", "0001_tables"), ("publishing", "0002_first_rows")]

    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(add_settings, migrations.RunPython.noop),
    ]
