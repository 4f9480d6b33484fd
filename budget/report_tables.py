"""The tables of a period report as people download them: CSV and Excel. Pure."""

from collections.abc import Sequence

from budget.report_content import PeriodReport, Row, Sums
from publishing.tables import CellKind, Column, Table
from thai.dates import long_date

LICENCE = "ข้อมูลเปิดภาครัฐ: ใช้และเผยแพร่ต่อได้โดยอ้างอิงแหล่งที่มา (CC BY 4.0)"
SAMPLE = "ข้อมูลตัวอย่าง: จัดทำเพื่อแสดงระบบ ไม่ใช่ข้อมูลจริงของหน่วยงาน"

_MONEY = (
    Column("approved", "งบประมาณอนุมัติ", CellKind.AMOUNT, "ตามข้อบัญญัติและข้อบัญญัติเพิ่มเติม หน่วย: บาท"),
    Column("transferred", "โอนเพิ่ม/โอนลด", CellKind.AMOUNT, "โอนเข้าลบโอนออกถึงวันสิ้นงวด หน่วย: บาท"),
    Column("after_transfers", "งบประมาณหลังโอน", CellKind.AMOUNT, "อนุมัติรวมการโอน หน่วย: บาท"),
    Column("spent", "เบิกจ่ายในงวด", CellKind.AMOUNT, "เฉพาะเดือนในงวดที่เผยแพร่แล้ว หน่วย: บาท"),
    Column("spent_to_date", "เบิกจ่ายสะสม", CellKind.AMOUNT, "ตั้งแต่เดือนตุลาคมถึงสิ้นงวด หน่วย: บาท"),
    Column("remaining", "คงเหลือ", CellKind.AMOUNT, "หลังโอนลบเบิกจ่ายสะสม หน่วย: บาท"),
    Column("percent", "ร้อยละ", CellKind.PERCENT, "เบิกจ่ายสะสมต่องบประมาณหลังโอน"),
)
_CLASS = (Column("class_code", "รหัสงบ", CellKind.CODE), Column("class", "งบ"))


def money_table(report: PeriodReport) -> Table:
    """Return the ordinance by plan and class: the rows of the CSV."""
    head = (Column("plan_code", "รหัสแผนงาน", CellKind.CODE), Column("plan", "แผนงาน"), *_CLASS)
    rows = [(plan.code, plan.name, *_named(report, row)) for plan, row in report.plans.rows]
    totals = ("", report.total.name, "", "", *_money(report, report.total))
    return _table(
        report, "spending", sheet="ผลการใช้จ่าย", columns=head + _MONEY, rows=rows, totals=totals
    )


def report_tables(report: PeriodReport) -> list[Table]:
    """Return all tables of the report: the sheets of its Excel file."""
    return [
        money_table(report),
        _outside_table(report, report.outside),
        _changes_table(report),
        *([_projects_table(report)] if report.progress else []),
        _controls_table(report),
    ]


def notes_of(report: PeriodReport) -> tuple[str, ...]:
    """Return what belongs to the figures: whose, as of when, how complete, under which licence."""
    notes = [
        report.full_title,
        f"ข้อมูล ณ วันที่ {long_date(report.as_of)}",
        report.standing,
        report.missing_text,
        report.withdrawn_text,
        f"ที่มา: {report.publisher.name}",
        LICENCE,
        SAMPLE if report.publisher.is_demonstration else "",
    ]
    return tuple(note for note in notes if note)


def _outside_table(report: PeriodReport, sums: Sums) -> Table:
    head = (Column("source", "แหล่งเงิน"), *_CLASS)
    rows = [(source.name, *_named(report, row)) for source, row in sums.rows]
    totals = (sums.total.name, "", "", *_money(report, sums.total))
    return _table(
        report, "outside", sheet="เงินนอกข้อบัญญัติ", columns=head + _MONEY, rows=rows, totals=totals
    )


def _changes_table(report: PeriodReport) -> Table:
    columns = (
        Column("kind", "ประเภท"),
        Column("number", "ครั้งที่", CellKind.INTEGER),
        Column("date", "วันที่อนุมัติ", CellKind.DATE),
        Column("approved_by", "ผู้อนุมัติ"),
        Column("reason", "เหตุผล"),
        Column("amount", "จำนวนเงินที่โอน", CellKind.AMOUNT, "หน่วย: บาท"),
    )
    rows = [
        (each.kind, each.number, each.date, each.approved_by, each.reason, each.amount)
        for each in report.changes
    ]
    return _table(report, "changes", sheet="โอนและแก้ไขเปลี่ยนแปลง", columns=columns, rows=rows)


def _projects_table(report: PeriodReport) -> Table:
    head = (Column("code", "เลขที่รายการ", CellKind.CODE), Column("project", "โครงการ/กิจกรรม"))
    texts = (
        Column("status", "สถานะ"),
        Column("result", "ผลการดำเนินการ"),
        Column("problem", "ปัญหา/อุปสรรค"),
        Column("suggestion", "ข้อเสนอแนะ"),
    )
    projects = report.progress.projects if report.progress else ()
    rows = [
        (*_named(report, each.row), each.status, each.result, each.problem, each.suggestion)
        for each in projects
    ]
    return _table(
        report, "projects", sheet="ผลการดำเนินงาน", columns=head + _MONEY + texts, rows=rows
    )


def _controls_table(report: PeriodReport) -> Table:
    columns = (
        Column("what", "ยอดที่ตรวจสอบ"),
        Column("paper", "ตามเอกสารที่ลงนาม", CellKind.AMOUNT, "หน่วย: บาท"),
        Column("rows", "ตามรายการในระบบ", CellKind.AMOUNT, "หน่วย: บาท"),
        Column("difference", "ต่าง", CellKind.AMOUNT, "ตามรายการลบตามเอกสาร หน่วย: บาท"),
        Column("explanation", "คำชี้แจง"),
    )
    rows = [
        (
            each.label,
            each.paper,
            each.rows,
            None if each.paper is None else each.difference,
            each.explanation,
        )
        for each in report.controls
    ]
    return _table(report, "controls", sheet="ตรวจสอบยอด", columns=columns, rows=rows)


def _table(
    report: PeriodReport,
    name: str,
    *,
    sheet: str,
    columns: tuple[Column, ...],
    rows: Sequence[Sequence[object]],
    totals: tuple[object, ...] | None = None,
) -> Table:
    return Table(
        name=f"budget-{report.period.year}-{report.period.slug}-{name}",
        title=f"{report.full_title}: {sheet}",
        columns=columns,
        rows=rows,
        notes=notes_of(report),
        totals=totals,
        sheet=sheet,
    )


def _named(report: PeriodReport, row: Row) -> tuple[object, ...]:
    return (row.code, row.name, *_money(report, row))


def _money(report: PeriodReport, row: Row) -> tuple[object, ...]:
    """The cells of a row; what no published month tells is left empty."""
    keys = [column.key for column in _MONEY]
    return tuple(None if key in report.unknown else getattr(row, key) for key in keys)
