"""A budget year in one sentence, four figures and the table of its plans."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from budget.breakdown import MoneyRow, MoneyTable, money_table
from budget.charts import bar_width
from budget.ledger import ZERO, per_head
from budget.models import BudgetYear
from budget.overview import YearFigures, not_included, year_figures

FEW = 6


@dataclass(frozen=True)
class LargePlan:
    """One of the largest plans; `bar` is drawn on the scale of the largest."""

    row: MoneyRow
    bar: str


@dataclass(frozen=True)
class Headline:
    """What is said of a published year in its first lines."""

    budget: BudgetYear
    figures: YearFigures
    plans: MoneyTable

    @property
    def total(self) -> MoneyRow:
        return self.plans.total

    @property
    def not_included(self) -> str:
        """The months that what was spent does not include, though a later one is published."""
        return not_included(self.budget.year, self.figures.months)

    @property
    def per_head(self) -> Decimal | None:
        """Approved baht per inhabitant without satang; None where nobody was counted."""
        exact = per_head(self.total.approved, self.budget.population)
        return None if exact is None else exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)

    @property
    def largest(self) -> list[LargePlan]:
        """The few largest plans, largest first."""
        rows = sorted(self.plans.rows, key=lambda row: -row.approved)[:FEW]
        scale = rows[0].approved if rows else ZERO
        return [LargePlan(row, bar_width(row.approved, scale)) for row in rows]


def headline_of(budget: BudgetYear, figures: YearFigures, *, sort: str = "") -> Headline:
    """Return the headline of a published year, its plans by code or sorted as asked."""
    rows = [
        MoneyRow(plan.name, plan.entry, reverse("budget:plan", args=[budget.fiscal_year, plan.key]))
        for plan in figures.plans
    ]
    return Headline(budget, figures, money_table(rows, label=_("All plans"), sort=sort))


def newest_headline() -> Headline | None:
    """Return the headline of the newest published year, if there is one."""
    budget = BudgetYear.objects.published().newest_first().first()
    return headline_of(budget, year_figures(budget)) if budget else None
