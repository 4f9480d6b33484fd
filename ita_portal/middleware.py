"""What every answer carries and who may pass: headers, the admin's own CSP, sign-in, second factor."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings
from django.contrib.auth import middleware as auth_middleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode

GetResponse = Callable[[HttpRequest], HttpResponse]

ADMIN_PREFIX = "/admin/"
# django-unfold 0.91 runs Alpine (eval) and writes style attributes; scripts stay our own files.
ADMIN_DIRECTIVES = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def isolation_headers(get_response: GetResponse) -> GetResponse:
    """Forbid other sites to embed our files and our pages to ask for a device."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware


def relax_admin_csp(get_response: GetResponse) -> GetResponse:
    """Give the staff backend, and only it, the directives that django-unfold needs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_replace = ADMIN_DIRECTIVES  # type: ignore[attr-defined]
        return response

    return middleware


class LoginRequired(auth_middleware.LoginRequiredMiddleware):
    """Deny by default; public views are marked `login_not_required`.

    Django's own class asks for the user first, which reads the session and makes every public
    page vary by cookie; here a public view never touches the session.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *args: Any
    ) -> HttpResponseBase | None:
        if is_public(view_func):
            return None
        return super().process_view(request, view_func, *args)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the pages of staff out of every cache, and the session alive while they work."""
        match = request.resolver_match
        if match and not is_public(match.func):
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
            _note_presence(request)
        return response


class SecondFactorRequired(MiddlewareMixin):
    """Hold a person whose role needs a second factor until this session was opened with one.

    Who has none may only set one up; who has one may only show it, so that a session opened
    with the password alone can never add a factor beside the owner's.
    """

    SET_UP = frozenset(
        {
            "mfa_index",
            "mfa_activate_totp",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "account_reauthenticate",
            "admin:logout",
        }
    )
    SHOW = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "admin:logout"})

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *args: Any
    ) -> HttpResponseBase | None:
        if is_public(view_func) or not settings.SECOND_FACTOR_REQUIRED:
            return None
        if not request.user.is_authenticated or not request.user.needs_second_factor:
            return None
        if was_opened_with_second_factor(request):
            return None
        return self._hold(request)

    def _hold(self, request: HttpRequest) -> HttpResponseBase | None:
        factors = Authenticator.objects.filter(user=request.user)
        types = set(factors.values_list("type", flat=True))
        if not types:
            return self._allow_only(self.SET_UP, request, "mfa_index")
        has_app = Authenticator.Type.TOTP in types
        show = "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"
        return self._allow_only(self.SHOW, request, show)

    def _allow_only(
        self, names: frozenset[str], request: HttpRequest, otherwise: str
    ) -> HttpResponseBase | None:
        if request.resolver_match and request.resolver_match.view_name in names:
            return None
        wanted = request.get_full_path() if request.method == "GET" else reverse("admin:index")
        return redirect(f"{reverse(otherwise)}?{urlencode({'next': wanted})}")


def is_public(view: Callable[..., HttpResponseBase]) -> bool:
    return not getattr(view, "login_required", True)


def was_opened_with_second_factor(request: HttpRequest) -> bool:
    """Whether a factor that this person still has was shown in this session."""
    records = get_authentication_records(request, request.user)
    shown = [record["id"] for record in records if record["method"] == "mfa"]
    return bool(shown) and Authenticator.objects.filter(user=request.user, pk__in=shown).exists()


def _note_presence(request: HttpRequest) -> None:
    """Count the time of the session from this page, writing at most once a minute."""
    now = time.time()
    if request.user.is_authenticated and now - request.session.get("seen_at", 0) > 60:
        request.session["seen_at"] = now
