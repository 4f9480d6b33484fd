"""What the report of a period says (รายงานผลการใช้จ่ายงบประมาณ): plain values for page and paper. Pure.

Contents: ITA 2566 O12/O13, 2567 O8/O9, 2568 O6/O7, and the quarterly report of local budgets.
Amounts are baht; every figure is a function of `budget.ledger`. Texts are Thai, as the paper is.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budget.control import Control
from budget.ledger import (
    ZERO,
    Entry,
    after_transfers,
    percent,
    remaining,
    spent,
    spent_to_date,
    total,
    transferred,
)
from budget.report_titles import subtitle_of, title_of
from thai.dates import long_date, month_label
from thai.fiscal import Period, PeriodKind

DEMONSTRATION = "ข้อมูลสาธิต: เอกสารนี้จัดทำเพื่อแสดงตัวอย่างระบบ ไม่ใช่เอกสารทางราชการ"
# The Thai of the choices in the database, whatever language the visitor reads the page in.
SOURCES = {
    "ordinance": "ข้อบัญญัติงบประมาณ",
    "carried_over": "เงินกันไว้เบิกเหลื่อมปี",
    "accumulated": "เงินสะสม",
    "specific_grant": "เงินอุดหนุนเฉพาะกิจ",
    "loan": "เงินกู้",
}
CHANGES = {"transfer": "โอนงบประมาณ", "explanation": "แก้ไขเปลี่ยนแปลงคำชี้แจง"}
APPROVERS = {"executive": "ผู้บริหารท้องถิ่น", "council": "สภาท้องถิ่น"}
STATUSES = {
    "not_started": "ยังไม่ดำเนินการ",
    "in_progress": "กำลังดำเนินการ",
    "done": "ดำเนินการแล้วเสร็จ",
    "cancelled": "ยกเลิก",
}
NO_BREAK = "\u00a0"
# Long texts may go on over a page; below this a row stays in one piece.
SHORT_TEXT = 500  # characters
# Zeros of the baht from which amounts need smaller type on paper, and its name in the style.
SIZES = {11: "vast", 9: "large", 8: "great", 7: "big"}
TO_DATE = frozenset({"spent_to_date", "remaining", "percent"})


@dataclass(frozen=True)
class Row:
    """The money under one name at the end of a period."""

    code: str
    name: str
    entry: Entry
    period: Period

    @property
    def approved(self) -> Decimal:
        return self.entry.approved

    @property
    def transferred(self) -> Decimal:
        return transferred(self.entry)

    @property
    def after_transfers(self) -> Decimal:
        return after_transfers(self.entry)

    @property
    def spent(self) -> Decimal:
        return spent(self.entry, self.period)

    @property
    def spent_to_date(self) -> Decimal:
        return spent_to_date(self.entry, self.period)

    @property
    def remaining(self) -> Decimal:
        return remaining(self.entry, self.spent_to_date)

    @property
    def percent(self) -> Decimal | None:
        """What was spent to date of what may be spent; None where nothing may be."""
        return percent(self.spent_to_date, self.after_transfers)

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        spending = (self.spent, self.spent_to_date, self.remaining)
        return (self.approved, self.transferred, self.after_transfers, *spending)


@dataclass(frozen=True)
class Group:
    """A plan with its classes, or a source of money with its classes."""

    row: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sums:
    """Groups and what they add up to."""

    groups: tuple[Group, ...]
    total: Row

    @property
    def rows(self) -> list[tuple[Row, Row]]:
        """Each row with the group that it belongs to."""
        return [(group.row, row) for group in self.groups for row in group.rows]

    @property
    def amounts(self) -> list[Decimal]:
        rows = [self.total, *(group.row for group in self.groups), *(row for _g, row in self.rows)]
        return [amount for row in rows for amount in row.amounts]


@dataclass(frozen=True)
class FurtherOrdinance:
    """A further ordinance (ข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติม) in force from a day of the period."""

    number: int
    effective_on: dt.date
    amount: Decimal


@dataclass(frozen=True)
class Change:
    """A transfer or a change of explanations of the period; `amount` is what was moved."""

    kind: str
    number: int
    date: dt.date
    approved_by: str
    reason: str
    amount: Decimal

    @property
    def is_short(self) -> bool:
        return len(self.reason) < SHORT_TEXT


@dataclass(frozen=True)
class Project:
    """How far one project is, with its money."""

    row: Row
    status: str
    result: str
    problem: str
    suggestion: str

    @property
    def is_short(self) -> bool:
        texts = (self.row.name, self.result, self.problem, self.suggestion)
        return max(len(text) for text in texts) < SHORT_TEXT


@dataclass(frozen=True)
class Progress:
    """How far the projects are, and what is said of all together."""

    projects: tuple[Project, ...]
    problems: str
    suggestions: str


@dataclass(frozen=True)
class Withdrawal:
    """A month that was published and is not any more; `reason` is the one that was given."""

    period: Period
    reason: str


@dataclass(frozen=True)
class Publisher:
    """Whose report it is and how it writes."""

    name: str
    place: str
    seal: str  # name in storage; empty without one
    executive_name: str
    executive_position: str
    thai_digits: bool
    is_demonstration: bool


@dataclass(frozen=True)
class PeriodReport:
    """The report of one period; `as_of` is the last day of which anything is known.

    `missing` are the months since October that are over and not published, `withdrawn` those that
    once were. `unknown` are the columns of money that no published month tells anything of.
    `moment` is when the newest of its contents was published, UTC.
    """

    period: Period
    publisher: Publisher
    is_closed: bool
    as_of: dt.date
    missing: tuple[Period, ...]
    withdrawn: tuple[Withdrawal, ...]
    unknown: frozenset[str]
    plans: Sums
    outside: Sums
    ordinances: tuple[FurtherOrdinance, ...]
    changes: tuple[Change, ...]
    progress: Progress | None
    controls: tuple[Control, ...]
    moment: dt.datetime

    @property
    def title(self) -> str:
        return title_of(self.period)

    @property
    def subtitle(self) -> str:
        return subtitle_of(self.period)

    @property
    def full_title(self) -> str:
        return f"{self.title} {self.subtitle} {self.publisher.name}"

    @property
    def total(self) -> Row:
        return self.plans.total

    @property
    def demonstration_notice(self) -> str:
        return DEMONSTRATION if self.publisher.is_demonstration else ""

    @property
    def standing(self) -> str:
        """What a reader must know before the figures; empty for a period that is closed."""
        if self.is_closed:
            return ""
        return f"ยังไม่สิ้นสุดงวด ข้อมูลถึงวันที่ {long_date(self.as_of)}"

    @property
    def missing_text(self) -> str:
        """Which months are not in the figures; empty where none is missing."""
        gone = {each.period for each in self.withdrawn}
        names = ", ".join(_short(month) for month in self.missing if month not in gone)
        return f"ยังไม่เผยแพร่: เดือน {names}" if names else ""

    @property
    def withdrawn_text(self) -> str:
        """Which months were withdrawn and why; empty where none was."""
        names = ", ".join(
            f"{_short(each.period)} (เหตุผล: {each.reason})" if each.reason else _short(each.period)
            for each in self.withdrawn
        )
        return f"ถอนการเผยแพร่: เดือน {names}" if names else ""

    @property
    def size(self) -> str:
        """The type that the amounts of this report need on paper."""
        projects = self.progress.projects if self.progress else ()
        amounts = [amount for each in projects for amount in each.row.amounts]
        amounts += [amount for each in self.controls for amount in (each.paper or ZERO, each.rows)]
        amounts += [each.amount for each in self.changes]
        return size_of([*self.plans.amounts, *self.outside.amounts, *amounts])

    @property
    def is_complete(self) -> bool:
        return self.is_closed and not self.missing

    @property
    def nothing_was_spent(self) -> bool:
        """Whether the whole period is known, and it is nothing."""
        rows = [row for sums in (self.plans, self.outside) for _group, row in sums.rows]
        return self.is_complete and not any(row.spent for row in rows)

    @property
    def tells_progress(self) -> bool:
        """Whether the report of such a period tells what was done, not only what was spent."""
        return self.period.kind in (PeriodKind.HALF, PeriodKind.YEAR) or self.progress is not None


def size_of(amounts: Iterable[Decimal]) -> str:
    """Return the name of the type that amounts need on paper; empty for what most agencies have."""
    biggest = max((abs(amount) for amount in amounts), default=ZERO)
    return next((name for zeros, name in SIZES.items() if biggest >= 10**zeros), "")


def _short(month: Period) -> str:
    return month_label(month.first_day, short=True).replace(" ", NO_BREAK)


def sums_of(groups: list[Group], *, name: str, period: Period) -> Sums:
    """Add groups up under a name such as "รวมทั้งสิ้น"."""
    whole = total(group.row.entry for group in groups)
    return Sums(tuple(groups), Row("", name, whole, period))
