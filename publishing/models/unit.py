"""A unit of publication: its state, who wrote it, what the public sees of it."""

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.workflow import EDITABLE, State

Facts = list[tuple[str, str]]
UnitT = TypeVar("UnitT", bound="Publishable", covariant=True)


class PublishableQuerySet(models.QuerySet[UnitT]):
    """What may be seen, and what waits for somebody."""

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def waiting(self) -> Self:
        return self.filter(state=State.IN_REVIEW)

    def not_withdrawn(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)


class Publishable(models.Model):
    """A small unit that one person writes and another approves (หน่วยการเผยแพร่).

    The state changes only through `publishing.actions`.
    """

    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("author"),
        null=True,
        editable=False,
        related_name="+",
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("last edited by"),
        null=True,
        editable=False,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    changed_at = models.DateTimeField(_("last changed at"), auto_now=True)

    # Whether each is approved on its own page alone: because it says more there, or is so much.
    is_judged_alone: ClassVar[bool] = False

    # Relations that its name reads: whoever names many units reads them along.
    named_by: ClassVar[tuple[str, ...]] = ()

    # Relations that its facts read: whoever shows many units reads them along.
    shown_with: ClassVar[tuple[str, ...]] = ()

    # Fields of which a post in LINE or on Facebook tells before anything else.
    told_first: tuple[str, ...] = ()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "approve")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=False)
                | ~Q(state__in=[State.PUBLISHED, State.WITHDRAWN]),
                name="%(app_label)s_%(class)s_published_has_time",
                violation_error_message=_("What is published has a time of publication."),
            ),
        ]

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_public(self) -> bool:
        """Whether the public can see it now; what hangs on a withdrawn thing is gone with it."""
        return self.is_published

    @property
    def is_for_everybody(self) -> bool:
        """Whether everybody reads it once it is approved, or only the person whom it concerns."""
        return True

    @property
    def public_title(self) -> str:
        """What it is called on `/changes/`, also after it was withdrawn: never its content."""
        return str(self)

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether it may leave the site; what other public things rest on is corrected instead."""
        return True

    @property
    def is_editable(self) -> bool:
        """Whether its author may still change it; what waits for review is locked."""
        return self.state in EDITABLE

    def label_of(self, name: str) -> str:
        """Return the words that stand for a field, in the language of the reader."""
        field = self._meta.get_field(name)
        return str(field.verbose_name) if isinstance(field, models.Field) else name

    def public_facts(self) -> Facts:
        """What the public would see of this unit, as (label, text) in reading order."""
        raise NotImplementedError

    def review_facts(self) -> Facts:
        """What an approver reads before deciding; more than the public facts where some stay private."""
        return self.public_facts()

    def problems(self) -> list[str]:
        """Why this unit cannot go to review yet, in sentences; empty when it can."""
        return []

    def get_absolute_url(self) -> str:
        raise NotImplementedError
