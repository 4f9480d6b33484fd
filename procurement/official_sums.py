"""What the contracts of months and years add up to, and what is said of a period or year as a whole.

Sums are of the rows that `procurement.official` reads, added up by the database. Baht.
"""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth

from budget.money import baht, satang_sum
from procurement.form_rows import Sum
from procurement.models import Contract, NilPeriod, Purchase, YearSummary
from procurement.official import dated_contracts
from procurement.pages import PAGE_SOURCES
from publishing.caching import kept
from publishing.models import PublicationStep
from publishing.workflow import Action
from thai.fiscal import FiscalYear, Period

# The mirror of `Work.in_force`: contracts that sums count.
IN_FORCE = Q(cancelled_on=None, purchase__cancelled_on=None)


def month_sums(fiscal_year: int) -> dict[int, Sum]:
    """Return the contracts signed in each month of a fiscal year, by its number, October first."""
    year = FiscalYear(fiscal_year)
    rows = dated_contracts().filter(signed_on__range=(year.first_day, year.last_day)).order_by()
    by_month = rows.values(month=ExtractMonth("signed_on")).annotate(**_SUM)
    places = {period.first_day.month: period.number for period in year.months()}
    return kept(
        f"procurement-months:{fiscal_year}",
        PAGE_SOURCES,
        lambda: {places[row["month"]]: _sum(dict(row)) for row in by_month},
    )


def sum_of_year(fiscal_year: int) -> Sum:
    """Return the contracts of the purchases of a fiscal year, whenever they were signed."""
    rows = dated_contracts().filter(purchase__fiscal_year=fiscal_year).order_by()
    return kept(
        f"procurement-contracts:{fiscal_year}", PAGE_SOURCES, lambda: _sum(rows.aggregate(**_SUM))
    )


def sums_across_years(fiscal_year: int) -> tuple[Sum, Sum, Sum]:
    """Return contracts signed in a fiscal year, those of other years' purchases among them, and
    those of its purchases that were signed in another year.
    """
    year = FiscalYear(fiscal_year)
    inside = Q(signed_on__range=(year.first_day, year.last_day))
    own = Q(purchase__fiscal_year=fiscal_year)
    rows = dated_contracts().filter(inside | own).order_by()
    return kept(
        f"procurement-across:{fiscal_year}",
        PAGE_SOURCES,
        lambda: _three_sums(rows, inside, inside & ~own, own & ~inside),
    )


def _three_sums(rows: QuerySet[Contract], *conditions: Q) -> tuple[Sum, Sum, Sum]:
    asked: dict[str, Any] = {}
    for place, condition in enumerate(conditions):
        asked |= {f"{name}_{place}": each for name, each in _sum_where(condition).items()}
    found = rows.aggregate(**asked)
    first, second, third = (
        _sum({name: found[f"{name}_{place}"] for name in _SUM}) for place in range(3)
    )
    return first, second, third


def _sum_where(condition: Q) -> dict[str, Any]:
    return {
        "all": Count("pk", filter=condition),
        "counted": Count("pk", filter=condition & IN_FORCE),
        "satang": satang_sum("price", where=condition & IN_FORCE),
    }


_SUM = _sum_where(Q(pk__isnull=False))


def _sum(row: dict[str, Any]) -> Sum:
    return Sum(row["counted"], row["all"] - row["counted"], baht(row["satang"]))


# ------------------------------------------------------------------ what is said of periods
def nil_periods(fiscal_year: int) -> set[str]:
    """Return the months and quarters of which it is published that nothing was bought."""
    found = NilPeriod.objects.published().filter(fiscal_year=fiscal_year)
    return set(found.values_list("slug", flat=True))


def nil_of(period: Period) -> NilPeriod | None:
    return NilPeriod.objects.published().of(period).first()


def approver_of(nil: NilPeriod) -> str:
    """Return the name of who confirmed a period without purchases; empty where nobody is on record."""
    steps = PublicationStep.objects.of(nil).filter(action=Action.APPROVE).select_related("by")
    step = steps.first()
    return step.by.get_full_name() if step else ""


def summary_of(fiscal_year: int) -> YearSummary | None:
    return YearSummary.objects.published().of_year(fiscal_year).first()


def known_years() -> list[int]:
    """Return the fiscal years that have published purchases, newest first."""
    years = (
        Purchase.objects.published().order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    )
    return kept("procurement-years", PAGE_SOURCES, lambda: list(years.distinct()))


def is_known(fiscal_year: int) -> bool:
    """Whether anything is public that a form of this year could show."""
    year = FiscalYear(fiscal_year)
    return (
        fiscal_year in known_years()
        or dated_contracts().filter(signed_on__range=(year.first_day, year.last_day)).exists()
        or bool(nil_periods(fiscal_year))
        or summary_of(fiscal_year) is not None
    )


def year_counts(fiscal_year: int) -> tuple[int, int]:
    """Return how many public purchases a year has: all, and those in the plan."""
    planned = ~Q(plan_number="") | Q(planned_on__isnull=False)
    rows = Purchase.objects.published().of_year(fiscal_year).order_by()
    found = kept(
        f"procurement-year:{fiscal_year}",
        PAGE_SOURCES,
        lambda: rows.aggregate(all=Count("pk"), planned=Count("pk", filter=planned)),
    )
    return found["all"], found["planned"]
