"""Forms of sign-in that differ from allauth's."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """Name and password, each with a label; password managers are told which is which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].label = _("User name or e-mail address")
        self.fields["login"].max_length = 254
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class AddPasskeyForm(AddWebAuthnForm):
    """A key that opens the portal by itself unless its owner wants it as second factor only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this device")
        self.fields["name"].max_length = 100
        self.fields["passwordless"].label = _("Sign in with this device instead of a password")
        self.fields["passwordless"].help_text = _(
            "The device asks for your fingerprint, face or PIN each time."
        )
        self.fields["passwordless"].initial = True
