"""Which PDF files the portal publishes: whole ones without passwords, scripts and hidden files."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext_lazy as _

from publishing.file_kinds import HEAD_SIZE, FileKind, kind_of, markup_in
from publishing.file_names import clean_name
from publishing.refusals import DAMAGED_DOCUMENT, HIDDEN_FILE, PASSWORD, UploadRefused

PROBE = Path(__file__).with_name("pdf_probe.py")
PROBE_SECONDS = 15  # wall clock; a PDF of 100,000 objects takes one
TAIL_SIZE = 2048  # bytes in which a whole PDF says that it ends

# Data files that belong to a report, such as the CSV that our own reports carry.
ATTACHABLE = {".csv", ".txt", ".xml", ".json", ".pdf", ".docx", ".xlsx", ".jpg", ".jpeg", ".png"}

SCRIPT = _(
    "“%(name)s” contains a script or starts a program. Print it to a new PDF and choose that one instead."
)
ATTACHMENT = _(
    "“%(name)s” carries the file “%(attachment)s”, which may be a program. "
    "Remove it from the PDF and choose the PDF again."
)


def count_pages(content: bytes) -> int:
    """Return the number of pages of a PDF fit for publishing; raises `UploadRefused`."""
    check_single(content)
    return check_facts(_probe(content))


def check_facts(facts: dict[str, Any]) -> int:
    """Return the number of pages of a PDF about which `pdf_probe` states `facts`.

    Raises `UploadRefused`.
    """
    if facts.get("is_encrypted"):
        raise UploadRefused(PASSWORD)
    if facts["has_script"]:
        raise UploadRefused(SCRIPT)
    for attachment in facts["attachments"]:
        _check_attachment(attachment["name"], bytes.fromhex(attachment["head"]))
    if not facts["pages"]:
        raise UploadRefused(DAMAGED_DOCUMENT)
    return int(facts["pages"])


def check_single(content: bytes) -> None:
    """Refuse a PDF that is another file as well, and one whose end is missing."""
    head = content[:HEAD_SIZE]
    if markup_in(head) or b"PK\x03\x04" in head or zipfile.is_zipfile(BytesIO(content)):
        raise UploadRefused(HIDDEN_FILE)
    if b"%%EOF" not in content[-TAIL_SIZE:]:
        raise UploadRefused(DAMAGED_DOCUMENT)


def _probe(content: bytes) -> dict[str, Any]:
    # No environment: the reader of a hostile file must not inherit the secrets of the portal.
    command = [sys.executable, "-I", str(PROBE)]
    try:
        result = subprocess.run(
            command, input=content, env={}, capture_output=True, timeout=PROBE_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise UploadRefused(DAMAGED_DOCUMENT) from error
    facts: dict[str, Any] = json.loads(result.stdout)
    return facts


def _check_attachment(name: str, head: bytes) -> None:
    is_data = PurePosixPath(name).suffix.lower() in ATTACHABLE
    if not is_data or kind_of(head) in {FileKind.PROGRAM, FileKind.OLD_OFFICE}:
        raise UploadRefused(ATTACHMENT, attachment=clean_name(name))
