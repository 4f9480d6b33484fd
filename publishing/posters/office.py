"""Whose posters they are, read from the one row of the agency."""

from agency.models import Agency
from publishing.posters.content import Office


def office_of(agency: Agency) -> Office:
    """Return what every poster says of the agency."""
    return Office(
        name=agency.name,
        place=agency.place,
        seal=agency.seal.name or "",
        is_demonstration=agency.is_demonstration,
    )
