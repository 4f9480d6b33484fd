"""The revenue that an ordinance expects."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.models.heading import Heading, HeadingKind
from budget.models.year import BudgetYear, Supplement
from budget.money import positive_baht_field
from publishing.workflow import State


class RevenueEstimateQuerySet(models.QuerySet["RevenueEstimate"]):
    def public(self) -> Self:
        return self.filter(
            Q(supplement=None) | Q(supplement__state=State.PUBLISHED), year__state=State.PUBLISHED
        )


class RevenueEstimate(models.Model):
    """Revenue that an ordinance expects (ประมาณการรายรับ) of one category; baht."""

    year = models.ForeignKey(
        BudgetYear, models.CASCADE, verbose_name=_("budget of"), related_name="revenue"
    )
    supplement = models.ForeignKey(
        Supplement,
        models.CASCADE,
        verbose_name=_("further ordinance"),
        null=True,
        blank=True,
        related_name="revenue",
    )
    group = models.ForeignKey(
        Heading,
        models.PROTECT,
        verbose_name=_("revenue group"),
        limit_choices_to={"kind": HeadingKind.REVENUE_GROUP},
        related_name="+",
    )
    category = models.ForeignKey(
        Heading,
        models.PROTECT,
        verbose_name=_("revenue category"),
        null=True,
        blank=True,
        limit_choices_to={"kind": HeadingKind.REVENUE_CATEGORY},
        related_name="+",
    )
    title = models.CharField(_("item"), max_length=300, blank=True)
    amount = positive_baht_field(_("estimate (baht)"))
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = RevenueEstimateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("revenue estimate")
        verbose_name_plural = _("revenue estimates")
        ordering = ["group__code", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="revenue_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.category or self.group)
