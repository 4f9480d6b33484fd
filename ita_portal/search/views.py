"""The page that looks for words in everything that is public."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ita_portal.models import SearchRefresh
from ita_portal.search.listing import listed
from ita_portal.search.question import query_of, read_question, without_year
from publishing.caching import public_page
from thai.search import MAX_LENGTH


@login_not_required
@require_safe
@public_page(SearchRefresh)
def search(request: HttpRequest) -> HttpResponse:
    """Find what is asked for: titles first, then the newest."""
    asked, left_aside = read_question(request.GET.dict())
    everywhere, of_all_years = asked._replace(kind=None, year=None), without_year(asked)
    context = {
        "question": asked,
        "left_aside": left_aside,
        "listing": listed(asked, request.GET.get("page")) if asked.words else None,
        "everywhere": query_of(everywhere) if asked != everywhere else "",
        "without_year": query_of(of_all_years) if of_all_years else "",
        "longest": MAX_LENGTH,
    }
    return render(request, "search/page.html", context)
