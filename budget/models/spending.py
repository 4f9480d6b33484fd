"""What was spent, month by month; a month is the unit that is approved and published."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.control import Control
from budget.models.facts import shortened
from budget.models.line import BudgetLine, Source
from budget.models.year import BudgetYear
from budget.money import baht, baht_field, satang_sum
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import Problem, State
from thai.fiscal import Period, PeriodKind
from thai.money import format_baht


class SpendingMonthQuerySet(PublishableQuerySet["SpendingMonth"]):
    def public(self) -> Self:
        return self.published().filter(year__state=State.PUBLISHED)

    def with_spent(self) -> Self:
        """Give each month `spent`, satang of the ordinance, and `entered`, how many rows it has."""
        of_ordinance = Q(spendings__line__source=Source.ORDINANCE)
        spent = satang_sum("spendings__amount", where=of_ordinance)
        return self.annotate(spent=spent, entered=Count("spendings"))


class SpendingMonth(Publishable):
    """The spending of one month (ผลการเบิกจ่ายรายเดือน), with the totals of the signed paper.

    A month without rows says that nothing was spent.
    """

    year = models.ForeignKey(
        BudgetYear, models.PROTECT, verbose_name=_("budget of"), related_name="months"
    )
    month = models.PositiveSmallIntegerField(
        _("fiscal month"),
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("Fiscal month: 1 is October, 12 is September."),
    )
    paper_month = baht_field(
        _("spent this month according to the signed paper"),
        null=True,
        blank=True,
        help_text=_("Typed from the signed paper, never copied from the rows: it checks them."),
    )
    paper_to_date = baht_field(
        _("spent since October according to the signed paper"), null=True, blank=True
    )
    paper_date = models.DateField(_("paper signed on"), null=True, blank=True)
    difference_explanation = models.TextField(
        _("why the rows differ from the paper"),
        blank=True,
        help_text=_("Needed only where they differ. Everybody can read it."),
    )

    year_path = "year__fiscal_year"
    named_by = ("year",)

    objects = SpendingMonthQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        verbose_name = _("spending of a month")
        verbose_name_plural = _("spending by month")
        ordering = ["-year__fiscal_year", "-month"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "month"],
                condition=~Q(state=State.WITHDRAWN),
                name="spending_month_once_per_year",
                violation_error_message=_("This month is there already: open it to change it."),
            ),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12)), name="spending_month_of_the_year"
            ),
        ]

    def __str__(self) -> str:
        return f"ผลการเบิกจ่าย{self.period.label()}"

    def get_absolute_url(self) -> str:
        return reverse("budget:report", args=[self.year.fiscal_year, self.period.slug])

    @property
    def period(self) -> Period:
        return Period(self.year.fiscal_year, PeriodKind.MONTH, self.month)

    @property
    def is_public(self) -> bool:
        return self.is_published and self.year.is_published

    @property
    def existed_on(self) -> dt.date:
        """Never before the month was over."""
        return self.period.last_day

    @property
    def total(self) -> Decimal:
        """What the rows of the ordinance add up to this month."""
        return Spending.objects.filter(month=self).ordinance().total()

    @property
    def total_to_date(self) -> Decimal:
        """What the rows add up to since October, months not yet published included."""
        return Spending.objects.entered(self.year, until=self.month).ordinance().total()

    @property
    def controls(self) -> list[Control]:
        why = self.difference_explanation
        found = [Control(str(_("this month")), self.paper_month, self.total, why)]
        if self.paper_to_date is not None:
            found.append(
                Control(str(_("since October")), self.paper_to_date, self.total_to_date, why)
            )
        return found

    def public_facts(self) -> Facts:
        names = ["paper_month", "paper_to_date"]
        facts: Facts = [
            (self.label_of(name), format_baht(amount))
            for name in names
            if (amount := getattr(self, name)) is not None
        ]
        if self.difference_explanation:
            facts.append((self.label_of("difference_explanation"), self.difference_explanation))
        rows = self.spendings.select_related(
            "line__plan", "line__work", "line__category", "line__budget_class"
        )
        return facts + shortened([(row.line.full_title, format_baht(row.amount)) for row in rows])

    def problems(self) -> list[str]:
        found = []
        if not self.year.is_published:
            found.append(str(_("The budget of the year itself is not published yet.")))
        if self.period.last_day >= timezone.localdate():
            found.append(str(_("This month is not over yet: it is published when it has ended.")))
        if self.paper_month is None:
            sentence = _(
                "Type what the signed paper says was spent this month; 0 where nothing was."
            )
            found.append(Problem(sentence, "paper_month"))
        return found + [each.sentence for each in self.controls if each.is_open]


PUBLIC_SPENDING = Q(month__state=State.PUBLISHED, month__year__state=State.PUBLISHED)


class SpendingQuerySet(models.QuerySet["Spending"]):
    def public(self) -> Self:
        return self.filter(PUBLIC_SPENDING)

    def entered(self, year: BudgetYear, *, until: int) -> Self:
        """What stands in the months of a year up to a fiscal month, drafts included."""
        months = SpendingMonth.objects.not_withdrawn().filter(year=year, month__lte=until)
        return self.filter(month__in=months.order_by())

    def ordinance(self) -> Self:
        return self.filter(line__source=Source.ORDINANCE)

    def of_lines(self, lines: Iterable[BudgetLine]) -> Self:
        return self.filter(line__in=lines)

    def total(self) -> Decimal:
        return baht(self.order_by().aggregate(total=satang_sum("amount"))["total"])


class Spending(models.Model):
    """What was spent on one line in one month (เบิกจ่าย); negative where money came back. Baht."""

    month = models.ForeignKey(
        SpendingMonth, models.CASCADE, verbose_name=_("month"), related_name="spendings"
    )
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, verbose_name=_("budget line"), related_name="spendings"
    )
    amount = baht_field(_("amount spent (baht)"))

    objects = SpendingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("spending")
        verbose_name_plural = _("spendings")
        ordering = ["line__order", "line_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "month"],
                name="spending_once_per_line_and_month",
                violation_error_message=_("This line has its spending of the month already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {format_baht(self.amount)}"
