"""The projects of a year, and what a report on their progress still leaves out."""

from collections.abc import Iterator

from django.db.models import Q

from budget.classification import INVESTMENT
from budget.flags import Flag, unreported, unsaid, wordless
from budget.models import BudgetLine, LineProgress, ProgressReport
from budget.models.line import BudgetLineQuerySet

# Each item of งบลงทุน is a thing that is bought or built.
PROJECT = Q(title__startswith="โครงการ") | Q(budget_class__code=INVESTMENT)


def projects_of(report: ProgressReport) -> BudgetLineQuerySet:
    """Lines that look like projects, and those already reported on."""
    lines = BudgetLine.objects.set_up().filter(year=report.year)
    return lines.filter(PROJECT | Q(pk__in=report.lines.values("line")))


def flags_of_report(report: ProgressReport) -> list[Flag]:
    """Return what a report leaves out and may leave out, plan by plan."""
    rows = {row.line_id: row for row in report.lines.all()}
    lines = projects_of(report).select_related("plan").order_by("plan__code", "order", "pk")
    by_plan: dict[str, list[tuple[str, LineProgress | None]]] = {}
    for line in lines:
        by_plan.setdefault(line.plan.name, []).append((line.title, rows.get(line.pk)))
    words = [report.problems_text, *(row.problem for row in rows.values())]
    hints = [report.suggestions_text, *(row.suggestion for row in rows.values())]
    found = [flag for plan, projects in by_plan.items() for flag in _of_plan(plan, projects)]
    return [*found, *unsaid(has_problem=any(words), has_suggestion=any(hints))]


def _of_plan(plan: str, projects: list[tuple[str, LineProgress | None]]) -> Iterator[Flag]:
    silent = [title for title, row in projects if row is None]
    yield from unreported(plan, silent, of=len(projects))
    going_on = LineProgress.Status.IN_PROGRESS
    yield from wordless(
        plan,
        [title for title, row in projects if row and row.status == going_on and not row.result],
    )
