"""The rows of the official forms of procurement: one definition that every form reads. Pure.

สขร.1, the quarterly annex and the ITA spreadsheet ask for "ราคาที่ตกลงซื้อหรือจ้าง": the price at signing.
The paper of a month stays as it was signed, whatever is amended later. The progress list and the
annual summary show that price too, and beside it the price after amendments. A contract that was
cancelled stays in its row, marked, since it was made; no sum counts it. Amounts are baht.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from operator import itemgetter

from thai.dates import long_date
from thai.money import format_baht

ZERO = Decimal("0.00")
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Bidder:
    """Who offered, at which price."""

    name: str
    price: Decimal


@dataclass(frozen=True)
class Agreement:
    """A signed contract or written agreement (สัญญา/ข้อตกลง).

    `price` is that of the day of signing, `current_price` and `ends_on` come after the newest
    amendment. `tax_number` is fit for the public. `status` is in the words of the ITA form.
    """

    number: str
    signed_on: dt.date
    vendor: str
    tax_number: str
    price: Decimal
    current_price: Decimal
    starts_on: dt.date | None
    ends_on: dt.date | None
    cancelled_on: dt.date | None
    reason_code: str
    status: str


@dataclass(frozen=True)
class Work:
    """A purchase (งานซื้อหรือจ้าง) with its contracts, oldest first.

    `method`, `source`, `stage` and `status` are official Thai words; `moment` is when the newest
    public part of it was published or corrected, UTC.
    """

    fiscal_year: int
    number: int
    url: str
    title: str
    method: str
    source: str
    allocated: Decimal
    amount: Decimal
    median_price: Decimal | None
    egp_number: str
    plan_number: str
    planned_on: dt.date | None
    unit: str
    reason: str
    cancelled_on: dt.date | None
    stage: str
    status: str
    percent: int | None
    percent_on: dt.date | None
    bidders: tuple[Bidder, ...]
    agreements: tuple[Agreement, ...]
    moment: dt.datetime

    @property
    def in_force(self) -> list[Agreement]:
        """The contracts that sums count."""
        return [] if self.cancelled_on else [each for each in self.agreements if counts(each)]

    @property
    def agreed(self) -> Decimal | None:
        prices = [each.price for each in self.in_force]
        return sum(prices, ZERO) if prices else None

    @property
    def current_price(self) -> Decimal | None:
        prices = [each.current_price for each in self.in_force]
        return sum(prices, ZERO) if prices else None

    @property
    def is_planned(self) -> bool:
        """Whether it stands in the procurement plan: with a plan number or a month."""
        return bool(self.plan_number or self.planned_on)


def counts(agreement: Agreement) -> bool:
    return agreement.cancelled_on is None


@dataclass(frozen=True)
class Row:
    """A line of a form: a contract with its purchase, or a purchase alone."""

    work: Work
    agreement: Agreement | None = None

    @property
    def counts(self) -> bool:
        return self.agreement is not None and self.agreement in self.work.in_force

    @property
    def status(self) -> str:
        return self.agreement.status if self.agreement else self.work.status

    @property
    def remark(self) -> str:
        if self.agreement and self.agreement.cancelled_on:
            return f"ยกเลิกสัญญาเมื่อ {long_date(self.agreement.cancelled_on)}"
        return self.cancelled

    @property
    def cancelled(self) -> str:
        day = self.work.cancelled_on
        return f"ยกเลิกโครงการเมื่อ {long_date(day)}" if day else ""


def rows_of_contracts(works: Iterable[Work], first: dt.date, last: dt.date) -> list[Row]:
    """Return the contracts signed between two days: สขร.1 and the quarterly annex."""
    rows = [
        (each.signed_on, work.fiscal_year, Row(work, each))
        for work in works
        for each in work.agreements
        if first <= each.signed_on <= last
    ]
    return [row for _day, _year, row in sorted(rows, key=itemgetter(0, 1))]


def rows_of_year(works: Iterable[Work]) -> list[Row]:
    """Return a row for each contract, and one for each purchase that has none in force: the ITA."""
    rows = []
    for work in works:
        rows += [Row(work, each) for each in work.agreements]
        if not work.agreements or not (work.in_force or work.cancelled_on):
            rows.append(Row(work))
    return rows


# ------------------------------------------------------------------ sums
@dataclass(frozen=True)
class Sum:
    """What rows add up to: contracts in force, their prices, and how many others were cancelled."""

    contracts: int = 0
    cancelled: int = 0
    agreed: Decimal = ZERO

    @property
    def text(self) -> str:
        cancelled = f" (ไม่รวมที่ยกเลิก {self.cancelled:,} สัญญา)" if self.cancelled else ""
        return f"รวม {self.contracts:,} สัญญา เป็นเงิน {format_baht(self.agreed)} บาท{cancelled}"


def sum_of(rows: Iterable[Row]) -> Sum:
    signed = [row for row in rows if row.agreement]
    prices = [row.agreement.price for row in signed if row.counts and row.agreement]
    return Sum(len(prices), len(signed) - len(prices), sum(prices, ZERO))


@dataclass(frozen=True)
class MethodRow:
    """A way of buying in the annual summary; `total` is what all ways together agreed."""

    method: str
    works: tuple[Work, ...]
    total: Decimal

    @property
    def signed(self) -> list[Work]:
        return [work for work in self.works if work.in_force]

    @property
    def contracts(self) -> int:
        return sum(len(work.in_force) for work in self.works)

    @property
    def allocated(self) -> Decimal:
        return allocated_of(self.works)

    @property
    def signed_allocated(self) -> Decimal:
        return allocated_of(self.signed)

    @property
    def agreed(self) -> Decimal:
        return agreed_of(self.works)

    @property
    def saved(self) -> Decimal:
        """By how much the prices are under the budget of the same purchases; minus means over it."""
        return self.signed_allocated - self.agreed

    @property
    def share(self) -> Decimal | None:
        """Percent of all that was agreed; None where nothing was."""
        if not self.total:
            return None
        return (self.agreed * 100 / self.total).quantize(_CENT, ROUND_HALF_UP)


def rows_of_methods(works: Sequence[Work], methods: Iterable[str]) -> list[MethodRow]:
    """Return the ways of buying that were used, in the order of `methods`."""
    total = agreed_of(works)
    found = [(name, tuple(work for work in works if work.method == name)) for name in methods]
    return [MethodRow(name, used, total) for name, used in found if used]


def allocated_of(works: Iterable[Work]) -> Decimal:
    return sum((work.allocated for work in works), ZERO)


def agreed_of(works: Iterable[Work]) -> Decimal:
    return sum((work.agreed or ZERO for work in works), ZERO)


def current_of(works: Iterable[Work]) -> Decimal:
    return sum((work.current_price or ZERO for work in works), ZERO)
