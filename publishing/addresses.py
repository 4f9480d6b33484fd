"""Addresses that are stored, printed, scanned or sent: the Thai ones, whatever language is read.

English pages stand at `/en/…`, which only a reader's own browser has to know.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def lasting_path(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the Thai address of a page, without the host."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name, args=args, kwargs=kwargs)


def lasting_url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the Thai address of a page as others type or scan it."""
    return settings.SITE_URL + lasting_path(name, *args, **kwargs)
