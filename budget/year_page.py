"""The frame of every public page of a budget year: which year, its tabs, who stands behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budget.glossary import explain
from budget.models import (
    BudgetDocument,
    BudgetYear,
    LineProgress,
    ProgressReport,
)
from budget.overview import FIGURES, Division, YearFigures, division, not_included, year_figures
from publishing.models import PublicationStep
from publishing.workflow import Action

# Whatever a page of a budget year shows: a new row of any of these gives all of them a new tag.
PAGE_SOURCES = (
    *FIGURES,
    BudgetDocument.history.model,
    LineProgress.history.model,
    ProgressReport.history.model,
)

TABS = {
    "year": _("Overview"),
    "classes": _("By class"),
    "villages": _("By village"),
    "revenue": _("Revenue"),
    "compare": _("Compare"),
    "months": _("By month"),
    "transfers": _("Transfers"),
    "reports": _("Reports"),
    "data": _("Open data"),
}


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    url: str


@dataclass(frozen=True)
class OtherYear:
    """A page of another year, named as `components/year_switch.html` needs it."""

    fiscal_year: int
    get_absolute_url: str


class YearPage:
    """A published year with its figures; `years` are all that are public, newest first."""

    def __init__(self, budget: BudgetYear, known: list[BudgetYear]) -> None:
        self.budget = budget
        self.years = [year for year in known if year.is_public]

    @cached_property
    def figures(self) -> YearFigures:
        return year_figures(self.budget)

    def division(self, dimension: str) -> Division:
        """Return the year divided one way; its figures come along."""
        found = division(self.budget, dimension)
        self.figures = found.year
        return found

    @property
    def previous(self) -> BudgetYear | None:
        """The year before, where it is public."""
        wanted = self.budget.fiscal_year - 1
        return next((year for year in self.years if year.fiscal_year == wanted), None)

    def render(
        self, request: HttpRequest, template: str, *, tab: str = "", **context: Any
    ) -> HttpResponse:
        """Answer with a page of this year; `words` in the context are explained at its end.

        `tab` is the tab that the page belongs to, where it is none itself.
        """
        words = explain(*context.pop("words", ()))
        match = request.resolver_match
        frame = {
            "budget": self.budget,
            "years": self.years,
            "figures": self.figures,
            "as_of": self.figures.as_of,
            "not_included": not_included(self.budget.year, self.figures.months),
            "tabs": self._tabs(),
            "same_page": self._same_page(request),
            "tab": tab or (match.url_name if match else ""),
            "words": words,
        }
        return render(request, template, frame | context)

    def _same_page(self, request: HttpRequest) -> list[OtherYear]:
        """The page shown, in every public year; empty of pages that another year may not have."""
        match = request.resolver_match
        if not match or match.url_name not in {*TABS, "village"}:
            return []
        return [
            OtherYear(
                each.fiscal_year,
                reverse(match.view_name, kwargs=match.kwargs | {"year": each.fiscal_year}),
            )
            for each in self.years
        ]

    def _tabs(self) -> list[Tab]:
        year = self.budget.fiscal_year
        return [
            Tab(name, str(label), reverse(f"budget:{name}", args=[year]))
            for name, label in TABS.items()
        ]


YearView = Callable[..., HttpResponseBase]


def of_published_year(view: YearView) -> YearView:
    """Give `view` the page of the year in its address, or answer that there is none (404)."""

    @wraps(view)
    def answer(request: HttpRequest, year: int, **rest: Any) -> HttpResponseBase:
        known = known_years()
        budget = next((each for each in known if each.fiscal_year == year), None)
        if budget is None:
            return year_missing(request, year, known)
        return view(request, YearPage(budget, known), **rest)

    return answer


def known_years() -> list[BudgetYear]:
    """Years that are public, newest first."""
    return list(BudgetYear.objects.published().newest_first())


def year_of_villages(known: list[BudgetYear]) -> BudgetYear | None:
    """Return the newest year with work in most of the villages it names, which is what people ask for.

    Before any year has come so far it is the newest; None where there is none.
    """
    public = [year for year in known if year.is_public]
    under_way = (year for year in public if division(year, "village").is_under_way)
    return next(under_way, public[0] if public else None)


def year_missing(request: HttpRequest, year: int | None, known: list[BudgetYear]) -> HttpResponse:
    """Say that there is no budget of this year (yet), or no such page in it, and which years are.

    Without a year nobody asked for a thing that is missing: there is nothing yet.
    """
    is_known = any(each.fiscal_year == year for each in known)
    context = {"year": year, "years": known, "is_known": is_known}
    return render(request, "budget/missing.html", context, status=404 if year else 200)


def gone(
    request: HttpRequest, unit: Any, known: list[BudgetYear], *, title: str = ""
) -> HttpResponse:
    """Say that `unit` was withdrawn, when and why; of its content nothing but the title."""
    context = {
        "title": title or unit.public_title,
        "step": withdrawal_of(unit),
        "years": known,
    }
    return render(request, "budget/withdrawn.html", context, status=410)


def withdrawal_of(unit: Any) -> PublicationStep | None:
    """Return the newest withdrawal of `unit`: when and why."""
    return PublicationStep.objects.of(unit).filter(action=Action.WITHDRAW).first()
