"""Which Word and Excel files the portal publishes: plain .docx and .xlsx, nothing but content.

Everything is judged by what is inside: a macro file under another name is still a macro file.
"""

import re
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree import ElementTree
from zipfile import ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from publishing.file_kinds import HEAD_SIZE, DocumentKind, FileKind, kind_of
from publishing.file_names import clean_name
from publishing.refusals import DAMAGED_DOCUMENT, MEGABYTE, UploadRefused
from publishing.zip_files import BOMB, open_zip, read_part

MAX_TREE = MEGABYTE  # bytes of an XML part that is read as a tree

MACROS = _("“%(name)s” contains macros. Save it as .docx or .xlsx without macros.")
EMBEDDED = _(
    "“%(name)s” contains an embedded object (%(part)s) that may be a program. Remove it, or save the document as PDF."
)
EXTERNAL = _(
    "“%(name)s” loads something from elsewhere when it is opened (%(part)s). "
    "Save it as PDF, or remove the link to the template or object and save it again."
)
FAR_CELL = _(
    "“%(name)s” has the cell %(cell)s at the far edge of a sheet, which stops many programs. "
    "Delete the empty rows and columns and save it again."
)

_CONTENT_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAIN_PARTS = {
    f"{_OFFICE}.wordprocessingml.document.main+xml": DocumentKind.DOCX,
    f"{_OFFICE}.spreadsheetml.sheet.main+xml": DocumentKind.XLSX,
}
# Followed by a click or shown as a picture; all other links are fetched or run on opening.
_HARMLESS_LINKS = {"hyperlink", "image", "audio", "video", "media", "externalLinkPath"}
_MACRO_PARTS = re.compile(r"vbaproject|vbadata|macrosheets/", re.IGNORECASE)
_MACRO_TYPES = re.compile("macro|vba", re.IGNORECASE)
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_EMBEDDED_PACKAGES = {".docx", ".xlsx"}  # the table behind a chart
_FAR_CELL = re.compile(rb'r="([A-Z]{3}[0-9]{6,7})"')  # at least 70 million cells before it
_DYNAMIC_EXCHANGE = re.compile(rb"<(?:\w+:)?ddeLink\b|instrText[^>]*>\s*DDE")


def kind_of_office_file(upload: BinaryIO) -> DocumentKind | None:
    """Return what kind of document a ZIP file is, None when it is something else.

    Raises `UploadRefused` when it must not be published.
    """
    with open_zip(upload) as package:
        _check_parts(package, is_embedded=False)
        return _main_kind(package)


def _check_parts(package: ZipFile, *, is_embedded: bool) -> None:
    for part in package.infolist():
        if _MACRO_PARTS.search(part.filename):
            raise UploadRefused(MACROS)
        content = read_part(package, part)
        _check_objects(part, content, is_embedded=is_embedded)
        _check_content(part, content)


def _check_objects(part: ZipInfo, content: bytes, *, is_embedded: bool) -> None:
    """Refuse programs and containers inside a part, whatever the part is called."""
    kind = kind_of(content[:HEAD_SIZE])
    if kind == FileKind.OLD_OFFICE and _MACRO_STREAM in content:
        raise UploadRefused(MACROS)
    if kind == FileKind.ZIP and not is_embedded and _is_embedded_package(part):
        with open_zip(BytesIO(content)) as inner:
            _check_parts(inner, is_embedded=True)
    elif kind in {FileKind.ZIP, FileKind.OLD_OFFICE, FileKind.PROGRAM}:
        raise UploadRefused(EMBEDDED, part=clean_name(part.filename))


def _is_embedded_package(part: ZipInfo) -> bool:
    path = PurePosixPath(part.filename.lower())
    return path.parent.name == "embeddings" and path.suffix in _EMBEDDED_PACKAGES


def _check_content(part: ZipInfo, content: bytes) -> None:
    name = part.filename
    if name == _CONTENT_TYPES and any(_MACRO_TYPES.search(kind) for _, kind in _types(content)):
        raise UploadRefused(MACROS)
    if "/activex/" in name.lower():
        raise UploadRefused(EMBEDDED, part=clean_name(name))
    if name.lower().endswith(".rels"):
        _check_links(content)
    if cell := _FAR_CELL.search(content) if name.startswith("xl/worksheets/") else None:
        raise UploadRefused(FAR_CELL, cell=cell[1].decode())
    if name.endswith(".xml") and _DYNAMIC_EXCHANGE.search(content):
        raise UploadRefused(EXTERNAL, part=clean_name(name))


def _check_links(content: bytes) -> None:
    for link in _tree(content):
        kind = link.get("Type", "").rpartition("/")[2]
        is_external = link.get("TargetMode", "").lower() == "external"
        if is_external and kind not in _HARMLESS_LINKS:
            raise UploadRefused(EXTERNAL, part=clean_name(kind))


def _main_kind(package: ZipFile) -> DocumentKind | None:
    names = set(package.namelist())
    if _CONTENT_TYPES not in names:
        return None
    content = read_part(package, package.getinfo(_CONTENT_TYPES))
    kinds = {_MAIN_PARTS.get(kind) for name, kind in _types(content) if name in names} - {None}
    return kinds.pop() if len(kinds) == 1 else None


def _types(content: bytes) -> list[tuple[str, str]]:
    """Return (part, content type) as the package declares them; defaults have no part."""
    return [
        (each.get("PartName", "").lstrip("/"), each.get("ContentType", ""))
        for each in _tree(content)
    ]


def _tree(content: bytes) -> ElementTree.Element:
    if len(content) > MAX_TREE:
        raise UploadRefused(BOMB)
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UploadRefused(DAMAGED_DOCUMENT) from error
