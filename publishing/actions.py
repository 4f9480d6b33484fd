"""The one door through which anything becomes public, changes in public, or stops being public."""

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from agency.form_fields import refuse_citizen_ids
from agency.models import User, UserQuerySet
from publishing.models import Facts, PublicationStep, Publishable
from publishing.workflow import (
    Action,
    ActionRefused,
    State,
    check_approver,
    check_reason,
    next_state,
)
from thai.citizen_id import mask_citizen_ids

# Files on the web are often named by 13 figures of a clock, and every tenth of them looks like a person.
_PATH = re.compile(r"https?://[^\s?#]+")
_TELLS = ContextVar("tells_the_search", default=True)


@transaction.atomic
def submit(unit: Publishable, *, by: User) -> PublicationStep:
    """Hand a draft to an approver; from then on it is locked until somebody decides."""
    unit.lock()
    _check_permission(unit, by, "change")
    to = next_state(State(unit.state), Action.SUBMIT)
    _check_complete(unit)
    return _move(unit, Action.SUBMIT, to, by=by, at=timezone.now())


@transaction.atomic
def approve(unit: Publishable, *, by: User) -> PublicationStep:
    """Publish what another person wrote."""
    unit.lock()
    _check_permission(unit, by, "approve")
    to = next_state(State(unit.state), Action.APPROVE)
    contributors = contributors_to(unit)
    others = approvers_of(unit).exclude(pk=by.pk).exists()
    check_approver(approver=by.pk, contributors=contributors, others_exist=others)
    _check_complete(unit)
    now = timezone.now()
    unit.published_at = unit.published_at or now
    return _move(unit, Action.APPROVE, to, by=by, at=now, is_own_work=by.pk in contributors)


@transaction.atomic
def send_back(unit: Publishable, *, by: User, reason: str) -> PublicationStep:
    """Return a unit to its author with what has to change."""
    unit.lock()
    _check_permission(unit, by, "approve")
    to = next_state(State(unit.state), Action.SEND_BACK)
    check_reason(Action.SEND_BACK, reason)
    return _move(unit, Action.SEND_BACK, to, by=by, at=timezone.now(), reason=reason)


@transaction.atomic
def withdraw(unit: Publishable, *, by: User, reason: str) -> PublicationStep:
    """Take a published unit off the site; its title and the reason stay readable."""
    unit.lock()
    _check_permission(unit, by, "approve")
    to = next_state(State(unit.state), Action.WITHDRAW)
    if not unit.can_be_withdrawn:
        raise ActionRefused(
            _("This cannot be withdrawn, only corrected: other public data rest on it.")
        )
    check_reason(Action.WITHDRAW, reason)
    return _move(unit, Action.WITHDRAW, to, by=by, at=timezone.now(), reason=reason)


@transaction.atomic
def record_correction(
    unit: Publishable,
    *,
    by: User,
    reason: str,
    before: Facts,
    beside: Sequence[tuple[str, str]] = (),
) -> PublicationStep | None:
    """Put a correction of a published unit on record, in the transaction that saved it.

    `before` holds the public facts as they stood, and `beside` what now stands beside those of the
    unit without being its own. A save that changes nothing of them leaves no record and returns
    None.
    """
    unit.lock()
    _check_permission(unit, by, "approve")
    to = next_state(State(unit.state), Action.CORRECT)
    check_reason(Action.CORRECT, reason)
    after = [*unit.public_facts(), *beside]
    if as_json(before) == as_json(after):
        return None
    _check_private(after)
    now = timezone.now()
    return _move(
        unit, Action.CORRECT, to, by=by, at=now, reason=reason, before=before, beside=beside
    )


def tell_public(thing: Model) -> None:
    """Let the search know, once it is saved, that a thing became public, changed or was withdrawn.

    A search that fails must not keep anybody from publishing: it catches up with the next `tick`.
    """

    def tell() -> None:
        import_string(settings.PUBLISHED)(thing)

    if _TELLS.get():
        transaction.on_commit(tell, robust=True)


@contextlib.contextmanager
def telling_nobody() -> Iterator[None]:
    """Publish very much at once; who does so makes the search anew afterwards."""
    token = _TELLS.set(False)
    try:
        yield
    finally:
        _TELLS.reset(token)


def contributors_to(unit: Publishable, steps: Iterable[PublicationStep] | None = None) -> set[int]:
    """Everybody who wrote, last edited or submitted the unit; its steps are newest first."""
    if steps is None:
        steps = PublicationStep.objects.of(unit).filter(action=Action.SUBMIT)[:1]
    submitter = next((step.by_id for step in steps if step.action == Action.SUBMIT), None)
    people = {unit.author_id, unit.edited_by_id, submitter}
    return {person for person in people if person is not None}


def approvers_of(unit: Publishable) -> UserQuerySet:
    """Active people who may approve this kind of unit."""
    codename = f"approve_{unit._meta.model_name}"
    content_type = ContentType.objects.get_for_model(unit)
    permission = Permission.objects.filter(codename=codename, content_type=content_type)
    holders = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission)
    return User.objects.filter(is_active=True).filter(holders).distinct()


def as_json(facts: Facts) -> list[list[str]]:
    return [[label, text] for label, text in facts]


def _check_permission(unit: Publishable, by: User, verb: str) -> None:
    meta = unit._meta
    if not by.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}"):
        raise ActionRefused(
            _("%(person)s may not do this with “%(kind)s”.")
            % {"person": by, "kind": meta.verbose_name}
        )


def _check_complete(unit: Publishable) -> None:
    if problems := unit.problems():
        raise ActionRefused(" ".join(problems), problems)
    _check_private(unit.public_facts())


def _check_private(facts: Facts) -> None:
    """Let no citizen number become public, whichever way it came: forms are not the only one."""
    found = list(_citizen_ids_in(facts))
    if found:
        raise ActionRefused(" ".join(found), found)


def _citizen_ids_in(facts: Facts) -> Iterator[str]:
    for label, text in facts:
        try:
            refuse_citizen_ids(_PATH.sub("", text))
        except ValidationError as refused:
            yield f"{label}: {refused.messages[0]}"


def _move(
    unit: Publishable,
    action: Action,
    to: State,
    *,
    by: User,
    at: dt.datetime,
    reason: str = "",
    before: Facts | None = None,
    beside: Sequence[tuple[str, str]] = (),
    is_own_work: bool = False,
) -> PublicationStep:
    came_from = State(unit.state)
    unit.state, unit.decided_by = to, by
    unit.save()
    if State.PUBLISHED in {came_from, to}:
        tell_public(unit)
    return PublicationStep.objects.create(
        content_type=ContentType.objects.get_for_model(unit),
        object_id=unit.pk,
        title=mask_citizen_ids(unit.public_title)[:500],
        url=unit.get_absolute_url(),
        action=action,
        from_state=came_from,
        to_state=to,
        by=by,
        at=at,
        reason=reason.strip(),
        is_own_work=is_own_work,
        # Everybody reads both beside a correction, also that which takes a number away.
        before=_masked(before or []),
        after=_masked([*unit.public_facts(), *beside]),
    )


def _masked(facts: Facts) -> list[list[str]]:
    return as_json([(label, mask_citizen_ids(text)) for label, text in facts])
