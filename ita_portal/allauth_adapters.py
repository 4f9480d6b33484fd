"""Where sign-in differs from allauth's habit: no sign-up, sealed second factors, a log of who came."""

import logging
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from agency.models import Agency, User
from ita_portal.authentication import StaffBackend
from ita_portal.sealing import seal, unseal

logger = logging.getLogger("sign_in")

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; every try to enter is logged with its address."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The user name or the password is not correct."),
        "email_password_mismatch": _("The e-mail address or the password is not correct."),
        "too_many_login_attempts": _(
            "Too many wrong tries. Wait 5 minutes and try again, or sign in with a passkey."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._log(request, "held back after too many wrong tries", credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._log(request, "wrong name or password", credentials)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Turn away whom the backend would not recognise on the next page."""
        if StaffBackend().user_can_authenticate(user):
            return super().pre_login(request, user, **kwargs)
        request.session.flush()
        self._log(request, "account is closed", {"username": user.username})
        return self.respond_user_inactive(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        self._log(request, "signed in", {"username": user.username})
        return super().post_login(request, user, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Ask people who have a second factor for that, never for the password alone."""
        methods = super().get_reauthentication_methods(user)
        if not MFAAdapter().is_mfa_enabled(user, FACTORS):
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"]

    def _log(self, request: HttpRequest, what: str, credentials: dict[str, Any]) -> None:
        typed = credentials.get("email") or credentials.get("username")
        known = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).exists()
        # A name that nobody has may be a password typed into the wrong field: it is not kept.
        name = typed if known else "an unknown name"
        logger.info("%s: %s from %s", what, name, self.get_client_ip(request))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: sealed in the database, shown on phones under the agency's name."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        agency = Agency.objects.first()
        return agency.short_name if agency else super().get_totp_issuer()

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code on white, as an element of the page: a data URI would need a laxer CSP."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")
