"""Keeping files: content-addressed names, written once, never changed and never overwritten."""

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from django.core.files.base import ContentFile, File
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
    """Store `data` under `name` unless it is there already; the same content has the same name.

    The name appears once the file is whole: a visitor never gets half of it.
    """
    return _keep(name, ContentFile(data))


def keep_parts(folder: str, parts: Iterable[bytes], suffix: str) -> str:
    """Store a file that may be larger than memory, and return its name, made of its content."""
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as file:
        for part in parts:
            digest.update(part)
            file.write(part)
        return _keep(stored_name(folder, digest.hexdigest(), suffix), File(file))


def _keep(name: str, content: "File[bytes]") -> str:
    if default_storage.exists(name):
        return name
    unfinished = default_storage.save(f"{name}.unfinished", content)
    Path(default_storage.path(unfinished)).replace(default_storage.path(name))
    return name


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
