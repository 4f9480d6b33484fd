from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase


@login_not_required
def purchase(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def document(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


@login_not_required
def photo(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404
