"""The No Gift Policy of a year in public: declaration, register without givers, forms to download."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.models import Agency
from budget.report_views import paper
from measures.gift_content import FormKind, GiftForm, layout_of
from measures.gift_files import form_csv, form_of, form_pdf, form_xlsx, line_of, overview
from measures.gift_tables import printed_rows, stem
from measures.gifts import (
    acknowledged,
    declarations_of,
    gift_years,
    periods_of,
    register_of,
)
from measures.integrity import neighbours, newest_of
from measures.models import GiftAcknowledgement, GiftDeclarationPhoto
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.serving import NEVER, SHORTLY, csv_download, stored_file
from thai.fiscal import InvalidPeriod, Period

SOURCES = (GiftAcknowledgement.history.model, GiftDeclarationPhoto.history.model)
FormView = Callable[[HttpRequest, GiftForm], HttpResponseBase]


@login_not_required
@require_safe
@public_page()
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the newest year that has something public."""
    year = newest_of(gift_years(), timezone.localdate())
    return redirect("measures:gifts", year) if year else _missing(request, None)


@login_not_required
@require_safe
@public_page(*SOURCES)
def gifts(request: HttpRequest, year: int) -> HttpResponse:
    """Show what was declared, how many took note, and what came in (นโยบาย No Gift Policy)."""
    years = gift_years()
    if year not in years:
        return _missing(request, year)
    day = timezone.localdate()
    declarations, register = declarations_of(year), register_of(year)
    newest = declarations[0] if declarations else None
    context = {
        "year": year,
        "years": _links(years),
        "newest": newest,
        "earlier": declarations[1:],
        "taken": acknowledged(newest) if newest else None,
        "register": register,
        "periods": overview(year, map(line_of, register), day),
        "kinds": [(kind.value, layout_of(kind).title) for kind in FormKind],
        "as_of": day,
        **neighbours(year),
    }
    return render(request, "measures/gifts.html", context)


def of_form(view: FormView) -> Callable[..., HttpResponseBase]:
    """Give `view` the form in its address, or answer which years there are (404)."""

    @wraps(view)
    def answer(request: HttpRequest, year: int, kind: str, slug: str) -> HttpResponseBase:
        try:
            period = Period.from_slug(year, slug)
            form = form_of(FormKind(kind), period, timezone.localdate())
        except (InvalidPeriod, ValueError, Agency.DoesNotExist):
            return _missing(request, year)
        if period not in periods_of(year) or year not in gift_years():
            return _missing(request, year)
        return view(request, form)

    return answer


@login_not_required
@require_safe
@public_page(*SOURCES)
@of_form
def form(request: HttpRequest, form: GiftForm) -> HttpResponseBase:
    """Show an official form as a page."""
    context = {"form": form, "rows": printed_rows(form), "files": _files(form)}
    return render(request, "measures/gift_form.html", context)


@login_not_required
@require_safe
@paper
@public_page(*SOURCES)
@of_form
def as_pdf(request: HttpRequest, form: GiftForm) -> HttpResponseBase:
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
@public_page(*SOURCES)
@of_form
def as_xlsx(request: HttpRequest, form: GiftForm) -> HttpResponseBase:
    """Download a form as Excel."""
    kind = DocumentKind.XLSX
    name = f"{stem(form)}{kind.extension}"
    return stored_file(request, form_xlsx(form), mime=kind.mime, cache=SHORTLY, download_as=name)


@login_not_required
@require_safe
@public_page(*SOURCES)
@of_form
def as_csv(request: HttpRequest, form: GiftForm) -> HttpResponseBase:
    """Download the rows of a form as CSV."""
    return csv_download(form_csv(form), download_as=f"{stem(form)}.csv")


FILES = {"pdf": as_pdf, "xlsx": as_xlsx, "csv": as_csv}


@login_not_required
@require_safe
def photo(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """Serve the photo of a signing; of an unpublished declaration only to staff."""
    row = get_object_or_404(GiftDeclarationPhoto, pk=pk)
    name, mime = row.copy(size)
    if not name:
        raise Http404
    is_public = GiftDeclarationPhoto.objects.public().filter(pk=pk).exists()
    if not is_public and not request.user.has_perm("measures.view_giftdeclarationphoto"):
        raise Http404
    return stored_file(request, name, mime=mime, cache=SHORTLY if is_public else NEVER)


def _files(form: GiftForm) -> list[tuple[str, str, str]]:
    """The files of a form: what it is, its kind, its address."""
    args = [form.period.year, form.kind.value, form.period.slug]
    kinds = (
        (_("Printed form"), "PDF", "pdf"),
        (_("Spreadsheet"), "Excel", "xlsx"),
        (_("Data"), "CSV", "csv"),
    )
    return [
        (label, kind, reverse(f"measures:gift_form_{suffix}", args=args))
        for label, kind, suffix in kinds
    ]


def _links(years: list[int]) -> list[dict[str, object]]:
    return [
        {"fiscal_year": each, "get_absolute_url": reverse("measures:gifts", args=[each])}
        for each in years
    ]


def _missing(request: HttpRequest, year: int | None) -> HttpResponse:
    title = (
        _("Nothing about gifts in %(year)s is published here") % {"year": year}
        if year
        else _("Nothing about gifts has been published yet")
    )
    context = {"title": title, "year": year, "years": _links(gift_years())}
    return render(request, "measures/nothing_here.html", context, status=404 if year else 200)
