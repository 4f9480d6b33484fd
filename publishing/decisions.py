"""Decisions on what a person has seen: on one unit, or on many of one kind, each by itself.

Many units are never decided together: each goes through the one door of `publishing.actions`, so
that one refusal keeps no other from being decided, and each leaves its own step on record.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from agency.models import User
from publishing.actions import approve, send_back, submit
from publishing.models import PublicationStep, Publishable
from publishing.workflow import Action, ActionRefused


@dataclass(frozen=True)
class Refusal:
    """A unit that could not be decided, and why in a sentence."""

    unit: Publishable
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What became of many units."""

    done: list[Publishable] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@transaction.atomic
def approve_as_seen(unit: Publishable, *, by: User, seen: str) -> None:
    """Publish a unit unless it was handed in anew since; `seen` is the step that was shown."""
    _check_seen(unit, seen)
    approve(unit, by=by)


@transaction.atomic
def send_back_as_seen(unit: Publishable, *, by: User, seen: str, reason: str) -> None:
    """Return a unit to its author unless it was handed in anew since."""
    _check_seen(unit, seen)
    send_back(unit, by=by, reason=reason)


def submit_each(units: Iterable[Publishable], *, by: User) -> Outcome:
    """Hand in each unit by itself."""
    outcome = Outcome()
    for unit in units:
        try:
            submit(unit, by=by)
        except ActionRefused as refused:
            outcome.refused.append(Refusal(unit, str(refused)))
        else:
            outcome.done.append(unit)
    return outcome


def approve_each(units: Iterable[tuple[Publishable, str]], *, by: User) -> Outcome:
    """Publish each unit by itself; beside it stands the step that was shown."""
    outcome = Outcome()
    for unit, seen in units:
        try:
            approve_as_seen(unit, by=by, seen=seen)
        except ActionRefused as refused:
            outcome.refused.append(Refusal(unit, str(refused)))
        else:
            outcome.done.append(unit)
    return outcome


def _check_seen(unit: Publishable, seen: str) -> None:
    """Refuse a decision on a text that was handed in anew after the page was opened."""
    unit.lock()
    newest = PublicationStep.objects.of(unit).first()
    if newest is None or newest.action != Action.SUBMIT:
        return
    if seen != str(newest.pk):
        raise ActionRefused(
            _("This was handed in anew after you opened the page. Please check it once more.")
        )
