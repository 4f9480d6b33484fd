"""What is public of one purchase, as values without rows: the content of an OCDS release. Pure.

Codes are those of `procurement.methods` (notices and methods as in e-GP); money is baht.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from procurement.acceptance import accepted_day


@dataclass(frozen=True)
class Buyer:
    """The agency that buys and publishes (หน่วยงาน)."""

    name: str
    address: str
    district: str
    province: str
    telephone: str
    email: str
    is_demonstration: bool


@dataclass(frozen=True)
class Supplier:
    """Who offers or sells; `number` is the tax number of a company, empty for natural persons."""

    id: str
    name: str
    number: str


@dataclass(frozen=True)
class BudgetPlace:
    """The line of the budget that pays, where the public can see it (รายการงบประมาณ)."""

    id: str
    title: str
    path: str  # the headings above it
    url: str


@dataclass(frozen=True)
class Announcement:
    """A notice (ประกาศ): its kind in e-GP, which notice it changes or cancels, and who won by it."""

    id: int
    kind: str
    day: dt.date
    title: str
    url: str
    replaces: int | None
    winner: Supplier | None


@dataclass(frozen=True)
class Paper:
    """A file for everybody to download (เอกสาร); `notice` is the notice that it belongs to."""

    id: int
    kind: str
    title: str
    url: str
    mime: str
    day: dt.date | None
    notice: int | None


@dataclass(frozen=True)
class Median:
    """The median price (ราคากลาง) that is in force."""

    value: Decimal
    day: dt.date
    sources: str


@dataclass(frozen=True)
class Offer:
    """What somebody offered (ผู้เสนอราคา)."""

    supplier: Supplier
    price: Decimal
    is_selected: bool


@dataclass(frozen=True)
class Change:
    """An amendment of a contract (แก้ไขสัญญา): a new price, a new end, or both."""

    id: int
    day: dt.date
    price: Decimal | None
    ends_on: dt.date | None
    reason: str


@dataclass(frozen=True)
class Part:
    """A part of the work and its payment (งวดงาน)."""

    number: int
    work: str
    amount: Decimal
    due_on: dt.date | None
    accepted_on: dt.date | None


@dataclass(frozen=True)
class Agreement:
    """A contract (สัญญา) as it was signed; `changes` and `parts` in their order."""

    id: int
    number: str
    supplier: Supplier | None
    price: Decimal
    current_price: Decimal
    signed_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    accepted_on: dt.date | None
    cancelled_on: dt.date | None
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]

    @property
    def is_accepted(self) -> bool:
        return accepted_day(self.accepted_on, (each.accepted_on for each in self.parts)) is not None

    @property
    def current_end(self) -> dt.date | None:
        """The end after the newest amendment that moved it."""
        return next((each.ends_on for each in reversed(self.changes) if each.ends_on), self.ends_on)


@dataclass(frozen=True)
class Process:
    """A purchase from the plan to acceptance; everything in the order in which it happened."""

    fiscal_year: int
    number: int
    egp_number: str
    plan_number: str
    planned_on: dt.date | None
    title: str
    kind: str  # of work: goods, works, services, consultancy, design, lease
    method_group: str  # open, selective, direct, contest
    method_name: str  # as the law says it, Thai
    money: str  # source of the money, Thai
    budget: BudgetPlace | None
    allocated: Decimal
    amount: Decimal
    reason: str
    note: str
    cancelled_on: dt.date | None
    cancel_reason: str
    phase: str
    opens_on: dt.date | None
    closes_on: dt.date | None
    median: Median | None
    notices: tuple[Announcement, ...]
    papers: tuple[Paper, ...]
    offers: tuple[Offer, ...]
    agreements: tuple[Agreement, ...]
    url: str
    published: dt.datetime

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_on is not None

    @property
    def suppliers(self) -> tuple[Supplier, ...]:
        """Everybody who offered, won or sold, once each."""
        won = [each.winner for each in self.notices if each.winner]
        signed = [each.supplier for each in self.agreements if each.supplier]
        return tuple(dict.fromkeys([*(each.supplier for each in self.offers), *won, *signed]))
