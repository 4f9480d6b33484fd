"""What waits for an approver, whatever kind of unit it is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet, Value
from django.urls import reverse

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


@dataclass(frozen=True)
class Written:
    """The units of one kind that a person wrote and that stand in one state.

    `query` names them in the address of the list of their kind.
    """

    rows: QuerySet[Publishable]
    count: int
    query: dict[str, object]


@dataclass(frozen=True)
class Heap:
    """Several units of one kind that wait and may be approved from one list."""

    kind: str
    count: int
    url: str


def kind_named(app_label: str, model_name: str) -> type[Publishable] | None:
    """Return the kind of unit that an address names, if there is one."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return None
    return model if issubclass(model, Publishable) else None


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
    return _oldest_first(approvable_by(user))


def waiting_for_anybody() -> list[Waiting]:
    """Return what waits for any approver of the office, oldest first."""
    return _oldest_first(publishable_models())


def waiting_of(model: type[Publishable]) -> list[Waiting]:
    """Return what waits of one kind, oldest first."""
    return _oldest_first([model])


def heaps_of(waiting: Iterable[Waiting]) -> list[Heap]:
    """Return the kinds of which several wait, in the order in which the first of each does."""
    counts = Counter(type(each.unit) for each in waiting)
    return [
        Heap(
            kind=str(model._meta.verbose_name_plural),
            count=count,
            url=many_url("review_many", model),
        )
        for model, count in counts.items()
        if count > 1 and not model.is_judged_alone
    ]


def many_url(name: str, model: type[Publishable]) -> str:
    meta = model._meta
    return reverse(f"publishing_staff:{name}", args=[meta.app_label, meta.model_name])


def count_waiting_for(user: User) -> int:
    return sum(_counts(approvable_by(user), State.IN_REVIEW).values())


def written_by(user: User, *states: State) -> dict[State, list[Written]]:
    """Return the person's own units by state, those of each kind apart; kinds without any are left out."""
    counts = _counts(publishable_models(), *states, author=user)
    found: dict[State, list[Written]] = {state: [] for state in states}
    for (model, state), count in counts.items():
        rows = _rows(model, state).filter(author=user)
        found[state].append(Written(rows, count, {"state": state, "author": user.pk}))
    return found


def written_of(model: type[Publishable], user: User, *states: State) -> QuerySet[Publishable]:
    """Return the person's own units of one kind in some states."""
    return _rows(model, *states).filter(author=user).order_by("pk")


def _oldest_first(models: Iterable[type[Publishable]]) -> list[Waiting]:
    kinds = {model for model, _state in _counts(models, State.IN_REVIEW)}
    found = [each for model in kinds for each in _waiting(model)]
    return sorted(found, key=lambda each: each.step.at.timestamp() if each.step else 0)


def _waiting(model: type[Publishable]) -> Iterator[Waiting]:
    units = list(_rows(model, State.IN_REVIEW))
    submitted = PublicationStep.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[unit.pk for unit in units],
        action=Action.SUBMIT,
    ).select_related("by")
    newest = {step.object_id: step for step in submitted.order_by("at", "id")}
    return (Waiting(unit, newest.get(unit.pk)) for unit in units)


def _counts(
    models: Iterable[type[Publishable]], *states: State, **where: object
) -> dict[tuple[type[Publishable], State], int]:
    """Count the units of each kind and state, in one query for all kinds; none is left out as zero."""
    kinds = list(models)
    parts = [
        _rows(model, *states)
        .filter(**where)
        .order_by()
        .values("state")
        .annotate(kind=Value(number), count=Count("pk"))
        .values_list("kind", "state", "count")
        for number, model in enumerate(kinds)
    ]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True).order_by("kind")
    return {(kinds[number], State(state)): count for number, state, count in rows}


def _rows(model: type[Publishable], *states: State) -> QuerySet[Publishable]:
    rows = model._default_manager.filter(state__in=states)
    # Without a name `select_related` would read every relation.
    return rows.select_related(*model.named_by) if model.named_by else rows
