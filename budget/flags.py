"""What looks odd in a budget, as notes for the people who keep it. Pure; baht.

A flag is never a refusal: real budgets break tidy rules, and the paper that was signed counts. The
sentences are Thai, as those of `budget.control`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.ledger import ZERO, cumulative, percent
from thai.money import format_baht

# พ.ร.บ. ระเบียบบริหารงานบุคคลส่วนท้องถิ่น พ.ศ. 2542 มาตรา 35: salaries, other benefits and wages may
# not exceed 40 % of the annual expenditure budget. Confidence M: which items count as benefits is
# settled by circulars, so only the class งบบุคลากร is added up here.
PERSONNEL_LIMIT = Decimal(40)

SHOWN = 10  # rows named in one flag


@dataclass(frozen=True)
class Holding:
    """A line, or anything that has money: what may be spent, and what was spent or is taken."""

    label: str
    available: Decimal
    used: Decimal

    @property
    def excess(self) -> Decimal:
        """What was used beyond what there is; negative where something is left."""
        return self.used - self.available


@dataclass(frozen=True)
class Flag:
    """One thing to look at, with the rows that show it."""

    text: str
    rows: tuple[str, ...] = ()


def unbalanced(revenue: Decimal | None, expenditure: Decimal) -> list[Flag]:
    """Flag a budget whose expected revenue is not its expenditure; nothing where it is unknown."""
    if revenue is None or revenue == expenditure:
        return []
    more = "มากกว่า" if revenue > expenditure else "น้อยกว่า"
    difference = format_baht(abs(revenue - expenditure))
    return [Flag(f"ประมาณการรายรับ{more}รายจ่าย {difference} บาท")]


def personnel_heavy(personnel: Decimal, whole: Decimal) -> list[Flag]:
    """Flag a budget that spends more on its staff than the law allows."""
    share = percent(personnel, whole)
    if share is None or share <= PERSONNEL_LIMIT:
        return []
    return [
        Flag(
            f"งบบุคลากรเป็นร้อยละ {share} ของงบประมาณรายจ่าย เกินร้อยละ {PERSONNEL_LIMIT} ตามมาตรา 35 "
            "แห่ง พ.ร.บ. ระเบียบบริหารงานบุคคลส่วนท้องถิ่น พ.ศ. 2542 (คำนวณเฉพาะงบบุคลากร กรุณาตรวจสอบ)"
        )
    ]


def overspent(lines: Iterable[Holding]) -> list[Flag]:
    """Flag lines of which more was spent than there is after transfers, the largest first."""
    rows = _beyond(lines)
    if not rows:
        return []
    text = f"เบิกจ่ายเกินงบประมาณหลังโอน {len(rows):,} รายการ"
    return [Flag(text, _named(rows, "เบิกจ่าย", "งบประมาณหลังโอน"))]


def overdrawn(lines: Iterable[Holding]) -> list[Flag]:
    """Flag lines from which a transfer takes more than they still have."""
    rows = _beyond(lines)
    if not rows:
        return []
    return [Flag(f"โอนออกเกินยอดคงเหลือ {len(rows):,} รายการ", _named(rows, "โอนออก", "คงเหลือ"))]


def set_up_by_executive(titles: Sequence[str]) -> list[Flag]:
    """Flag things to buy or build that a transfer sets up anew without the council.

    ระเบียบ มท. ว่าด้วยวิธีการงบประมาณของ อปท. พ.ศ. 2563 ข้อ 27. Confidence M.
    """
    if not titles:
        return []
    text = (
        "ตั้งจ่ายเป็นรายการใหม่ในงบลงทุน ต้องให้สภาท้องถิ่นอนุมัติ (ระเบียบฯ พ.ศ. 2563 ข้อ 27) แต่บันทึกว่าผู้บริหารอนุมัติ"
    )
    return [Flag(text, _first(titles))]


def falling(
    months: Sequence[Decimal], names: Sequence[str], *, start: Decimal = ZERO
) -> list[Flag]:
    """Flag months whose running total is below that of the month before: more came back.

    `start` is what was spent before the first of them.
    """
    totals = [start + total for total in cumulative(months)]
    return [
        Flag(
            f"ยอดเบิกจ่ายสะสมถึง{name} {format_baht(total)} บาท "
            f"ลดลงจากเดือนก่อน {format_baht(before - total)} บาท"
        )
        for before, total, name in zip([start, *totals], totals, names, strict=False)
        if total < before
    ]


def missing_months(present: Collection[int], names: Sequence[str]) -> list[Flag]:
    """Flag fiscal months, October being 1, that are missing before one that is there."""
    missing = [month for month in range(1, max(present, default=1)) if month not in present]
    if not missing:
        return []
    listed = " ".join(names[month - 1] for month in missing[:-1])
    listed += f"{' และ' if listed else ''}{names[missing[-1] - 1]}"
    return [Flag(f"ยังไม่ได้เผยแพร่ผลการเบิกจ่าย{listed}")]


def unreported(plan: str, titles: Sequence[str], *, of: int) -> list[Flag]:
    """Flag the projects of a plan, `of` in all, of which a report says nothing."""
    if not titles:
        return []
    return [Flag(f"{plan}: ยังไม่ได้รายงาน {len(titles):,} จาก {of:,} โครงการ", _first(titles))]


def wordless(plan: str, titles: Sequence[str]) -> list[Flag]:
    """Flag the projects of a plan that go on without a word on how far they are."""
    if not titles:
        return []
    text = f"{plan}: กำลังดำเนินการ แต่ไม่ได้เขียนว่าทำถึงไหน {len(titles):,} โครงการ"
    return [Flag(text, _first(titles))]


def unsaid(*, has_problem: bool, has_suggestion: bool) -> list[Flag]:
    """Flag a report without a problem or a suggestion: ITA asks for both, "none" is an answer."""
    texts = [(has_problem, "ปัญหา/อุปสรรค"), (has_suggestion, "ข้อเสนอแนะ")]
    return [
        Flag(f"ไม่ได้เขียน{what}ไว้เลย ถ้าไม่มี ให้เขียนว่า “ไม่มี”")
        for is_there, what in texts
        if not is_there
    ]


def _first(titles: Sequence[str]) -> tuple[str, ...]:
    """Name the first few, and say how many are not named."""
    more = len(titles) - SHOWN
    return (*titles[:SHOWN], *([f"และอีก {more:,} รายการ"] if more > 0 else []))


def _beyond(rows: Iterable[Holding]) -> list[Holding]:
    return sorted((row for row in rows if row.excess > 0), key=lambda row: -row.excess)


def _named(rows: Sequence[Holding], used: str, available: str) -> tuple[str, ...]:
    return tuple(
        f"{row.label}: {used} {format_baht(row.used)} บาท {available} {format_baht(row.available)} บาท"
        for row in rows[:SHOWN]
    )
