"""The official forms of procurement: the overview of a year, each form as page, PDF, Excel and CSV."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.models import Agency
from agency.wording import period_label
from budget.report_views import paper
from procurement.form_cells import printed_form
from procurement.form_content import Form, FormKind, Standing
from procurement.form_desk import form_of, overview, period_of
from procurement.form_files import form_csv, form_pdf, form_xlsx, is_printable, said_of
from procurement.form_tables import stem
from procurement.official_sums import is_known, known_years
from procurement.pages import PAGE_SOURCES
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.serving import SHORTLY, csv_download, stored_file
from thai.fiscal import FiscalYear, InvalidFiscalYear, InvalidPeriod, Period

PAGE_SIZE = 100  # rows of a page; the files hold all
TONES = {
    Standing.CONTRADICTED: "bad",
    Standing.UNCONFIRMED: "warn",
    Standing.NOT_OVER: "info",
    Standing.NIL: "ok",
}
FormView = Callable[[HttpRequest, Form], HttpResponseBase]


def of_form(view: FormView) -> Callable[..., HttpResponseBase]:
    """Give `view` the form in its address, or answer which forms there are (404)."""

    @wraps(view)
    def answer(request: HttpRequest, year: int, kind: FormKind, slug: str = "") -> HttpResponseBase:
        try:
            period = period_of(kind, year, slug)
            form = form_of(kind, FiscalYear(year).year, period, timezone.localdate())
        except (InvalidFiscalYear, Agency.DoesNotExist):  # not set up yet
            return _missing(request, year)
        except InvalidPeriod:
            return (
                _overview(request, year, unknown=slug)
                if is_known(year)
                else _missing(request, year)
            )
        if not form.rows and not is_known(year):
            return _missing(request, year)
        return view(request, form)

    return answer


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def forms(request: HttpRequest, year: int) -> HttpResponseBase:
    """List the forms of a year and how far each is."""
    try:
        known = is_known(year)
    except InvalidFiscalYear:
        known = False
    return _overview(request, year) if known else _missing(request, year)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_form
def page(request: HttpRequest, form: Form) -> HttpResponseBase:
    """Show a form; a long one in pages."""
    place = Paginator(form.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    first = max(place.start_index() - 1, 0)
    context = said_of(form) | {
        "form": form,
        "table": printed_form(form, slice(first, first + PAGE_SIZE)),
        "place": place,
        "tone": TONES.get(form.standing, ""),
        "files": _files(form),
        "around": _around(form),
    }
    return render(request, "procurement/forms/form.html", context)


@login_not_required
@require_safe
@paper
@public_page(*PAGE_SOURCES)
@of_form
def as_pdf(request: HttpRequest, form: Form) -> HttpResponseBase:
    """Show a form as the official paper."""
    return stored_file(
        request,
        form_pdf(form),
        mime=DocumentKind.PDF.mime,
        cache=SHORTLY,
        shown_as=f"{stem(form)}.pdf",
    )


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_form
def as_xlsx(request: HttpRequest, form: Form) -> HttpResponseBase:
    """Download a form as Excel."""
    kind = DocumentKind.XLSX
    name = f"{stem(form)}{kind.extension}"
    return stored_file(request, form_xlsx(form), mime=kind.mime, cache=SHORTLY, download_as=name)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
@of_form
def as_csv(request: HttpRequest, form: Form) -> HttpResponseBase:
    """Download the rows of a form as CSV."""
    return csv_download(form_csv(form), download_as=f"{stem(form)}.csv")


FILES = {"pdf": as_pdf, "xlsx": as_xlsx, "csv": as_csv}


def _files(form: Form) -> list[tuple[str, str, str]]:
    """The files of a form: what it is, its kind, its address."""
    kinds = [
        (_("Printed form"), "PDF", "pdf"),
        (_("Spreadsheet"), "Excel", "xlsx"),
        (_("Data"), "CSV", "csv"),
    ]
    args = [form.year, *([form.period.slug] if form.period else [])]
    return [
        (label, kind, reverse(f"procurement:{form.kind}_{suffix}", args=args))
        for label, kind, suffix in kinds
        if suffix != "pdf" or is_printable(form)
    ]


def _around(form: Form) -> list[tuple[str, str]]:
    """The periods before and after, within the years that the calendar knows."""
    return [
        (period_label(each), reverse(f"procurement:{form.kind}", args=[each.year, each.slug]))
        for each in _neighbours(form.period)
    ]


def _neighbours(period: Period | None) -> list[Period]:
    """The periods of the same year beside a period."""
    if period is None:
        return []
    both = [period.previous(), period.next()]
    return [each for each in both if each.year == period.year]


def _overview(request: HttpRequest, year: int, *, unknown: str = "") -> HttpResponse:
    context = {
        "year": year,
        "years": [
            {"fiscal_year": each, "get_absolute_url": reverse("procurement:forms", args=[each])}
            for each in known_years()
        ],
        "overview": overview(year, timezone.localdate()),
        "unknown": unknown,
    }
    status = 404 if unknown else 200
    return render(request, "procurement/forms/overview.html", context, status=status)


def _missing(request: HttpRequest, year: int) -> HttpResponse:
    context = {"year": year, "years": known_years()}
    return render(request, "procurement/forms/missing.html", context, status=404)
