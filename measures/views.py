"""Public pages of the measures: a year, a measure, the annual report, its editions, its pictures."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agency.models import Agency
from complaints.models import Question
from measures.integrity import neighbours
from measures.models import (
    ActivityPhoto,
    AssessmentYear,
    Evidence,
    GiftAcknowledgement,
    Measure,
    MeasurePlan,
    ReportEdition,
    SurveyTally,
)
from measures.report import ReportContent, report_content
from measures.report_csv import report_csv as csv_of
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.models import BoardPhoto, BoardPosting, Post, PublicationStep
from publishing.serving import NEVER, SHORTLY, csv_download, stored_file
from publishing.workflow import Action, State

SOURCES = (MeasurePlan.history.model, ReportEdition)
# Surveys, gifts and statistics in a report that is not issued yet; of cases nothing is watched.
REPORT_SOURCES = (
    *SOURCES,
    Question.history.model,
    SurveyTally.history.model,
    GiftAcknowledgement.history.model,
    Post.history.model,
    BoardPosting.history.model,
    BoardPhoto,
)


@login_not_required
@require_safe
@public_page(*SOURCES)
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the newest year that has something public."""
    plan = MeasurePlan.objects.public().newest_on(timezone.localdate())
    return redirect(plan) if plan else _year_missing(request, None)


@login_not_required
@require_safe
@public_page(*SOURCES)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the measures of a year with how far they are (มาตรการส่งเสริมคุณธรรมและความโปร่งใส)."""
    plan = MeasurePlan.objects.public().filter(fiscal_year=year).first()
    if plan is None:
        return _year_missing(request, year)
    context = {
        "plan": plan,
        "measures": plan.measures.published().order_by("order").measured_on(timezone.localdate()),
        "withdrawn": plan.measures.filter(state=State.WITHDRAWN).order_by("order"),
        "edition": ReportEdition.objects.newest_of(year),
        "years": MeasurePlan.objects.public().newest_first(),
        "as_of": timezone.localdate(),
        **neighbours(year),
    }
    return render(request, "measures/year.html", context)


@login_not_required
@require_safe
@public_page(*SOURCES)
def measure(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show one promise: what it answers, how it is kept, what was done and what came of it."""
    row = Measure.objects.of_year(year).with_report().filter(order=number).first()
    if row is not None and row.state == State.WITHDRAWN:
        return _withdrawn(request, row)
    if row is None or not row.is_published:
        return _year_missing(request, year)
    day = timezone.localdate()
    context = {"plan": row.plan, "measure": row.measured_on(day), "as_of": day} | _public_parts(row)
    return render(request, "measures/measure.html", context)


@login_not_required
@require_safe
@public_page(*REPORT_SOURCES)
def report(request: HttpRequest, year: int) -> HttpResponse:
    """Show the annual report as an accessible page, with the content of its newest edition."""
    plan = MeasurePlan.objects.public().filter(fiscal_year=year).first()
    if plan is None:
        return _year_missing(request, year)
    edition = ReportEdition.objects.newest_of(year)
    content = _content(plan, edition)
    # A picture that was withdrawn after the edition was issued is no longer shown.
    public_photos = {photo.large_url for photo in ActivityPhoto.objects.public().of_plan(plan)}
    context = {"plan": plan, "edition": edition, "content": content}
    return render(request, "measures/report.html", context | {"public_photos": public_photos})


@login_not_required
@require_safe
def report_pdf(request: HttpRequest, year: int) -> HttpResponseBase:
    """Download the newest edition of a year."""
    edition = ReportEdition.objects.newest_of(year)
    return _edition_file(request, edition) if edition else _year_missing(request, year)


@login_not_required
@require_safe
@public_page(*REPORT_SOURCES)
def report_csv(request: HttpRequest, year: int) -> HttpResponse:
    """Download the data of the report as CSV that Excel opens."""
    plan = MeasurePlan.objects.public().filter(fiscal_year=year).first()
    if plan is None:
        return _year_missing(request, year)
    content = _content(plan, ReportEdition.objects.newest_of(year))
    return csv_download(csv_of(content), download_as=f"measures-{year}.csv")


