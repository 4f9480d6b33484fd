"""Public pages of budget lines: those of a plan, class or village, and one line by itself."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.models import Village
from budget.breakdown import MoneyRow, MoneyTable, money_table
from budget.line_story import line_story
from budget.listing import listed, outside_lines, sorted_lines
from budget.models import BudgetLine, Source
from budget.months import months_of_line, planned_months
from budget.overview import Group
from budget.sums import entries_of
from budget.year_page import PAGE_SOURCES, YearPage, gone, of_published_year, year_missing
from publishing.caching import public_page
from publishing.workflow import State

WORDS = ("โอนงบประมาณ", "หลังโอน", "เบิกจ่าย", "คงเหลือ")
TAB_OF = {"plan": "year", "budget_class": "classes", "village": "villages"}


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def plan(request: HttpRequest, page: YearPage, code: str) -> HttpResponse:
    """Show a plan: its works and all its lines (แผนงาน)."""
    return _lines(request, page, dimension="plan", key=code)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def budget_class(request: HttpRequest, page: YearPage, code: str) -> HttpResponse:
    """Show a budget class: its categories and all its lines (งบ)."""
    return _lines(request, page, dimension="budget_class", key=code)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def village(request: HttpRequest, page: YearPage, number: int) -> HttpResponse:
    """Show what the budget does in one village (หมู่บ้าน), or in which other years it does."""
    place = Village.objects.filter(number=number).first()
    if place and page.division("village").group(str(number)) is None:
        years = BudgetLine.objects.public().filter(village=place).ordinance().order_by()
        named = set(years.values_list("year__fiscal_year", flat=True))
        return page.render(
            request,
            "budget/village_empty.html",
            tab="villages",
            village=place,
            elsewhere=[each for each in page.years if each.fiscal_year in named],
        )
    return _lines(request, page, dimension="village", key=str(number))


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def outside(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show the money that the ordinance does not cover, line by line (เงินนอกข้อบัญญัติ)."""
    shown = listed(outside_lines(page.budget), number=request.GET.get("page"))
    rows = [
        MoneyRow(str(source.label), page.figures.outside[source])
        for source in Source
        if source in page.figures.outside
    ]
    return page.render(
        request,
        "budget/outside.html",
        listing=shown,
        sources=money_table(rows, label=""),
        words=("เงินสะสม", "เงินอุดหนุนเฉพาะกิจ", "กันเงิน", *WORDS),
    )


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def line(request: HttpRequest, page: YearPage, pk: int) -> HttpResponse:
    """Show one line: what it is for, its changes, its months and what came of it (รายการ)."""
    return line_page(request, page, pk)


def line_page(
    request: HttpRequest,
    page: YearPage,
    pk: int,
    *,
    template: str = "budget/line.html",
    more: Callable[[BudgetLine], dict[str, Any]] = lambda _line: {},
) -> HttpResponse:
    """Answer with the page of one line.

    An upper app passes a template that extends this one's, and what `more` of its own it shows.
    """
    row = BudgetLine.objects.with_headings().filter(year=page.budget, pk=pk).first()
    if row is not None and row.published_with.state == State.WITHDRAWN:
        return gone(request, row.published_with, page.years)
    if row is None or not row.is_public:
        return year_missing(request, page.budget.fiscal_year, page.years)
    money = entries_of([row])[pk]
    months = months_of_line(
        page.budget, money, starts=row.starts, ends=row.ends, known=page.figures.months
    )
    return page.render(
        request,
        template,
        line=row,
        money=MoneyRow(row.title, money),
        months=months,
        planned_months=planned_months(page.budget, row.starts, row.ends),
        story=line_story(row),
        words=(*WORDS, "แก้ไขเปลี่ยนแปลงคำชี้แจง", "แผนงาน", "หมวด"),
        **more(row),
    )


def _lines(request: HttpRequest, page: YearPage, *, dimension: str, key: str) -> HttpResponse:
    """Answer with the lines of the ordinance that belong to one plan, class or village."""
    group = page.division(dimension).group(key)
    if group is None:
        return year_missing(request, page.budget.fiscal_year, page.years)
    pks = sorted_lines(page.budget, request.GET.get("sort", ""), **{dimension: group.pk})
    shown = listed(pks, number=request.GET.get("page"))
    return page.render(
        request,
        "budget/lines.html",
        tab=TAB_OF[dimension],
        dimension=dimension,
        group=group,
        money=MoneyRow(group.name, group.entry),
        inside=_inside(group, dimension, page.budget.fiscal_year),
        listing=shown,
        words=(*WORDS, "แผนงาน", "งาน", "หมวด"),
    )


def _inside(group: Group, dimension: str, year: int) -> MoneyTable | None:
    """What the group consists of, by the level below; None where nobody divided it."""
    if not any(part.key for part in group.parts):
        return None
    rows = [
        MoneyRow(
            label=part.name or _("Without a further heading"),
            entry=part.entry,
            url=reverse("budget:plan", args=[year, part.key]) if dimension == "village" else "",
        )
        for part in group.parts
    ]
    return money_table(rows, label=_("Together"))
