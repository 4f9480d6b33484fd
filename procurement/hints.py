"""Patterns over many purchases that are worth a second look, for staff only. Pure; baht.

A hint states what the rows have in common and by which rule they were found. It accuses nobody:
the rule is simple, and most of what it finds has a good reason.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from thai.money import format_baht
from thai.search import folded

KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class Limits:
    """The thresholds of the rules, from `data/hints.json`. Baht, days, percent, counts."""

    direct: Decimal  # up to here the specific method may be used
    near_from: Decimal  # percent of `direct` from which a price counts as just below it
    near_days: int
    near_count: int
    title_days: int
    title_count: int
    bidders_count: int
    median_from: Decimal  # percent of the median price
    round_unit: Decimal
    round_from: Decimal
    round_count: int

    @property
    def window(self) -> int:
        """The days within which a pattern can lie."""
        return max(self.near_days, self.title_days)


@dataclass(frozen=True)
class Share:
    """What one vendor signed for in a purchase, and on which day first. Baht."""

    vendor: str
    day: dt.date
    price: Decimal


@dataclass(frozen=True)
class Row:
    """One purchase with its contracts, as the rules see it.

    `day` is that of the first contract, or the newest of the purchase while there is none; `price` is
    that at signing, of all contracts; `shares` are there where several vendors have one. While
    nothing is signed, `amount` is to be spent. `vendor` and `bidders` are names, told apart by number
    where two have one name. Not `is_of_year`: seen for what goes on over the border of the year.
    """

    pk: int
    label: str
    title: str
    day: dt.date
    price: Decimal | None
    is_direct: bool = False
    vendor: str = ""
    median_price: Decimal | None = None
    bidders: frozenset[str] = frozenset()
    amount: Decimal | None = None
    shares: tuple[Share, ...] = ()
    is_of_year: bool = True


@dataclass(frozen=True)
class Hint:
    """What some rows have in common, and the rule by which they were found, in one sentence each."""

    text: str
    rule: str
    rows: tuple[Row, ...]


def near_limit(rows: Iterable[Row], limits: Limits) -> list[Hint]:
    """Find many direct purchases just below the limit from one vendor within some days."""
    least = limits.direct * limits.near_from / 100
    rule = (
        f"วิธีเฉพาะเจาะจง ราคาตั้งแต่ร้อยละ {limits.near_from} ของ {format_baht(limits.direct)} บาท "
        f"แต่ไม่เกินวงเงินนั้น จากคู่สัญญารายเดียวกัน {limits.near_count} รายการขึ้นไป "
        f"ภายใน {limits.near_days} วัน"
    )
    close = [
        row
        for row in _by_share(rows)
        if row.is_direct and row.vendor and row.price is not None
        and least <= row.price <= limits.direct
    ]  # fmt: skip
    return [
        Hint(
            f"{vendor}: {len(found)} รายการ {_sum(found)} ใกล้วงเงินวิธีเฉพาะเจาะจง",
            rule,
            found,
        )
        for vendor, group in _by(close, lambda row: row.vendor)
        for found in _runs(group, limits.near_days, limits.near_count)
    ]


def same_title(rows: Iterable[Row], limits: Limits) -> list[Hint]:
    """Find purchases of one title within some days."""
    rule = f"ชื่องานเหมือนกัน {limits.title_count} รายการขึ้นไป ภายใน {limits.title_days} วัน"
    return [
        Hint(f"“{found[0].title}”: {len(found)} รายการ {_sum(found)}", rule, found)
        for _title, group in _by(rows, lambda row: folded(row.title))
        for found in _runs(group, limits.title_days, limits.title_count)
    ]


def same_bidders(rows: Iterable[Row], limits: Limits) -> list[Hint]:
    """Find two bidders who meet again and again, and nobody else with them."""
    rule = f"มีผู้เสนอราคาเพียงสองรายคู่เดิม {limits.bidders_count} รายการขึ้นไปในปีงบประมาณ"
    pairs = [row for row in rows if len(row.bidders) == 2]  # noqa: PLR2004  a pair
    return [
        Hint(f"{' และ '.join(sorted(pair))}: เสนอราคาคู่กัน {len(group)} รายการ", rule, tuple(group))
        for pair, group in _by(pairs, lambda row: row.bidders)
        if len(group) >= limits.bidders_count
    ]


def at_median(rows: Iterable[Row], limits: Limits) -> list[Hint]:
    """Find prices that leave nearly nothing of the median price."""
    rule = f"ราคาที่ตกลงตั้งแต่ร้อยละ {limits.median_from} ของราคากลาง แต่ไม่เกินราคากลาง"
    found = [row for row in rows if _is_at_median(row, limits)]
    if not found:
        return []
    return [Hint(f"ราคาที่ตกลงใกล้เคียงราคากลาง {len(found)} รายการ", rule, tuple(found))]


def round_sums(rows: Iterable[Row], limits: Limits) -> list[Hint]:
    """Find vendors whose larger prices are round again and again."""
    unit, least = format_baht(limits.round_unit), format_baht(limits.round_from)
    rule = (
        f"ราคาตั้งแต่ {least} บาท ลงตัวเป็นจำนวนเท่าของ {unit} บาท "
        f"จากคู่สัญญารายเดียวกัน {limits.round_count} รายการขึ้นไปในปีงบประมาณ"
    )
    whole = [
        row
        for row in _by_share(rows)
        if row.vendor and row.price is not None
        and row.price >= limits.round_from and row.price % limits.round_unit == 0
    ]  # fmt: skip
    return [
        Hint(f"{vendor}: ราคาเป็นจำนวนกลม {len(group)} รายการ", rule, tuple(group))
        for vendor, group in _by(whole, lambda row: row.vendor)
        if len(group) >= limits.round_count
    ]


Rule = Callable[[Iterable[Row], Limits], list[Hint]]
WITHIN_DAYS: tuple[Rule, ...] = (near_limit, same_title)
OF_A_YEAR: tuple[Rule, ...] = (same_bidders, at_median, round_sums)


def hints(rows: Sequence[Row], limits: Limits) -> list[Hint]:
    """Return what all rules find, one rule after the other.

    What goes on over the border of the year is shown in the year of its last purchase.
    """
    own = [row for row in rows if row.is_of_year]
    found = [hint for rule in WITHIN_DAYS for hint in rule(rows, limits)]
    return [
        *(hint for hint in found if hint.rows[-1].is_of_year),
        *(hint for rule in OF_A_YEAR for hint in rule(own, limits)),
    ]


def _by_share(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a row for each vendor of a purchase, with what that one signed for."""
    for row in rows:
        if not row.shares:
            yield row
        for share in row.shares:
            yield replace(row, vendor=share.vendor, day=share.day, price=share.price, shares=())


