"""Documents made to be downloaded by the public: PDF, Word and Excel, judged by their content."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from publishing.file_kinds import HEAD_SIZE, DocumentKind, FileKind, kind_of
from publishing.file_names import clean_name
from publishing.office_files import kind_of_office_file
from publishing.pdf_files import count_pages
from publishing.refusals import (
    EMPTY,
    HIDDEN_FILE,
    MEGABYTE,
    PASSWORD,
    PROGRAM,
    UploadRefused,
    megabytes,
    naming,
)

MAX_BYTES = 20 * MEGABYTE

TOO_BIG = _(
    "“%(name)s” is %(size)s MB; a document may have at most %(limit)s MB. Make its pictures smaller or divide it."
)
NOT_A_DOCUMENT = _("“%(name)s” is %(kind)s. Documents must be PDF, Word (.docx) or Excel (.xlsx).")
OLD_FORMAT = _(
    "“%(name)s” is in an old format such as .doc, .xls or .rtf. Open it in Word or Excel and save it as .docx or .xlsx."
)

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class DocumentFacts:
    """What is known of a document that may be published; size in bytes."""

    kind: DocumentKind
    original_name: str
    size: int
    sha256: str
    pages: int | None  # of a PDF

    @property
    def extension(self) -> str:
        return self.kind.extension

    @property
    def mime(self) -> str:
        return self.kind.mime


def inspect_document(upload: BinaryIO, *, name: str) -> DocumentFacts:
    """Return the facts of a PDF, Word or Excel file, and leave `upload` at its beginning.

    `name` only appears in sentences and in `original_name`. Raises `UploadRefused`.
    """
    with naming(name):
        content = _read(upload)
        kind, pages = _judge(content)
    upload.seek(0)
    return DocumentFacts(
        kind=kind,
        original_name=clean_name(name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
    )


def _read(upload: BinaryIO) -> bytes:
    size = upload.seek(0, 2)
    if size > MAX_BYTES:
        raise UploadRefused(TOO_BIG, size=megabytes(size), limit=megabytes(MAX_BYTES))
    if not size:
        raise UploadRefused(EMPTY)
    upload.seek(0)
    return upload.read(MAX_BYTES)


def _judge(content: bytes) -> tuple[DocumentKind, int | None]:
    head = content[:HEAD_SIZE]
    found = kind_of(head)
    if found == FileKind.PDF:
        return DocumentKind.PDF, count_pages(content)
    if found == FileKind.ZIP and (kind := kind_of_office_file(BytesIO(content))):
        return kind, None
    if found == FileKind.OLD_OFFICE:
        raise UploadRefused(PASSWORD if _ENCRYPTED_STREAM in content else OLD_FORMAT)
    if found != FileKind.ZIP and b"%PDF-" in head:
        raise UploadRefused(HIDDEN_FILE)
    raise UploadRefused(PROGRAM if found == FileKind.PROGRAM else NOT_A_DOCUMENT, kind=found.label)
