"""Total rows (รวม, รวมทั้งสิ้น): known among real titles, and checked against the rows they add up.

Real titles begin with รวม as well (รวมพลังชุมชน). What decides is the whole row: a total says
nothing of its own beside its label and its amounts.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import IntEnum

from publishing.import_header import fold
from publishing.import_table import TableRow, TotalRow

ZERO = Decimal("0.00")

Sums = dict[str, Decimal]  # baht by the name of the column
Group = tuple[str, str]  # name of a column and the folded value of the rows that are meant


class Scope(IntEnum):
    """Which rows a total speaks of, judged by its label."""

    PLAIN = 1  # รวม: those since the last total, or those of the group named beside it
    NAMED = 2  # รวมงบบุคลากร: those of a group that stands in the rows above
    UNKNOWN = 3  # รวมค่าตอบแทน: some group that is spelled nowhere else
    RUNNING = 4  # ยอดยกไป: all so far
    GRAND = 5  # รวมทั้งสิ้น: all


@dataclass(frozen=True)
class Label:
    """What the label of a total says; `group` is known for NAMED, and for PLAIN when beside it."""

    text: str
    scope: Scope
    group: Group | None = None


@dataclass(frozen=True)
class RowText:
    """What a row says beside its amounts: texts by column index from left to right.

    `levels` are the columns of merged row labels (plan, work): their index and name.
    """

    texts: Mapping[int, str]
    levels: Mapping[int, str]


@dataclass(frozen=True)
class StatedTotal:
    """A total as it stands in the file."""

    number: int
    label: Label
    values: Sums


_PLAIN = re.compile(
    r"(?:ผล|ยอด)?รวม(?:เงิน|เป็นเงิน|จำนวน|จำนวนเงิน|ย่อย|ยอด|(?:จำนวน)?[0-9]+(?:โครงการ|รายการ|กิจกรรม|ราย))?"
    r"|(?:sub)?totals?|sum"
)
_GRAND = re.compile(
    r"(?:ผล|ยอด)?รวม.{0,40}(?:ทั้งสิ้น|ทั้งหมด|ทุกแผนงาน)(?:[0-9]+(?:โครงการ|รายการ|กิจกรรม|ราย))?|grandtotals?"
)
_RUNNING = re.compile("(?:รวม)?(?:ยอด)?ยก(?:ไป|มา)(?:หน้า.{0,9})?")
_SUM_OF = re.compile("(?:ยอด|ผล)?รวม(?:เงิน|งบประมาณ|รายจ่าย|รายรับ)?(?=.)")
# What the groups of a budget are called; a title that is none of these is a title.
_STRUCTURE = re.compile(
    "(?:แผนงาน|ด้าน|งาน|งบ|หมวด|ประเภท|ค่า|เงิน|ราย(?:รับ|จ่าย|ได้)|กอง|สำนัก|ฝ่าย|ยุทธศาสตร์|ไตรมาส|เดือน|หน้า)"
)


def label_of(row: RowText, groups: Mapping[str, str]) -> Label | None:
    """Return the label when the row is a total; `groups` (folded value to column) stand above it.

    Everything else in the row must be a merged row label: a number, a village or a title of its
    own makes it a row of data.
    """
    own = [index for index in row.texts if index not in row.levels]
    if len(own) > 1:
        return None
    for index in own or row.texts:
        others = [place for place in row.texts if place != index]
        label = _label(row.texts[index], groups, is_alone=not others)
        if label and label.scope is Scope.PLAIN and others:
            beside = max(others)
            return replace(label, group=(row.levels[beside], fold(row.texts[beside])))
        if label:
            return label
    return None


def _label(text: str, groups: Mapping[str, str], *, is_alone: bool) -> Label | None:
    folded = fold(text)
    for pattern, scope in ((_PLAIN, Scope.PLAIN), (_RUNNING, Scope.RUNNING)):
        if pattern.fullmatch(folded):
            return Label(text, scope)
    match = _SUM_OF.match(folded)
    for rest in (folded[match.end() :], folded.removeprefix("รวม")) if match else ():
        if group := _group(rest, groups):
            return Label(text, Scope.NAMED, group)
    if _GRAND.fullmatch(folded):
        return Label(text, Scope.GRAND)
    is_group = match and _STRUCTURE.match(folded.removeprefix("รวม"))
    return Label(text, Scope.UNKNOWN) if is_alone and is_group else None


def _group(rest: str, groups: Mapping[str, str]) -> Group | None:
    """Return the group that is meant; the word for its kind may be missing on either side."""
    bare = _STRUCTURE.sub("", rest, count=1)
    for value in (
        rest,
        bare,
        *(f"{kind}{rest}" for kind in ("แผนงาน", "งาน", "งบ", "ด้าน", "หมวด")),
    ):
        if value and value in groups:
            return groups[value], value
    return None


@dataclass
class Ledger:
    """The rows of a table and its totals in the order of the file; then every total is checked."""

    amounts: Sequence[str]  # names of the columns that are added up
    levels: Sequence[str]  # names of the columns that a label may speak of
    rows: list[TableRow] = field(default_factory=list)
    totals: list[tuple[int, StatedTotal]] = field(default_factory=list)  # rows before it

    def checked(self) -> tuple[TotalRow, ...]:
        """Return the totals with the sums that the rows above them give."""
        running = list(self._running_sums())
        members = self._members() if any(each.label.group for _, each in self.totals) else {}
        return tuple(self._checked(place, running, members) for place in range(len(self.totals)))

    def _running_sums(self) -> Iterator[Sums]:
        sums = dict.fromkeys(self.amounts, ZERO)
        yield sums
        for row in self.rows:
            sums = {name: so_far + _baht(row, name) for name, so_far in sums.items()}
            yield sums

    def _members(self) -> dict[Group, list[int]]:
        """Return the places of the rows of every group."""
        members: dict[Group, list[int]] = {}
        for place, row in enumerate(self.rows):
            for name in self.levels:
                members.setdefault((name, fold(str(row.values.get(name)))), []).append(place)
        return members

    def _checked(
        self, place: int, running: Sequence[Sums], members: Mapping[Group, Sequence[int]]
    ) -> TotalRow:
        stated = self.totals[place][1]
        sums = [
            {name: sums[name] for name in stated.values}
            for sums in self._candidates(place, running, members)
        ]
        is_sure = stated.label.scope in {Scope.NAMED, Scope.RUNNING, Scope.GRAND}
        nearest = min(sums, key=lambda each: is_sure or _distance(each, stated.values))
        expected = stated.values if stated.values in sums else nearest
        return TotalRow(stated.number, stated.label.text, stated.values, expected)

    def _candidates(
        self, place: int, running: Sequence[Sums], members: Mapping[Group, Sequence[int]]
    ) -> Iterator[Sums]:
        """Yield the sums that a total may mean, the likeliest first."""
        end, stated = self.totals[place]
        label = stated.label
        before = [(rows, total.label) for rows, total in self.totals[:place]]
        if label.group:
            column = label.group[0]
            alike = [rows for rows, each in before if each.group and each.group[0] == column]
            for start in (*alike[-1:], 0):
                yield self._sum_of(members.get(label.group, ()), start, end)
        last = [rows for rows, _ in before if rows < end][-1:]
        alike = [rows for rows, each in before if each.scope is label.scope and rows < end][-1:]
        starts = [0, *alike] if label.scope >= Scope.RUNNING else [*last, *alike, 0]
        for start in dict.fromkeys(starts):
            yield {name: running[end][name] - running[start][name] for name in self.amounts}

    def _sum_of(self, places: Sequence[int], start: int, end: int) -> Sums:
        meant = places[bisect_left(places, start) : bisect_left(places, end)]
        return {
            name: sum((_baht(self.rows[place], name) for place in meant), ZERO)
            for name in self.amounts
        }


def _baht(row: TableRow, name: str) -> Decimal:
    value = row.values.get(name)
    return value if isinstance(value, Decimal) else ZERO


def _distance(expected: Sums, stated: Sums) -> Decimal:
    return sum((abs(stated[name] - expected[name]) for name in stated), ZERO)
