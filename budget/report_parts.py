"""What happened in the period of a report: further ordinances, changes, progress, signed papers."""

import datetime as dt
from decimal import Decimal

from django.db.models import Max, Q

from budget.control import Control
from budget.ledger import ZERO, Entry, cumulative, months_of
from budget.models import (
    BudgetLine,
    BudgetYear,
    LineProgress,
    ProgressReport,
    SpendingMonth,
    Supplement,
    Transfer,
)
from budget.money import baht, satang_sum
from budget.report_content import (
    APPROVERS,
    CHANGES,
    STATUSES,
    Change,
    FurtherOrdinance,
    Progress,
    Project,
    Row,
)
from budget.report_sums import entries_at
from budget.summary import SOURCES
from publishing.caching import kept
from thai.fiscal import Period

Approved = dict[int | None, Decimal]  # by further ordinance; None is the annual one


def newest_publication(year: BudgetYear) -> dt.datetime:
    """Return when the newest part of a published year was published."""
    parts = [year.months, year.transfers, year.supplements]
    newest = [part.published().aggregate(at=Max("published_at"))["at"] for part in parts]
    return max(at for at in [year.published_at, *newest] if at)


# ------------------------------------------------------------------ ordinances
def supplements(year: BudgetYear, period: Period) -> list[Supplement]:
    """Return the published further ordinances in force on the last day of the period."""
    found = year.supplements.published().filter(effective_on__lte=period.last_day)
    return list(found.order_by("number"))


def approved(year: BudgetYear) -> Approved:
    """Return what each published ordinance of the year approved."""
    lines = BudgetLine.objects.public().filter(year=year).ordinance().order_by()
    rows = lines.values("supplement").annotate(satang=satang_sum("amount"))
    return kept(
        f"budget-approved:{year.fiscal_year}",
        SOURCES,
        lambda: {row["supplement"]: baht(row["satang"]) for row in rows},
    )


def further_ordinances(
    rows: list[Supplement], amounts: Approved, period: Period
) -> tuple[FurtherOrdinance, ...]:
    """Return those that came into force within the period."""
    return tuple(
        FurtherOrdinance(row.number, row.effective_on, amounts.get(row.pk, ZERO))
        for row in rows
        if row.effective_on >= period.first_day
    )


# ------------------------------------------------------------------ changes
def transfers(year: BudgetYear, period: Period) -> list[Transfer]:
    """Return the published transfers and changes of explanations dated within the period."""
    dates = (period.first_day, period.last_day)
    rows = Transfer.objects.public().filter(year=year, date__range=dates)
    moved = satang_sum("items__amount", where=Q(items__amount__gt=0))
    return list(rows.annotate(moved_satang=moved).order_by("date", "kind", "number"))


def change(row: Transfer) -> Change:
    """Return a row of `transfers` as the paper tells it."""
    return Change(
        kind=CHANGES[row.kind],
        number=row.number,
        date=row.date,
        approved_by=APPROVERS[row.approved_by],
        reason=row.reason,
        amount=baht(row.moved_satang),  # type: ignore[attr-defined]  # annotated by `transfers`
    )


# ------------------------------------------------------------------ progress
def progress_report(year: BudgetYear, period: Period) -> ProgressReport | None:
    """Return the published report on the projects of exactly this period."""
    return ProgressReport.objects.public().filter(year=year, period_slug=period.slug).first()


def progress(report: ProgressReport, period: Period) -> Progress:
    """Return how far the projects were, each with its money."""
    lines = BudgetLine.objects.public().filter(progress__report=report)
    money = entries_at(lines, "pk", period=period)
    rows = report.lines.filter(line__in=lines.order_by().values("pk")).select_related("line")
    return Progress(
        projects=tuple(
            _project(
                row, Row(row.line.code, row.line.title, money.get((row.line_id,), Entry()), period)
            )
            for row in rows
        ),
        problems=report.problems_text,
        suggestions=report.suggestions_text,
    )


def _project(row: LineProgress, money: Row) -> Project:
    return Project(
        row=money,
        status=STATUSES[row.status],
        result=row.result,
        problem=row.problem,
        suggestion=row.suggestion,
    )


# ------------------------------------------------------------------ signed papers
def ordinance_controls(
    year: BudgetYear, rows: list[Supplement], amounts: Approved
) -> list[Control]:
    """Hold what each ordinance approved against its signed paper."""
    labels = ["งบประมาณตามข้อบัญญัติ", *(f"ข้อบัญญัติเพิ่มเติม ฉบับที่ {row.number}" for row in rows)]
    keys = [None, *(row.pk for row in rows)]
    return [
        Control(
            label, paper.paper_expenditure, amounts.get(key, ZERO), paper.difference_explanation
        )
        for label, key, paper in zip(labels, keys, [year, *rows], strict=True)
    ]


def month_controls(months: list[SpendingMonth], period: Period, entry: Entry) -> list[Control]:
    """Hold each published month of the period against its signed paper, and the newest to date.

    `months` are the published ones since October, `entry` the whole ordinance. What was spent to
    date is compared only where no month before is missing.
    """
    inside = [row for row in months if row.month in months_of(period)]
    found = [
        Control(
            f"เบิกจ่าย{row.period.label()}",
            row.paper_month,
            entry.months[row.month - 1],
            row.difference_explanation,
        )
        for row in inside
    ]
    newest = inside[-1] if inside else None
    if newest and newest.paper_to_date is not None and len(months) == newest.month:
        label = f"เบิกจ่ายสะสมถึงสิ้น{newest.period.label()}"
        so_far = cumulative(entry.months)[newest.month - 1]
        found.append(Control(label, newest.paper_to_date, so_far, newest.difference_explanation))
    return found
