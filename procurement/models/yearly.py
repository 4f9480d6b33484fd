"""What is said of a period as a whole: that nothing was bought, and what a year taught."""

from functools import reduce
from operator import or_
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procurement.models.contract import Contract
from procurement.models.purchase import YEARS
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import State
from thai.fiscal import InvalidPeriod, Period, PeriodKind


class NilPeriodQuerySet(PublishableQuerySet["NilPeriod"]):
    def of(self, period: Period) -> Self:
        return self.filter(fiscal_year=period.year, slug=period.slug)

    def holding(self) -> Self:
        """What was confirmed and no public contract of those days contradicts."""
        said = self.published()
        periods = {row.pk: row.period for row in said}
        within = (Q(signed_on__range=(each.first_day, each.last_day)) for each in periods.values())
        dated = Contract.objects.public().filter(reduce(or_, within, Q(pk__in=[])))
        days = {day for day in dated.order_by().values_list("signed_on", flat=True) if day}
        return said.filter(
            pk__in=[pk for pk, period in periods.items() if not any(map(period.contains, days))]
        )


class NilPeriod(Publishable):
    """A month or quarter of which the office says that it bought nothing (ไม่มีรายการ).

    One person presses, an approver confirms. A contract dated in it later contradicts it.
    """

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    slug = models.CharField(_("month or quarter"), max_length=10)

    objects = NilPeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("period without purchases")
        verbose_name_plural = _("periods without purchases")
        ordering = ["-fiscal_year", "-slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["fiscal_year", "slug"],
                condition=~Q(state=State.WITHDRAWN),
                name="nil_period_once",
                violation_error_message=_("This was said of the period already."),
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=YEARS), name="nil_year_is_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"ไม่มีการจัดซื้อจัดจ้าง {self.period.label()}"

    @property
    def period(self) -> Period:
        return Period.from_slug(self.fiscal_year, self.slug)

    def get_absolute_url(self) -> str:
        name = "monthly" if self.period.kind is PeriodKind.MONTH else "quarterly"
        return reverse(f"procurement:{name}", args=[self.fiscal_year, self.slug])

    def clean(self) -> None:
        try:
            kind = self.period.kind
        except InvalidPeriod as invalid:
            raise ValidationError({"slug": str(invalid)}) from invalid
        if kind not in {PeriodKind.MONTH, PeriodKind.QUARTER}:
            raise ValidationError({"slug": _("Choose a month or a quarter.")})

    def public_facts(self) -> Facts:
        return [(self.label_of("slug"), str(self))]

    def problems(self) -> list[str]:
        found = []
        if self.period.last_day >= timezone.localdate():
            found.append(str(_("This period is not over yet: say it when it has ended.")))
        if contradictions(self.period).exists():
            found.append(str(_("There is a contract in this period: nothing to confirm.")))
        return found


def contradictions(period: Period) -> models.QuerySet[Contract]:
    """Contracts dated in a period, public or not yet: while there is one, the period is not nil."""
    inside = (period.first_day, period.last_day)
    return Contract.objects.not_withdrawn().filter(signed_on__range=inside)


class YearSummaryQuerySet(PublishableQuerySet["YearSummary"]):
    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)


class YearSummary(Publishable):
    """What the office says of a year of buying: problems and suggestions (รายงานสรุปผลประจำปี)."""

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    problems_met = models.TextField(_("problems and obstacles"))
    suggestions = models.TextField(_("suggestions"))

    history = HistoricalRecords()
    objects = YearSummaryQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("summary of a year of procurement")
        verbose_name_plural = _("summaries of years of procurement")
        ordering = ["-fiscal_year"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["fiscal_year"],
                condition=~Q(state=State.WITHDRAWN),
                name="year_summary_once",
                violation_error_message=_("This year has its summary already."),
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=YEARS), name="summary_year_is_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"สรุปผลการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return reverse("procurement:summary", args=[self.fiscal_year])

    def public_facts(self) -> Facts:
        return [
            (self.label_of(name), getattr(self, name)) for name in ("problems_met", "suggestions")
        ]
