"""The classification of local budgets as data: ด้าน > แผนงาน > งาน and งบ > หมวด > ประเภท."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.names import name_key


class HeadingKind(models.TextChoices):
    """The levels of the three trees, each from the top down."""

    AREA = "area", _("Area")
    PLAN = "plan", _("Plan")
    WORK = "work", _("Work")
    CLASS = "class", _("Budget class")
    CATEGORY = "category", _("Category")
    TYPE = "type", _("Type of expenditure")
    REVENUE_GROUP = "revenue_group", _("Revenue group")
    REVENUE_CATEGORY = "revenue_category", _("Revenue category")


PARENT_KIND = {
    HeadingKind.PLAN: HeadingKind.AREA,
    HeadingKind.WORK: HeadingKind.PLAN,
    HeadingKind.CATEGORY: HeadingKind.CLASS,
    HeadingKind.TYPE: HeadingKind.CATEGORY,
    HeadingKind.REVENUE_CATEGORY: HeadingKind.REVENUE_GROUP,
}


class HeadingQuerySet(models.QuerySet["Heading"]):
    def of_kind(self, kind: HeadingKind) -> Self:
        return self.filter(kind=kind)

    def in_year(self, fiscal_year: int) -> Self:
        """Headings in use in a fiscal year: each year may differ."""
        return self.filter(
            Q(first_year=None) | Q(first_year__lte=fiscal_year),
            Q(last_year=None) | Q(last_year__gte=fiscal_year),
        )


class Heading(models.Model):
    """One entry of the classification (การจำแนกงบประมาณ) with its code and canonical name.

    Codes and names: มท. circulars on the form of local budgets, as far as they were found;
    `confidence` says how sure the source is.
    """

    kind = models.CharField(_("kind"), max_length=16, choices=HeadingKind)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        related_name="children",
    )
    first_year = models.PositiveSmallIntegerField(_("first fiscal year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last fiscal year"), null=True, blank=True)
    confidence = models.CharField(
        _("confidence"),
        max_length=10,
        blank=True,
        help_text=_("How sure the source is: S sourced, M from memory, to be checked."),
    )

    objects = HeadingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("budget heading")
        verbose_name_plural = _("budget headings")
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"],
                name="heading_code_once_per_kind",
                violation_error_message=_("There is a heading of this kind with this code."),
            ),
            models.CheckConstraint(
                condition=Q(last_year=None)
                | Q(first_year=None)
                | Q(last_year__gte=F("first_year")),
                name="heading_years_in_order",
                violation_error_message=_("The last year cannot be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Hold the levels together: a plan belongs to an area, a work to a plan."""
        wanted = PARENT_KIND.get(HeadingKind(self.kind)) if self.kind else None
        found = self.parent.kind if self.parent else None
        if wanted != found:
            message = (
                _("This belongs to one heading of the kind “%(kind)s”.") % {"kind": wanted.label}
                if wanted
                else _("A heading of this kind stands at the top and belongs to nothing.")
            )
            raise ValidationError({"parent": message})


class HeadingAlias(models.Model):
    """A spelling of a heading found in files (ชื่อเรียกอื่น), so that it is recognised next time."""

    heading = models.ForeignKey(
        Heading, models.CASCADE, verbose_name=_("heading"), related_name="aliases"
    )
    text = models.CharField(_("spelling"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)  # folded for comparing

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("other spelling")
        verbose_name_plural = _("other spellings")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                fields=["heading", "key"],
                name="alias_once_per_heading",
                violation_error_message=_("This spelling is known already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = name_key(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