def _is_at_median(row: Row, limits: Limits) -> bool:
    if row.price is None or not row.median_price or row.price > row.median_price:
        return False
    return row.price * 100 >= row.median_price * limits.median_from


def _by(rows: Iterable[Row], key: Callable[[Row], KeyT]) -> Iterator[tuple[KeyT, list[Row]]]:
    """Group rows, each group in the order of days."""
    groups: dict[KeyT, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.day, row.pk)):
        groups[key(row)].append(row)
    yield from groups.items()


def _runs(rows: Sequence[Row], days: int, count: int) -> Iterator[tuple[Row, ...]]:
    """Yield the longest stretches of rows that lie within so many days, none inside another."""
    last_end = 0
    for start, first in enumerate(rows):
        until = first.day + dt.timedelta(days=days)
        end = start
        while end < len(rows) and rows[end].day <= until:
            end += 1
        if end - start >= count and end > last_end:
            last_end = end
            yield tuple(rows[start:end])


def _sum(rows: Sequence[Row]) -> str:
    """Return the sum in words; what is not signed yet counts with what is to be spent."""
    sums = [row.price if row.price is not None else row.amount for row in rows]
    known = [each for each in sums if each is not None]
    if not known:
        return "ยังไม่ทราบยอดรวม"
    text = f"รวม {format_baht(sum(known, Decimal(0)))} บาท"
    unsigned = sum(row.price is None for row in rows)
    return f"{text} (ยังไม่ทำสัญญา {unsigned} รายการ คิดตามวงเงินที่จะซื้อหรือจ้าง)" if unsigned else text
