"""The purchases as open contracting data (OCDS): all of a year, and each by itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from procurement.models import Purchase
from procurement.ocds_files import purchase_package, year_file
from procurement.pages import PAGE_SOURCES
from publishing.caching import public_page
from publishing.serving import SHORTLY, stored_file


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def package(request: HttpRequest, year: int) -> HttpResponseBase:
    """Download the release package of a year; a year without public purchases has none (404)."""
    name = year_file(year)
    if not name:
        raise Http404
    return stored_file(
        request, name, mime="application/json", cache=SHORTLY, download_as=f"ocds-{year}.json"
    )


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def release(request: HttpRequest, year: int, number: int) -> JsonResponse:
    """Show one purchase as a release package."""
    purchase = get_object_or_404(Purchase.objects.published().of_year(year), number=number)
    return JsonResponse(
        purchase_package(purchase), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
