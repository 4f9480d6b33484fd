"""Files of offices, read into clean tables: Excel and CSV of any kind, judged by their content.

The work is done by `publishing.import_worker` in a process of its own; here its problems become
sentences, and what is no table is told from its first bytes.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.functional import Promise

from publishing.file_kinds import HEAD_SIZE, FileKind, kind_of
from publishing.file_names import clean_name
from publishing.import_answer import request_as_json, table_from_json
from publishing.import_cleaning import Request
from publishing.import_problems import (
    NOT_A_TABLE,
    OTHER_SPREADSHEET,
    PDF_OF_PICTURES,
    PDF_WITH_TEXT,
    PDF_WITHOUT_LETTERS,
    SENTENCES,
    TOO_BIG,
    TOO_HEAVY,
    WEB_PAGE,
)
from publishing.import_table import CleanTable, ImportColumn, Problem
from publishing.refusals import (
    DAMAGED_DOCUMENT,
    EMPTY,
    MEGABYTE,
    PASSWORD,
    PROGRAM,
    UploadRefused,
    megabytes,
    naming,
)
from publishing.zip_files import open_zip, read_part

logger = logging.getLogger(__name__)

MAX_BYTES = 10 * MEGABYTE
SECONDS = 30  # wall clock; the worker also ends itself after 20 s of computing
WORKER = [sys.executable, "-W", "ignore", "-m", "publishing.import_worker"]
PDF_WORKER = [sys.executable, "-W", "ignore", "-m", "publishing.pdf_letters"]
# A hostile file takes up to 400 MB; an honest one of 10,000 rows keeps the next waiting for a second.
READERS = BoundedSemaphore(1)

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_COMPOUND = b"\xd0\xcf\x11\xe0"
_TEXT_OR_TABLE = {FileKind.UNKNOWN, FileKind.ZIP}
# Two or three letters by which such files begin, and so may the header of a table.
_SHORT_BEGINNINGS = (b"BM", b"MZ", b"ID3")


def read_table(
    upload: BinaryIO,
    *,
    name: str,
    columns: Sequence[ImportColumn],
    mapping: Mapping[str, int] | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> CleanTable:
    """Return the table in a file, or the sentences that say why it cannot be taken.

    `mapping` (name of a column to its place in the sheet, from 0) stands instead of what the
    headers say; `sheet` and `header_row` (from 1) likewise. `name` only appears in sentences.
    Raises `UploadRefused` when nothing at all can be read.
    """
    wanted = dict(mapping) if mapping is not None else None
    request = Request(clean_name(name), tuple(columns), wanted, sheet, header_row)
    with naming(name):
        content = _content(upload)
        kind = _kind(content[:HEAD_SIZE])
        _check(content, kind)
        answer = _answer(WORKER, _job(request) + b"\n" + content)
        if "problem" in answer:
            problem = Problem(answer["problem"])
            raise UploadRefused(SENTENCES[problem], kind=kind.label, **answer["facts"])
        return table_from_json(answer["table"], request.columns)


def _content(upload: BinaryIO) -> bytes:
    size = upload.seek(0, 2)
    if size > MAX_BYTES:
        raise UploadRefused(TOO_BIG, size=megabytes(size), limit=megabytes(MAX_BYTES))
    if not size:
        raise UploadRefused(EMPTY)
    upload.seek(0)
    return upload.read(MAX_BYTES)


def _kind(head: bytes) -> FileKind:
    is_text = head.startswith(_SHORT_BEGINNINGS) and not set(head) & {*range(9), 0x7F}
    return FileKind.UNKNOWN if is_text else kind_of(head)


def _check(content: bytes, kind: FileKind) -> None:
    """Refuse what is no table, and what must not even be opened."""
    if kind == FileKind.PDF:
        raise UploadRefused(_sentence_of_pdf(content))
    if kind == FileKind.ZIP:
        with open_zip(BytesIO(content)) as package:
            for part in package.infolist():
                read_part(package, part)
    if kind == FileKind.OLD_OFFICE and content.startswith(_COMPOUND):
        if _ENCRYPTED_STREAM in content:
            raise UploadRefused(PASSWORD)
        return
    if kind == FileKind.UNKNOWN and content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml"):
        raise UploadRefused(OTHER_SPREADSHEET)
    if kind not in _TEXT_OR_TABLE:
        sentences = {FileKind.WEB_PAGE: WEB_PAGE, FileKind.PROGRAM: PROGRAM}
        raise UploadRefused(sentences.get(kind, NOT_A_TABLE), kind=kind.label)


def _sentence_of_pdf(content: bytes) -> Promise:
    letters = _answer(PDF_WORKER, content)
    if letters.get("is_encrypted"):
        return PASSWORD
    # Tables are full of figures, which may be readable where no word is.
    if letters["letterless"] * 2 > letters["letters"]:
        return PDF_WITHOUT_LETTERS
    return PDF_WITH_TEXT if letters["letters"] + letters["figures"] else PDF_OF_PICTURES


def _job(request: Request) -> bytes:
    return json.dumps(request_as_json(request)).encode()


def _answer(worker: Sequence[str], job: bytes) -> dict[str, Any]:
    """Return what the worker says; one that was killed at a limit says nothing."""
    # No secrets of the portal for the reader of a hostile file.
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    with READERS:
        try:
            done = subprocess.run(
                worker,
                input=job,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                cwd=settings.BASE_DIR,
                env=environment,
            )
        except subprocess.TimeoutExpired as error:
            raise UploadRefused(TOO_HEAVY) from error
    if done.returncode:
        logger.error("%s ended with %s: %s", worker[-1], done.returncode, done.stderr[-2000:])
        raise UploadRefused(TOO_HEAVY if done.returncode < 0 else DAMAGED_DOCUMENT)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
