"""Reading a case at the desk: its key, its texts, who can read it, and the list of one's own cases.

What cannot be opened raises `CannotOpen`, which says nothing of what was inside.
"""

import datetime as dt
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from pydantic import BaseModel, ValidationError

from agency.models import User
from complaints.contents import Body, Contact
from complaints.files import open_sealed
from complaints.models import AuditEntry, Case, OfficerKey, Series, Status, Wrap
from complaints.sealing.boxes import CannotOpen, unseal, unwrap

Sealed = TypeVar("Sealed", bound=BaseModel)


def own_wraps(user: User) -> QuerySet[Wrap]:
    """Return the keys of cases that are closed for the key which somebody has today."""
    return Wrap.objects.filter(key__user=user, key__retired_on=None)


def dek_of(case: Case, user: User, private: bytes) -> bytes:
    """Return the key of a case for an officer who holds the private half of the own key."""
    wrap = own_wraps(user).filter(case=case).first()
    if wrap is None:
        raise CannotOpen
    return unwrap(private, bytes(wrap.sealed))


def body_of(case: Case, dek: bytes) -> Body:
    return unsealed(Body, dek, bytes(case.body))


def contact_of(case: Case, dek: bytes) -> Contact:
    """Return how the reporter may be reached; nothing in it when he did not say."""
    return unsealed(Contact, dek, bytes(case.contact)) if case.contact else Contact()


def file_of(stored: str, key: str) -> bytes:
    """Return the content of a sealed file; one that is gone is as bad as one that was changed."""
    try:
        return open_sealed(stored, bytes.fromhex(key))
    except (FileNotFoundError, ValueError):
        raise CannotOpen from None


def own_cases(user: User) -> QuerySet[Case]:
    """Return the cases of an officer, each with `is_new` until he has opened it."""
    unseen = own_wraps(user).filter(case=OuterRef("pk"), seen_on=None)
    return Case.objects.visible_to(user).annotate(is_new=Exists(unseen))


def in_order(cases: QuerySet[Case], today: dt.date) -> list[Case]:
    """Return cases as they are to be worked on: late ones, then open ones by due day, then closed.

    Each carries `is_overdue`.
    """
    rows = list(cases)
    for case in rows:
        case.is_overdue = not case.is_closed and case.due_on < today  # type: ignore[attr-defined]
    still_open = sorted((row for row in rows if not row.is_closed), key=lambda row: row.due_on)
    closed = [row for row in rows if row.is_closed]
    return still_open + sorted(closed, key=lambda row: row.closed_on or today, reverse=True)


def counts_of(cases: list[Case]) -> dict[str, int]:
    """Return how many of an officer's own cases are in each status."""
    counts = dict.fromkeys(Status.values, 0)
    for case in cases:
        counts[case.status] += 1
    return counts


def readers_of(case: Case) -> list[OfficerKey]:
    """Return the keys of the officers who can read a case."""
    keys = OfficerKey.objects.filter(wraps__case=case, retired_on=None)
    return list(keys.select_related("user").order_by("id"))


def links_of(case: Case) -> list[AuditEntry]:
    """Return the links of the audit chain about a case; of the restricted register none is plain."""
    if case.series != Series.NORMAL:
        return []
    return list(AuditEntry.objects.filter(subject=case.number))


def unsealed(kind: type[Sealed], dek: bytes, sealed: bytes) -> Sealed:
    """Return a sealed text as what it is; raises `CannotOpen`, whatever is wrong with it."""
    text = unseal(dek, sealed)
    try:
        return kind.model_validate_json(text)
    except ValidationError:  # its message repeats the text
        raise CannotOpen from None
