"""The open data of a budget year: lines, spending, revenue and transfers, row by row.

Column keys are stable and English; what they mean is said in Thai. Amounts are baht.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from budget.ledger import (
    Entry,
    after_transfers,
    percent,
    remaining,
    spent_in_year,
    transferred,
)
from budget.models import BudgetLine, BudgetYear, Heading, RevenueEstimate, Spending, TransferItem
from budget.models.year import Supplement
from budget.report_content import APPROVERS, CHANGES, SOURCES, Publisher
from budget.report_tables import LICENCE, SAMPLE
from budget.sums import entries
from publishing.tables import CellKind, Column, Table
from thai.dates import long_date
from thai.fiscal import Period, PeriodKind

Row = tuple[object, ...]
LINE = Column("line_id", "เลขอ้างอิงรายการ", CellKind.INTEGER, "ไม่เปลี่ยนแปลง ใช้เชื่อมตาราง")
ORDINANCE = Column("supplement", "ข้อบัญญัติเพิ่มเติม ฉบับที่", CellKind.INTEGER, "ว่าง = ข้อบัญญัติประจำปี")
LINES = (
    Column("fiscal_year", "ปีงบประมาณ", CellKind.INTEGER, "พ.ศ."),
    LINE,
    Column("code", "เลขที่รายการ", CellKind.CODE, "ตามเอกสารงบประมาณ"),
    ORDINANCE,
    Column("source", "รหัสแหล่งเงิน", CellKind.CODE, "ordinance = ข้อบัญญัติ อื่น ๆ = เงินนอกข้อบัญญัติ"),
    Column("source_name", "แหล่งเงิน"),
    Column("plan_code", "รหัสแผนงาน", CellKind.CODE),
    Column("plan", "แผนงาน"),
    Column("work_code", "รหัสงาน", CellKind.CODE),
    Column("work", "งาน"),
    Column("class_code", "รหัสงบ", CellKind.CODE),
    Column("class", "งบ"),
    Column("category_code", "รหัสหมวด", CellKind.CODE),
    Column("category", "หมวด"),
    Column("type_code", "รหัสประเภทรายจ่าย", CellKind.CODE),
    Column("type", "ประเภทรายจ่าย"),
    Column("title", "รายการ/โครงการ"),
    Column("village_number", "หมู่ที่", CellKind.INTEGER),
    Column("village", "หมู่บ้าน"),
    Column("unit", "หน่วยงานรับผิดชอบ"),
    Column("approved", "งบประมาณอนุมัติ", CellKind.AMOUNT, "หน่วย: บาท"),
    Column("transferred", "โอนเพิ่ม/โอนลด", CellKind.AMOUNT, "โอนเข้าลบโอนออก หน่วย: บาท"),
    Column("after_transfers", "งบประมาณหลังโอน", CellKind.AMOUNT, "หน่วย: บาท"),
    Column("spent", "เบิกจ่าย", CellKind.AMOUNT, "รวมทุกเดือนที่เผยแพร่แล้ว หน่วย: บาท"),
    Column("remaining", "คงเหลือ", CellKind.AMOUNT, "หลังโอนลบเบิกจ่าย หน่วย: บาท"),
    Column("percent", "ร้อยละ", CellKind.PERCENT, "เบิกจ่ายต่องบประมาณหลังโอน"),
)
SPENDING = (
    LINE,
    Column("period", "เดือน", CellKind.CODE, "ปี พ.ศ. และเดือนตามปฏิทิน เช่น 2565-10"),
    Column("month", "วันแรกของเดือน", CellKind.DATE),
    Column("source", "รหัสแหล่งเงิน", CellKind.CODE, "ordinance = ข้อบัญญัติ"),
    Column("plan_code", "รหัสแผนงาน", CellKind.CODE),
    Column("class_code", "รหัสงบ", CellKind.CODE),
    Column("amount", "เบิกจ่าย", CellKind.AMOUNT, "ติดลบ = เงินส่งคืน หน่วย: บาท"),
)
REVENUE = (
    Column("fiscal_year", "ปีงบประมาณ", CellKind.INTEGER, "พ.ศ."),
    ORDINANCE,
    Column("group_code", "รหัสกลุ่มรายรับ", CellKind.CODE),
    Column("group", "กลุ่มรายรับ"),
    Column("category_code", "รหัสหมวดรายรับ", CellKind.CODE),
    Column("category", "หมวดรายรับ"),
    Column("title", "รายการ"),
    Column("amount", "ประมาณการรายรับ", CellKind.AMOUNT, "หน่วย: บาท"),
)
TRANSFERS = (
    Column("kind", "รหัสประเภท", CellKind.CODE, "transfer = โอน, explanation = แก้ไขคำชี้แจง"),
    Column("kind_name", "ประเภท"),
    Column("number", "ครั้งที่", CellKind.INTEGER),
    Column("date", "วันที่อนุมัติ", CellKind.DATE),
    Column("approved_by", "ผู้อนุมัติ"),
    Column("reason", "เหตุผล"),
    LINE,
    Column("title", "รายการ/โครงการ"),
    Column("amount", "จำนวนเงิน", CellKind.AMOUNT, "ติดลบ = โอนออก หน่วย: บาท"),
    Column("before", "คำชี้แจงเดิม"),
    Column("after", "คำชี้แจงใหม่"),
)


def open_data(year: BudgetYear, name: str, *, publisher: Publisher) -> Table:
    """Return one of the tables `NAMES` of a published year; raises KeyError for another name."""
    _title, _columns, rows = _TABLES[name]
    return replace(described(year, name, publisher=publisher), rows=rows(year))


def described(year: BudgetYear, name: str, *, publisher: Publisher) -> Table:
    """Return the table without its rows, which may be many."""
    title, columns, _rows = _TABLES[name]
    return Table(
        name=name,
        title=f"{title} ปีงบประมาณ พ.ศ. {year.fiscal_year}",
        columns=columns,
        rows=(),
        notes=notes(year, publisher),
        sheet=title,
    )


def notes(year: BudgetYear, publisher: Publisher) -> tuple[str, ...]:
    """Return what belongs to the data: as of when, from whom, how to read and to use it."""
    found = (
        f"ข้อมูล ณ วันที่ {long_date(year.as_of())}",
        f"ที่มา: {publisher.name}",
        "เงินนอกข้อบัญญัติ (source ไม่ใช่ ordinance) ห้ามนำไปรวมกับเงินตามข้อบัญญัติ",
        LICENCE,
        SAMPLE if publisher.is_demonstration else "",
    )
    return tuple(note for note in found if note)


def _lines(year: BudgetYear) -> list[Row]:
    lines = BudgetLine.objects.public().filter(year=year)
    money = entries(lines, "pk")
    # Plain values: twenty thousand lines as objects with their headings would take half a gigabyte.
    names = {row.pk: _heading(row) for row in Heading.objects.all()} | {None: ("", "")}
    rows = lines.values_list(
        "pk", "code", "supplement__number", "source", "plan", "work", "budget_class", "category",
        "expense_type", "title", "village__number", "village__name", "unit__name",
    )  # fmt: skip
    return [
        (
            year.fiscal_year,
            pk,
            code,
            supplement,
            source,
            SOURCES[source],
            *chain.from_iterable(names[heading] for heading in headings),
            title,
            village,
            village_name or "",
            unit or "",
            *_money(money.get((pk,), Entry())),
        )
        for pk, code, supplement, source, *headings, title, village, village_name, unit in rows
    ]


def _money(entry: Entry) -> tuple[Decimal | None, ...]:
    spent = spent_in_year(entry)
    return (
        entry.approved,
        transferred(entry),
        after_transfers(entry),
        spent,
        remaining(entry, spent),
        percent(spent, after_transfers(entry)),
    )


def _spending(year: BudgetYear) -> list[Row]:
    lines = BudgetLine.objects.public().filter(year=year).order_by()
    rows = Spending.objects.public().filter(month__year=year, line__in=lines.values("pk"))
    months = {number: Period(year.fiscal_year, PeriodKind.MONTH, number) for number in range(1, 13)}
    found = rows.order_by("month__month", "line__order", "line_id").values_list(
        "line_id", "month__month", "line__source", "line__plan__code",
        "line__budget_class__code", "amount",
    )  # fmt: skip
    return [
        (line, months[month].slug, months[month].first_day, *rest) for line, month, *rest in found
    ]


def _revenue(year: BudgetYear) -> list[Row]:
    rows = RevenueEstimate.objects.public().filter(year=year)
    return [
        (
            year.fiscal_year,
            _number(row.supplement),
            *_heading(row.group),
            *_heading(row.category),
            row.title,
            row.amount,
        )
        for row in rows.select_related("supplement", "group", "category")
    ]


def _transfers(year: BudgetYear) -> list[Row]:
    items = TransferItem.objects.public().filter(transfer__year=year)
    order = ("transfer__date", "transfer__kind", "transfer__number", "pk")
    return [
        (
            item.transfer.kind,
            CHANGES[item.transfer.kind],
            item.transfer.number,
            item.transfer.date,
            APPROVERS[item.transfer.approved_by],
            item.transfer.reason,
            item.line_id,
            item.line.title,
            item.amount,
            item.before,
            item.after,
        )
        for item in items.select_related("transfer", "line").order_by(*order)
    ]


def _number(supplement: Supplement | None) -> int | None:
    return supplement.number if supplement else None


def _heading(heading: Heading | None) -> tuple[str, str]:
    return (heading.code, heading.name) if heading else ("", "")


_TABLES: dict[str, tuple[str, tuple[Column, ...], Callable[[BudgetYear], list[Row]]]] = {
    "lines": ("รายการงบประมาณ", LINES, _lines),
    "spending": ("การเบิกจ่ายรายเดือน", SPENDING, _spending),
    "revenue": ("ประมาณการรายรับ", REVENUE, _revenue),
    "transfers": ("การโอนและแก้ไขเปลี่ยนแปลง", TRANSFERS, _transfers),
}
NAMES = tuple(_TABLES)
