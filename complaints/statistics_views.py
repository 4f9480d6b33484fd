"""The statistics of complaints of a year: page, PDF, Excel and CSV."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.models import Agency
from budget.report_views import paper
from complaints import statistics as made
from complaints.counts import known_years
from complaints.models import Question
from complaints.statistics_content import HOW, Statistics
from complaints.statistics_tables import stem
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.serving import SHORTLY, csv_download, stored_file

# Of cases no table is watched: what is public of them changes with the quarter, which the day in
# the tag stands for. A tag that moved with a case would tell that one came.
SOURCES = (Question.history.model,)
StatisticsView = Callable[[HttpRequest, Statistics], HttpResponseBase]


def of_year(view: StatisticsView) -> Callable[..., HttpResponseBase]:
    """Give `view` the statistics of the year in its address, or answer which years there are."""

    @wraps(view)
    def answer(request: HttpRequest, year: int) -> HttpResponseBase:
        today = timezone.localdate()
        if year not in known_years(today):
            return _missing(request, year)
        try:
            statistics = made.statistics_of(year, today)
        except Agency.DoesNotExist:  # not set up yet
            return _missing(request, year)
        return view(request, statistics)

    return answer


@login_not_required
@require_safe
@public_page(*SOURCES)
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the statistics of the running year."""
    return redirect("complaints:statistics", known_years(timezone.localdate())[0])


@login_not_required
@require_safe
@public_page(*SOURCES)
@of_year
def statistics(request: HttpRequest, statistics: Statistics) -> HttpResponseBase:
    """Show what came and what became of it, with what was signed (สถิติเรื่องร้องเรียน)."""
    context = {
        "statistics": statistics,
        "how": HOW,
        "files": _files(statistics.year),
        "years": _years(),
    }
    return render(request, "complaints/statistics.html", context)


@login_not_required
@require_safe
@paper
@public_page(*SOURCES)
@of_year
def statistics_pdf(request: HttpRequest, statistics: Statistics) -> HttpResponseBase:
    """Show the statistics as the official paper."""
    name = made.statistics_pdf(statistics)
    return stored_file(
        request, name, mime=DocumentKind.PDF.mime, cache=SHORTLY, shown_as=f"{stem(statistics)}.pdf"
    )


@login_not_required
@require_safe
@public_page(*SOURCES)
@of_year
def statistics_xlsx(request: HttpRequest, statistics: Statistics) -> HttpResponseBase:
    """Download the statistics as Excel."""
    kind = DocumentKind.XLSX
    stored, name = made.statistics_xlsx(statistics), f"{stem(statistics)}{kind.extension}"
    return stored_file(request, stored, mime=kind.mime, cache=SHORTLY, download_as=name)


@login_not_required
@require_safe
@public_page(*SOURCES)
@of_year
def statistics_csv(request: HttpRequest, statistics: Statistics) -> HttpResponseBase:
    """Download the rows of both tables as CSV."""
    return csv_download(made.statistics_csv(statistics), download_as=f"{stem(statistics)}.csv")


def _files(year: int) -> list[tuple[str, str, str]]:
    """The files of a year: what it is, its kind, its address."""
    kinds = [
        (_("Printed form"), "PDF", "pdf"),
        (_("Spreadsheet"), "Excel", "xlsx"),
        (_("Data"), "CSV", "csv"),
    ]
    return [
        (label, kind, reverse(f"complaints:statistics_{suffix}", args=[year]))
        for label, kind, suffix in kinds
    ]


def _years() -> list[dict[str, object]]:
    return [
        {"fiscal_year": each, "get_absolute_url": reverse("complaints:statistics", args=[each])}
        for each in known_years(timezone.localdate())
    ]


def _missing(request: HttpRequest, year: int) -> HttpResponse:
    context = {"year": year, "years": _years()}
    return render(request, "complaints/statistics_missing.html", context, status=404)
