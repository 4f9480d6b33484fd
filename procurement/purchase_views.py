"""Public pages of one purchase, its papers and photos, and of a budget line with its purchases."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from budget.line_views import line_page
from budget.year_page import PAGE_SOURCES as BUDGET_SOURCES
from budget.year_page import YearPage, of_published_year, withdrawal_of
from procurement.line_purchases import line_purchases
from procurement.models import Progress, ProgressPhoto, Purchase, PurchaseDocument
from procurement.pages import PAGE_SOURCES
from procurement.story import purchase_story
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.serving import NEVER, SHORTLY, stored_file
from publishing.workflow import State


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def purchase(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show one purchase from the plan to acceptance (รายละเอียดงานซื้อหรือจ้าง)."""
    rows = Purchase.objects.select_related(
        "budget_line__year", "budget_line__supplement", "village", "unit"
    )
    row = rows.filter(fiscal_year=year, number=number).first()
    if row is not None and row.state == State.WITHDRAWN:
        gone = {"purchase": row, "step": withdrawal_of(row)}
        return render(request, "procurement/purchase_withdrawn.html", gone, status=410)
    if row is None or not row.is_public:
        return render(request, "procurement/purchase_missing.html", {"year": year}, status=404)
    context = {"story": purchase_story(row, timezone.localdate()), "purchase": row}
    return render(request, "procurement/purchase.html", context)


@login_not_required
@require_safe
@public_page(*BUDGET_SOURCES, *PAGE_SOURCES)
@of_published_year
def budget_line(request: HttpRequest, page: YearPage, pk: int) -> HttpResponse:
    """Show a budget line with what was bought with it; stands before the budget's own address."""
    return line_page(
        request,
        page,
        pk,
        template="procurement/budget_line.html",
        more=lambda line: {"purchases": line_purchases(line, timezone.localdate())},
    )


@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Download a paper of a purchase; of an unpublished one only staff may."""
    row = get_object_or_404(PurchaseDocument.objects.exclude(document=""), pk=pk)
    is_public = PurchaseDocument.objects.public().filter(pk=pk).exists()
    kind = DocumentKind(row.document_kind)
    name = f"purchase-document-{pk}{kind.extension}"
    cache = _cache_of(request, row, is_public=is_public)
    return stored_file(request, row.document, mime=kind.mime, cache=cache, download_as=name)


@login_not_required
@require_safe
def photo(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """Serve the copy of a photo made for the web; of unpublished progress only to staff."""
    row = get_object_or_404(ProgressPhoto, pk=pk)
    name, mime = row.copy(size)
    if not name:
        raise Http404
    is_public = Progress.objects.public().filter(photos=row).exists()
    cache = _cache_of(request, row, is_public=is_public)
    return stored_file(request, name, mime=mime, cache=cache)


def _cache_of(request: HttpRequest, row: Model, *, is_public: bool) -> str:
    """Return how long a file may be kept, or hide a private one from those who may not see it.

    A public file is kept only shortly: it may be withdrawn.
    """
    if is_public:
        return SHORTLY
    if not request.user.has_perm(f"procurement.view_{row._meta.model_name}"):
        raise Http404
    return NEVER
