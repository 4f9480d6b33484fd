"""What is added to a purchase after it was published, and what every part of a purchase shares."""

import datetime as dt
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procurement.models.purchase import PARTS, SETTLED, Purchase, photos_of, refresh_list_facts
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import State

PartT = TypeVar("PartT", bound="StagePart", covariant=True)


class StageQuerySet(PublishableQuerySet["Stage"]):
    def public(self) -> Self:
        return self.published().filter(purchase__state=State.PUBLISHED)


class Stage(Publishable):
    """A step of a purchase that is added when it happens (ขั้นตอนที่เพิ่ม): notices, bids, a contract,
    progress. It is approved on its own, so that adding never needs a correction.
    """

    purchase = models.ForeignKey(
        Purchase, models.PROTECT, verbose_name=_("purchase"), related_name="stages"
    )
    title = models.CharField(
        _("what is added"),
        max_length=200,
        help_text=_("Such as: contract and first instalment."),
    )

    year_path = "purchase__fiscal_year"
    named_by = ("purchase",)

    objects = StageQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("stage of a purchase")
        verbose_name_plural = _("stages of purchases")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title} ({self.purchase})"

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> None:
        """Save, and keep the list of purchases true: what a stage says counts once it is public."""
        self._hold_purchase()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        for change in self.contractchange_set.all():
            change.stage = self
            change.save()
        refresh_list_facts(self.purchase_id)

    def lock(self) -> None:
        self._hold_purchase()
        super().lock()

    def _hold_purchase(self) -> None:
        """Wait for the purchase before any row of it: what the list knows is read from all steps."""
        list(Purchase.objects.select_for_update(no_key=True).filter(pk=self.purchase_id))

    @property
    def is_public(self) -> bool:
        return self.is_published and self.purchase.is_published

    def get_absolute_url(self) -> str:
        return self.purchase.get_absolute_url()

    def public_facts(self) -> Facts:
        rows = [row for name in PARTS for row in getattr(self, name).all()]
        return [(self.label_of("title"), self.title), *((row.kind_label, row.fact) for row in rows)]

    @property
    def existed_on(self) -> dt.date:
        return self.purchase.existed_on

    @property
    def photos(self) -> models.QuerySet[Any]:
        """Photographs that came with this step."""
        return photos_of(self.progress_set.all())

    @property
    def papers(self) -> models.QuerySet[Any]:
        """Documents that came with this step."""
        return self.purchasedocument_set.all()

    def problems(self) -> list[str]:
        found = []
        if not self.purchase.is_published:
            found.append(str(_("The purchase itself is not published yet.")))
        rows = [row for name in PARTS for row in getattr(self, name).all()]
        if not rows:
            found.append(
                str(
                    _(
                        "Nothing is added yet: enter a notice, a contract, an acceptance or progress."
                    )
                )
            )
        return found + [str(sentence) for row in rows for sentence in row.problems()]


class StagePartQuerySet(models.QuerySet[PartT]):
    def settled(self) -> Self:
        """What counts for a purchase whatever its own state: without drafts of later stages."""
        return self.filter(SETTLED)

    def public(self) -> Self:
        return self.filter(SETTLED, purchase__state=State.PUBLISHED)

    def not_withdrawn(self) -> Self:
        """What is public or may still become so, with drafts of purchases and of later stages."""
        withdrawn = Q(purchase__state=State.WITHDRAWN) | Q(stage__state=State.WITHDRAWN)
        return self.exclude(withdrawn)


class StagePart(models.Model):
    """A part of a purchase; without a stage it came with the purchase itself."""

    purchase = models.ForeignKey(
        Purchase, models.CASCADE, verbose_name=_("purchase"), related_name="%(class)s_set"
    )
    stage = models.ForeignKey(
        Stage,
        models.CASCADE,
        verbose_name=_("stage"),
        null=True,
        blank=True,
        editable=False,
        related_name="%(class)s_set",
    )

    class Meta:
        abstract = True

    @property
    def kind_label(self) -> str:
        """What this is, for the record of publication."""
        return str(self._meta.verbose_name)

    @property
    def fact(self) -> str:
        """What the public reads of it, as one line for the record of publication."""
        return str(self)

    @property
    def is_public(self) -> bool:
        return self.purchase.is_published and (self.stage is None or self.stage.is_published)

    def problems(self) -> list[str]:
        """Why it cannot become public yet, in sentences."""
        return []

    def clean(self) -> None:
        if self.stage is not None and self.stage.purchase_id != self.purchase_id:
            raise ValidationError(_("This stage belongs to another purchase."))
