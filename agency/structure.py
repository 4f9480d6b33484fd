"""Who is who in the office, for the public: its officials by group, its units with their heads."""

from collections.abc import Iterable
from dataclasses import dataclass

from agency.models import Official, Unit

STANDING = (Unit.Kind.DIVISION, Unit.Kind.SECTION)  # working groups come and go


@dataclass(frozen=True)
class Office:
    """One unit of the structure, who heads it, and the units that are its parts."""

    unit: Unit
    head: Official | None
    parts: tuple["Office", ...] = ()


@dataclass(frozen=True)
class OfficialGroup:
    """Officials who are presented together."""

    label: str
    officials: tuple[Official, ...]


def structure(units: Iterable[Unit], officials: Iterable[Official]) -> list[Office]:
    """Return the units that belong to no other, each with its parts and the first of its heads.

    A unit whose parent is not among `units` stands by itself rather than being lost.
    """
    heads: dict[int | None, Official] = {}
    for official in officials:
        if official.group == Official.Group.HEAD:
            heads.setdefault(official.unit_id, official)
    standing = [unit for unit in units if unit.kind in STANDING]
    known = {unit.pk for unit in standing}

    def below(parent: int | None) -> tuple[Office, ...]:
        return tuple(
            Office(unit, heads.get(unit.pk), below(unit.pk))
            for unit in standing
            if (unit.parent_id if unit.parent_id in known else None) == parent
        )

    return list(below(None))


def official_groups(officials: Iterable[Official]) -> list[OfficialGroup]:
    """Return the officials by group, in the order of the groups; empty groups are left out."""
    rows = list(officials)
    groups = [
        OfficialGroup(str(group.label), tuple(each for each in rows if each.group == group))
        for group in Official.Group
    ]
    return [group for group in groups if group.officials]
