"""What waits for an approver, whatever kind of unit it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from agency.models import User
from publishing.models import PublicationStep, Publishable
from publishing.unit_view import review_url
from publishing.workflow import Action, State


@dataclass(frozen=True)
class Waiting:
    """A unit in review and the step that brought it there."""

    unit: Publishable
    step: PublicationStep | None

    @property
    def kind(self) -> str:
        return str(self.unit._meta.verbose_name)

    @property
    def url(self) -> str:
        return review_url(self.unit)


def publishable_models() -> list[type[Publishable]]:
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def approvable_by(user: User) -> list[type[Publishable]]:
    """Kinds of unit that the person may approve."""
    return [
        model
        for model in publishable_models()
        if user.has_perm(f"{model._meta.app_label}.approve_{model._meta.model_name}")
    ]


def waiting_for(user: User) -> list[Waiting]:
    """Return what the person may decide on, oldest first."""
    found = [each for model in approvable_by(user) for each in _waiting(model)]
    return sorted(found, key=lambda each: each.step.at.timestamp() if each.step else 0)


def count_waiting_for(user: User) -> int:
    return sum(_rows(model, State.IN_REVIEW).count() for model in approvable_by(user))


def written_by(user: User, state: State) -> list[QuerySet[Publishable]]:
    """Return the person's own units in a state, those of each kind apart."""
    return [_rows(model, state).filter(author=user) for model in publishable_models()]


def _waiting(model: type[Publishable]) -> Iterator[Waiting]:
    units = list(_rows(model, State.IN_REVIEW))
    submitted = PublicationStep.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[unit.pk for unit in units],
        action=Action.SUBMIT,
    ).select_related("by")
    newest = {step.object_id: step for step in submitted.order_by("at", "id")}
    return (Waiting(unit, newest.get(unit.pk)) for unit in units)


def _rows(model: type[Publishable], *states: State) -> QuerySet[Publishable]:
    return model._default_manager.filter(state__in=states)
