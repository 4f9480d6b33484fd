"""What a receipt code opens: the one report or question it belongs to, and how that stands."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from complaints.contents import Body
from complaints.dialogue import Entry, letters
from complaints.keyfile import keys
from complaints.models import Case, Outcome, Question, Status
from complaints.reading import body_of
from complaints.sealing.boxes import unseal, unwrap
from complaints.sealing.receipts import keys_of, typed_code


@dataclass(frozen=True)
class TrackedCase:
    """A case as its reporter opens it; `dek` is None once the content was deleted."""

    case: Case
    dek: bytes | None

    def letters(self) -> list[Entry]:
        return letters(self.case, self.dek) if self.dek else []

    def body(self) -> Body | None:
        """Return what was reported: for whoever asks to see it again."""
        return body_of(self.case, self.dek) if self.dek else None


@dataclass(frozen=True)
class Step:
    """One thing that happened, on its day; a letter has `entry`."""

    day: dt.date
    title: str
    entry: Entry | None = None


@dataclass(frozen=True)
class Standing:
    """Where a report or a question stands, for somebody who is waiting."""

    sentence: str
    day: dt.date
    due_on: dt.date | None = None
    is_late: bool = False


def opened(typed: str) -> TrackedCase | Question | None:
    """Return what a typed code opens, None for a wrong one.

    Whatever was typed costs the same work: one derivation and two queries.
    """
    code_keys = keys_of(typed_code(typed) or "", keys().pepper)
    case = Case.objects.filter(lookup=code_keys.lookup).first()
    question = Question.objects.filter(lookup=code_keys.lookup).first()
    return TrackedCase(case, _key_of(case, code_keys.box)) if case else question


def steps(tracked: TrackedCase) -> list[Step]:
    """Return what happened so far, the oldest first."""
    case = tracked.case
    found = [Step(case.received_on, _("Your report was received"))]
    status = Step(case.status_on, case.get_status_display())
    if case.status not in {Status.RECEIVED, Status.CLOSED}:
        found.append(status)
    for entry in tracked.letters():
        title = _("You wrote") if entry.from_reporter else entry.letter.author
        found.append(Step(entry.day, title, entry))
    if case.is_closed:
        found.append(status)
    return sorted(found, key=lambda step: step.day)


def standing_of_case(case: Case, today: dt.date) -> Standing:
    if case.is_closed:
        return Standing(_sentence(case), case.status_on)
    is_late = case.due_on < today
    return Standing(_sentence(case), case.status_on, case.due_on, is_late=is_late)


def standing_of_question(question: Question, today: dt.date) -> Standing:
    if question.is_published and question.answered_on:
        return Standing(_("Your question was answered."), question.answered_on)
    if question.set_aside_on:
        return Standing(_("Your question was set aside."), question.set_aside_on)
    if question.published_at:
        day = question.answered_on or question.received_on
        text = _("The answer was withdrawn. Please ask at the office.")
        return Standing(text, day)
    text = _("Your question was received and is being answered.")
    is_late = question.due_on < today
    return Standing(text, question.received_on, question.due_on, is_late=is_late)


def _sentence(case: Case) -> str:
    if case.is_closed:
        ends = {
            Outcome.SUBSTANTIATED: _(
                "The examination found that what you reported is true, and action was taken."
            ),
            Outcome.UNSUBSTANTIATED: _(
                "The examination did not find that what was reported is true."
            ),
            Outcome.INSUFFICIENT: _("There was not enough to examine. You may send a new report."),
            Outcome.FORWARDED: _("Another agency deals with this matter from now on."),
            Outcome.SPAM: _("The officers do not take this for a report of corruption."),
        }
        return ends[Outcome(case.outcome)]
    if case.status == Status.FORWARDED:
        text = _("Your report was handed to %(agency)s. We follow it until it is concluded there.")
        return text % {"agency": case.forwarded_to}
    states = {
        Status.RECEIVED: _(
            "We have your report. An officer reads it and tells you what comes next."
        ),
        Status.EXAMINING: _("An officer is examining your report."),
        Status.MORE_ASKED: _(
            "The officer needs to know more from you. Please read the letter below and answer."
        ),
    }
    return states[Status(case.status)]


def _key_of(case: Case, box: bytes) -> bytes | None:
    if case.body_deleted_on:
        return None
    private = unseal(box, bytes(case.reporter_locked))
    wrap = case.wraps.get(key=None, recovery=None)
    return unwrap(private, bytes(wrap.sealed))
