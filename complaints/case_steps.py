"""What an officer does with a case: status, forwarding, closing, who may read it, and its end.

Each step checks that the person works on cases and can read this one, and leaves one link in the
audit chain in the same transaction. What a link says of a case of the normal register stands there
in the clear: never put words of the report into `note`.
"""

import datetime as dt
import functools

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agency.models import User
from complaints.audit import record
from complaints.files import forget
from complaints.limits import due_day
from complaints.models import (
    AuditAction,
    Case,
    OfficerKey,
    Outcome,
    SealedFile,
    Series,
    Stage,
    Status,
    Withdrawal,
    Wrap,
)
from complaints.reading import body_of, own_wraps
from complaints.retention import SPAM_DAYS, UNSEEN_SPAM_DAYS, ends_on
from complaints.sealing.boxes import wrap
from publishing.workflow import ActionRefused
from thai.dates import long_date

# From where a case may come into a status; what was closed stays closed.
COMES_FROM = {
    Status.RECEIVED: {Status.RECEIVED},
    Status.EXAMINING: {Status.RECEIVED, Status.MORE_ASKED, Status.FORWARDED},
    Status.MORE_ASKED: {Status.RECEIVED, Status.EXAMINING, Status.FORWARDED},
    Status.FORWARDED: {Status.RECEIVED, Status.EXAMINING, Status.MORE_ASKED, Status.FORWARDED},
    Status.CLOSED: {Status.RECEIVED, Status.EXAMINING, Status.MORE_ASKED, Status.FORWARDED},
}


def opened(case: Case, *, by: User, today: dt.date) -> None:
    """Note that an officer opened a case: no longer new to him."""
    with transaction.atomic():
        _hold(case, by)
        for wrapped in own_wraps(by).filter(case=case, seen_on=None):
            wrapped.seen_on = today
            wrapped.save(update_fields=["seen_on"])
        _note(case, AuditAction.OPENED, by, today)


def looked(case: Case, action: AuditAction, *, by: User, today: dt.date, note: str = "") -> None:
    """Note that an officer looked at a file, took an original or opened the contact."""
    with transaction.atomic():
        _hold(case, by)
        _note(case, action, by, today, note)


def set_status(
    case: Case, status: Status, *, by: User, today: dt.date, outcome: str = "", note: str = ""
) -> None:
    """Bring a case into a status; `RECEIVED` once more says that an officer accepted it."""
    if status == Status.CLOSED:
        close(case, outcome, by=by, today=today, note=note)
        return
    if status == Status.FORWARDED:
        raise ActionRefused(_("Say to which agency the case is forwarded."))
    with transaction.atomic():
        _hold(case, by)
        _enter(case, status, today)
        case.save()
        _note(case, AuditAction.STATUS, by, today, status.label, note)


def forward(case: Case, to: str, *, by: User, today: dt.date) -> None:
    """Say that a case was handed to another agency; it is followed until that agency concludes."""
    agency = " ".join(to.split())[:200]
    if not agency:
        raise ActionRefused(_("Say to which agency the case is forwarded."))
    with transaction.atomic():
        _hold(case, by)
        _enter(case, Status.FORWARDED, today)
        case.forwarded_to = agency
        case.save()
        _note(case, AuditAction.FORWARDED, by, today, agency)


def close(case: Case, outcome: str, *, by: User, today: dt.date, note: str = "") -> None:
    """End a case with its outcome; whether in time is counted from the day it was received."""
    if outcome not in Outcome:
        raise ActionRefused(_("Say how the case ended."))
    with transaction.atomic():
        _hold(case, by)
        _enter(case, Status.CLOSED, today)
        case.outcome, case.closed_on = outcome, today
        case.in_time = today <= case.due_on
        case.save()
        _note(
            case, AuditAction.STATUS, by, today, Status.CLOSED.label, Outcome(outcome).label, note
        )


def mark_spam(case: Case, *, by: User, today: dt.date) -> None:
    """Close what is no report; to colleagues it is new once more, so that one can object."""
    with transaction.atomic():
        close(case, Outcome.SPAM, by=by, today=today)
        case.wraps.exclude(key=None).exclude(key__user=by).update(seen_on=None)


def reopen(case: Case, *, by: User, today: dt.date) -> None:
    """Take up again what was closed as no report, before its content is deleted."""
    with transaction.atomic():
        _hold(case, by)
        if case.outcome != Outcome.SPAM:
            raise ActionRefused(_("Only what was closed as no report can be taken up again."))
        case.outcome, case.closed_on, case.in_time = "", None, None
        case.status, case.status_on = Status.EXAMINING, today
        case.due_on = due_on(Status.EXAMINING, case.received_on)
        case.delete_asked_by = case.delete_asked_on = None
        case.save()
        _note(case, AuditAction.STATUS, by, today, Status.EXAMINING.label)


def grant(case: Case, key: OfficerKey, *, dek: bytes, by: User, today: dt.date) -> None:
    """Let a colleague read a case: somebody who came later, never one who must not see it.

    Raises `CannotOpen` when `dek` is not the key of this case.
    """
    with transaction.atomic():
        _hold(case, by)
        if not OfficerKey.objects.active().filter(pk=key.pk).exists():
            raise ActionRefused(_("Only a complaint officer with a key can be given access."))
        if key.user_id in barred(case, dek):
            raise ActionRefused(_("This colleague must not be given access to this case."))
        if Wrap.objects.filter(case=case, key__user=key.user_id, key__retired_on=None).exists():
            raise ActionRefused(_("This colleague has access already."))
        Wrap.objects.create(
            case=case, key=key, sealed=wrap(bytes(key.public), dek), granted_on=today
        )
        _note(case, AuditAction.GRANTED, by, today, key.user.get_username())


