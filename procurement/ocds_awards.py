"""Who was chosen, and whose choice was cancelled: the awards of OCDS, which no row of ours is.

A winner notice (W0, W2) names no vendor, so an award is a vendor who was selected or who signed.
A notice that was cancelled (W1) without a vendor who goes with it is an award of its own. Pure.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.ocds_content import Agreement, Announcement, Process, Supplier

WINNER, WINNER_CANCELLED, WINNER_CHANGED = "W0", "W1", "W2"


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
    in_force, cancelled = winner_notices(process.notices)
    was_cancelled = bool(cancelled) and not in_force
    active: list[Supplier | None] = []
    past: list[Supplier | None] = []
    for supplier in _chosen(process):
        signed = [each for each in process.agreements if each.supplier == supplier]
        lives = any(each.cancelled_on is None for each in signed) if signed else not was_cancelled
        (active if lives and not process.is_cancelled else past).append(supplier)
    found = [_award(process, each, in_force) for each in active]
    # Who lost his contract takes the notice with him, cancelled or not.
    left = [*cancelled, *(() if active else in_force)]
    for supplier in past:
        notices = (left.pop(0),) if left else ()
        found.append(_award(process, supplier, notices, is_active=False))
    stands = () if process.is_cancelled else in_force
    return found + [_unnamed(notice, is_active=notice in stands) for notice in left]


def winner_notices(
    notices: Sequence[Announcement],
) -> tuple[tuple[Announcement, ...], tuple[Announcement, ...]]:
    """Return the winner notices in force and the cancelled ones, oldest first.

    A change takes the place of the notice that it names, else of the newest one.
    """
    in_force: list[Announcement] = []
    cancelled: list[Announcement] = []
    for notice in notices:
        named = [each for each in in_force if each.id == notice.replaces] or in_force[-1:]
        if notice.kind in {WINNER_CANCELLED, WINNER_CHANGED}:
            in_force = [each for each in in_force if each not in named]
        if notice.kind == WINNER_CANCELLED:
            cancelled += named
        elif notice.kind in {WINNER, WINNER_CHANGED}:
            in_force.append(notice)
    return tuple(in_force), tuple(cancelled)


def _chosen(process: Process) -> list[Supplier | None]:
    """Everybody who was selected or who signed, once each; None is a contract without a vendor."""
    selected = [each.supplier for each in process.offers if each.is_selected]
    return list(dict.fromkeys([*selected, *(each.supplier for each in process.agreements)]))


def _award(
    process: Process,
    supplier: Supplier | None,
    notices: Sequence[Announcement],
    *,
    is_active: bool = True,
) -> Award:
    signed = [each for each in process.agreements if each.supplier == supplier]
    return Award(
        id=award_id(supplier),
        is_active=is_active,
        supplier=supplier,
        value=_offered(process, supplier) or _signed_for(signed),
        notices=tuple(notices),
    )


def _unnamed(notice: Announcement, *, is_active: bool) -> Award:
    return Award(f"award-notice-{notice.id}", is_active, None, None, (notice,))


def _offered(process: Process, supplier: Supplier | None) -> Decimal | None:
    prices = [each.price for each in process.offers if each.supplier == supplier]
    return prices[0] if prices else None


def _signed_for(agreements: Sequence[Agreement]) -> Decimal | None:
    """The prices of the contracts that stand; of all of them, where none does."""
    standing = [each for each in agreements if each.cancelled_on is None] or agreements
    return sum((each.price for each in standing), Decimal(0)) if standing else None
