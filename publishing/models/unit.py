"""A unit of publication: its state, who wrote it, what the public sees of it."""

import datetime as dt
from functools import reduce
from typing import ClassVar, Self, TypeVar, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agency.models import User
from publishing.workflow import EDITABLE, State
from thai.fiscal import FiscalYear

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

    def of_year(self, fiscal_year: int) -> Self:
        """What belongs to a fiscal year (B.E.), and is told of in its annual report."""
        return self.filter(**{self.model.year_path: fiscal_year})


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

    # Where a query finds the fiscal year to which it belongs.
    year_path: ClassVar[str] = "fiscal_year"

    # Who just decided on it; its rows may have to say so, but nothing keeps it.
    decided_by: User | None = None

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
    def belongs_to_year(self) -> int:
        """The fiscal year (B.E.) in whose annual report it is told of."""
        return cast(int, reduce(getattr, self.year_path.split("__"), self))

    @property
    def existed_on(self) -> dt.date:
        """The first day on which it was there on paper, as far as that is known."""
        return FiscalYear(self.belongs_to_year).first_day

    @property
    def known_since(self) -> dt.date:
        """The first day on which it can have been told of: here, or on paper before."""
        published = [timezone.localdate(self.published_at)] if self.published_at else []
        return min([self.existed_on, *published])

    @property
    def is_editable(self) -> bool:
        """Whether its author may still change it; what waits for review is locked."""
        return self.state in EDITABLE

    def lock(self) -> None:
        """Re-read the row and hold it to the end of the transaction: two people may act together."""
        # No key: whoever adds a row that names this one need not wait, and so nobody on each other.
        rows = type(self)._default_manager.select_for_update(no_key=True)
        self.refresh_from_db(from_queryset=rows)

    def label_of(self, name: str) -> str:
        """Return the words that stand for a field, in the language of the reader."""
        field = self._meta.get_field(name)
        return str(field.verbose_name) if isinstance(field, models.Field) else name

    def public_facts(self) -> Facts:
        """What the public would see of this unit, as (label, text) in reading order."""
        raise NotImplementedError

    def share_facts(self) -> Facts:
        """What a post outside tells of it, the most important first; pictures are not told in words."""
        return self.public_facts()

    def review_facts(self) -> Facts:
        """What an approver decides on: the public facts, or what the person whom it concerns reads."""
        return self.public_facts()

    def internal_facts(self) -> Facts:
        """What only the office sees of this unit, and an approver reads apart from what is published."""
        return []

    def problems(self) -> list[str]:
        """Why this unit cannot go to review yet, in sentences; empty when it can."""
        return []

    def problems_of_reason(self, reason: str) -> list[str]:
        """Why a reason that everybody will read may not be given so, in sentences; empty when it may."""
        return []

    def get_absolute_url(self) -> str:
        raise NotImplementedError
