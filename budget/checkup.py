"""The flags of a year, a month and a transfer, gathered from their rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from budget.classification import INVESTMENT
from budget.control import Control, Suspect, suspects
from budget.flags import (
    Flag,
    Holding,
    falling,
    missing_months,
    overdrawn,
    overspent,
    personnel_heavy,
    set_up_by_executive,
    unbalanced,
)
from budget.ledger import ZERO, after_transfers, spent_in_year
from budget.models import (
    ApprovedBy,
    BudgetLine,
    BudgetYear,
    RevenueEstimate,
    Spending,
    SpendingMonth,
    Transfer,
)
from budget.models.year import Ordinance
from budget.money import baht, satang_sum
from budget.sums import entries, entry

PERSONNEL = "520000"  # งบบุคลากร


def flags_of_ordinance(ordinance: Ordinance) -> list[Flag]:
    """Return what looks odd in an ordinance as it was enacted."""
    lines = ordinance.own_lines.ordinance()
    whole = lines.total_approved()
    revenue = ordinance.own_revenue
    total = baht(revenue.aggregate(total=satang_sum("amount"))["total"])
    personnel = lines.filter(budget_class__code=PERSONNEL).total_approved()
    return [
        *unbalanced(total if revenue.exists() else None, whole),
        *personnel_heavy(personnel, whole),
    ]


def flags_of_year(year: BudgetYear) -> list[Flag]:
    """Return what looks odd in a year: its ordinance, its published months and transfers."""
    months = set(year.months.published().values_list("month", flat=True))
    spent = entry(year.lines.ordinance()).months
    money = {
        key: (after_transfers(found), spent_in_year(found))
        for (key,), found in entries(year.lines.all(), "pk").items()
    }
    return [
        *flags_of_ordinance(year),
        *overspent(_excesses(money)),
        *falling(spent[: max(months, default=0)], _names(year)),
        *missing_months(months, _names(year)),
    ]


def flags_of_month(month: SpendingMonth) -> list[Flag]:
    """Return what looks odd in a month, seen as if it were published already."""
    so_far = spent_until(month.year, month.month)
    found = entries(BudgetLine.objects.filter(spendings__month=month), "pk")
    money = {key: (after_transfers(each), so_far[key]) for (key,), each in found.items()}
    total = month.total
    earlier = month.year.months.published().filter(month__lt=month.month)
    present = {*earlier.values_list("month", flat=True), month.month}
    return [
        *overspent(_excesses(money)),
        *falling([total], [month.period.label()], start=month.total_to_date - total),
        *missing_months(present, _names(month.year)),
    ]


def flags_of_transfer(transfer: Transfer) -> list[Flag]:
    """Return what looks odd in a transfer: it takes more than is left in a line."""
    taken = {item.line_id: -item.amount for item in transfer.items.filter(amount__lt=0)}
    found = entries(BudgetLine.objects.filter(pk__in=taken), "pk")
    own = taken if transfer.is_public else {}
    drawn = _excesses(
        {
            key: (after_transfers(each) - spent_in_year(each) + own.get(key, ZERO), taken[key])
            for (key,), each in found.items()
        }
    )
    return [*overdrawn(drawn), *set_up_by_executive(_set_up_by_executive(transfer))]


def _set_up_by_executive(transfer: Transfer) -> list[str]:
    """Name the things to buy or build that a transfer sets up by decision of the executive."""
    if transfer.approved_by == ApprovedBy.COUNCIL:
        return []
    lines = transfer.opened.filter(budget_class__code=INVESTMENT)
    return list(lines.values_list("title", flat=True))


def spent_until(year: BudgetYear, month: int, lines: Iterable[int] | None = None) -> dict[int, Any]:
    """Return what was spent on each line from October to a fiscal month, drafts included."""
    rows = Spending.objects.entered(year, until=month)
    if lines is not None:
        rows = rows.filter(line__in=lines)
    sums = rows.order_by().values("line").annotate(total=satang_sum("amount"))
    return {row["line"]: baht(row["total"]) for row in sums}


def suspects_of(ordinance: Ordinance, controls: Iterable[Control]) -> list[Suspect]:
    """Return the rows that could cause the differences of an ordinance: its own controls."""
    lines = ordinance.own_lines.ordinance().with_headings()
    revenue = ordinance.own_revenue.select_related("group", "category")
    pairs = zip(controls, [lines, revenue], strict=False)
    return [found for control, rows in pairs for found in _suspects(control, rows)]


def suspects_of_month(month: SpendingMonth, controls: Sequence[Control]) -> list[Suspect]:
    """Return the spendings that could cause the difference of the month itself, the first one."""
    rows = month.spendings.ordinance().select_related(
        "line__plan", "line__work", "line__category", "line__budget_class"
    )
    return _suspects(controls[0], rows)


def _suspects(control: Control, rows: QuerySet[Any]) -> list[Suspect]:
    """Judge the bare amounts, and read only the rows that are named."""
    if not control.difference:
        return []
    amounts = rows.order_by().values_list("pk", "amount")
    found = suspects(control.difference, ((str(pk), amount) for pk, amount in amounts))
    named = rows.in_bulk([int(suspect.label) for suspect in found])
    return [replace(suspect, label=_name(named[int(suspect.label)])) for suspect in found]


def _name(row: BudgetLine | RevenueEstimate | Spending) -> str:
    if isinstance(row, Spending):
        return row.line.full_title
    return row.full_title if isinstance(row, BudgetLine) else str(row)


def _names(year: BudgetYear) -> list[str]:
    return [period.label() for period in year.year.months()]


def _excesses(money: dict[int, tuple[Decimal, Decimal]]) -> list[Holding]:
    """Return the lines of which more is used than there is, by primary key, with their titles."""
    over = {key: pair for key, pair in money.items() if pair[1] > pair[0]}
    lines = BudgetLine.objects.with_headings().in_bulk(over)
    return [Holding(lines[key].full_title, *pair) for key, pair in over.items()]
