"""The language of an address: Thai pages stand where they always stood, English ones below `/en/`.

Nothing else decides, neither a cookie nor what the browser prefers: pages stay the same for
everybody and can be kept. Files, staff and the desk are Thai and have one address.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from django.utils import translation
from django.utils.http import escape_leading_slashes

from thai.markup import ENGLISH, THAI, mark_thai

_PREFIX = f"/{ENGLISH}/"
_THAI_ONLY = ("/admin/", "/desk/", "/accounts/")
# Nothing that was put into their addresses is repeated, and they tell no service of themselves.
_SEALED = ("/complaints/corruption/", "/complaints/track/")
_LINK_TO_FILE = re.compile(rf'(?<=\s)(href|src)="/{ENGLISH}(/[^"?#]*[^"?#/])(?=["?#])')

GetResponse = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Languages:
    """One page in both languages: paths with what was asked; the address of the page as read.

    Search engines and services that show links are told of it where it `is_told`.
    """

    thai: str
    english: str
    canonical: str
    is_told: bool = True

    @property
    def as_read(self) -> str:
        """The address that a reader passes on, with the filters that were chosen."""
        is_english = language_of(self.canonical.removeprefix(settings.SITE_URL)) == ENGLISH
        return self.english_url if is_english else self.thai_url

    @property
    def thai_url(self) -> str:
        return settings.SITE_URL + self.thai

    @property
    def english_url(self) -> str:
        return settings.SITE_URL + self.english


def language_of(path: str) -> str:
    """Return the language in which the page at `path` speaks."""
    return ENGLISH if f"{path}/".startswith(_PREFIX) else THAI


def thai_path(path: str) -> str:
    """Return the address of the same page in Thai: `/en/budget/` is `/budget/`."""
    if language_of(path) != ENGLISH:
        return path
    return escape_leading_slashes(path.removeprefix(_PREFIX[:-1]) or "/")


def english_path(path: str) -> str:
    """Return the address of the same page in English."""
    return path if language_of(path) == ENGLISH else _PREFIX[:-1] + path


def root_of_language() -> str:
    """Return what stands before every address in the language that is spoken now."""
    return _PREFIX[:-1] if translation.get_language() == ENGLISH else ""


def speak_language_of_address(get_response: GetResponse) -> GetResponse:
    """Answer in the language of the address, and mark what is Thai on English pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of(request.path)
        with translation.override(language):
            if language == ENGLISH and _is_file(request.path):
                return HttpResponsePermanentRedirect(thai_path(request.get_full_path()))
            response = get_response(request)
        if language == ENGLISH and _is_page(response):
            _finish(response)
        return response

    return middleware


def languages(request: HttpRequest) -> dict[str, Languages | None]:
    """Give templates `languages`; None where a page exists in Thai only."""
    path = request.path
    if path.startswith(_THAI_ONLY) or not path.endswith("/"):
        return {"languages": None}
    # What was typed into a form is not part of its address.
    is_told = not thai_path(path).startswith(_SEALED)
    is_asked = is_told and request.method in {"GET", "HEAD"}
    asked = request.get_full_path() if is_asked else path
    page = Languages(thai_path(asked), english_path(asked), settings.SITE_URL + path, is_told)
    return {"languages": page}


def _is_file(path: str) -> bool:
    """Whether an address below `/en/` names a file: pages end with a slash, typed or not."""
    return not path.endswith("/") and not is_valid_path(f"{path}/")


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")


def _finish(response: HttpResponse) -> None:
    html = _LINK_TO_FILE.sub(r'\1="\2', response.content.decode())
    response.content = mark_thai(html)
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
