"""Who is chosen in a purchase, who was and is no longer, and whether that is decided at all. Pure.

Page, OCDS and flags ask here. A vendor is any value that can be compared; the codes of notices are
those of `procurement.methods`. Where a winner notice names nobody, the marked bids tell who is meant.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

WINNER, WINNER_CANCELLED, WINNER_CHANGED = "W0", "W1", "W2"

V = TypeVar("V", bound=Hashable)


class Choice(Enum):
    """What became of an offer (ผลการพิจารณา)."""

    SELECTED = "selected"
    PAST = "past"  # was selected, and that was cancelled later
    NOT_SELECTED = "not_selected"
    UNDECIDED = "undecided"
    UNTOLD = "untold"  # a winner was announced, but nobody knows here who it is
    NEVER = "never"  # the purchase was cancelled before anybody was selected


@dataclass(frozen=True)
class Announced(Generic[V]):
    """A notice: its kind in e-GP, which one it changes or cancels, and whom it names as winner."""

    id: int
    kind: str
    day: dt.date
    replaces: int | None = None
    winner: V | None = None


@dataclass(frozen=True)
class Signed(Generic[V]):
    """A contract with a vendor; `cancelled_on` is None while it stands."""

    vendor: V
    cancelled_on: dt.date | None = None


@dataclass(frozen=True)
class WinnerNotices(Generic[V]):
    """The notices of winners, each oldest first: in force, cancelled, and replaced by a change."""

    in_force: tuple[Announced[V], ...]
    cancelled: tuple[Announced[V], ...]
    replaced: tuple[Announced[V], ...]

    @property
    def ended(self) -> tuple[Announced[V], ...]:
        return (*self.cancelled, *self.replaced)


@dataclass(frozen=True)
class Selection(Generic[V]):
    """The vendors that are selected now, and those that once were, each named once."""

    now: tuple[V, ...] = ()
    past: tuple[V, ...] = ()
    is_announced: bool = False  # a winner notice is in force
    is_cancelled: bool = False  # the whole purchase

    @property
    def all(self) -> tuple[V, ...]:
        """Everybody who is or was selected."""
        return (*self.now, *self.past)

    @property
    def is_decided(self) -> bool:
        return bool(self.all)

    def choice(self, vendor: V) -> Choice:
        """Return what became of the offer of a vendor."""
        if vendor in self.now:
            return Choice.SELECTED
        if vendor in self.past:
            return Choice.PAST
        if self.is_decided:
            return Choice.NOT_SELECTED
        if self.is_cancelled:
            return Choice.NEVER
        return Choice.UNTOLD if self.is_announced else Choice.UNDECIDED


def selection(
    notices: Iterable[Announced[V]],
    marked: Sequence[V],
    contracts: Sequence[Signed[V]],
    *,
    is_cancelled: bool,
) -> Selection[V]:
    """Return who is selected and who was.

    `notices` are all of the purchase, oldest first; `marked` are the bidders whose bids were marked
    as selected. A contract that stands selects its vendor. Who lost every contract is past, unless
    a later notice in force names that vendor again. A cancelled purchase has nobody selected.
    """
    told = winner_notices(notices)
    current, former = _by_notices_and_bids(told, marked)
    lost = _lost(contracts, told.in_force)
    current = [each for each in current if each not in lost]
    current += [each.vendor for each in contracts if each.cancelled_on is None]
    former += lost
    if is_cancelled:
        current, former = [], current + former
    return Selection(
        now=tuple(dict.fromkeys(current)),
        past=tuple(each for each in dict.fromkeys(former) if each not in current),
        is_announced=bool(told.in_force),
        is_cancelled=is_cancelled,
    )


def winner_notices(notices: Iterable[Announced[V]]) -> WinnerNotices[V]:
    """Sort the notices of winners by what became of them.

    A change or cancellation ends the notice that it names, else the newest in force. A change that
    names no winner is about the winner of the notice that it changes.
    """
    in_force: list[Announced[V]] = []
    cancelled: list[Announced[V]] = []
    replaced: list[Announced[V]] = []
    for notice in notices:
        if notice.kind == WINNER:
            in_force.append(notice)
        elif notice.kind in {WINNER_CANCELLED, WINNER_CHANGED}:
            ends = [each for each in in_force if each.id == notice.replaces] or in_force[-1:]
            in_force = [each for each in in_force if each not in ends]
            (cancelled if notice.kind == WINNER_CANCELLED else replaced).extend(ends)
            if notice.kind == WINNER_CHANGED:
                before = ends[-1].winner if ends else None
                is_named = notice.winner is not None
                in_force.append(notice if is_named else replace(notice, winner=before))
    return WinnerNotices(tuple(in_force), tuple(cancelled), tuple(replaced))


def _by_notices_and_bids(told: WinnerNotices[V], marked: Sequence[V]) -> tuple[list[V], list[V]]:
    """Return who is selected and who was by what was announced; marks count for nameless notices."""
    current = [each.winner for each in told.in_force if each.winner is not None]
    former = [each.winner for each in told.ended if each.winner is not None]
    is_named = bool(current or former)
    if any(each.winner is None for each in told.in_force):
        current += marked
    elif any(each.winner is None for each in told.ended):
        former += marked
    elif not is_named:
        current += marked
    return current, former


def _lost(contracts: Sequence[Signed[V]], in_force: Sequence[Announced[V]]) -> list[V]:
    """Return the vendors whose contracts are all cancelled and whom no later notice names."""
    standing = {each.vendor for each in contracts if each.cancelled_on is None}
    ends: dict[V, dt.date] = {}
    for each in contracts:
        if each.cancelled_on is not None and each.vendor not in standing:
            ends[each.vendor] = max(each.cancelled_on, ends.get(each.vendor, each.cancelled_on))
    named = [(each.winner, each.day) for each in in_force if each.winner is not None]
    back = {winner for winner, day in named if winner in ends and day > ends[winner]}
    return [vendor for vendor in ends if vendor not in back]
