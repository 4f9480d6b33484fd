"""The addresses that search engines may read, each with its English twin (`/sitemap.xml`).

Django's own sitemaps read every row of a table for every file; here a file reads its own rows only.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from budget.models import BudgetLine, BudgetYear
from complaints.counts import known_years as statistics_years
from complaints.models import Question
from ita_portal.languages import english_path
from ita_portal.posters import newest_posters, public_templates
from measures.gift_content import FormKind as GiftFormKind
from measures.gifts import gift_years, periods_of
from measures.models import AssessmentYear, Measure, MeasurePlan, ReportEdition
from measures.surveys import survey_years
from procurement.form_content import FormKind
from procurement.models import Purchase
from procurement.official_sums import known_years as buying_years
from publishing.caching import kept
from publishing.models import PublicationStep
from thai.fiscal import FiscalYear, PeriodKind

PAGES = [
    "home",
    "procurement:list",
    "complaints:channels",
    "complaints:ask",
    "complaints:corruption",
    "complaints:track",
    "complaints:manual",
    "complaints:protection",
    "publishing:changes",
    "posters:list",
    "about",
    "help",
    "accessibility",
    "privacy",
    "website_policy",
    "sitemap",
]
OF_BUDGET = (
    "months", "classes", "villages", "revenue", "compare", "outside", "transfers", "reports", "data",
)  # fmt: skip
FORM_PERIODS = {FormKind.MONTHLY: PeriodKind.MONTH, FormKind.QUARTERLY: PeriodKind.QUARTER}
SITE, YEARS = "site", "years"
MANY = 5000  # addresses in one file
XML = "application/xml; charset=utf-8"


class Address(NamedTuple):
    """One page in both languages."""

    thai: str
    english: str


def sections() -> dict[str, QuerySet[Any]]:
    """Return the rows that have a page which everybody may read, by what they are."""
    return {
        "budgets": BudgetYear.objects.published().order_by("fiscal_year"),
        "lines": BudgetLine.objects.public()
        .select_related("year")
        .only("pk", "year__fiscal_year")
        .order_by("pk"),
        "purchases": Purchase.objects.published().only("fiscal_year", "number").order_by("pk"),
        "plans": MeasurePlan.objects.public().order_by("fiscal_year"),
        "measures": Measure.objects.published().select_related("plan").order_by("pk"),
        "assessments": AssessmentYear.objects.published().order_by("fiscal_year"),
        "questions": Question.objects.public().only("fiscal_year", "number").order_by("pk"),
        "changes": PublicationStep.objects.changes_to_the_public().only("pk").order_by("pk"),
    }


def pages_of_years() -> list[str]:
    """Return the addresses of pages that tell of a year or a part of it, and of posters."""
    return kept(
        f"pages of years:{timezone.localdate()}",
        (Question.history.model, ReportEdition),
        lambda: [*chain(_of_budget(), _of_buying(), _of_integrity(), _of_asking(), _of_posters())],
    )


def _of_budget() -> Iterator[str]:
    for year in BudgetYear.objects.published().values_list("fiscal_year", flat=True):
        yield from (reverse(f"budget:{name}", args=[year]) for name in OF_BUDGET)
        for period in FiscalYear(year).periods:
            yield reverse("budget:report", args=[year, period.slug])
    parts = {"plan": "plan__code", "class": "budget_class__code", "village": "village__number"}
    for name, field in parts.items():
        lines = BudgetLine.objects.public().order_by().exclude(**{field: None})
        for place in sorted(lines.values_list("year__fiscal_year", field).distinct()):
            yield reverse(f"budget:{name}", args=place)


def _of_buying() -> Iterator[str]:
    for year in buying_years():
        yield reverse("procurement:forms", args=[year])
        for kind in FormKind:
            if not kind.is_periodic:
                yield reverse(f"procurement:{kind}", args=[year])
            for period in FiscalYear(year).periods if kind.is_periodic else ():
                if period.kind is FORM_PERIODS[kind]:
                    yield reverse(f"procurement:{kind}", args=[year, period.slug])


def _of_integrity() -> Iterator[str]:
    for year in MeasurePlan.objects.public().values_list("fiscal_year", flat=True):
        yield reverse("measures:report", args=[year])
    editions = ReportEdition.objects.order_by().values_list("plan__fiscal_year", flat=True)
    for year in sorted(set(editions)):
        yield reverse("measures:editions", args=[year])
    yield from (reverse("measures:surveys", args=[year]) for year in survey_years())
    for year in gift_years():
        yield reverse("measures:gifts", args=[year])
        for kind in GiftFormKind:
            for period in periods_of(year):
                yield reverse("measures:gift_form", args=[year, kind.value, period.slug])


def _of_asking() -> Iterator[str]:
    years = statistics_years(timezone.localdate())
    asked = Question.objects.public().order_by().values_list("fiscal_year", flat=True)
    yield from (reverse("complaints:statistics", args=[year]) for year in years)
    yield from (reverse("complaints:questions", args=[year]) for year in sorted(set(asked)))


def _of_posters() -> Iterator[str]:
    posters = newest_posters(timezone.localdate(), public_templates())
    yield from (poster.path for poster in posters)


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def index(request: HttpRequest) -> HttpResponse:
    """List the files of addresses."""
    counts = {SITE: 1, YEARS: len(pages_of_years())}
    counts |= {name: rows.count() for name, rows in sections().items()}
    files = [
        (name, page + 1) for name, count in counts.items() for page in range(-(-count // MANY))
    ]
    places = [
        settings.SITE_URL + reverse("sitemap_section", args=[name, page]) for name, page in files
    ]
    return render(request, "site/sitemap_index.xml", {"places": places}, content_type=XML)


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def section(request: HttpRequest, name: str, page: int) -> HttpResponse:
    """List the addresses of one kind of page."""
    addresses = [_address(path) for path in _paths(name, page)]
    if not addresses:
        raise Http404
    return render(request, "site/sitemap_section.xml", {"addresses": addresses}, content_type=XML)


def _paths(name: str, page: int) -> list[str]:
    if name == SITE:
        return [reverse(each) for each in PAGES] if page == 1 else []
    rows = sections().get(name)
    if not 1 <= page <= MANY:
        return []
    shown = slice((page - 1) * MANY, page * MANY)
    if name == YEARS:
        return pages_of_years()[shown]
    return [row.get_absolute_url() for row in rows[shown]] if rows is not None else []


def _address(path: str) -> Address:
    return Address(settings.SITE_URL + path, settings.SITE_URL + english_path(path))
