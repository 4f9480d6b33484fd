"""Taking in a question, and setting one aside: numbered, due on a day, acknowledged by one receipt."""

import datetime as dt
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agency.models import Agency, User
from complaints.keyfile import keys
from complaints.limits import due_day
from complaints.masking import masked
from complaints.models import Question, Register, Source, Stage
from complaints.sealing.receipts import code_of, keys_of
from complaints.sealing.tickets import Ticket
from publishing.workflow import ActionRefused, State
from thai.fiscal import fiscal_year_of

SERIES = "question"


class Page(Protocol):
    """A public page that a question is about; the app above knows which there are."""

    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str: ...


def ask(
    kind: str,
    asked: str,
    *,
    subject: Page | None,
    name: str,
    contact: str,
    is_public_wish: bool,
    source: str = Source.WEB,
    ticket: Ticket,
    today: dt.date,
) -> tuple[Question, str]:
    """Store a question and return it with its receipt code; the same ticket gives the same two."""
    question = Question(
        kind=kind,
        asked=asked,
        subject_path=subject.path if subject else "",
        subject_title=subject.title[:300] if subject else "",
        asker_name=name,
        asker_contact=contact,
        is_public_wish=is_public_wish,
        source=source,
        received_on=today,
    )
    return register(question, ticket=ticket)


def register(question: Question, *, ticket: Ticket) -> tuple[Question, str]:
    """Number and store a new question; a ticket that came before gives the question of that time."""
    code = code_of(keys().receipt, ticket.nonce)
    if known := question_of(ticket):
        return known, code
    question.ticket = ticket.digest
    question.lookup = keys_of(code, keys().pepper).lookup
    question.fiscal_year = fiscal_year_of(question.received_on)
    question.due_on = due_day(Stage.ANSWER, question.received_on)
    question.public_text = question.public_text or masked(question.asked, office_numbers())
    try:
        with transaction.atomic():
            question.number = Register.objects.next_number(SERIES, question.fiscal_year)
            question.save(force_insert=True)
    except IntegrityError:
        if known := question_of(ticket):  # the same form, sent twice at the same moment
            return known, code
        raise
    return question, code


def office_numbers() -> list[str]:
    """Return the telephone numbers and the address of the office, which are public anyway."""
    agency = Agency.objects.first()
    return [*agency.phones.split(","), agency.email] if agency else []


def question_of(ticket: Ticket) -> Question | None:
    """Return the question that a form with this ticket has left."""
    return Question.objects.filter(ticket=ticket.digest).first()


@transaction.atomic
def set_aside(question: Question, reason: str, *, by: User, today: dt.date) -> None:
    """Take a question off the desk without an answer (ไม่รับพิจารณา); its asker reads why."""
    question.refresh_from_db(from_queryset=Question.objects.select_for_update())
    if not by.has_perm("complaints.approve_question"):
        raise ActionRefused(_("Only an approver may set a question aside."))
    if not reason.strip():
        raise ActionRefused(_("Write why the question is set aside: its asker reads it."))
    if question.set_aside_on:
        raise ActionRefused(_("This question is set aside already."))
    if question.state == State.IN_REVIEW:
        raise ActionRefused(_("An answer waits for review: send it back first."))
    if not question.is_editable:
        raise ActionRefused(_("This question is answered already."))
    question.set_aside_on = today
    question.set_aside_reason = reason.strip()
    question.edited_by = by
    question.save()
