"""Building the citizen budget of a year from what is public."""

from decimal import Decimal

from agency.models import Agency
from budget.citizen_content import (
    MAX_CONTACT,
    MAX_STATEMENT,
    MAX_TITLE,
    MAX_VILLAGE,
    CitizenBudget,
    Contact,
    Project,
    Share,
    biggest,
    shares,
)
from budget.ledger import after_transfers, per_head, spent_in_year, total
from budget.models import BudgetLine, BudgetYear, RevenueEstimate
from budget.models.line import BudgetLineQuerySet
from budget.money import baht, satang_sum
from budget.pace import unpublished_before
from budget.report import publisher
from budget.report_parts import newest_publication
from budget.summary import SOURCES, headings, year_entries, year_entry
from budget.sums import entries
from publishing.caching import kept
from thai.text import shortened

CANDIDATES = 300  # of the biggest lines as approved, before transfers are looked at


def citizen_budget(year: BudgetYear) -> CitizenBudget:
    """Return what the two pages say of a published year today."""
    agency = Agency.objects.get()
    whole = total(year_entries(year.fiscal_year, "plan").values())
    revenue = _revenue(year)
    months = set(year.months.published().values_list("month", flat=True))
    return CitizenBudget(
        fiscal_year=year.fiscal_year,
        publisher=publisher(agency),
        contact=Contact(
            phones=shortened(agency.phones, MAX_CONTACT),
            email=agency.email,
            address=shortened(agency.address, MAX_CONTACT),
        ),
        statement=shortened(year.statement, MAX_STATEMENT),
        budget=after_transfers(whole),
        outside=after_transfers(year_entry(year.fiscal_year, outside=True)),
        per_head=per_head(after_transfers(whole), year.population),
        spent=spent_in_year(whole) if months else None,
        missing=tuple(unpublished_before(year.year, months)),
        as_of=year.as_of(),
        plans=_shares(year, "plan"),
        classes=_shares(year, "budget_class"),
        revenue=shares((name, amount, baht(0)) for name, amount in revenue),
        revenue_total=sum((amount for _name, amount in revenue), baht(0)),
        projects=kept(f"budget-projects:{year.fiscal_year}", SOURCES, lambda: _projects(year)),
        moment=newest_publication(year),
    )


def _shares(year: BudgetYear, dimension: str) -> tuple[Share, ...]:
    found = year_entries(year.fiscal_year, dimension)
    names = headings(key[0] for key in found)
    return shares(
        (names[pk].name, after_transfers(entry), spent_in_year(entry))
        for (pk,), entry in found.items()
    )


def _revenue(year: BudgetYear) -> list[tuple[str, Decimal]]:
    rows = RevenueEstimate.objects.public().filter(year=year).order_by("group__code")
    sums = rows.values("group__code", "group__name").annotate(satang=satang_sum("amount"))
    return [(row["group__name"], baht(row["satang"])) for row in sums]


def _projects(year: BudgetYear) -> tuple[Project, ...]:
    """The biggest projects in villages; where no line names a village, the biggest lines."""
    lines = BudgetLine.objects.public().filter(year=year).ordinance()
    in_villages = lines.filter(village__isnull=False)
    return _biggest_of(in_villages if in_villages.exists() else lines)


def _biggest_of(lines: BudgetLineQuerySet) -> tuple[Project, ...]:
    rows = list(lines.select_related("village").order_by("-amount", "pk")[:CANDIDATES])
    money = entries(BudgetLine.objects.filter(pk__in=[row.pk for row in rows]), "pk")
    return biggest(
        Project(
            place=row.village.number if row.village else 0,
            village=shortened(str(row.village or ""), MAX_VILLAGE),
            title=shortened(row.title, MAX_TITLE),
            amount=after_transfers(money[(row.pk,)]),
            spent=spent_in_year(money[(row.pk,)]),
        )
        for row in rows
    )
