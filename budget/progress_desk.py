"""The progress of projects, a plan at a time: state, result, problem and suggestion of each."""

import hashlib
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agency.staff import StaffRequest, staff_page
from budget.actions import set_progress, settle_correction, touch
from budget.forms import ProgressRowForm, ReasonOnlyForm
from budget.ledger import after_transfers, spent_to_date
from budget.models import BudgetLine, Heading, ProgressReport
from budget.projects import projects_of
from budget.sheets import (
    Row,
    are_valid,
    check_may_view,
    check_may_write,
    is_open,
    overtaken,
    page_of,
    plan_of,
)
from budget.sums import entries
from publishing.unit_view import change_url
from publishing.workflow import ActionRefused

PROJECTS_ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: StaffRequest, pk: int, plan: int) -> HttpResponse:
    """Show and take the progress of the projects of one plan."""
    report = get_object_or_404(ProgressReport.objects.select_related("year"), pk=pk)
    check_may_view(request, report)
    if request.method == "POST":
        check_may_write(request, report)
        return _saved(request, pk, plan_of(plan))
    return _page(request, report, plan_of(plan))


def _saved(request: StaffRequest, pk: int, plan: Heading, refusal: str = "") -> HttpResponse:
    """Save everything on the page or nothing; what was typed stays on it."""
    try:
        with transaction.atomic():
            report = ProgressReport.objects.select_for_update().get(pk=pk)
            page = _lines(request, report, plan)
            rows, reason = _forms(request, report, page, refusal)
            if not is_open(request, report):
                return overtaken(request, report, rows)
            if not are_valid([reason, *(row.form for row in rows)]):
                return _page(request, report, plan, rows=rows, reason=reason)
            _save(request, report, rows, reason)
    except ActionRefused as refused:
        return _saved(request, pk, plan, refusal=str(refused))
    messages.success(request, _("Saved."))
    return redirect(request.get_full_path())


def _save(request: StaffRequest, report: ProgressReport, rows: list[Row], reason: Any) -> None:
    set_progress(report, {row.line.pk: row.form.cleaned_data for row in rows})
    touch(report, by=request.user)
    if reason.is_correction:
        why = reason.cleaned_data["correction_reason"]
        settle_correction(report, by=request.user, reason=why, before=reason.facts_before)


def _lines(request: StaffRequest, report: ProgressReport, plan: Heading) -> Page:
    wants_all = "all" in request.GET
    lines = BudgetLine.objects.filter(year=report.year) if wants_all else projects_of(report)
    return page_of(request, lines.filter(plan=plan), PROJECTS_ON_A_PAGE)


def _forms(
    request: StaffRequest, report: ProgressReport, page: Page, refusal: str = ""
) -> tuple[list[Row], ReasonOnlyForm]:
    lines = list(page)
    there = {row.line_id: row for row in report.lines.filter(line__in=lines)}
    keys = [line.pk for line in lines]
    found = entries(BudgetLine.objects.filter(pk__in=keys), "pk", day=report.period.last_day)
    data = request.POST if request.method == "POST" else None
    rows = []
    for line in lines:
        row = there.get(line.pk)
        names = ("status", "result", "problem", "suggestion")
        initial = {name: getattr(row, name) for name in names} if row else {}
        money = found.get((line.pk,))
        facts = {
            "budget": after_transfers(money) if money else line.amount,
            "spent": spent_to_date(money, report.period) if money else None,
        }
        form = ProgressRowForm(data, prefix=f"line-{line.pk}", initial=initial)
        rows.append(Row(line, form, facts))
    reason = ReasonOnlyForm(data, instance=report)
    reason.version = _fingerprint(rows)
    reason.fields["seen"].initial = reason.version
    reason.refusal = [refusal] if refusal else []
    return rows, reason


def _fingerprint(rows: list[Row]) -> str:
    """What changes when somebody else saves this page."""
    shown = [(row.line.pk, sorted(row.form.initial.items())) for row in rows]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _page(
    request: StaffRequest,
    report: ProgressReport,
    plan: Heading,
    *,
    rows: list[Row] | None = None,
    reason: ReasonOnlyForm | None = None,
) -> HttpResponse:
    page = _lines(request, report, plan)
    if rows is None or reason is None:
        rows, reason = _forms(request, report, page)
    return staff_page(
        request,
        "admin/budget/progress_sheet.html",
        title=str(report),
        report=report,
        unit=report,
        plan=plan,
        page=page,
        rows=rows,
        reason=reason,
        shows_all="all" in request.GET,
        is_open=is_open(request, report),
        has_errors=any(row.form.errors for row in rows) or bool(reason.errors),
        change_url=change_url(report),
    )
