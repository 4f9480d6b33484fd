"""What a person does at the doors of the portal, step by step."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.urls import reverse

from tests.conftest import PASSWORD

LOGIN = reverse("account_login")
ADDRESS = "203.0.113.7"
OTHER_ADDRESS = "203.0.113.8"


def sign_in(client, name, password=PASSWORD, *, address=ADDRESS, **data):
    return client.post(LOGIN, {"login": name, "password": password, **data}, REMOTE_ADDR=address)


def sign_out(client):
    return client.post(reverse("account_logout"))


def is_signed_in(client):
    return "_auth_user_id" in client.session


def confirm_password(client, password=PASSWORD):
    return client.post(reverse("account_reauthenticate"), {"password": password})


def set_up_app(client):
    """Set an authenticator app up from its page; the password was asked a moment ago."""
    page = client.get(reverse("mfa_activate_totp"))
    code = code_of(page.context["form"].secret)
    return client.post(reverse("mfa_activate_totp"), {"code": code})


def code_of(secret):
    """Return what the app shows at the moment of the server's clock."""
    counter = int(totp.time.time()) // totp.app_settings.TOTP_PERIOD
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def code_of_app(user):
    app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_of(decrypt(app.data["secret"]))


def recovery_codes_of(user):
    return (
        Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
        .wrap()
        .get_unused_codes()
    )


def show_code(client, code):
    """The second step of signing in."""
    return client.post(reverse("mfa_authenticate"), {"code": code})
