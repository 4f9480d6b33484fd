"""The reports of a budget year by period: the list, each as a page, PDF, Excel and CSV."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from budget.citizen import citizen_budget
from budget.citizen_paper import citizen_pdf
from budget.report import period_report, standings
from budget.report_content import PeriodReport
from budget.report_files import report_csv, report_pdf, report_xlsx
from budget.year_page import PAGE_SOURCES, YearPage, of_published_year
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.pdf import PdfError
from publishing.serving import SHORTLY, csv_download, stored_file
from thai.fiscal import InvalidPeriod, Period, PeriodKind

WORDS = ("ข้อบัญญัติ", "แผนงาน", "งบ", "โอนงบประมาณ", "หลังโอน", "เบิกจ่าย", "คงเหลือ")
ReportView = Callable[[HttpRequest, YearPage, PeriodReport], HttpResponseBase]


def of_period(view: ReportView) -> Callable[..., HttpResponseBase]:
    """Give `view` the report of the period in its address, or answer that there is none (404)."""

    @wraps(view)
    def answer(request: HttpRequest, page: YearPage, period: str) -> HttpResponseBase:
        try:
            found = Period.from_slug(page.budget.fiscal_year, period)
        except InvalidPeriod:
            response = _list(request, page, unknown=period)
            response.status_code = 404
            return response
        return view(request, page, period_report(page.budget, found, day=timezone.localdate()))

    return answer


def paper(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer with a sentence where a paper cannot be printed now; nobody keeps that answer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except PdfError as error:
            context = {"sentence": str(error), "demo": settings.DEMO}
            response = render(request, "503.html", context, status=503)
            response.headers["Cache-Control"] = "no-store"
            return response

    return answer


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
def reports(request: HttpRequest, page: YearPage) -> HttpResponse:
    """List the reports of all nineteen periods of a year and how far each is."""
    return _list(request, page)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_period
def report(request: HttpRequest, page: YearPage, report: PeriodReport) -> HttpResponseBase:
    """Show the report of a period."""
    around = [each for each in page.budget.year.periods if each.kind is report.period.kind]
    place = around.index(report.period)
    return page.render(
        request,
        "budget/report.html",
        report=report,
        words=WORDS,
        before=around[place - 1] if place else None,
        after=around[place + 1] if place + 1 < len(around) else None,
    )


@login_not_required
@require_safe
@paper
@public_page(*PAGE_SOURCES)
@of_published_year
@of_period
def report_as_pdf(request: HttpRequest, page: YearPage, report: PeriodReport) -> HttpResponseBase:
    """Show the report of a period as the official paper."""
    return _inline_pdf(request, report_pdf(report), f"{_stem(report)}.pdf")


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_period
def report_as_xlsx(request: HttpRequest, page: YearPage, report: PeriodReport) -> HttpResponseBase:
    """Download the tables of a period as Excel."""
    kind = DocumentKind.XLSX
    return stored_file(
        request,
        report_xlsx(report),
        mime=kind.mime,
        cache=SHORTLY,
        download_as=f"{_stem(report)}{kind.extension}",
    )


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_published_year
@of_period
def report_as_csv(request: HttpRequest, page: YearPage, report: PeriodReport) -> HttpResponseBase:
    """Download the money of a period by plan and class as CSV."""
    return csv_download(report_csv(report), download_as=f"{_stem(report)}.csv")


@login_not_required
@require_safe
@paper
@public_page(*PAGE_SOURCES)
@of_published_year
def citizen(request: HttpRequest, page: YearPage) -> HttpResponseBase:
    """Show the citizen budget: two pages to hand out (งบประมาณฉบับประชาชน)."""
    name = citizen_pdf(citizen_budget(page.budget))
    return _inline_pdf(request, name, f"citizen-budget-{page.budget.fiscal_year}.pdf")


def _inline_pdf(request: HttpRequest, name: str, shown_as: str) -> HttpResponseBase:
    return stored_file(request, name, mime=DocumentKind.PDF.mime, cache=SHORTLY, shown_as=shown_as)


def _list(request: HttpRequest, page: YearPage, *, unknown: str = "") -> HttpResponse:
    found = standings(page.budget, day=timezone.localdate())
    kinds = [[each for each in found if each.period.kind is kind] for kind in PeriodKind]
    return page.render(request, "budget/report_list.html", kinds=kinds, unknown=unknown)


def _stem(report: PeriodReport) -> str:
    return f"budget-{report.period.year}-{report.period.slug}"
