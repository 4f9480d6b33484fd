"""Forms of sign-in that differ from allauth's: labels instead of placeholders, Thai digits welcome."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from thai.digits import to_arabic


class Labelled(forms.BaseForm):
    """A form whose fields are named by their labels alone; a placeholder vanishes while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class CodeEntry(Labelled):
    """A form that asks for a code made of digits, on phones with the keyboard of digits."""

    hint = _("The 6 digits shown by the app now, or one of your recovery codes.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = self.hint
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        self.cleaned_data["code"] = to_arabic(self.cleaned_data["code"])
        return super().clean_code()  # type: ignore[misc]


class SignInForm(Labelled, LoginForm):
    """Name and password; password managers are told which is which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail address")
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class PasswordChangeForm(Labelled, ChangePasswordForm):
    """The password of today, then the new one twice."""


class PasswordAgainForm(Labelled, ReauthenticateForm):
    """The password once more, before something that must not happen at an unattended screen."""


class CodeForm(CodeEntry, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(CodeEntry, ReauthenticateByCodeForm):
    """A code before something that must not happen at an unattended screen."""


class ActivateAppForm(CodeEntry, ActivateTOTPForm):
    """The first code of the app proves that it was set up."""

    hint = _("The 6 digits shown by the app now.")


class AddPasskeyForm(Labelled, AddWebAuthnForm):
    """A device that opens the portal by itself unless its owner wants it as second factor only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this device")
        self.fields["passwordless"].label = _("Sign in with this device instead of a password")
        self.fields["passwordless"].help_text = _(
            "The device asks for your fingerprint, face or PIN each time."
        )
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(Labelled, EditWebAuthnForm):
    """The name by which its owner recognises a device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this device")