def barred(case: Case, dek: bytes) -> set[int]:
    """Return the people who must never read a case: kept out by the reporter, or withdrawn.

    People, not keys: who was kept out does not come in with a new key.
    """
    kept_out = OfficerKey.objects.filter(pk__in=body_of(case, dek).kept_out).values_list(
        "user", flat=True
    )
    withdrawn = Withdrawal.objects.filter(case=case).values_list("user", flat=True)
    return {*kept_out, *withdrawn}


def withdraw(case: Case, *, by: User, today: dt.date) -> None:
    """Let an officer leave a case for good (ขอถอนตัว), as long as a colleague can read it."""
    with transaction.atomic():
        _hold(case, by)
        if not _readers(case).exclude(user=by).exists():
            raise ActionRefused(
                _("You are the only one who can read this case. Give a colleague access first.")
            )
        Wrap.objects.filter(case=case, key__user=by).delete()
        Withdrawal.objects.create(case=case, user=by, day=today)
        _note(case, AuditAction.WITHDREW, by, today)


def ask_deletion(case: Case, *, by: User, today: dt.date) -> None:
    """Ask that the content of a closed case be deleted; another officer has to confirm."""
    with transaction.atomic():
        _hold(case, by)
        if not case.is_closed:
            raise ActionRefused(_("Only the content of a closed case can be deleted."))
        if case.delete_asked_by_id:
            raise ActionRefused(_("This was asked for already."))
        if today < (ends := kept_until(case)):
            raise ActionRefused(
                _("The content has to be kept until %(day)s.") % {"day": long_date(ends)}
            )
        case.delete_asked_by, case.delete_asked_on = by, today
        case.save()
        _note(case, AuditAction.DELETION_ASKED, by, today)


def confirm_deletion(case: Case, *, by: User, today: dt.date) -> None:
    """Delete the content of a case that a colleague asked to delete."""
    with transaction.atomic():
        _hold(case, by)
        if not case.delete_asked_by_id:
            raise ActionRefused(_("Nobody has asked for this yet."))
        if case.delete_asked_by_id == by.pk:
            raise ActionRefused(_("You asked for this yourself: another officer has to confirm."))
        erase(case, today=today)
        _note(case, AuditAction.DELETED, by, today)


def kept_until(case: Case) -> dt.date:
    """Return the day from which the content of a closed case may be deleted."""
    days = settings.COMPLAINT_RETENTION_DAYS
    if case.outcome == Outcome.SPAM:
        # Closing made it new to everybody but who closed it.
        seen = case.wraps.exclude(key=None).exclude(seen_on=None).count()
        days = SPAM_DAYS if seen > 1 else UNSEEN_SPAM_DAYS
    return ends_on(case.closed_on or case.status_on, days)


def erase(case: Case, *, today: dt.date) -> None:
    """Delete what was said in a case and every key to it; a stub stays for the statistics.

    Asks nobody: for `confirm_deletion`, and for what deletes by a rule.
    """
    with transaction.atomic():
        stored = list(SealedFile.objects.filter(case=case).values_list("stored", flat=True))
        SealedFile.objects.filter(case=case).delete()
        case.messages.all().delete()
        case.wraps.all().delete()
        Withdrawal.objects.filter(case=case).delete()
        case.body, case.contact, case.forwarded_to = b"", None, ""
        case.body_deleted_on = today
        case.save()
        for name in stored:
            transaction.on_commit(functools.partial(forget, name))


def due_on(status: Status, received_on: dt.date) -> dt.date:
    """Return until when a case in `status` is in time.

    Counted from the day it was received, whatever happened since: going back and forth between
    states wins no time.
    """
    if status == Status.RECEIVED:
        return due_day(Stage.INFORM, received_on)
    examined = due_day(Stage.EXAMINE, due_day(Stage.ACKNOWLEDGE, received_on))
    if status in {Status.EXAMINING, Status.MORE_ASKED}:
        return examined
    return due_day(Stage.CONCLUDE, examined)


def check_next(case: Case, status: Status) -> None:
    """Raise `ActionRefused` where a case cannot come into `status` from where it is."""
    if case.status not in COMES_FROM[status]:
        raise ActionRefused(
            _("A case that is “%(before)s” cannot become “%(after)s”.")
            % {"before": case.get_status_display(), "after": status.label}
        )


def _hold(case: Case, by: User) -> None:
    """Lock a case and read it anew, for somebody who may work on it."""
    if not by.has_perm("complaints.work_case"):
        raise ActionRefused(_("Only a complaint officer may do this."))
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise ActionRefused(_("This case is not open to you."))


def _enter(case: Case, status: Status, today: dt.date) -> None:
    check_next(case, status)
    case.status, case.status_on = status, today
    case.due_on = due_on(status, case.received_on)


def _readers(case: Case) -> QuerySet[OfficerKey]:
    return OfficerKey.objects.active().filter(wraps__case=case)


def _note(case: Case, action: AuditAction, by: User, today: dt.date, *said: object) -> None:
    record(
        action,
        today=today,
        actor=by.get_username(),
        subject=case.number,
        note=": ".join(str(each) for each in said if each),
        is_restricted=case.series == Series.RESTRICTED,
    )
