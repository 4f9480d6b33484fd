"""Keeping files: content-addressed names, written once, never changed and never overwritten."""

from typing import TypedDict

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from publishing.file_names import stored_name
from publishing.photos import SUFFIX_LARGE, SUFFIX_PRINT, SUFFIX_SMALL, ProcessedPhoto


class PhotoFields(TypedDict):
    """Values for the fields of `publishing.models.Photo`."""

    large: str
    small: str
    print: str
    width: int
    height: int
    sha256: str
    original_name: str


def keep(name: str, data: bytes) -> str:
    """Store `data` under `name` unless it is there already; the same content has the same name."""
    if default_storage.exists(name):
        return name
    return default_storage.save(name, ContentFile(data))


def keep_photo(photo: ProcessedPhoto) -> PhotoFields:
    """Store the three copies and return the fields that point to them."""
    return PhotoFields(
        large=keep(stored_name("photos", photo.sha256, SUFFIX_LARGE), photo.large.data),
        small=keep(stored_name("photos", photo.sha256, SUFFIX_SMALL), photo.small.data),
        print=keep(stored_name("photos", photo.sha256, SUFFIX_PRINT), photo.print.data),
        width=photo.large.width,
        height=photo.large.height,
        sha256=photo.sha256,
        original_name=photo.original_name,
    )
