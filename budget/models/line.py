"""The lines of a budget and the sums that every page, file and chart is made of."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.models import Unit, Village
from budget.models.heading import PARENT_KIND, Heading, HeadingKind
from budget.models.year import BudgetYear, Ordinance, Supplement
from budget.money import baht, positive_baht_field, satang_sum
from publishing.workflow import State
from thai.money import format_baht

if TYPE_CHECKING:
    from budget.models.transfer import Transfer


class Source(models.TextChoices):
    """Where the money of a line comes from; only the first is part of the ordinance."""

    ORDINANCE = "ordinance", _("Annual ordinance")
    CARRIED_OVER = "carried_over", _("Carried over from an earlier year")
    ACCUMULATED = "accumulated", _("Accumulated funds")
    SPECIFIC_GRANT = "specific_grant", _("Specific grant")
    LOAN = "loan", _("Loan")


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(year__fiscal_year=fiscal_year)

    def public(self) -> Self:
        """Lines of published ordinances, and those that a published transfer set up."""
        return self.filter(
            Q(supplement=None) | Q(supplement__state=State.PUBLISHED),
            Q(opened_by=None) | Q(opened_by__state=State.PUBLISHED),
            year__state=State.PUBLISHED,
        )

    def ordinance(self) -> Self:
        return self.filter(source=Source.ORDINANCE)

    def outside_ordinance(self) -> Self:
        """Money that the ordinance does not cover (เงินนอกข้อบัญญัติ): never added to the rest."""
        return self.exclude(source=Source.ORDINANCE)

    def in_force_on(self, day: dt.date) -> Self:
        """Lines of the year's ordinance, and of further ones and transfers in force on `day`."""
        return self.filter(
            Q(supplement=None) | Q(supplement__effective_on__lte=day),
            Q(opened_by=None) | Q(opened_by__date__lte=day),
        )

    def set_up(self) -> Self:
        """Lines that money may be spent on: not those of a transfer that is not published."""
        return self.filter(Q(opened_by=None) | Q(opened_by__state=State.PUBLISHED))

    def with_headings(self) -> Self:
        return self.select_related(
            "year", "supplement", "opened_by__year", "plan", "work", "budget_class", "category", "expense_type",
            "village", "unit",
        )  # fmt: skip

    def total_approved(self) -> Decimal:
        return baht(self.order_by().aggregate(total=satang_sum("amount"))["total"])


def heading_key(label: Any, kind: HeadingKind, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        Heading,
        models.PROTECT,
        verbose_name=label,
        limit_choices_to={"kind": kind},
        related_name="+",
        **options,
    )


class BudgetLine(models.Model):
    """One item or project of a budget (รายการ/โครงการ) with the amount that was approved; baht.

    The amount never changes after the ordinance: transfers stand beside it. A line that a transfer
    set up (โอนตั้งจ่ายเป็นรายการใหม่) has none of its own. Plan and class are always known, the levels
    below as far as the paper has them.
    """

    year = models.ForeignKey(
        BudgetYear, models.PROTECT, verbose_name=_("budget of"), related_name="lines"
    )
    supplement = models.ForeignKey(
        Supplement,
        models.PROTECT,
        verbose_name=_("further ordinance"),
        null=True,
        blank=True,
        related_name="lines",
    )
    opened_by = models.ForeignKey(
        "budget.Transfer",
        models.PROTECT,
        verbose_name=_("set up by the transfer"),
        null=True,
        blank=True,
        editable=False,
        related_name="opened",
    )
    source = models.CharField(
        _("source of money"), max_length=15, choices=Source, default=Source.ORDINANCE
    )
    code = models.CharField(
        _("line number"), max_length=40, blank=True, help_text=_("As in the paper or the Excel.")
    )
    plan = heading_key(_("plan"), HeadingKind.PLAN)
    work = heading_key(_("work"), HeadingKind.WORK, null=True, blank=True)
    budget_class = heading_key(_("budget class"), HeadingKind.CLASS)
    category = heading_key(_("category"), HeadingKind.CATEGORY, null=True, blank=True)
    expense_type = heading_key(_("type of expenditure"), HeadingKind.TYPE, null=True, blank=True)
    title = models.CharField(_("item or project"), max_length=500)
    explanation = models.TextField(_("explanation in the ordinance"), blank=True)
    village = models.ForeignKey(
        Village, models.PROTECT, verbose_name=_("village"), null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("responsible unit"),
        null=True,
        blank=True,
        related_name="+",
    )
    amount = positive_baht_field(_("amount approved (baht)"))
    starts = models.PositiveSmallIntegerField(
        _("first month planned"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("Fiscal month: 1 is October, 12 is September."),
    )
    ends = models.PositiveSmallIntegerField(
        _("last month planned"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    order = models.PositiveIntegerField(_("order in the paper"), default=0)

    objects = BudgetLineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["order", "id"]
        indexes = [
            models.Index(fields=["year", "plan", "order", "id"], name="line_of_plan"),
            models.Index(fields=["year", "budget_class"], name="line_of_class"),
            models.Index(fields=["year", "village"], name="line_of_village"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "code"],
                condition=~Q(code=""),
                name="line_code_once_per_year",
                violation_error_message=_("This year already has a line of that number."),
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="line_is_not_negative"),
            models.CheckConstraint(
                condition=Q(opened_by=None) | Q(amount=0, supplement=None),
                name="line_of_a_transfer_has_no_amount",
            ),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None)
                | Q(starts__range=(1, 12), ends__range=(1, 12), ends__gte=F("starts")),
                name="line_months_in_order",
                violation_error_message=_("Give both months, the first before the last."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("budget:line", args=[self.year.fiscal_year, self.pk])

    @property
    def ordinance(self) -> Ordinance:
        """The ordinance whose money this line spends."""
        return self.supplement or self.year

    @property
    def published_with(self) -> "Ordinance | Transfer":
        """The unit of publication that this line belongs to."""
        return self.opened_by or self.ordinance

    @property
    def is_public(self) -> bool:
        return self.published_with.is_public and self.year.is_published

    @property
    def full_title(self) -> str:
        """The title with the headings above it, enough to tell it from others."""
        parts = [self.plan, self.work, self.category or self.budget_class]
        return " › ".join([*(str(part) for part in parts if part), self.title])

    @property
    def fact(self) -> str:
        """What the record keeps of it: the amount, and the source where it is not the ordinance."""
        amount = format_baht(self.amount)
        if self.source == Source.ORDINANCE:
            return amount
        return f"{amount} ({self.get_source_display()})"

    def clean(self) -> None:
        """Hold the headings together, and the line to the year of its ordinance."""
        if self.supplement and self.supplement.year_id != self.year_id:
            raise ValidationError({"supplement": _("This ordinance is of another year.")})
        pairs = [("work", "plan"), ("category", "budget_class"), ("expense_type", "category")]
        for below, above in pairs:
            child, parent = getattr(self, below), getattr(self, above, None)
            if child and child.parent_id != (parent and parent.pk):
                message = _("“%(below)s” does not belong to “%(above)s”.")
                facts = {"below": child, "above": parent or PARENT_KIND[child.kind].label}
                raise ValidationError({below: message % facts})
