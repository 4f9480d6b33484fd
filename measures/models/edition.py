"""The annual report as it was signed: frozen, numbered, never changed."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.measure import MeasurePlan
from publishing.models import Edition


class ReportEditionQuerySet(models.QuerySet["ReportEdition"]):
    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(plan__fiscal_year=fiscal_year)

    def newest_of(self, fiscal_year: int) -> "ReportEdition | None":
        return self.of_year(fiscal_year).order_by("-number").first()


class ReportEdition(Edition):
    """A numbered PDF of the annual measures report (ฉบับรายงาน) with its hash.

    A later edition supersedes it; both stay downloadable.
    """

    plan = models.ForeignKey(
        MeasurePlan, models.PROTECT, verbose_name=_("year"), related_name="editions"
    )

    objects = ReportEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = _("report edition")
        verbose_name_plural = _("report editions")
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="edition_number_once_per_year"),
        ]

    def __str__(self) -> str:
        return f"รายงานปี {self.plan.fiscal_year} ฉบับที่ {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("measures:edition_pdf", args=[self.plan.fiscal_year, self.number])
