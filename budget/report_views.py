"""Reports by period, the citizen budget and the open data of a year."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def report(request: HttpRequest, year: int, period: str) -> HttpResponse:
    raise Http404
