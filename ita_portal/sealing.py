"""Sealing of second-factor secrets, so that a stolen copy of the database holds none of them."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PURPOSE = b"ita_portal second factors"  # another purpose gives other keys from the same SECRET_KEY


def seal(text: str) -> str:
    """Encrypt with the key of today's SECRET_KEY."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt what `seal` gave, also under a former SECRET_KEY named in SECRET_KEY_FALLBACKS."""
    try:
        return _keys().decrypt(sealed).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "Second factors were sealed under another SECRET_KEY: "
            "name the former key in SECRET_KEY_FALLBACKS."
        ) from error


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(secret)) for secret in secrets])


def _derive(secret: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(key)
