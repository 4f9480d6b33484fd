from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase


@login_not_required
def forms(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def monthly(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def quarterly(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def ita(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def plan(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def summary(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def progress(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404
