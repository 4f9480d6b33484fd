"""Receiving a report of corruption: sealed in memory, stored once, acknowledged by one receipt."""

import datetime as dt
import secrets
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from complaints.audit import record
from complaints.contents import Body, CleanFile, Contact, FileNote
from complaints.files import keep_sealed
from complaints.keyfile import keys
from complaints.limits import due_day
from complaints.models import (
    AuditAction,
    Case,
    OfficerKey,
    RecoveryKey,
    Register,
    SealedFile,
    Series,
    Source,
    Stage,
    Wrap,
)
from complaints.sealing.boxes import new_key, new_pair, seal, wrap
from complaints.sealing.receipts import code_of, keys_of
from complaints.sealing.tickets import Ticket
from thai.fiscal import fiscal_year_of

# SQLite lets writers wait unfairly; in one process this lock makes the queue fair (security.md 5.3).
WRITING = threading.Lock()
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no letter or digit that is read as another


class NoReader(Exception):
    """Nobody is left who could read the report: nothing is stored."""


@dataclass(frozen=True)
class Report:
    """What a reporter sends: answers by the name of the question, a contact, files, who is kept out."""

    answers: dict[str, str]
    contact: Contact | None = None
    files: Sequence[CleanFile] = ()
    excluded: Collection[int] = ()  # primary keys of OfficerKey


@dataclass(frozen=True)
class Receipt:
    """What the reporter gets: the number of the case and the code that opens it."""

    number: str
    code: str


def is_open() -> bool:
    """Whether reports can be accepted: somebody can read them, and nobody can lose them."""
    return OfficerKey.objects.active().exists() and RecoveryKey.objects.active().exists()


def receive(
    report: Report, *, ticket: Ticket, today: dt.date, source: Source = Source.WEB
) -> Receipt:
    """Store a report sealed and return its receipt; the same ticket always gives the same one.

    Raises `NoReader`, and whatever the disk or the database raises: then nothing was acknowledged
    and the same form may be sent again.
    """
    if known := receipt_of(ticket):
        return known
    readers = list(OfficerKey.objects.active().exclude(pk__in=report.excluded))
    recovery = list(RecoveryKey.objects.active())
    if not readers or not recovery:
        raise NoReader
    key, notes = new_key(), [kept(file) for file in report.files]
    code = code_of(keys().receipt, ticket.nonce)
    case, wraps = _sealed(report, notes, key, code, today)
    case.ticket, case.source = ticket.digest, source
    wraps += [Wrap(key=each, sealed=wrap(bytes(each.public), key)) for each in readers]
    wraps += [Wrap(recovery=each, sealed=wrap(bytes(each.public), key)) for each in recovery]
    try:
        _store(case, wraps, [note.stored for note in notes], today)
    except IntegrityError:
        if known := receipt_of(ticket):  # the same form, sent twice at the same moment
            return known
        raise
    return Receipt(case.number, code)


def receipt_of(ticket: Ticket) -> Receipt | None:
    """Return the receipt of a form that was stored before."""
    number = Case.objects.filter(ticket=ticket.digest).values_list("number", flat=True).first()
    return Receipt(number, code_of(keys().receipt, ticket.nonce)) if number else None


def kept(file: CleanFile) -> FileNote:
    """Seal a file onto the disk and return what its readers have to know."""
    stored, key = keep_sealed(file.content)
    return FileNote(
        stored=stored,
        key=key.hex(),
        name=file.name,
        mime=file.mime,
        size=len(file.content),
        sha256=file.sha256,
        has_hidden_data=file.has_hidden_data,
        is_original=file.is_original,
    )


def _sealed(
    report: Report, notes: list[FileNote], key: bytes, code: str, today: dt.date
) -> tuple[Case, list[Wrap]]:
    """Return the case under its key, and the wrap that the receipt code opens."""
    code_keys = keys_of(code, keys().pepper)
    public, private = new_pair()
    body = Body(answers=report.answers, files=notes, kept_out=sorted(report.excluded))
    case = Case(
        number=_new_number(),
        series=Series.RESTRICTED if report.excluded else Series.NORMAL,
        register_year=fiscal_year_of(today),
        received_on=today,
        status_on=today,
        due_on=due_day(Stage.ACKNOWLEDGE, today),
        lookup=code_keys.lookup,
        reporter_public=public,
        reporter_locked=seal(code_keys.box, private),
        body=seal(key, body.to_bytes()),
        contact=seal(key, report.contact.to_bytes()) if report.contact else None,
    )
    return case, [Wrap(sealed=wrap(public, key))]


def _store(case: Case, wraps: list[Wrap], stored: list[str], today: dt.date) -> None:
    with WRITING, transaction.atomic():
        case.register_number = Register.objects.next_number(case.series, case.register_year)
        case.save(force_insert=True)
        for each in wraps:
            each.case, each.granted_on = case, today
        Wrap.objects.bulk_create(wraps)
        SealedFile.objects.bulk_create(SealedFile(case=case, stored=name) for name in stored)
        record(
            AuditAction.RECEIVED,
            today=today,
            subject=case.number,
            is_restricted=case.series == Series.RESTRICTED,
        )


def _new_number() -> str:
    return "".join(secrets.choice(_ALPHABET) for _each in range(8))
