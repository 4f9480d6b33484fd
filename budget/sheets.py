"""The pages on which many rows of a unit are entered at once, a plan at a time.

Ten thousand lines never stand on one page: each page holds the lines of one plan, some dozens at
a time, below DATA_UPLOAD_MAX_NUMBER_FIELDS.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agency.staff import StaffRequest, staff_page
from budget.models import BudgetLine, BudgetYear, Heading, HeadingKind
from budget.models.line import BudgetLineQuerySet
from publishing.models import PublicationStep, Publishable
from publishing.permissions import has_right, may_edit
from publishing.unit_view import change_url


@dataclass(frozen=True)
class Row:
    """A line with its form and the figures that stand beside it."""

    line: BudgetLine
    form: Any
    facts: dict[str, Any]


@dataclass(frozen=True)
class PlanRows:
    """A plan of a year, how many lines it has and how many of them are entered."""

    plan: Heading
    lines: int
    entered: int


def plan_of(pk: int) -> Heading:
    return get_object_or_404(Heading.objects.of_kind(HeadingKind.PLAN), pk=pk)


def page_of(request: HttpRequest, lines: BudgetLineQuerySet, size: int) -> Page:
    return Paginator(lines.with_headings(), size).get_page(request.GET.get("page"))


def plans_of(year: BudgetYear, lines: BudgetLineQuerySet, entered: Q) -> list[PlanRows]:
    """Return the plans that have lines in a year; `entered` says which lines are done."""
    counts = (
        lines.filter(year=year)
        .order_by()
        .values("plan")
        .annotate(
            lines=Count("pk", distinct=True), entered=Count("pk", filter=entered, distinct=True)
        )
    )
    by_plan = {row["plan"]: row for row in counts}
    plans = Heading.objects.filter(pk__in=by_plan).order_by("code")
    return [
        PlanRows(plan, by_plan[plan.pk]["lines"], by_plan[plan.pk]["entered"]) for plan in plans
    ]


def check_may_view(request: StaffRequest, unit: Publishable) -> None:
    if not (has_right(request.user, unit, "view") or has_right(request.user, unit, "change")):
        raise PermissionDenied


def check_may_write(request: StaffRequest, unit: Publishable) -> None:
    """Refuse a save by those who could never save; who came too late gets `overtaken`."""
    if not has_right(request.user, unit, "change"):
        raise PermissionDenied


def is_open(request: StaffRequest, unit: Publishable) -> bool:
    return may_edit(request.user, unit)


def are_valid(formset: Iterable[forms.BaseForm]) -> bool:
    """Whether all forms are valid; each is asked, so that every error is shown."""
    answers = [form.is_valid() for form in formset]
    return all(answers)


def overtaken(request: StaffRequest, unit: Publishable, rows: Iterable[Row]) -> HttpResponse:
    """Answer a save that came too late, with everything that was typed."""
    typed = [
        (row.line.title, value)
        for row in rows
        for name in row.form.fields
        if (value := row.form.data.get(row.form.add_prefix(name)))
    ]
    return staff_page(
        request,
        "admin/publishing/overtaken.html",
        title=_("This was not saved"),
        status=409,
        unit=unit,
        step=PublicationStep.objects.of(unit).first(),
        change_url=change_url(unit),
        typed=typed,
    )
