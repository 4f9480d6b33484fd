"""What has to be done again and again (`manage.py tick`): each step once more is never once too often."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from complaints.audit import record
from complaints.case_steps import erase, kept_until
from complaints.files import forget, stored_files
from complaints.models import (
    AuditAction,
    AuditEntry,
    Case,
    Outcome,
    Register,
    SealedFile,
    Series,
)
from complaints.models.case import CaseQuerySet
from complaints.notices import is_mail_on, officers_with_address, send_digest, send_head
from complaints.retention import SPAM_DAYS, closed_before

ACTOR = "manage.py tick"
ORPHAN_AGE = 60 * 60  # seconds: no form takes longer between its files and its row
DIGEST_AT = dt.time(8, 30)
DIGEST = "digest"  # the register that remembers the last day

Step = Callable[[dt.datetime], Iterator[str]]


def sweep_files(now: dt.datetime) -> Iterator[str]:
    """Remove sealed files that no row names: of forms whose saving failed after the file was kept."""
    # The time of change, not the one that is set to midnight. Listed before the rows are read: what
    # is saved meanwhile is found there.
    limit = now.timestamp() - ORPHAN_AGE
    old = {name for name, facts in stored_files() if facts.st_ctime < limit}
    named = set(SealedFile.objects.filter(stored__in=old).values_list("stored", flat=True))
    for name in old - named:
        forget(name)
    if old - named:
        yield _("%(count)s sealed files that belong to nothing were removed.") % {
            "count": len(old - named)
        }


def erase_spam(now: dt.datetime) -> Iterator[str]:
    """Delete the content of what was marked as no report, once that is due; a stub stays."""
    limit = closed_before(now.date(), SPAM_DAYS)
    spam = Case.objects.filter(outcome=Outcome.SPAM, closed_on__lte=limit, body_deleted_on=None)
    count = 0
    for pk in spam.values_list("pk", flat=True):
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=pk)
            if now.date() < kept_until(case):
                continue
            erase(case, today=now.date())
            record(
                AuditAction.DELETED,
                today=now.date(),
                actor=ACTOR,
                subject=case.number,
                is_restricted=case.series == Series.RESTRICTED,
            )
        count += 1
    if count:
        yield _("The content of %(count)s reports marked as spam was deleted.") % {"count": count}


def kept_long_enough(cases: CaseQuerySet, today: dt.date) -> CaseQuerySet:
    """Return those whose time of keeping is over; deleting them needs two officers at the desk."""
    limit = closed_before(today, settings.COMPLAINT_RETENTION_DAYS)
    return cases.filter(closed_on__lte=limit, body_deleted_on=None)


def tell_retention(now: dt.datetime) -> Iterator[str]:
    """Say how many reports may be deleted; which ones only their officers see, at the desk."""
    if count := kept_long_enough(Case.objects.all(), now.date()).count():
        text = _("%(count)s reports were kept long enough: two officers decide at the desk.")
        yield text % {"count": count}


def keep_head(now: dt.datetime) -> Iterator[str]:
    """Write down once a day where the audit chain stands; the file is to be copied elsewhere."""
    path, day = heads_file(), now.date().isoformat()
    head = AuditEntry.objects.order_by("seq").last()
    if head is None or any(line.startswith(f"{day} ") for line in _lines(path)):
        return
    line = f"{day} {head.seq} {head.hash}"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(f"{line}\n")
    yield _("Head of the audit chain: %(line)s") % {"line": line}
    if settings.ADMINS and is_mail_on():
        send_head(line)


def mail_digest(now: dt.datetime) -> Iterator[str]:
    """Tell every officer once a day, after half past eight, how many reports are new to him.

    The day is taken first: when a mail cannot be sent, the others are not sent twice, and the
    next day counts the same reports again.
    """
    if now.time() < DIGEST_AT or not _take_day(now.date()):
        return
    sent, failed = 0, 0
    for officer in officers_with_address():
        try:
            sent += send_digest(officer)
        except OSError:  # smtplib's errors are such
            failed += 1
    if sent:
        yield _("New matters were announced to %(count)s officers.") % {"count": sent}
    if failed:
        raise OSError(f"{failed} mails were not sent")


def heads_file() -> Path:
    return Path(settings.DATA_DIR) / "audit_heads.txt"


def head_faults(lines: Iterable[str]) -> Iterator[str]:
    """Compare the chain with the heads of former days, which were carried outside."""
    for number, line in enumerate(lines, start=1):
        try:
            day, place, written = line.split()
            seq = int(place)
        except ValueError:
            yield f"line {number} of the heads is damaged"
            continue
        found = AuditEntry.objects.filter(seq=seq).values_list("hash", flat=True).first()
        if found is None:
            yield f"link {seq}, the head of {day}, is missing"
        elif found != written:
            yield f"link {seq} is another than it was on {day}"


def _take_day(day: dt.date) -> bool:
    """Whether this is the first tick that asks on this day."""
    with transaction.atomic():
        Register.objects.get_or_create(series=DIGEST, year=0)
        register = Register.objects.select_for_update().get(series=DIGEST, year=0)
        if register.last >= day.toordinal():
            return False
        register.last = day.toordinal()
        register.save(update_fields=["last"])
    return True


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


STEPS: tuple[tuple[str, Step], ...] = (
    ("sealed files", sweep_files),
    ("spam", erase_spam),
    ("retention", tell_retention),
    ("audit head", keep_head),
    ("digest", mail_digest),
)
