"""The public page of the surveys of a year: where to answer, how far they are, what is asked."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.integrity import neighbours, newest_of
from measures.models import SurveyTally
from measures.surveys import explanations_for, survey_years, surveys_of_year
from publishing.caching import public_page


@login_not_required
@require_safe
@public_page()
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the newest year that has something public."""
    years = survey_years()
    led_to = newest_of(years, timezone.localdate())
    return redirect("measures:surveys", led_to) if led_to else _missing(request, None, years)


@login_not_required
@require_safe
@public_page(SurveyTally.history.model)
def surveys(request: HttpRequest, year: int) -> HttpResponse:
    """Show IIT and EIT of a year (แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสีย)."""
    years = survey_years()
    if year not in years:
        return _missing(request, year, years)
    today = timezone.localdate()
    explained_year, explanations = explanations_for(year)
    context = {
        "year": year,
        "years": _links(years),
        "surveys": surveys_of_year(year, today),
        "explained_year": explained_year,
        "explanations": explanations,
        "as_of": today,
        **neighbours(year),
    }
    return render(request, "measures/surveys.html", context)


def _links(years: list[int]) -> list[dict[str, object]]:
    return [
        {"fiscal_year": each, "get_absolute_url": reverse("measures:surveys", args=[each])}
        for each in years
    ]


def _missing(request: HttpRequest, year: int | None, years: list[int]) -> HttpResponse:
    title = (
        _("No survey of %(year)s is published here") % {"year": year}
        if year
        else _("No survey has been published yet")
    )
    context = {"title": title, "year": year, "years": _links(years)}
    return render(request, "measures/nothing_here.html", context, status=404 if year else 200)
