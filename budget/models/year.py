"""The budget of one fiscal year: its ordinance, further ordinances, expected revenue, papers."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budget.control import Control
from budget.models.facts import shortened
from budget.money import baht, positive_baht_field, satang_sum
from publishing.models import Facts, Publishable, PublishableQuerySet
from publishing.workflow import Problem, State
from thai.dates import long_date
from thai.fiscal import FiscalYear
from thai.money import format_baht

if TYPE_CHECKING:
    from budget.models.line import BudgetLineQuerySet
    from budget.models.revenue import RevenueEstimate


class Ordinance(Publishable):
    """What an annual and a further budget ordinance have in common: paper, dates, control total."""

    title = models.CharField(_("title of the ordinance"), max_length=300)
    council_approved_on = models.DateField(_("approved by the council on"), null=True, blank=True)
    district_approved_on = models.DateField(
        _("approved by the district chief on"), null=True, blank=True
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    effective_on = models.DateField(_("in force from"))
    paper_expenditure = positive_baht_field(
        _("total expenditure of the signed paper"),
        null=True,
        blank=True,
        help_text=_("Typed from the signed paper, never copied from the rows: it checks them."),
    )
    paper_revenue = positive_baht_field(
        _("total revenue of the signed paper"), null=True, blank=True
    )
    difference_explanation = models.TextField(
        _("why the rows differ from the paper"),
        blank=True,
        help_text=_("Needed only where they differ. Everybody can read it."),
    )

    is_judged_alone = True

    class Meta(Publishable.Meta):
        abstract = True

    @property
    def existed_on(self) -> dt.date:
        """The first day on which anybody passed or announced it."""
        days = (self.council_approved_on, self.district_approved_on, self.announced_on)
        return min([self.effective_on, *filter(None, days)])

    @property
    def controls(self) -> list[Control]:
        """The rows held against the signed paper: expenditure, and revenue where there is any."""
        expenditure = self.own_lines.ordinance().total_approved()
        revenue = baht(self.own_revenue.aggregate(total=satang_sum("amount"))["total"])
        found = [
            Control(
                str(_("expenditure")),
                self.paper_expenditure,
                expenditure,
                self.difference_explanation,
            )
        ]
        if revenue or self.paper_revenue is not None:
            found.append(
                Control(str(_("revenue")), self.paper_revenue, revenue, self.difference_explanation)
            )
        return found

    @property
    def own_lines(self) -> "BudgetLineQuerySet":
        """The lines that this very ordinance enacted."""
        raise NotImplementedError

    @property
    def own_revenue(self) -> "models.QuerySet[RevenueEstimate]":
        raise NotImplementedError

    def public_facts(self) -> Facts:
        facts: Facts = [(self.label_of("title"), self.title)]
        for name in ("council_approved_on", "district_approved_on", "announced_on", "effective_on"):
            if day := getattr(self, name):
                facts.append((self.label_of(name), long_date(day)))
        for name in ("paper_expenditure", "paper_revenue"):
            if (amount := getattr(self, name)) is not None:
                facts.append((self.label_of(name), format_baht(amount)))
        if self.difference_explanation:
            facts.append((self.label_of("difference_explanation"), self.difference_explanation))
        revenue = self.own_revenue.select_related("group", "category")
        facts += [(str(row), format_baht(row.amount)) for row in revenue]
        lines = self.own_lines.with_headings()
        return facts + shortened([(line.full_title, line.fact) for line in lines])

    def problems(self) -> list[str]:
        found = []
        if not self.own_lines.exists():
            found.append(str(_("There are no budget lines yet: import or add them.")))
        if self.paper_expenditure is None:
            sentence = _("Type the total expenditure of the signed paper.")
            found.append(Problem(sentence, "paper_expenditure"))
        return found + [each.sentence for each in self.controls if each.is_open]


class BudgetYearQuerySet(PublishableQuerySet["BudgetYear"]):
    def newest_first(self) -> Self:
        return self.order_by("-fiscal_year")


class BudgetYear(Ordinance):
    """The budget of one fiscal year (ข้อบัญญัติงบประมาณรายจ่ายประจำปี) as the council passed it."""

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year"), unique=True, validators=[MinValueValidator(2540), MaxValueValidator(2698)]
    )
    ordinance_number = models.CharField(_("ordinance number"), max_length=50, blank=True)
    statement = models.TextField(
        _("what matters this year"),
        blank=True,
        help_text=_("One or two plain sentences for citizens, from the statement to the council."),
    )
    population = models.PositiveIntegerField(
        _("population"),
        null=True,
        blank=True,
        help_text=_("Of that year; for figures per head."),
    )

    objects = BudgetYearQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Ordinance.Meta):
        verbose_name = _("budget of a year")
        verbose_name_plural = _("budgets by year")
        ordering = ["-fiscal_year"]
        constraints = [
            *Ordinance.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(2540, 2698)),
                name="budget_year_is_buddhist",
                violation_error_message=_("Write the fiscal year in the Buddhist era."),
            ),
        ]

    def __str__(self) -> str:
        return f"งบประมาณปี พ.ศ. {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return reverse("budget:year", args=[self.fiscal_year])

    @property
    def can_be_withdrawn(self) -> bool:
        """Never: an ordinance is law, what is wrong of it here is corrected in public."""
        return False

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year)

    @property
    def own_lines(self) -> "BudgetLineQuerySet":
        return self.lines.filter(supplement=None, opened_by=None)

    @property
    def own_revenue(self) -> "models.QuerySet[RevenueEstimate]":
        return self.revenue.filter(supplement=None)

    def public_facts(self) -> Facts:
        facts: Facts = [(self.label_of("fiscal_year"), str(self.fiscal_year))]
        for name in ("ordinance_number", "statement", "population"):
            if value := getattr(self, name):
                facts.append((self.label_of(name), str(value)))
        papers = [(row.get_kind_display(), row.title) for row in self.documents.all()]
        return facts + papers + super().public_facts()

    def as_of(self) -> dt.date:
        """The day up to which the public figures go: the end of the newest published month."""
        newest = self.months.published().order_by("-month").first()
        return newest.period.last_day if newest else self.effective_on


class Supplement(Ordinance):
    """A further budget ordinance of the same year (ข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติม ฉบับที่ …)."""

    year = models.ForeignKey(
        BudgetYear, models.PROTECT, verbose_name=_("budget of"), related_name="supplements"
    )
    number = models.PositiveSmallIntegerField(
        _("number of the ordinance"), validators=[MinValueValidator(1)]
    )

    year_path = "year__fiscal_year"
    named_by = ("year",)

    objects = PublishableQuerySet["Supplement"].as_manager()
    history = HistoricalRecords()

    class Meta(Ordinance.Meta):
        verbose_name = _("further ordinance")
        verbose_name_plural = _("further ordinances")
        ordering = ["-year__fiscal_year", "number"]
        constraints = [
            *Ordinance.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "number"],
                condition=~Q(state=State.WITHDRAWN),
                name="supplement_number_once_per_year",
                violation_error_message=_(
                    "This year already has a further ordinance of that number."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"ข้อบัญญัติงบประมาณรายจ่ายเพิ่มเติม ฉบับที่ {self.number} พ.ศ. {self.year.fiscal_year}"

    def get_absolute_url(self) -> str:
        return f"{self.year.get_absolute_url()}#supplement-{self.number}"

    @property
    def is_public(self) -> bool:
        return self.is_published and self.year.is_published

    @property
    def can_be_withdrawn(self) -> bool:
        """Only while no published transfer or month rests on its lines: sums would tear apart."""
        lines = self.lines.filter(
            Q(transfers__transfer__state=State.PUBLISHED)
            | Q(spendings__month__state=State.PUBLISHED)
        )
        return not lines.exists()

    @property
    def own_lines(self) -> "BudgetLineQuerySet":
        return self.lines.all()

    @property
    def own_revenue(self) -> "models.QuerySet[RevenueEstimate]":
        return self.revenue.all()

    def problems(self) -> list[str]:
        found = super().problems()
        if not self.year.is_published:
            found.append(str(_("The budget of the year itself is not published yet.")))
        return found
