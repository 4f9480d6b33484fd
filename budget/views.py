"""Public pages of the budget: a year by plan, class, village and revenue, a plan, a line."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    raise Http404


@login_not_required
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    raise Http404


@login_not_required
@require_safe
def plan(request: HttpRequest, year: int, code: str) -> HttpResponse:
    raise Http404


@login_not_required
@require_safe
def line(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    raise Http404


@login_not_required
@require_safe
def transfers(request: HttpRequest, year: int) -> HttpResponse:
    raise Http404


@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    raise Http404
