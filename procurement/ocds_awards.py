"""Who was chosen, and whose choice was cancelled: the awards of OCDS, which no row of ours is.

`selection` says who is chosen. An award dates from the notice that names its vendor; a notice that
names nobody stands with the vendors that were selected or who signed, and where none is known, it is
an award of its own. Pure.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.ocds_content import Agreement, Announcement, Process, Supplier
from procurement.selection import Announced, Selection, Signed, selection, winner_notices

Who = Supplier | None  # None: the vendor of a contract is not entered


@dataclass(frozen=True)
class Award:
    """A decision for a supplier (ผลการพิจารณา); `notices` are the announcements of it."""

    id: str
    is_active: bool
    supplier: Supplier | None
    value: Decimal | None
    notices: tuple[Announcement, ...]

    @property
    def day(self) -> dt.date | None:
        """The day on which it was announced, where it was."""
        return self.notices[0].day if self.notices else None


def award_id(supplier: Supplier | None) -> str:
    """Return the id of the award to a supplier; contracts refer to it."""
    return f"award-{supplier.id}" if supplier else "award-unnamed"


def awards(process: Process) -> list[Award]:
    """Return the awards of a purchase: those in force first, then the cancelled ones."""
    told = winner_notices(_announced(process))
    chosen = _selection(process)
    everything = [*told.in_force, *told.ended]
    named = {who: _naming(process, who, everything) if who else () for who in chosen.all}
    in_force = _naming(process, None, told.in_force)
    cancelled = _naming(process, None, told.cancelled)
    found = [_award(process, who, named[who] or in_force) for who in chosen.now]
    # Who lost his contract takes the notice with him, cancelled or not.
    left = [*cancelled, *(() if any(not named[who] for who in chosen.now) else in_force)]
    for who in chosen.past:
        notices = named[who] or _newest_before(left, _signed(process, who))
        left = [each for each in left if each not in notices]
        found.append(_award(process, who, notices, is_active=False))
    stands = () if process.is_cancelled else in_force
    # Somebody is known: then a notice in force that names nobody is no award beside his.
    rest = [each for each in left if each not in stands or not chosen.is_decided]
    return found + [_unnamed(each, is_active=each in stands) for each in rest]


def _selection(process: Process) -> Selection[Who]:
    return selection(
        _announced(process),
        [each.supplier for each in process.offers if each.is_selected],
        [Signed(each.supplier, each.cancelled_on) for each in process.agreements],
        is_cancelled=process.is_cancelled,
    )


def _announced(process: Process) -> list[Announced[Who]]:
    return [
        Announced(each.id, each.kind, each.day, each.replaces, each.winner)
        for each in process.notices
    ]


def _naming(process: Process, who: Who, told: Sequence[Announced[Who]]) -> tuple[Announcement, ...]:
    """The notices that name a supplier, or nobody, in the order in which the rule has them."""
    known = {each.id: each for each in process.notices}
    return tuple(known[each.id] for each in told if each.winner == who)


def _newest_before(
    notices: Sequence[Announcement], signed: Sequence[Agreement]
) -> tuple[Announcement, ...]:
    """The notice after which a contract was signed; without one, the oldest."""
    days = [each.signed_on for each in signed if each.signed_on]
    before = [each for each in notices if days and each.day <= min(days)]
    return tuple(before[-1:] or notices[:1])


def _award(
    process: Process,
    supplier: Supplier | None,
    notices: Sequence[Announcement],
    *,
    is_active: bool = True,
) -> Award:
    return Award(
        id=award_id(supplier),
        is_active=is_active,
        supplier=supplier,
        value=_offered(process, supplier) or _signed_for(_signed(process, supplier)),
        notices=tuple(notices),
    )


def _unnamed(notice: Announcement, *, is_active: bool) -> Award:
    return Award(f"award-notice-{notice.id}", is_active, None, None, (notice,))


def _signed(process: Process, supplier: Supplier | None) -> list[Agreement]:
    return [each for each in process.agreements if each.supplier == supplier]


def _offered(process: Process, supplier: Supplier | None) -> Decimal | None:
    prices = [each.price for each in process.offers if each.supplier == supplier]
    return prices[0] if prices else None


def _signed_for(agreements: Sequence[Agreement]) -> Decimal | None:
    """The prices of the contracts that stand; of all of them, where none does."""
    standing = [each for each in agreements if each.cancelled_on is None] or agreements
    return sum((each.price for each in standing), Decimal(0)) if standing else None
