"""Public pages of a budget year: the overview, its months and its documents."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.wording import period_label
from budget.breakdown import MoneyRow, MoneyTable, money_table
from budget.charts import stacked_bar
from budget.headline import headline_of
from budget.models import BudgetDocument, Source
from budget.months import month_controls, months_of_year
from budget.overview import YearFigures
from budget.year_page import (
    PAGE_SOURCES,
    YearPage,
    known_years,
    of_published_year,
    withdrawal_of,
    year_missing,
)
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.models import PublicationStep
from publishing.serving import SHORTLY, stored_file
from publishing.workflow import State

WORDS = ("ข้อบัญญัติ", "แผนงาน", "โอนงบประมาณ", "หลังโอน", "เบิกจ่าย", "คงเหลือ", "งบกลาง")
OUTSIDE_WORDS = ("เงินสะสม", "เงินอุดหนุนเฉพาะกิจ", "กันเงิน")


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the newest published year."""
    known = known_years()
    newest = next((year for year in known if year.is_public), None)
    return redirect(newest) if newest else year_missing(request, None, known)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def year(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show what was approved and spent in a year, by plan (ตามแผนงาน)."""
    budget, figures = page.budget, page.figures
    headline = headline_of(budget, figures, sort=request.GET.get("sort", ""))
    parts = [(plan.name, plan.entry.approved) for plan in figures.plans]
    outside = outside_table(budget.fiscal_year, figures)
    supplements = list(budget.supplements.order_by("number"))
    return page.render(
        request,
        "budget/year.html",
        headline=headline,
        parts=stacked_bar(parts, others=_("Others")),
        outside=outside,
        months=months_of_year(budget, figures),
        supplements=[
            (each, figures.supplements.get(each.number, ()))
            for each in supplements
            if each.is_published
        ],
        withdrawn=[each for each in supplements if each.state == State.WITHDRAWN],
        later=[
            each for each in supplements if each.is_published and each.effective_on > figures.as_of
        ],
        documents=budget.documents.all(),
        words=WORDS + OUTSIDE_WORDS * bool(outside) + ("รายจ่ายเพิ่มเติม",) * bool(supplements),
    )


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def months(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show what was spent month by month, against the plan and the signed papers."""
    rows = page.budget.months.published().order_by("month").select_related("year")
    entry = page.figures.entry
    return page.render(
        request,
        "budget/months.html",
        months=months_of_year(page.budget, page.figures),
        papers=[(month, month_controls(month, entry)) for month in rows],
        withdrawn=_withdrawn_months(page),
        words=("ปีงบประมาณ", "เบิกจ่าย", "หลังโอน"),
    )


def _withdrawn_months(page: YearPage) -> dict[int, tuple[str, PublicationStep | None]]:
    """Return each month that was withdrawn and not published anew, with when and why."""
    rows = page.budget.months.filter(state=State.WITHDRAWN).order_by("month", "pk")
    return {
        row.month: (period_label(row.period), withdrawal_of(row))
        for row in rows.exclude(month__in=page.figures.months)
    }


@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Download a paper of a published year."""
    row = get_object_or_404(BudgetDocument, pk=pk, year__state=State.PUBLISHED)
    if not row.document:
        raise Http404
    kind = DocumentKind(row.document_kind)
    name = f"budget-document-{pk}{kind.extension}"
    return stored_file(request, row.document, mime=kind.mime, cache=SHORTLY, download_as=name)


def outside_table(fiscal_year: int, figures: YearFigures) -> MoneyTable | None:
    """Return the money that the ordinance does not cover, by source; None where there is none."""
    url = reverse("budget:outside", args=[fiscal_year])
    rows = [
        MoneyRow(str(source.label), figures.outside[source], url=f"{url}#{source}")
        for source in Source
        if source in figures.outside
    ]
    return money_table(rows, label=_("All of these")) if rows else None
