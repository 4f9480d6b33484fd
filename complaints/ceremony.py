"""The recovery ceremony as the server sees it: a public key in, closed keys out, new ones back in.

The private half never comes here (security.md 2.7); what is done with it stands in `recovery`.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from complaints.audit import record
from complaints.models import (
    AuditAction,
    Case,
    OfficerKey,
    RecoveryKey,
    Series,
    Withdrawal,
    Wrap,
)
from complaints.recovery import (
    Export,
    ExportedCase,
    NewWrap,
    NewWraps,
    Reader,
    fingerprint_of,
)
from complaints.sealing.boxes import KEY_SIZE
from publishing.workflow import ActionRefused

ACTOR = "manage.py recovery"


@dataclass(frozen=True)
class Applied:
    """How many closed keys were added, and how many were there before or fit nothing any more."""

    added: int
    known: int
    unfit: int


class _Fate(Enum):
    """What became of one key that came back."""

    ADDED = auto()
    KNOWN = auto()
    UNFIT = auto()


def import_recovery_key(public: bytes, *, today: dt.date) -> RecoveryKey:
    """Seal new cases to this key from now on; the one before opens only what was sealed to it."""
    if len(public) != KEY_SIZE:
        raise ActionRefused(_("This is not a public recovery key."))
    name = fingerprint_of(public)
    if RecoveryKey.objects.filter(fingerprint=name).exists():
        raise ActionRefused(_("The recovery key %(name)s was imported before.") % {"name": name})
    with transaction.atomic():
        for older in RecoveryKey.objects.active():
            older.retired_on = today
            older.save(update_fields=["retired_on"])
        key = RecoveryKey.objects.create(public=public, fingerprint=name, imported_on=today)
        record(AuditAction.RECOVERY_IMPORTED, today=today, actor=ACTOR, subject=name)
    return key


def export_wraps(officers: Sequence[OfficerKey]) -> Export:
    """Return what the offline machine needs so that these officers can read the cases."""
    same_person: dict[int, list[int]] = defaultdict(list)
    for pk, user in OfficerKey.objects.order_by("pk").values_list("pk", "user"):
        same_person[user].append(pk)
    readers = [
        Reader(
            key=officer.pk,
            username=officer.user.get_username(),
            public=bytes(officer.public).hex(),
            same_person=same_person[officer.user_id],
        )
        for officer in officers
    ]
    wanted = {reader.key for reader in readers}
    with_reader = Prefetch("wraps", Wrap.objects.select_related("recovery"))
    cases = Case.objects.filter(body_deleted_on=None).order_by("pk").prefetch_related(with_reader)
    return Export(readers=readers, cases=[_exported(case, wanted) for case in cases])


def apply_wraps(file: NewWraps, *, today: dt.date) -> Applied:
    """Add the keys that come back from the ceremony; the same file twice changes nothing."""
    fates = Counter(_apply(wrap, today) for wrap in file.wraps)
    return Applied(fates[_Fate.ADDED], fates[_Fate.KNOWN], fates[_Fate.UNFIT])


def _exported(case: Case, wanted: set[int]) -> ExportedCase:
    wraps = list(case.wraps.all())
    return ExportedCase(
        number=case.number,
        wraps={
            each.recovery.fingerprint: bytes(each.sealed).hex() for each in wraps if each.recovery
        },
        readers=[each.key_id for each in wraps if each.key_id in wanted],
        body=bytes(case.body).hex(),
    )


def _apply(wrap: NewWrap, today: dt.date) -> _Fate:
    key = OfficerKey.objects.active().filter(pk=wrap.key).first()
    if key is None or bytes(key.public).hex() != wrap.public:
        return _Fate.UNFIT
    with transaction.atomic():
        case = (
            Case.objects.select_for_update()
            .filter(number=wrap.number, body_deleted_on=None)
            .first()
        )
        # Whom the reporter kept out the offline machine has skipped: only there it can be read.
        if case is None or Withdrawal.objects.filter(case=case, user=key.user).exists():
            return _Fate.UNFIT
        sealed = bytes.fromhex(wrap.sealed)
        _row, is_new = Wrap.objects.get_or_create(
            case=case, key=key, defaults={"sealed": sealed, "granted_on": today}
        )
        if is_new:
            record(
                AuditAction.RECOVERED,
                today=today,
                actor=ACTOR,
                subject=case.number,
                note=key.user.get_username(),
                is_restricted=case.series == Series.RESTRICTED,
            )
    return _Fate.ADDED if is_new else _Fate.KNOWN
