"""What looks odd in a purchase, as notes for the people who keep it. Pure; baht.

Real purchases break tidy rules, and the paper that was signed counts: a flag is never a refusal.
The sentences are Thai, as those of `budget.flags`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.flags import Flag
from budget.ledger import percent
from procurement.comparison import after_amendment
from thai.dates import long_date
from thai.fiscal import FiscalYear
from thai.money import format_baht


@dataclass(frozen=True)
class Limits:
    """Amounts above which the law or the office expects a paper. Baht."""

    median: Decimal  # a median price is announced
    egp: Decimal  # the project has a number in e-GP


@dataclass(frozen=True)
class SignedContract:
    """A contract as its flags need it; `vendor` is None where nobody is entered yet."""

    label: str
    signed_on: dt.date | None
    price: Decimal  # at signing
    vendor: str | None = None
    begins: dt.date | None = None
    ends: dt.date | None = None  # accepted, else the end after the newest amendment
    is_accepted: bool = False  # the whole or an instalment of it
    amended_price: Decimal | None = None  # after the newest amendment

    @property
    def current_price(self) -> Decimal:
        return self.price if self.amended_price is None else self.amended_price


@dataclass(frozen=True)
class PurchaseFacts:
    """What is known of a purchase, drafts of the people who look at it included."""

    fiscal_year: int
    allocated: Decimal
    amount: Decimal
    egp_number: str = ""
    median_price: Decimal | None = None
    is_announced: bool = False
    first_invitation: dt.date | None = None
    first_winner: dt.date | None = None
    contracts: tuple[SignedContract, ...] = ()
    selected: tuple[str, ...] = ()  # names of the bidders who were selected
    has_acceptance_paper: bool = False

    @property
    def agreed(self) -> Decimal | None:
        """All contracts together, as they were signed; None while there is none."""
        return sum((each.price for each in self.contracts), Decimal(0)) if self.contracts else None

    @property
    def amended(self) -> Decimal | None:
        """What amendments made of it; None where it is still the same."""
        return after_amendment(self.agreed, (each.current_price for each in self.contracts))


def flags(facts: PurchaseFacts, limits: Limits) -> list[Flag]:
    """Return what looks odd, money first, then papers, then days."""
    return [*_of_money(facts), *_of_papers(facts, limits), *_of_days(facts)]


def _of_money(facts: PurchaseFacts) -> Iterator[Flag]:
    median, agreed = facts.median_price, facts.agreed
    allocated = ("วงเงินงบประมาณที่ได้รับจัดสรร", facts.allocated)
    pairs = [
        (("วงเงินที่จะซื้อหรือจ้าง", facts.amount), allocated),
        (("ราคากลาง", median), allocated),
        (("ราคาที่ตกลงซื้อหรือจ้าง", agreed), ("ราคากลาง", median)),
        (("ราคาที่ตกลงซื้อหรือจ้าง", agreed), allocated),
        # Work that is added later is no bid above the median price, but it has to be paid.
        (("ราคาหลังแก้ไขสัญญา", facts.amended), allocated),
    ]
    for (name, value), (limit_name, limit) in pairs:
        if value is not None and limit is not None and value > limit:
            yield Flag(_above(name, value, limit_name, limit))


def _above(name: str, value: Decimal, limit_name: str, limit: Decimal) -> str:
    share = percent(value - limit, limit)
    told = f" (ร้อยละ {share})" if share is not None else ""
    return (
        f"{name} {format_baht(value)} บาท สูงกว่า{limit_name} {format_baht(limit)} บาท "
        f"อยู่ {format_baht(value - limit)} บาท{told}"
    )


def _of_papers(facts: PurchaseFacts, limits: Limits) -> Iterator[Flag]:
    has_begun = facts.is_announced or bool(facts.contracts)
    amount = f"วงเงิน {format_baht(facts.amount)} บาท"
    if has_begun and facts.median_price is None and facts.amount > limits.median:
        yield Flag(f"{amount} เกิน {format_baht(limits.median)} บาท แต่ยังไม่มีราคากลาง")
    if has_begun and not facts.egp_number and facts.amount > limits.egp:
        yield Flag(f"{amount} เกิน {format_baht(limits.egp)} บาท แต่ยังไม่มีเลขที่โครงการ e-GP")
    unaccepted = [each.label for each in facts.contracts if not each.is_accepted]
    if facts.has_acceptance_paper and unaccepted and len(unaccepted) == len(facts.contracts):
        yield Flag(
            f"มีเอกสารตรวจรับ แต่ยังไม่ได้บันทึกวันที่ตรวจรับใน{' และ '.join(unaccepted)} (ผู้อนุมัติบันทึกได้ที่หน้าสัญญา)"
        )
    others = [
        f"{each.label}: {each.vendor}"
        for each in facts.contracts
        if each.vendor and each.vendor not in facts.selected
    ]
    if facts.selected and others:
        names = " และ ".join(facts.selected)
        yield Flag(f"ผู้ได้รับการคัดเลือกคือ {names} แต่คู่สัญญาเป็นรายอื่น", tuple(others))


def _of_days(facts: PurchaseFacts) -> Iterator[Flag]:
    year = FiscalYear(facts.fiscal_year)
    signed = [(each.label, each.signed_on) for each in facts.contracts if each.signed_on]
    yield from _before(signed, facts.first_invitation, "ประกาศเชิญชวนฉบับแรก")
    yield from _before(signed, facts.first_winner, "ประกาศผู้ชนะฉบับแรก")
    for each in facts.contracts:
        for name, day in (("วันเริ่มสัญญา", each.begins), ("วันสิ้นสุดหรือวันตรวจรับ", each.ends)):
            if day and each.signed_on and day < each.signed_on:
                told = f"ลงวันที่ {long_date(each.signed_on)} หลัง{name} {long_date(day)}"
                yield Flag(f"{each.label} {told}")
    for label, day in signed:
        if not year.contains(day):
            yield Flag(f"{label} ลงวันที่ {long_date(day)} อยู่นอก{year.label()}")


def _before(
    signed: Iterable[tuple[str, dt.date]], first: dt.date | None, paper: str
) -> Iterator[Flag]:
    for label, day in signed:
        if first is not None and day < first:
            yield Flag(f"{label} ลงวันที่ {long_date(day)} ก่อน{paper}ซึ่งลงวันที่ {long_date(first)}")
