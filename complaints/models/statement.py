"""What the office signs about the complaints of a period, a nil included (คำรับรองสถิติ)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import State
from thai.dates import long_date
from thai.fiscal import InvalidPeriod, Period, PeriodKind


class Statement(Publishable):
    """A named person stands for the statistics of a quarter, half or year, on a day."""

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    slug = models.CharField(_("period"), max_length=10)  # q1–q4, h1, h2 or year
    signatory_name = models.CharField(_("signed by"), max_length=200)
    signatory_position = models.CharField(_("position"), max_length=200)
    signed_on = models.DateField(_("signed on"))
    note = models.TextField(_("note"), blank=True)

    is_judged_alone = True

    objects = PublishableQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("statement on statistics")
        verbose_name_plural = _("statements on statistics")
        ordering = ["-fiscal_year", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["fiscal_year", "slug"],
                condition=~Q(state=State.WITHDRAWN),
                name="statement_once",
                violation_error_message=_("This period is signed already."),
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(2500, 2699)), name="statement_year_is_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"คำรับรองสถิติเรื่องร้องเรียน {self.period.label()}"

    @property
    def period(self) -> Period:
        return Period.from_slug(self.fiscal_year, self.slug)

    @property
    def existed_on(self) -> dt.date:
        return self.signed_on

    def get_absolute_url(self) -> str:
        return reverse("complaints:statistics", args=[self.fiscal_year])

    def clean(self) -> None:
        try:
            kind = self.period.kind
        except InvalidPeriod as invalid:
            raise ValidationError({"slug": str(invalid)}) from invalid
        if kind is PeriodKind.MONTH:
            raise ValidationError({"slug": _("Choose a quarter, a half-year or the year.")})

    def public_facts(self) -> Facts:
        return [
            (self.label_of("slug"), self.period.label()),
            (self.label_of("signatory_name"), self.signatory_name),
            (self.label_of("signatory_position"), self.signatory_position),
            (self.label_of("signed_on"), long_date(self.signed_on)),
            (self.label_of("note"), self.note),
        ]

    def problems(self) -> list[str]:
        if self.period.last_day >= timezone.localdate():
            return [str(_("This period is not over yet: say it when it has ended."))]
        return []
