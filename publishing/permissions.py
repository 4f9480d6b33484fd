"""Who may do what with a publishable unit, by right and by state."""

from agency.models import User
from publishing.models import Publishable
from publishing.workflow import State


def has_right(user: User, unit: Publishable, verb: str) -> bool:
    meta = unit._meta
    return user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}")


def may_edit(user: User, unit: Publishable) -> bool:
    """An office of three shares its drafts; what is public is corrected by an approver only."""
    if unit.is_editable:
        return has_right(user, unit, "change")
    return unit.is_published and has_right(user, unit, "approve")


def may_delete(user: User, unit: Publishable) -> bool:
    """Only what was never public, by its author, or by an approver when that person is gone."""
    is_theirs = unit.author_id == user.pk or has_right(user, unit, "approve")
    return unit.is_editable and is_theirs and has_right(user, unit, "delete")


def may_submit(user: User, unit: Publishable) -> bool:
    return unit.is_editable and has_right(user, unit, "change")


def may_decide(user: User, unit: Publishable) -> bool:
    return unit.state == State.IN_REVIEW and has_right(user, unit, "approve")


def may_withdraw(user: User, unit: Publishable) -> bool:
    return unit.can_be_withdrawn and unit.is_published and has_right(user, unit, "approve")
