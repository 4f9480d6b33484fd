"""Pages about the site itself: who we are, how to use it, and what the office promises its readers."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agency.models import Agency, Official, Unit, Village
from agency.structure import official_groups, structure
from budget.data_package import LICENCE
from budget.models import BudgetYear
from complaints.doors import limits
from complaints.models import TimeLimit
from measures.gifts import gift_years
from measures.models import MeasurePlan
from measures.surveys import survey_years
from publishing.caching import public_page
from thai.fiscal import fiscal_year_of

# When every kind of public page was last tested as the statement says; moved on by whoever tests.
TESTED_ON = dt.date(2026, 11, 29)


@login_not_required
@require_safe
@public_page(Official.history.model, Village.history.model)
def about(request: HttpRequest) -> HttpResponse:
    """Show what the agency is: its facts, its people, its units (ข้อมูลพื้นฐานของหน่วยงาน)."""
    officials = list(Official.objects.active().select_related("unit"))
    context = {
        "groups": official_groups(officials),
        "offices": structure(Unit.objects.active(), officials),
        "villages": Village.objects.all(),
    }
    return render(request, "site/about.html", context)


@login_not_required
@require_safe
@public_page(TimeLimit.history.model)
def how_to_use(request: HttpRequest) -> HttpResponse:
    """Tell in plain words how to find things here, and whom to call instead."""
    return render(request, "site/help.html", {"limits": limits(TimeLimit.objects.all())})


@login_not_required
@require_safe
@public_page()
def accessibility(request: HttpRequest) -> HttpResponse:
    """State to which standard the site is accessible, what was tested, and what is not right yet."""
    return render(request, "site/accessibility.html", {"tested_on": TESTED_ON})


@login_not_required
@require_safe
@public_page()
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what personal data the site keeps, why and how long (PDPA section 23)."""
    context = {
        "years": settings.COMPLAINT_RETENTION_DAYS // 365,
        "session_minutes": settings.SESSION_COOKIE_AGE // 60,
    }
    return render(request, "site/privacy.html", context)


@login_not_required
@require_safe
@public_page()
def website_policy(request: HttpRequest) -> HttpResponse:
    """Say what the site is for, how its content may be used, and how it is kept safe."""
    return render(request, "site/website_policy.html", {"licence": LICENCE})


@login_not_required
@require_safe
@public_page(BudgetYear.history.model, MeasurePlan.history.model)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every part of the site (แผนผังเว็บไซต์), with each year that is published."""
    context = {
        "budgets": BudgetYear.objects.published().newest_first(),
        "plans": MeasurePlan.objects.public().newest_first(),
        "survey_years": survey_years(),
        "gift_years": gift_years(),
        "this_year": fiscal_year_of(timezone.localdate()),
    }
    return render(request, "site/sitemap.html", context)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what to leave out; of a demonstration that others can reach everything."""
    closed = (
        ["/"]
        if _is_demonstration() and not _is_asked_from_here(request)
        else ["/admin/", "/desk/", "/accounts/", "/search/", "/en/search/"]
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _is_asked_from_here(request: HttpRequest) -> bool:
    """Whether the address is that of this machine: no search engine asks it, tools of checking do."""
    return request.get_host().partition(":")[0] in {"127.0.0.1", "localhost"}


def _is_demonstration() -> bool:
    return settings.DEMO or Agency.objects.filter(is_demonstration=True).exists()
