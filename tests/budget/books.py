"""Whole budgets made up by chance, always the same for the same seed, for tests of sums."""

import datetime as dt
import random
from decimal import Decimal

from budget.models import (
    BudgetLine,
    BudgetYear,
    Heading,
    LineProgress,
    ProgressReport,
    RevenueEstimate,
    Source,
    Spending,
    SpendingMonth,
    Supplement,
    Transfer,
    TransferItem,
)
from publishing.workflow import State
from thai.fiscal import FiscalYear

PUBLISHED = {
    "state": State.PUBLISHED,
    "published_at": dt.datetime(2023, 10, 5, tzinfo=dt.UTC),
}
WORDS = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก ซ่อมแซม สายบ้านหนองบัว ถึงบ้านทุ่งบุหลัง จัดซื้อ วัสดุสำนักงาน ค่าใช้จ่ายในการฝึกอบรม"


def make_book(seed: int = 1, *, lines: int = 40, months: int = 12, fiscal_year: int = 2566):
    """Save a published year: lines of many plans and sources, transfers, months, progress."""
    chance = random.Random(seed)
    year = BudgetYear.objects.create(
        fiscal_year=fiscal_year,
        title=f"ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. {fiscal_year}",
        effective_on=FiscalYear(fiscal_year).first_day,
        population=4321,
        paper_expenditure=Decimal("1000000.00"),
        difference_explanation="เอกสารปัดเศษ",
        **PUBLISHED,
    )
    supplement = Supplement.objects.create(
        year=year,
        number=1,
        title="ข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติม ฉบับที่ 1",
        effective_on=dt.date(fiscal_year - 543, 4, 1),
        **PUBLISHED,
    )
    rows = _lines(chance, year, supplement, lines)
    _transfers(chance, year, [row for row in rows if row.source == Source.ORDINANCE])
    _spendings(chance, year, rows, months)
    _revenue(chance, year)
    _progress(chance, year, rows)
    return year


def _lines(chance, year, supplement, count):
    plans = list(Heading.objects.of_kind("plan"))
    classes = list(Heading.objects.of_kind("class"))
    outside = [source for source in Source if source != Source.ORDINANCE]
    rows = [
        BudgetLine(
            year=year,
            order=number,
            code=f"{number:04}",
            supplement=supplement if number % 13 == 0 else None,
            source=chance.choice(outside) if number % 7 == 6 else Source.ORDINANCE,
            plan=chance.choice(plans),
            budget_class=chance.choice(classes),
            title=f"โครงการ{chance.choice(WORDS.split())} หมู่ที่ {number}",
            amount=_baht(chance, 2_000_000),
        )
        for number in range(1, count + 1)
    ]
    return BudgetLine.objects.bulk_create(rows)


def _transfers(chance, year, lines):
    for number in range(1, 6):
        transfer = Transfer.objects.create(
            year=year,
            number=number,
            date=FiscalYear(year.fiscal_year).first_day + dt.timedelta(days=60 * number),
            reason="งบประมาณที่ตั้งไว้ไม่เพียงพอ",
            **PUBLISHED,
        )
        source, target = chance.sample(lines, 2)
        amount = _baht(chance, 5_000)
        TransferItem.objects.create(transfer=transfer, line=source, amount=-amount)
        TransferItem.objects.create(transfer=transfer, line=target, amount=amount)


def _spendings(chance, year, lines, count):
    for month in range(1, count + 1):
        row = SpendingMonth.objects.create(year=year, month=month, **PUBLISHED)
        spent = [line for line in lines if chance.random() < 0.4]
        Spending.objects.bulk_create(
            Spending(month=row, line=line, amount=_baht(chance, 50_000, least=-100))
            for line in spent
        )


def _revenue(chance, year):
    for order, group in enumerate(Heading.objects.of_kind("revenue_group")):
        RevenueEstimate.objects.create(
            year=year, group=group, order=order, amount=_baht(chance, 9_000_000)
        )


def _progress(chance, year, lines):
    for slug in ("h1", "year"):
        report = ProgressReport.objects.create(year=year, period_slug=slug, **PUBLISHED)
        LineProgress.objects.bulk_create(
            LineProgress(
                report=report,
                line=line,
                status=chance.choice(LineProgress.Status.values),
                result="ดำเนินการแล้วเสร็จตามแผน",
                problem="" if chance.random() < 0.5 else "ฝนตกต่อเนื่อง",
            )
            for line in lines[:400:4]
        )


def _baht(chance, most, *, least=0):
    return Decimal(chance.randint(least * 100, most * 100)).scaleb(-2)
