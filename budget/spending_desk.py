"""The spendings of a month as a table: one amount for each line of a plan."""

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
from budget.actions import set_spendings, settle_correction
from budget.checkup import spent_until
from budget.forms import MonthTotalsForm, SpendingRowForm
from budget.ledger import ZERO, after_transfers
from budget.models import BudgetLine, Heading, SpendingMonth
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

LINES_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: StaffRequest, pk: int, plan: int) -> HttpResponse:
    """Show and take the spendings of one plan in one month."""
    month = get_object_or_404(SpendingMonth.objects.select_related("year"), pk=pk)
    check_may_view(request, month)
    if request.method == "POST":
        check_may_write(request, month)
        return _saved(request, pk, plan_of(plan))
    return _page(request, month, plan_of(plan))


def _saved(request: StaffRequest, pk: int, plan: Heading, refusal: str = "") -> HttpResponse:
    """Save everything on the page or nothing; what was typed stays on it."""
    try:
        with transaction.atomic():
            month = SpendingMonth.objects.select_for_update().get(pk=pk)
            page = _lines(request, month, plan)
            rows, totals = _forms(request, month, page, refusal)
            if not is_open(request, month):
                return overtaken(request, month, rows)
            if not are_valid([totals, *(row.form for row in rows)]):
                return _page(request, month, plan, rows=rows, totals=totals)
            _save(request, month, rows, totals)
    except ActionRefused as refused:
        return _saved(request, pk, plan, refusal=str(refused))
    messages.success(request, _("Saved."))
    return redirect(request.get_full_path())


def _save(request: StaffRequest, month: SpendingMonth, rows: list[Row], totals: Any) -> None:
    month.edited_by = request.user
    totals.save()
    set_spendings(month, {row.line.pk: row.form.cleaned_data["amount"] for row in rows})
    if totals.is_correction:
        reason = totals.cleaned_data["correction_reason"]
        settle_correction(month, by=request.user, reason=reason, before=totals.facts_before)


def _lines(request: StaffRequest, month: SpendingMonth, plan: Heading) -> Page:
    lines = BudgetLine.objects.set_up().filter(year=month.year, plan=plan)
    return page_of(request, lines.order_by("source", "order", "pk"), LINES_ON_A_PAGE)


def _forms(
    request: StaffRequest, month: SpendingMonth, page: Page, refusal: str = ""
) -> tuple[list[Row], MonthTotalsForm]:
    lines = list(page)
    keys = [line.pk for line in lines]
    now = dict(month.spendings.filter(line__in=keys).values_list("line", "amount"))
    earlier = spent_until(month.year, month.month - 1, keys)
    found = entries(BudgetLine.objects.filter(pk__in=keys), "pk")
    data = request.POST if request.method == "POST" else None
    rows = []
    for line in lines:
        initial = {"amount": now.get(line.pk)}
        budget = after_transfers(found[(line.pk,)])
        spent = earlier.get(line.pk, ZERO)
        facts = {
            "budget": budget,
            "earlier": spent,
            "left": budget - spent - now.get(line.pk, ZERO),
        }
        form = SpendingRowForm(data, prefix=f"line-{line.pk}", initial=initial)
        rows.append(Row(line, form, facts))
    totals = MonthTotalsForm(data, instance=month)
    # Two people may work on two plans of one month: only this page can be overtaken.
    totals.version = _fingerprint(month, now)
    totals.fields["seen"].initial = totals.version
    totals.refusal = [refusal] if refusal else []
    return rows, totals


def _fingerprint(month: SpendingMonth, amounts: dict[int, Any]) -> str:
    shown = [month.paper_month, month.paper_to_date, month.difference_explanation, amounts]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _page(
    request: StaffRequest,
    month: SpendingMonth,
    plan: Heading,
    *,
    rows: list[Row] | None = None,
    totals: MonthTotalsForm | None = None,
) -> HttpResponse:
    page = _lines(request, month, plan)
    if rows is None or totals is None:
        rows, totals = _forms(request, month, page)
    return staff_page(
        request,
        "admin/budget/spending_sheet.html",
        title=str(month),
        month=month,
        unit=month,
        plan=plan,
        page=page,
        rows=rows,
        totals=totals,
        controls=SpendingMonth.objects.get(pk=month.pk).controls,
        is_open=is_open(request, month),
        has_errors=any(row.form.errors for row in rows) or bool(totals.errors),
        change_url=change_url(month),
    )
