"""What the crash test of the sealed door needs from inside: forms to send, and the proof at the end.

Runs inside `manage.py shell`; prints JSON.
"""

import hashlib
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from agency.models import User
from agency.roles import Role
from complaints.audit import SERIES, faults
from complaints.contents import Body, FileNote
from complaints.files import PART, open_sealed, root
from complaints.guard import same_guard, written
from complaints.keyfile import keys
from complaints.models import AuditEntry, Case, OfficerKey, RecoveryKey, Register, SealedFile, Wrap
from complaints.puzzles import answer_in
from complaints.sealing.boxes import CannotOpen, lock, new_pair, unseal, unwrap
from complaints.sealing.receipts import keys_of
from complaints.sealing.tickets import SOONEST, Ticket, new_ticket

OFFICER = "bench-officer"
PASSPHRASE = "only for this benchmark"


def enrol() -> None:
    """Make an officer whose key the proof can open, and a recovery key where there is none."""
    today = timezone.localdate()
    user, _is_new = User.objects.get_or_create(username=OFFICER)
    user.groups.add(Group.objects.get(name=Role.COMPLAINT_OFFICER.value))
    public, private = new_pair()
    locked = lock(PASSPHRASE, private)
    OfficerKey.objects.create(
        user=user, public=public, locked=locked, locked_again=locked, enrolled_on=today
    )
    if not RecoveryKey.objects.active().exists():
        public, _private = new_pair()
        RecoveryKey.objects.create(public=public, fingerprint="bench", imported_on=today)
    print(json.dumps({"key": private.hex(), "shown": _readers()}))


def forms(count: int) -> None:
    """Print the guards of forms that were opened a while ago, each with its sum done."""
    opened = time.time() - 2 * SOONEST
    print(json.dumps([_fields(new_ticket(opened)) for _each in range(count)]))


def _fields(ticket: Ticket) -> dict[str, str]:
    guard = same_guard({"ticket": written(ticket)}, time.time())
    puzzle = str(solved(guard.puzzle))
    return {"ticket": guard.ticket, "puzzle": puzzle, "puzzle_token": guard.puzzle_token}


def solved(puzzle: str) -> int:
    """Return the answer to a sum in Thai words."""
    first, sign, second = re.split("(บวก|ลบ)", puzzle.removesuffix("เท่ากับเท่าไร"))
    numbers = [answer_in(word) or 0 for word in (first, second)]
    return sum(numbers) if sign == "บวก" else numbers[0] - numbers[1]


def _readers() -> list[int]:
    return list(OfficerKey.objects.active().values_list("pk", flat=True))


def prove(acknowledged: str, private: str) -> None:
    """Open everything that was acknowledged, and count what is not as it must be."""
    lines = [json.loads(line) for line in Path(acknowledged).read_text().splitlines()]
    by_lookup = {case.lookup: case for case in Case.objects.all()}
    found = Counter(_verdict(line, by_lookup, bytes.fromhex(private)) for line in lines)
    ours = Wrap.objects.filter(key__user__username=OFFICER).count()
    named = set(SealedFile.objects.values_list("stored", flat=True))
    on_disk = {path.name for path in root().iterdir() if path.suffix != PART}
    last = Register.objects.get(series=SERIES).last
    answer: dict[str, Any] = {
        "acknowledged": len(lines),
        "distinct": len({line["code"] for line in lines}),
        "openable": found["openable"],
        "faulty": len(lines) - found["openable"],
        "stored": ours,
        "files without a row": len(on_disk - named),
        "rows without a file": len(named - on_disk),
        "chain": list(faults(AuditEntry.objects.order_by("seq"), last)),
        "registers": _gaps(),
    }
    print(json.dumps(answer))


def _verdict(line: dict[str, str], cases: dict[str, Case], private: bytes) -> str:
    case = cases.get(keys_of(line["code"], keys().pepper).lookup)
    if case is None or case.number != line["number"]:
        return "lost"
    try:
        wrap = Wrap.objects.get(case=case, key__user__username=OFFICER)
        text = unseal(unwrap(private, bytes(wrap.sealed)), bytes(case.body))
        body = Body.model_validate_json(text)
        files = [_content(note) for note in body.files]
    except (CannotOpen, FileNotFoundError, Wrap.DoesNotExist):
        return "not openable"
    sums = {hashlib.sha256(content).hexdigest() for content in files}
    is_same = body.answers["what"] == line["what"] and line["sha256"] in sums
    return "openable" if is_same else "changed"


def _content(note: FileNote) -> bytes:
    return open_sealed(note.stored, bytes.fromhex(note.key))


def _gaps() -> int:
    """Return how many numbers are missing in the registers of cases."""
    missing = 0
    for register in Register.objects.exclude(series=SERIES):
        cases = Case.objects.filter(series=register.series, register_year=register.year)
        missing += register.last - cases.count() if cases else 0
    return missing
