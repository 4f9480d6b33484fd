"""The page that a question is about, found by its address."""

from collections.abc import Callable
from typing import Protocol, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string


class Subject(Protocol):
    """A public page of the portal, as the roof describes it."""

    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...


def page_at(address: str) -> Subject | None:
    """Return the published page at an address, whole or without its host; None where none is."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return None
    find = cast(Callable[[str], Subject | None], import_string(settings.QUESTION_SUBJECTS))
    return find(path) if path.startswith("/") else None