@login_not_required
@require_safe
@public_page(*SOURCES)
def editions(request: HttpRequest, year: int) -> HttpResponse:
    """List every edition of a year with its date and hash; superseded ones stay."""
    rows = list(ReportEdition.objects.of_year(year).select_related("plan"))
    if not rows:
        return _year_missing(request, year)
    return render(request, "measures/editions.html", {"plan": rows[0].plan, "editions": rows})


@login_not_required
@require_safe
def edition_pdf(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """Download one edition, newest or superseded."""
    edition = ReportEdition.objects.of_year(year).filter(number=number).first()
    return _edition_file(request, edition) if edition else _year_missing(request, year)


@login_not_required
@require_safe
@public_page()
def assessment(request: HttpRequest, year: int) -> HttpResponse:
    """Show the scores of one assessment year, per indicator and question, and what they teach."""
    row = AssessmentYear.objects.published().filter(fiscal_year=year).first()
    if row is None:
        return _year_missing(request, year)
    context = {
        "assessment": row,
        "indicators": row.indicators.prefetch_related("questions"),
        "findings": row.findings.select_related("indicator", "question"),
    }
    return render(request, "measures/assessment.html", context)


@login_not_required
@require_safe
def photo(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """Serve the copy of a photo made for the web; of an unpublished activity only to staff."""
    row = get_object_or_404(ActivityPhoto, pk=pk)
    name, mime = row.copy(size)
    if not name:
        raise Http404
    cache = _cache_of(request, row, is_public=ActivityPhoto.objects.public().filter(pk=pk).exists())
    return stored_file(request, name, mime=mime, cache=cache)


@login_not_required
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve a document that proves an activity; of an unpublished one only to staff."""
    row = get_object_or_404(Evidence.objects.exclude(document=""), pk=pk)
    kind = DocumentKind(row.document_kind)
    cache = _cache_of(request, row, is_public=Evidence.objects.public().filter(pk=pk).exists())
    name = f"evidence-{pk}{kind.extension}"
    return stored_file(request, row.document, mime=kind.mime, cache=cache, download_as=name)


def _cache_of(request: HttpRequest, row: Model, *, is_public: bool) -> str:
    """Return how long a file may be kept, or hide a private one from those who may not see it.

    A public file is kept only shortly: it may be withdrawn.
    """
    if is_public:
        return SHORTLY
    if not request.user.has_perm(f"measures.view_{row._meta.model_name}"):
        raise Http404
    return NEVER


def _edition_file(request: HttpRequest, edition: ReportEdition) -> HttpResponseBase:
    year = edition.plan.fiscal_year
    name = f"ita-measures-{year}-edition-{edition.number}.pdf"
    return stored_file(request, edition.pdf, mime="application/pdf", cache=SHORTLY, shown_as=name)


def _public_parts(row: Measure) -> dict[str, object]:
    """What of a measure the public may see, with the withdrawn activities as a trace."""
    public = [part for part in row.activities.all() if part.is_published]
    withdrawn = [part for part in row.activities.all() if part.state == State.WITHDRAWN]
    outcomes = [part for part in row.outcomes.all() if part.is_published]
    suggestions = [part for part in row.suggestions.all() if part.is_published]
    return {
        "activities": public,
        "withdrawn": withdrawn,
        "outcomes": outcomes,
        "suggestions": suggestions,
    }


def _content(plan: MeasurePlan, edition: ReportEdition | None) -> ReportContent:
    """Return what was frozen in the edition, or the report as it stands when none was issued."""
    if edition:
        return ReportContent.model_validate(edition.content)
    return report_content(
        plan, Agency.objects.get(), site=settings.SITE_URL, day=timezone.localdate()
    )


def _year_missing(request: HttpRequest, year: int | None) -> HttpResponse:
    """Say that there is nothing for this year, or nothing yet (200), and which years there are."""
    years = MeasurePlan.objects.public().newest_first()
    context = {"year": year, "years": years}
    return render(request, "measures/missing.html", context, status=404 if year else 200)


def _withdrawn(request: HttpRequest, row: Measure) -> HttpResponse:
    step = PublicationStep.objects.of(row).filter(action=Action.WITHDRAW).first()
    return render(request, "measures/withdrawn.html", {"measure": row, "step": step}, status=410)
