"""Fills a site with many purchases; runs inside `manage.py shell`.

Sites of any size are alike: every value of a filter has the same share of the purchases, as many
are open for offers, and one purchase has a word that no other has.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from agency.models import Unit, Village
from procurement.methods import Method, NoticeKind, WorkKind
from procurement.models import (
    Bid,
    Contract,
    MedianPrice,
    Notice,
    Progress,
    Purchase,
    Vendor,
)
from procurement.models.purchase import refresh_list_facts
from procurement.models.purchase_text import keep_texts
from procurement.search import INDEX
from procurement.status import Phase
from publishing.workflow import State

FEW = 2000  # made one by one; more are copies of these
YEARS = range(2560, 2570)
OPEN = 25  # at most
ODD = "ขุดลอกสระ"  # the word of a single purchase
METHODS = [Method.SPECIFIC] * 8 + [Method.E_BIDDING, Method.SELECTION]
PHASES = [Phase.CONTRACTED] * 16 + [Phase.PLANNED] * 2 + [Phase.ANNOUNCED, Phase.CANCELLED]
AMOUNTS = [40_000, 90_000, 250_000, 480_000, 480_000, 499_000, 900_000, 2_400_000, 3_900_000]
WORK = ["จ้างก่อสร้าง", "จ้างซ่อมแซม", "จ้างปรับปรุง", "จ้างเหมาบริการ", "ซื้อวัสดุ", "ซื้อครุภัณฑ์", "เช่า"]
THINGS = [
    "ถนนคอนกรีตเสริมเหล็ก", "ถนนลูกรัง", "รางระบายน้ำ", "อาคารศูนย์พัฒนาเด็กเล็ก", "คลองส่งน้ำ", "ลานกีฬา",
    "ไฟฟ้าสาธารณะ", "ระบบประปาหมู่บ้าน", "เครื่องคอมพิวเตอร์", "อาหารเสริม (นม)", "น้ำมันเชื้อเพลิง",
    "ป้ายประชาสัมพันธ์", "ท่อลอดเหลี่ยม", "ฝายชะลอน้ำ", "สะพานข้ามห้วย", "กระดาษสำนักงาน", "รถบรรทุกขยะ",
    "กล้องวงจรปิด", "เครื่องสูบน้ำ", "ยางมะตอยสำเร็จรูป",
]  # fmt: skip
PLACES = ["บ้านตัวอย่าง", "บ้านสมมุติ", "บ้านทดสอบ", "บ้านนาบน", "บ้านนาล่าง", "บ้านหนองใส", "บ้านโคกแดง"]

COPY = """
    INSERT INTO procurement_purchase ({fields}, number, title)
    WITH RECURSIVE copies (copy) AS
        (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < %s)
    SELECT {fields}, number + copy * %s, title || ' สายที่ ' || copy
    FROM procurement_purchase, copies WHERE copy < %s ORDER BY copy"""
COPY_TEXTS = """
    INSERT INTO procurement_purchasetext (place, purchase_id, text)
    SELECT texts.place - first.id + copied.id, copied.id,
        texts.text || 'สายที่ ' || (copied.number / %s) || '  '
    FROM procurement_purchase copied
    JOIN procurement_purchase first
        ON first.fiscal_year = copied.fiscal_year AND first.number = copied.number %% %s
    JOIN procurement_purchasetext texts ON texts.purchase_id = first.id
    WHERE copied.number >= %s ORDER BY 1"""


def fill(count: int) -> None:
    """Leave a site with exactly so many published purchases: up to FEW, or a multiple of it."""
    with transaction.atomic():
        put(count)
    if connection.vendor == "postgresql":  # what its autovacuum does within a minute
        run(["VACUUM ANALYZE"])


def put(count: int) -> None:
    empty()
    remake, remove = INDEX.statements(connection.vendor)
    run(remove)  # made in one go it takes a quarter of the time
    made = Purchase.objects.bulk_create(purchases(min(count, FEW)))
    keep_texts(made)
    if count > FEW:
        copy(count // FEW)
    if connection.vendor == "postgresql":  # which makes no index while keys are unchecked
        connection.check_constraints()
    run(remake)
    open_some(made)
    tell(made[0])


def empty() -> None:
    """Remove what the demonstration has; keys are checked when all of it is gone."""
    names = [model._meta.db_table for model in apps.get_app_config("procurement").get_models()]
    if connection.vendor == "postgresql":
        run([f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"])
    else:
        run([f"DELETE FROM {name}" for name in names])


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def purchases(count: int) -> Iterator[Purchase]:
    villages = [None, *Village.objects.all()]
    unit = Unit.objects.first()
    today = timezone.localdate()
    dice = Random(4)  # the same every time; no value of one filter goes with one of another
    for place in range(count):
        year = dice.choice(YEARS) if place else YEARS[-1]
        phase = dice.choice(PHASES)
        amount = Decimal(dice.choice(AMOUNTS) + place % 97)
        listed_on = dt.date(year - 544, 10, 1) + dt.timedelta(dice.randrange(365))
        yield Purchase(
            fiscal_year=year,
            number=place + 1,
            title=title(place, dice),
            kind=dice.choice(list(WorkKind)),
            method=dice.choice(METHODS),
            village=dice.choice(villages),
            unit=unit,
            allocated=amount,
            amount=amount,
            phase=phase,
            listed_on=min(listed_on, today),
            ends_on=listed_on + dt.timedelta(120) if phase == Phase.CONTRACTED else None,
            price=amount * 96 / 100 if phase == Phase.CONTRACTED else None,
            state=State.PUBLISHED,
            published_at=timezone.now(),
        )


def title(place: int, dice: Random) -> str:
    words = f"โครงการ{dice.choice(WORK)}{dice.choice(THINGS)} {dice.choice(PLACES)} แห่งที่ {place}"
    return words if place else f"{words} {ODD}"


def copy(copies: int) -> None:
    own = {"id", "number", "title"}
    columns = [str(field.column) for field in Purchase._meta.concrete_fields]
    fields = ", ".join(connection.ops.quote_name(name) for name in columns if name not in own)
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(fields=fields), [copies, FEW + 1, copies])
        cursor.execute(COPY_TEXTS, [FEW + 1] * 3)
        cursor.execute("UPDATE procurement_purchasetext SET text = replace(text, %s, '')"
                       " WHERE text LIKE %s AND purchase_id <> (SELECT MIN(purchase_id) FROM"
                       " procurement_purchasetext)", [ODD, f"%{ODD}%"])  # fmt: skip


def open_some(made: list[Purchase]) -> None:
    closes_on = timezone.localdate() + dt.timedelta(14)
    rows = Purchase.objects.filter(pk__in=[row.pk for row in made[1 : OPEN + 1]])
    rows.update(phase=Phase.ANNOUNCED, closes_on=closes_on, ends_on=None, price=None)
    keep_texts(list(rows))


def tell(purchase: Purchase) -> None:
    """Give one purchase everything that its page can show."""
    vendors = [Vendor.objects.create(name=f"ห้างหุ้นส่วนจำกัด ตัวอย่างที่ {number}") for number in range(3)]
    day = purchase.listed_on
    price = purchase.amount
    MedianPrice.objects.create(purchase=purchase, value=price, set_on=day, sources="กรมโยธาธิการ")
    for kind in (NoticeKind.PLAN, NoticeKind.INVITATION, NoticeKind.WINNER):
        Notice.objects.create(purchase=purchase, kind=kind, published_on=day)
    for number, vendor in enumerate(vendors):
        Bid.objects.create(purchase=purchase, vendor=vendor, price=price + number)
    contract = Contract.objects.create(
        purchase=purchase, vendor=vendors[0], number="1", signed_on=day, price=price
    )
    contract.instalments.create(number=1, amount=price, due_on=day)
    for percent in (30, 60, 100):
        Progress.objects.create(purchase=purchase, on=day, percent=percent, text="งานคืบหน้า")
    refresh_list_facts(purchase.pk)
