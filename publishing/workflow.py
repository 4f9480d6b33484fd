"""The life of a publishable unit (สถานะการเผยแพร่) as one complete table (DESIGN 3).

Pure: states and people go in, a state or a refusal comes out.
"""

from collections.abc import Collection, Sequence
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    SENT_BACK = "sent_back", _("Sent back")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Action(models.TextChoices):
    SUBMIT = "submit", _("Submit for review")
    APPROVE = "approve", _("Approve and publish")
    SEND_BACK = "send_back", _("Send back")
    WITHDRAW = "withdraw", _("Withdraw from publication")
    CORRECT = "correct", _("Correct")


NEXT: dict[State, dict[Action, State]] = {
    State.DRAFT: {Action.SUBMIT: State.IN_REVIEW},
    State.IN_REVIEW: {Action.APPROVE: State.PUBLISHED, Action.SEND_BACK: State.SENT_BACK},
    State.SENT_BACK: {Action.SUBMIT: State.IN_REVIEW},
    State.PUBLISHED: {Action.WITHDRAW: State.WITHDRAWN, Action.CORRECT: State.PUBLISHED},
    State.WITHDRAWN: {},
}
NEED_REASON = frozenset({Action.SEND_BACK, Action.WITHDRAW, Action.CORRECT})
EDITABLE = frozenset({State.DRAFT, State.SENT_BACK})


class Problem(str):
    """Why something cannot become public yet: a sentence, and the field where it is put right."""

    at: str

    def __new__(cls, sentence: object, at: str = "") -> Self:
        self = super().__new__(cls, sentence)
        self.at = at
        return self


class ActionRefused(Exception):
    """An action that the rules forbid; the message is a sentence for the person who tried.

    `problems` are the sentences of it where there are several, each with its field where it has one.
    """

    def __init__(self, sentence: object, problems: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems or [str(sentence)]


def next_state(state: State, action: Action) -> State:
    """Return the state that `action` leads to, or raise `ActionRefused`."""
    try:
        return NEXT[state][action]
    except KeyError:
        raise ActionRefused(
            gettext("“%(action)s” is not possible while the state is “%(state)s”.")
            % {"action": action.label, "state": state.label}
        ) from None


def check_reason(action: Action, reason: str) -> None:
    """Raise `ActionRefused` where the action must be explained and is not."""
    if action in NEED_REASON and not reason.strip():
        raise ActionRefused(
            gettext("Give a reason for “%(action)s”: it is kept on record.")
            % {"action": action.label}
        )


def check_approver(*, approver: int, contributors: Collection[int], others_exist: bool) -> None:
    """Raise `ActionRefused` where somebody would approve what they wrote themselves.

    `others_exist` says whether another active person could approve: an office with one approver
    is not stopped (DESIGN 3), the step is marked instead.
    """
    if approver in contributors and others_exist:
        raise ActionRefused(
            gettext("You wrote or submitted this yourself: another approver has to check it.")
        )
