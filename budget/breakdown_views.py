"""Public pages that divide a budget year another way: class, village, revenue, year on year."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.models import Village
from budget.breakdown import MoneyRow, money_table
from budget.charts import bar_width, stacked_bar
from budget.ledger import ZERO, Entry, percent
from budget.models import BudgetYear
from budget.overview import Group, year_figures
from budget.revenue import revenue_of
from budget.year_page import (
    PAGE_SOURCES,
    YearPage,
    known_years,
    of_published_year,
    year_missing,
    year_of_villages,
)
from publishing.caching import public_page


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def classes(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show the ordinance by what is paid for: budget class and category (ตามงบรายจ่าย)."""
    groups = page.division("budget_class").groups
    rows = [row for group in groups for row in _nested(group, page.budget.fiscal_year)]
    parts = [(group.name, group.entry.approved) for group in groups]
    return page.render(
        request,
        "budget/classes.html",
        table=money_table(rows, label=_("All classes")),
        parts=stacked_bar(parts, others=_("Others")),
        words=("งบ", "หมวด", "งบกลาง", "งบบุคลากร", "งบดำเนินงาน", "งบลงทุน", "งบเงินอุดหนุน"),
    )


def _nested(group: Group, year: int) -> Iterator[MoneyRow]:
    """A class followed by its categories, where they say more than the class itself."""
    yield MoneyRow(group.name, group.entry, reverse("budget:class", args=[year, group.key]))
    if any(part.name not in {"", group.name} for part in group.parts):
        for part in group.parts:
            yield MoneyRow(part.name or _("Without category"), part.entry, level=1)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def latest_villages(request: HttpRequest) -> HttpResponse:
    """Lead to the villages in the newest year that has come so far that they see something of it."""
    known = known_years()
    told = year_of_villages(known)
    if told is None:
        return year_missing(request, None, known)
    return redirect("budget:villages", told.fiscal_year)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def villages(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show the ordinance by village; what is for the whole area stands apart (ตามหมู่บ้าน)."""
    found = page.division("village")
    year = page.budget.fiscal_year
    places = list(Village.objects.order_by("number"))
    rows = [_village_row(place, found.group(str(place.number)), year) for place in places]
    everywhere = found.group("")
    return page.render(
        request,
        "budget/villages.html",
        table=money_table(rows, label=_("All villages"), sort=request.GET.get("sort", "")),
        everywhere=everywhere and MoneyRow(_("For the whole area"), everywhere.entry),
        places=places,
        told=year_of_villages(page.years),
        words=("โอนงบประมาณ", "หลังโอน", "เบิกจ่าย", "คงเหลือ"),
    )


def _village_row(village: Village, group: Group | None, year: int) -> MoneyRow:
    """A village with its money, or with the remark that the budget names it nowhere."""
    url = reverse("budget:village", args=[year, village.number])
    if group is None:
        return MoneyRow(str(village), Entry(), url, _("No item of this year names this village"))
    return MoneyRow(group.name, group.entry, url)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def revenue(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show the revenue that the year expects, and how it stands to the expenditure (รายรับ)."""
    expected = revenue_of(page.budget)
    approved = page.figures.entry.approved
    return page.render(
        request,
        "budget/revenue.html",
        revenue=expected,
        parts=stacked_bar([(g.name, g.amount) for g in expected.groups], others=_("Others")),
        expenditure=approved,
        difference=expected.amount - approved,
        words=("ประมาณการรายรับ", "ภาษีจัดสรร", "เงินอุดหนุนทั่วไป", "เงินอุดหนุนเฉพาะกิจ"),
    )


@dataclass(frozen=True)
class Comparison:
    """What was approved for one plan in two years; `bar` and `bar_before` share one scale."""

    label: str
    url: str
    before: Decimal
    now: Decimal
    bar_before: str
    bar: str

    @property
    def difference(self) -> Decimal:
        return self.now - self.before

    @property
    def percent(self) -> Decimal | None:
        """The difference as a part of the year before; None where there was nothing."""
        return percent(self.difference, self.before)

    @property
    def size(self) -> Decimal | None:
        """How large the difference is, without its direction: a word says that."""
        return None if self.percent is None else abs(self.percent)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def compare(request: HttpRequest, page: YearPage) -> HttpResponse:
    """Show what was approved for each plan beside the year before (เทียบกับปีก่อน)."""
    previous = page.previous
    rows = _comparisons(page, previous) if previous else []
    amounts = sum((row.before for row in rows), ZERO), page.figures.entry.approved
    return page.render(
        request,
        "budget/compare.html",
        rows=rows,
        whole=_comparison(_("All plans"), "", amounts, max(amounts)),
        previous=previous,
        words=("แผนงาน", "ข้อบัญญัติ", "งบกลาง"),
    )


def _comparisons(page: YearPage, previous: BudgetYear) -> list[Comparison]:
    """One row for each plan of either year, in the order of their codes."""
    year = page.budget.fiscal_year
    now = {plan.key: plan for plan in page.figures.plans}
    before = {plan.key: plan for plan in year_figures(previous).plans}
    amounts = {
        key: (_approved(before.get(key)), _approved(now.get(key))) for key in {*now, *before}
    }
    scale = max((amount for pair in amounts.values() for amount in pair), default=ZERO)
    return [
        _comparison(
            (now.get(key) or before[key]).name,
            reverse("budget:plan", args=[year, key]) if key in now else "",
            amounts[key],
            scale,
        )
        for key in sorted(amounts)
    ]


def _approved(plan: Group | None) -> Decimal:
    return plan.entry.approved if plan else ZERO


def _comparison(
    label: str, url: str, amounts: tuple[Decimal, Decimal], scale: Decimal
) -> Comparison:
    before, now = amounts
    return Comparison(label, url, before, now, bar_width(before, scale), bar_width(now, scale))
