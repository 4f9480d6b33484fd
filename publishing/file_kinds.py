"""What a file is, read from its first bytes and never from its name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

HEAD_SIZE = 1024  # bytes that `kind_of` wants to see


class DocumentKind(models.TextChoices):
    """A kind of document that the portal publishes."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"

    @property
    def extension(self) -> str:
        return f".{self.value}"

    @property
    def mime(self) -> str:
        return _MIME[self]


_MIME = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FileKind(models.TextChoices):
    """A kind of file that people send, wanted or not; the label completes “this is …”."""

    JPEG = "jpeg", _("a JPEG photo")
    PNG = "png", _("a PNG picture")
    WEBP = "webp", _("a WebP picture")
    HEIC = "heic", _("a HEIC photo")
    AVIF = "avif", _("an AVIF picture")
    GIF = "gif", _("a GIF picture")
    TIFF = "tiff", _("a TIFF picture")
    BMP = "bmp", _("a BMP picture")
    SVG = "svg", _("an SVG drawing")
    VIDEO = "video", _("a video or a sound recording")
    PDF = "pdf", _("a PDF document")
    ZIP = "zip", _("an Office document or an archive")
    OLD_OFFICE = "old_office", _("a document in an old Office format")
    ARCHIVE = "archive", _("an archive")
    WEB_PAGE = "web_page", _("a web page")
    PROGRAM = "program", _("a program")
    UNKNOWN = "unknown", _("a file of an unknown kind")


_BEGINNINGS: list[tuple[bytes, FileKind]] = [
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF8", FileKind.GIF),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"BM", FileKind.BMP),
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE),
    (b"{\\rtf", FileKind.OLD_OFFICE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"PK\x05\x06", FileKind.ARCHIVE),
    (b"OggS", FileKind.VIDEO),
    (b"ID3", FileKind.VIDEO),
    (b"\x1aE\xdf\xa3", FileKind.VIDEO),
    (b"MZ", FileKind.PROGRAM),  # Windows
    (b"\x7fELF", FileKind.PROGRAM),  # Linux, Android
    (b"\xcf\xfa\xed\xfe", FileKind.PROGRAM),  # macOS
    (b"\xce\xfa\xed\xfe", FileKind.PROGRAM),
    (b"\xca\xfe\xba\xbe", FileKind.PROGRAM),  # Java, macOS
    (b"dex\n", FileKind.PROGRAM),  # Android
    (b"L\0\0\0\x01\x14\x02\0", FileKind.PROGRAM),  # a Windows shortcut starts one
    (b"#!", FileKind.PROGRAM),  # a script
    (b"@echo", FileKind.PROGRAM),
]
_MARKUP: list[tuple[bytes, FileKind]] = [
    (b"<svg", FileKind.SVG),
    (b"<?php", FileKind.PROGRAM),
    (b"<!doctype html", FileKind.WEB_PAGE),
    (b"<html", FileKind.WEB_PAGE),
    (b"<script", FileKind.WEB_PAGE),
]
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def kind_of(head: bytes) -> FileKind:
    """Return the kind of the file that begins with `head` (its first `HEAD_SIZE` bytes)."""
    if head[:4] == b"RIFF":
        return FileKind.WEBP if head[8:12] == b"WEBP" else FileKind.VIDEO
    if head[4:8] == b"ftyp":
        return _kind_of_box(head)
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return markup_in(head) or FileKind.UNKNOWN


def markup_in(head: bytes) -> FileKind | None:
    """Return what a browser may take a file for that has `head` among its first bytes."""
    text = head.lower()
    return next((kind for mark, kind in _MARKUP if mark in text), None)


def _kind_of_box(head: bytes) -> FileKind:
    end = min(int.from_bytes(head[:4]), len(head))  # a box may claim four gigabytes
    brands = {head[at : at + 4] for at in range(8, end, 4)}
    if brands & {b"avif", b"avis"}:
        return FileKind.AVIF
    return FileKind.HEIC if brands & _HEIF_BRANDS else FileKind.VIDEO
