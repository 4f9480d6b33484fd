"""The addresses that search engines may read, each with its English twin (`/sitemap.xml`).

Django's own sitemaps read every row of a table for every file; here a file reads its own rows only.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from budget.models import BudgetLine, BudgetYear
from complaints.models import Question
from ita_portal.languages import english_path
from measures.models import Measure, MeasurePlan
from procurement.models import Purchase

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
SITE = "site"
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
        "questions": Question.objects.public().only("fiscal_year", "number").order_by("pk"),
    }


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def index(request: HttpRequest) -> HttpResponse:
    """List the files of addresses."""
    files = [(SITE, 1)]
    for name, rows in sections().items():
        files += [(name, page + 1) for page in range(-(-rows.count() // MANY))]
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
    if rows is None or not 1 <= page <= MANY:
        return []
    return [row.get_absolute_url() for row in rows[(page - 1) * MANY : page * MANY]]


def _address(path: str) -> Address:
    return Address(settings.SITE_URL + path, settings.SITE_URL + english_path(path))
