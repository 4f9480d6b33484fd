"""The record of what happened to each unit: the journal behind `/changes/`."""

from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.differences import Difference, compare
from publishing.models.unit import Publishable
from publishing.workflow import Action, State


class StepQuerySet(models.QuerySet["PublicationStep"]):
    def of(self, unit: Publishable) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(unit), object_id=unit.pk)

    def of_each(self, units: Sequence[Publishable]) -> dict[int, list["PublicationStep"]]:
        """Return the steps of units of one kind by the unit, newest first, in one query."""
        found: dict[int, list[PublicationStep]] = {unit.pk: [] for unit in units}
        if units:
            kind = ContentType.objects.get_for_model(units[0])
            for step in self.filter(content_type=kind, object_id__in=found).select_related("by"):
                found[step.object_id].append(step)
        return found

    def of_kinds(self, *kinds: type[Publishable]) -> Self:
        return self.filter(content_type__in=ContentType.objects.get_for_models(*kinds).values())

    def seen_by_the_public(self) -> Self:
        """What a feed tells of: publications, corrections and withdrawals."""
        return self.filter(action__in=[Action.APPROVE, Action.CORRECT, Action.WITHDRAW])

    def changes_to_the_public(self) -> Self:
        """Corrections and withdrawals: what `/changes/` lists."""
        return self.filter(action__in=[Action.CORRECT, Action.WITHDRAW])


class PublicationStep(models.Model):
    """One step in the life of a unit: who did what to it, when and why. Never edited.

    `before` and `after` hold the unit's public facts, so that an earlier version stays readable
    however the tables change.
    """

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    unit = GenericForeignKey("content_type", "object_id")
    title = models.CharField(_("title"), max_length=500)
    url = models.CharField(_("address"), max_length=300, blank=True)
    action = models.CharField(_("action"), max_length=12, choices=Action)
    from_state = models.CharField(_("from"), max_length=12, choices=State)
    to_state = models.CharField(_("to"), max_length=12, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    is_own_work = models.BooleanField(
        _("approved by its own author"),
        default=False,
        help_text=_("Allowed only where the office has a single approver."),
    )
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication step")
        verbose_name_plural = _("publication steps")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="step_of_unit"),
            models.Index(fields=["action", "-at"], name="step_action_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("publishing:change", args=[self.pk])

    @property
    def differences(self) -> list[Difference]:
        return compare(self.before, self.after)
