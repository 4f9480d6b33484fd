"""What staff see of a unit: its facts, what changed, who did what to it, what may be done next."""

from typing import Any

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from agency.models import User
from publishing.actions import as_json
from publishing.differences import Difference, compare
from publishing.models import Photo, PublicationStep, Publishable
from publishing.permissions import may_decide, may_edit, may_withdraw
from publishing.workflow import Action

INCOMPLETE = "incomplete"  # in an address: say what keeps the unit from being handed in
READINGS = frozenset({Action.SUBMIT, Action.APPROVE, Action.CORRECT})


def change_url(unit: Publishable) -> str:
    meta = unit._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[unit.pk])


def incomplete_url(unit: Publishable) -> str:
    """The page of a unit that could not be handed in; it says at each field what is missing."""
    return f"{change_url(unit)}?{INCOMPLETE}=1"


def address_of(unit: Publishable) -> list[object]:
    """The part of a staff address that names a unit of any kind."""
    return [unit._meta.app_label, unit._meta.model_name, unit.pk]


def review_url(unit: Publishable) -> str:
    return _url("review", unit)


def unit_context(
    user: User, unit: Publishable, steps: list[PublicationStep] | None = None
) -> dict[str, Any]:
    """Return what the page of a unit shows to this person.

    Whoever shows many units has read their steps already, newest first.
    """
    if steps is None:
        steps = list(PublicationStep.objects.of(unit).select_related("by"))
    newest = steps[0] if steps else None
    return {
        "unit": unit,
        "kind": unit._meta.verbose_name,
        "steps": steps,
        # Only the pages that show them read every row of the unit.
        "differences": SimpleLazyObject(lambda: differences_of(unit, steps)),
        "internal": unit.internal_facts(),
        "is_first_reading": not _before(steps),
        "photos": photos_of(unit),
        "papers": papers_of(unit),
        "change_url": change_url(unit),
        "is_locked": not may_edit(user, unit),
        "sent_back": newest if newest and newest.action == Action.SEND_BACK else None,
        "review_url": review_url(unit) if may_decide(user, unit) else "",
        "withdraw_url": _url("withdraw", unit) if may_withdraw(user, unit) else "",
        "public_url": unit.get_absolute_url() if unit.is_published else "",
        "share_url": _share_url(user, unit),
    }


def differences_of(unit: Publishable, steps: list[PublicationStep]) -> list[Difference]:
    """Compare the unit with how it last stood before the newest hand-in; steps newest first."""
    return compare(_before(steps), as_json(unit.review_facts()))


def _before(steps: list[PublicationStep]) -> list[list[str]]:
    """Return the facts as they stood before the newest hand-in; none where it is the first."""
    earlier = steps[1:] if steps and steps[0].action == Action.SUBMIT else steps
    return next((step.after for step in earlier if step.action in READINGS), [])


def photos_of(unit: Publishable) -> list[Photo]:
    return list(unit.photos.all()) if hasattr(unit, "photos") else []


def papers_of(unit: Publishable) -> list[Any]:
    """Documents that an approver opens before they are public."""
    return list(unit.papers.all()) if hasattr(unit, "papers") else []


def _share_url(user: User, unit: Publishable) -> str:
    is_open = unit.is_public and unit.is_for_everybody and user.has_perm("publishing.view_post")
    return _url("share", unit) if is_open else ""


def _url(name: str, unit: Publishable) -> str:
    return reverse(f"publishing_staff:{name}", args=address_of(unit))
