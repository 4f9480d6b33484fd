"""Letters between an anonymous reporter and the officers, sealed under the key of the case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agency.models import User
from complaints.audit import record
from complaints.case_actions import WRITING, kept
from complaints.contents import CleanFile, FileNote, Letter
from complaints.models import AuditAction, Case, Message, SealedFile, Series
from complaints.reading import unsealed
from complaints.sealing.boxes import seal
from complaints.sealing.tickets import Ticket
from publishing.workflow import ActionRefused
from thai.text import clean

MOST_LETTERS = 8000  # of one message
MOST_A_DAY = 20  # messages of a reporter: one code must not be enough to fill the disk


@dataclass(frozen=True)
class Entry:
    """One letter as its readers see it."""

    day: dt.date
    letter: Letter
    from_reporter: bool


def from_officer(case: Case, dek: bytes, text: str, *, by: User, today: dt.date) -> Message:
    """Keep an answer to the reporter, under the position of the officer and never the name."""
    letter = Letter(text=_checked(text), author=by.position or str(_("Officer")))
    message = Message(case=case, from_reporter=False, day=today, sealed=_closed(dek, letter))
    _store(message, [], actor=by.get_username())
    return message


def from_reporter(
    case: Case,
    dek: bytes,
    text: str,
    files: Sequence[CleanFile],
    *,
    ticket: Ticket,
    today: dt.date,
) -> Message:
    """Keep what the reporter writes; the same form sent again is the same message."""
    if known := _known(case, ticket):
        return known
    check_open(case)
    words = _checked(text, is_alone=not files)
    _check_budget(case, today)
    notes = [kept(file) for file in files]
    message = Message(
        case=case,
        from_reporter=True,
        day=today,
        ticket=ticket.digest,
        sealed=_closed(dek, Letter(text=words, files=notes)),
    )
    try:
        _store(message, notes)
    except IntegrityError:
        if known := _known(case, ticket):  # the same form, sent twice at the same moment
            return known
        if Message.objects.filter(ticket=message.ticket).exists():
            raise ActionRefused(_("This form was used before. Open your report again.")) from None
        raise
    return message


def letters(case: Case, dek: bytes) -> list[Entry]:
    """Return all letters in order; raises `CannotOpen` when one of them was changed."""
    return [
        Entry(
            each.day,
            unsealed(Letter, dek, bytes(each.sealed)),
            each.from_reporter,
        )
        for each in case.messages.all()
    ]


def check_open(case: Case) -> None:
    """Raise `ActionRefused` where nobody may write any more."""
    if case.body_deleted_on:
        raise ActionRefused(_("The content of this case was deleted: nobody could read a letter."))
    if case.is_closed:
        raise ActionRefused(
            _("This case is closed. To tell something new, please send a new report.")
        )


def _known(case: Case, ticket: Ticket) -> Message | None:
    return case.messages.filter(ticket=ticket.digest).first()


def _check_budget(case: Case, today: dt.date) -> None:
    """Refuse the letter before its files are kept."""
    if case.messages.filter(from_reporter=True, day=today).count() >= MOST_A_DAY:
        reason = _("At most %(limit)s messages can be sent on one day. Please go on tomorrow.")
        raise ActionRefused(reason % {"limit": MOST_A_DAY})


def _checked(text: str, *, is_alone: bool = True) -> str:
    """Return the words of a letter; with files beside it a letter may have none."""
    words = clean(text).strip()
    if not words and is_alone:
        raise ActionRefused(_("Write your message first."))
    if len(words) > MOST_LETTERS:
        reason = _("The message is too long: at most %(limit)s letters. Send it in two parts.")
        raise ActionRefused(reason % {"limit": f"{MOST_LETTERS:,}"})
    return words


def _closed(dek: bytes, letter: Letter) -> bytes:
    return seal(dek, letter.to_bytes())


def _store(message: Message, notes: Sequence[FileNote], *, actor: str = "") -> None:
    with WRITING, transaction.atomic():
        case = Case.objects.select_for_update().get(pk=message.case_id)
        check_open(case)  # it may have been closed while the letter was written
        message.save(force_insert=True)
        if message.from_reporter:  # new once more, on the desk and in the digest
            case.wraps.exclude(key=None).update(seen_on=None)
        for note in notes:
            SealedFile.objects.create(case=case, message=message, stored=note.stored)
        record(
            AuditAction.REPORTER_WROTE if message.from_reporter else AuditAction.ANSWERED,
            today=message.day,
            actor=actor,
            subject=case.number,
            is_restricted=case.series == Series.RESTRICTED,
        )
