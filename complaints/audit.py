"""Appending to the audit chain and proving it: a link covers the one before."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator

from django.db import transaction

from complaints.models import AuditAction, AuditEntry, RecoveryKey, Register
from complaints.sealing.boxes import new_key as new_box_key
from complaints.sealing.boxes import seal, wrap

FIRST = "0" * 64
SERIES = "audit"


def record(
    action: AuditAction,
    *,
    today: dt.date,
    actor: str = "",
    subject: str = "",
    note: str = "",
    is_restricted: bool = False,
) -> AuditEntry:
    """Append one link, in the transaction of the change it tells of.

    Of a restricted case the shared chain shows nothing but a hash: the text is for the recovery key.
    """
    with transaction.atomic():
        seq = Register.objects.next_number(SERIES)
        before = AuditEntry.objects.filter(seq=seq - 1).values_list("hash", flat=True).first()
        told = {"action": str(action), "actor": actor, "subject": subject, "note": note[:500]}
        clear = dict.fromkeys(told, "") | {"sealed": _sealed(told)} if is_restricted else told
        entry = AuditEntry(seq=seq, day=today, previous=before or FIRST, **clear)
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)
    return entry


def hash_of(entry: AuditEntry) -> str:
    """Return what `hash` must be, from everything else that the link says."""
    sealed = bytes(entry.sealed).hex() if entry.sealed is not None else None
    said = [entry.seq, entry.day.isoformat(), entry.action, entry.actor, entry.subject, entry.note]
    text = json.dumps([*said, sealed], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{entry.previous}\n{text}".encode()).hexdigest()


def faults(entries: Iterable[AuditEntry], last: int) -> Iterator[str]:
    """Say what is wrong with a chain in order; `last` is how many links were counted elsewhere."""
    before, place = FIRST, 0
    for entry in entries:
        place += 1
        if entry.seq != place:
            yield f"link {place} is missing, link {entry.seq} stands in its place"
            place = entry.seq
        if entry.previous != before:
            yield f"link {entry.seq} does not follow the link before it"
        if entry.hash != hash_of(entry):
            yield f"link {entry.seq} was changed"
        before = entry.hash
    if place != last:
        yield f"the chain has {place} links, {last} were written"


def _sealed(told: dict[str, str]) -> bytes:
    """Return the text for the recovery key alone; without one, for nobody: never in the clear."""
    key = new_box_key()
    text = seal(key, json.dumps(told, ensure_ascii=False).encode())
    recovery = RecoveryKey.objects.active().first()
    return (wrap(bytes(recovery.public), key) if recovery else b"") + text
