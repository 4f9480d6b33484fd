"""ZIP files from strangers: opened only when nothing in them can blow up or hide.

Word, Excel and every XLSX import are such files. Measured on bombs of a few kilobytes that keep a
spreadsheet reader busy for minutes and take gigabytes.
"""

import struct
import zipfile
import zlib
from itertools import pairwise
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from publishing.file_kinds import HEAD_SIZE, markup_in
from publishing.refusals import DAMAGED_DOCUMENT, HIDDEN_FILE, MEGABYTE, PASSWORD, UploadRefused

MAX_UNPACKED = 60 * MEGABYTE
MAX_PARTS = 500
MAX_RATIO = 100  # unpacked to packed size
RATIO_COUNTS_FROM = MEGABYTE  # a small empty sheet may pack better than any bomb
MAX_DIRECTORY = MAX_PARTS * 400  # bytes of the table of contents, which is read first

BOMB = _(
    "“%(name)s” unpacks to far more than a document needs. Make it smaller or divide it, and save it as a new file."
)
DEFINITIONS = _(
    "“%(name)s” contains XML definitions (DTD), which Word and Excel never write. "
    "Open it in its program and save it as a new file."
)

_XML_ENDINGS = (".xml", ".rels", ".vml")
_IS_ENCRYPTED = 0x1
_DIRECTORY_END = struct.Struct("<4s4H2LH")
_LARGE_DIRECTORY_MARK = b"PK\x06\x07"
_LARGE_DIRECTORY_SIZE = 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


def open_zip(upload: BinaryIO) -> zipfile.ZipFile:
    """Return the ZIP file for reading with `read_part`; raises `UploadRefused`."""
    _check_single(upload)
    try:
        package = zipfile.ZipFile(upload)
    except _DAMAGE as error:
        raise UploadRefused(DAMAGED_DOCUMENT) from error
    _check_parts(package.infolist())
    return package


def read_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return one unpacked part, proved by its checksum; raises `UploadRefused`."""
    try:
        content = package.read(part)
    except _DAMAGE as error:
        raise UploadRefused(DAMAGED_DOCUMENT) from error
    # Without its zero bytes UTF-16 reads like ASCII.
    is_xml = part.filename.lower().endswith(_XML_ENDINGS)
    if is_xml and (b"<!DOCTYPE" in content or b"<!DOCTYPE" in content[:8192].replace(b"\0", b"")):
        raise UploadRefused(DEFINITIONS)
    return content


def _check_single(upload: BinaryIO) -> None:
    """Refuse what is another file as well: the ZIP must begin and end where the file does."""
    size = upload.seek(0, 2)
    upload.seek(0)
    head = upload.read(HEAD_SIZE)
    if b"%PDF-" in head or markup_in(head):
        raise UploadRefused(HIDDEN_FILE)
    upload.seek(max(0, size - 0xFFFF - _DIRECTORY_END.size))
    _check_directory(upload.read(), size)


def _check_directory(tail: bytes, size: int) -> None:
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _DIRECTORY_END.size:
        raise UploadRefused(DAMAGED_DOCUMENT)
    *_numbers, length, start, comment = _DIRECTORY_END.unpack_from(tail, at)
    # A second table of contents for large files would overrule the one that is judged here.
    is_large = tail.startswith(_LARGE_DIRECTORY_MARK, max(0, at - _LARGE_DIRECTORY_SIZE))
    if length > MAX_DIRECTORY or is_large:
        raise UploadRefused(BOMB)
    rest = len(tail) - at - _DIRECTORY_END.size
    if rest != comment or start + length != size - len(tail) + at:
        raise UploadRefused(HIDDEN_FILE)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise UploadRefused(PASSWORD)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UploadRefused(BOMB)
    if any(_is_bomb(part) for part in parts) or _overlap(parts):
        raise UploadRefused(BOMB)
    if len({part.filename for part in parts}) < len(parts):
        raise UploadRefused(HIDDEN_FILE)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(RATIO_COUNTS_FROM, part.compress_size * MAX_RATIO)


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Tell whether one packed piece serves several parts, which multiplies what is unpacked."""
    ordered = sorted(parts, key=lambda part: part.header_offset)
    return any(
        first.header_offset + first.compress_size > second.header_offset
        for first, second in pairwise(ordered)
    )
