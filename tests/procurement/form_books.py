"""A year of buying for tests of the forms: everything that makes sums go wrong, the same each time."""

import datetime as dt
import random
from decimal import Decimal

from procurement.methods import Method, MoneySource, WorkKind
from procurement.models import (
    Amendment,
    Bid,
    Contract,
    MedianPrice,
    Progress,
    Purchase,
    Stage,
    Vendor,
    VendorKind,
)
from procurement.models.purchase import refresh_list_facts
from publishing.workflow import State
from tests.conftest import published_fields

# Made up: the check digits are wrong.
PEOPLE = [f"31005000000{place:02}" for place in range(5)]
COMPANIES = [f"01055000000{place:02}" for place in range(5)]
STATES = [State.PUBLISHED] * 6 + [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN]
TITLES = [
    "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านตัวอย่าง หมู่ที่ 3",
    "ซื้อวัสดุสำนักงาน จำนวน 12 รายการ",
    "จ้างเหมาบริการรถรับส่งเด็กนักเรียนศูนย์พัฒนาเด็กเล็ก",
    "ซื้อครุภัณฑ์คอมพิวเตอร์ จำนวน 4 เครื่อง",
    "เช่าเครื่องถ่ายเอกสาร ประจำเดือน",
]


def make_vendors():
    people = [
        _vendor(f"นายตัวอย่าง คนที่ {place}", VendorKind.NATURAL, number)
        for place, number in enumerate(PEOPLE)
    ]
    firms = [
        _vendor(f"ห้างหุ้นส่วนจำกัด ตัวอย่างก่อสร้าง {place}", VendorKind.JURISTIC, number)
        for place, number in enumerate(COMPANIES)
    ]
    return [*people, *firms]


def make_mixed_book(seed=1, *, purchases=24, years=(2565, 2566, 2567)):
    """Make purchases of some years in every state, with what may hang on them."""
    dice, vendors = random.Random(seed), make_vendors()
    for place in range(purchases):
        _purchase(dice, vendors, dice.choice(years), place)


def _vendor(name, kind, number):
    return Vendor.objects.create(name=name, kind=kind, tax_number=number)


def _purchase(dice, vendors, year, place):
    amount = _money(dice, 5_000, 900_000)
    is_cancelled = dice.random() < 0.15
    purchase = Purchase.objects.create(
        fiscal_year=year,
        title=dice.choice(TITLES),
        kind=WorkKind.GOODS,
        method=dice.choice(list(Method)),
        source=dice.choice(list(MoneySource)),
        allocated=amount + _money(dice, 0, 50_000),
        amount=amount,
        plan_number=dice.choice(["", f"P66{place:08}"]),
        planned_on=dice.choice([None, dt.date(year - 543, dice.randint(1, 9), 1)]),
        reason=dice.choice(["", "ราคาต่ำสุดและคุณสมบัติครบถ้วนตามเงื่อนไข"]),
        cancelled_on=dt.date(year - 543, 6, 1) if is_cancelled else None,
        cancel_reason="ไม่มีผู้ยื่นข้อเสนอ" if is_cancelled else "",
        **published_fields(dice.choice(STATES)),
    )
    later = Stage.objects.create(
        purchase=purchase, title="ลงนามสัญญา", **published_fields(dice.choice(STATES))
    )
    MedianPrice.objects.create(purchase=purchase, value=amount, set_on=dt.date(2023, 1, 5))
    for vendor in dice.sample(vendors, dice.randint(0, 3)):
        Bid.objects.create(purchase=purchase, vendor=vendor, price=_money(dice, 5_000, 900_000))
    for _each in range(dice.choice([0, 1, 1, 1, 2, 3])):
        _contract(dice, vendors, purchase, dice.choice([None, later]))
    if dice.random() < 0.5:
        Progress.objects.create(
            purchase=purchase, percent=dice.randint(0, 100), on=dt.date(2023, 3, 1)
        )
    refresh_list_facts(purchase.pk)


def _contract(dice, vendors, purchase, stage):
    # Also in the year before and after: money that was carried over, purchases made ahead.
    first = dt.date(purchase.fiscal_year - 544, 7, 1)
    signed_on = first + dt.timedelta(days=dice.randint(0, 560))
    contract = Contract.objects.create(
        purchase=purchase,
        stage=stage,
        number=f"{dice.randint(1, 99)}/{purchase.fiscal_year}",
        signed_on=dice.choice([signed_on] * 9 + [None]),
        vendor=dice.choice(vendors),
        price=_money(dice, 5_000, 900_000),
        starts_on=signed_on,
        ends_on=signed_on + dt.timedelta(days=90),
        cancelled_on=signed_on + dt.timedelta(days=9) if dice.random() < 0.15 else None,
    )
    for _each in range(dice.choice([0, 0, 1, 2])):
        Amendment.objects.create(
            contract=contract,
            signed_on=signed_on + dt.timedelta(days=30),
            price=dice.choice([None, _money(dice, 5_000, 900_000)]),
            ends_on=signed_on + dt.timedelta(days=dice.randint(91, 200)),
            reason="ปริมาณงานเพิ่มขึ้น",
        )


def _money(dice, low, high):
    return Decimal(dice.randint(low * 100, high * 100)).scaleb(-2)
