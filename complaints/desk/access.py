"""Who enters the desk, with which key, and what every answer of it carries."""

import datetime as dt
import functools
import logging
import secrets
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from agency.models import User
from complaints.desk.session import private_of
from complaints.models import Case, OfficerKey
from complaints.sealing.boxes import CannotOpen

Rest = ParamSpec("Rest")
log = logging.getLogger("complaints.desk")


class DeskRequest(HttpRequest):
    """A request of an officer; `private` is his key while the desk is open."""

    user: User
    private: bytes


Page = Callable[Concatenate[DeskRequest, Rest], HttpResponse]
AnyPage = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def for_officers(view: Page[Rest]) -> AnyPage[Rest]:
    """Open a page to officers only; nothing of it is kept in a cache or repeated in an error mail.

    What cannot be opened any more ends on a page that says so, and in the log without a word of it.
    The referrer policy stays that of the site: with “no-referrer” browsers send a form without its
    origin, which the CSRF check refuses.
    """

    @functools.wraps(view)
    def page(request: DeskRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]
        if not request.user.has_perm("complaints.work_case"):
            raise PermissionDenied
        try:
            response = view(request, *args, **kwargs)
        except CannotOpen:
            response = _damaged(request)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return page  # type: ignore[return-value]


def unlocked(view: Page[Rest]) -> AnyPage[Rest]:
    """Open a page while the officer's own key is unlocked; otherwise lead to where it is."""

    @for_officers
    @functools.wraps(view)
    def page(request: DeskRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        private = private_of(request, request.user)
        if private is None:
            return _to_the_key(request)
        request.private = private
        return view(request, *args, **kwargs)

    return page


def case_or_404(request: DeskRequest, number: str) -> Case:
    """Return one of the officer's own cases; what is not his does not exist."""
    case = Case.objects.visible_to(request.user).filter(number=number).first()
    if case is None:
        raise Http404
    return case


def today() -> dt.date:
    return timezone.localdate()


def has_key(user: User) -> bool:
    return OfficerKey.objects.filter(user=user, retired_on=None).exists()


def desk_page(
    request: DeskRequest, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Return a page of the desk; in its frame stands whether the desk is open."""
    frame = {"is_open": hasattr(request, "private")}
    return render(request, f"complaints/desk/{name}.html", frame | context, status=status)


def _to_the_key(request: DeskRequest) -> HttpResponse:
    if not has_key(request.user):
        return redirect("desk:enrol")
    wanted = {"next": request.path} if request.method == "GET" else {}
    return redirect(reverse("desk:unlock", query=wanted))


def _damaged(request: DeskRequest) -> HttpResponse:
    reference = secrets.token_hex(4)
    log.error("A sealed text could not be opened at the desk (reference %s).", reference)
    return desk_page(request, "damaged", reference=reference, status=500)
