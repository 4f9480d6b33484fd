"""The picture that goes with what is told of outside: a poster, or the first photo of a unit.

An app whose configuration has a `share_picture` (the dotted name of a function) finds the poster
that tells of a unit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils.module_loading import import_string

from agency.models import Agency
from publishing.models import Photo, PosterEdition, Publishable
from publishing.posters.editions import content_of, stamp_of
from publishing.posters.printing import kept_file
from publishing.posters.sizes import PORTRAIT
from publishing.social import line_of, picture_path, section_of

SHAREABLE = (Publishable, PosterEdition)
Subject = Publishable | PosterEdition
# LINE: `previewImageUrl` is JPEG or PNG of at most 1 MB; `originalContentUrl` and Facebook take more.
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Picture:
    """A picture to go with a text.

    `outside` is its public address for services that fetch it; empty where none of them would take
    it: not by https, no file of ours, or too large.
    """

    url: str
    alt: str
    name: str
    outside: str = ""


def picture_of(subject: Subject) -> Picture | None:
    """Return the poster, or the first photo; None where neither is there."""
    if isinstance(subject, PosterEdition):
        return _of_poster(subject)
    if poster := _poster_about(subject):
        return poster
    photos: Any = getattr(subject, "photos", None)
    photo: Photo | None = photos.first() if photos is not None else None
    if photo is None or not photo.VIEW:
        return None
    outside = outside_address(photo.print, photo.print_url)
    return Picture(photo.large_url, str(photo), f"photo-{subject.pk}.webp", outside)


def picture_of_section(subject: Subject, agency: Agency | None) -> Picture:
    """Return the picture beside a link to it, for what has none of its own; services make that themselves."""
    section = section_of(subject._meta.app_label)
    return Picture(picture_path(section, agency), line_of(section), f"{section}.png")


def outside_picture(subject: models.Model | None) -> str:
    """Return the address of the picture that goes along now; empty where there is none."""
    picture = picture_of(subject) if isinstance(subject, SHAREABLE) else None
    return picture.outside if picture else ""


def _poster_about(unit: Publishable) -> Picture | None:
    names = [getattr(each, "share_picture", "") for each in apps.get_app_configs()]
    found: Iterator[Picture | None] = (import_string(name)(unit) for name in names if name)
    return next(filter(None, found), None)


def _of_poster(edition: PosterEdition) -> Picture | None:
    content = content_of(edition)
    name = kept_file(content, PORTRAIT, stamp_of(edition))
    if not name or not default_storage.exists(name):
        return None
    url = f"{edition.path}{PORTRAIT.file_name}"
    return Picture(url, content.alt, f"{edition.slug}.png", outside_address(name, url))


def outside_address(name: str, url: str) -> str:
    """Return the address of a stored file with the host, where services would take the file."""
    address = f"{settings.SITE_URL}{url}"
    if not address.startswith("https://") or not default_storage.exists(name):
        return ""
    return address if default_storage.size(name) <= MOST_BYTES else ""
