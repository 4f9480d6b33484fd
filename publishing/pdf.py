"""Papers: one function, an HTML template in, the bytes of a PDF out.

The engine (WeasyPrint) runs in a process of its own, `publishing.pdf_worker`: with limits of time
and memory, without the secrets of the portal, and able to read only our stylesheets, our fonts
and the stored files. What it could not print is left out and logged.
"""

import base64
import ctypes
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

WORKER = [sys.executable, "-W", "ignore", "-m", "publishing.pdf_worker"]
SECONDS = 90  # wall clock; the worker also ends itself after 60 s of computing
# One paper takes up to 250 MB, and the server prints in the thread that answers a visitor.
PRINTERS = BoundedSemaphore(2)
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
APT_LINE = (
    "apt-get install -y --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)

UNAVAILABLE = _("PDF files cannot be made: this server lacks the text library Pango. Run: %(line)s")
FAILED = _("The PDF could not be made. Nothing has been changed; please tell the administrator.")
TOO_BIG = _("The document is too big for a PDF. Shorten or divide it, and try again.")


class PdfError(Exception):
    """No PDF came out; the message is a sentence for the person who asked for it."""


class PdfUnavailable(PdfError):
    """A system library is missing; the sentence names the command that installs it."""


class PdfFailed(PdfError):
    """This paper cannot be printed: too big, too deep, too slow, or a mistake of its template."""


@dataclass(frozen=True)
class Attachment:
    """A data file that travels inside the PDF (PDF/A-3, relationship "Data")."""

    name: str
    description: str
    data: bytes
    mime: str


@dataclass(frozen=True)
class Paper:
    """A printed paper and what is not in it as it was written.

    `refused`: addresses that were not ours or do not exist; `replaced`: characters that the
    typeface lacks; `complaints`: what the engine says about the markup and the styles.
    """

    pdf: bytes
    refused: tuple[str, ...]
    replaced: tuple[str, ...]
    complaints: tuple[str, ...]


def render_pdf(
    template: str,
    context: Mapping[str, object],
    *,
    language: str = "th",
    attachments: Sequence[Attachment] = (),
    created: datetime | None = None,
) -> bytes:
    """Print a template that extends `pdf/base.html`; with `created`, same input, same bytes.

    Pictures are addressed as `media:<name of the stored file>`. Raises PdfUnavailable, PdfFailed.
    """
    html = paper_html(template, context, language=language)
    return pdf_of(html, template=template, attachments=attachments, created=created)


def paper_html(template: str, context: Mapping[str, object], *, language: str = "th") -> str:
    """Return the HTML of a template that extends `pdf/base.html`, as the engine will read it."""
    with translation.override(language):
        return render_to_string(template, {**context, "language": language})


def pdf_of(
    html: str,
    *,
    template: str,
    attachments: Sequence[Attachment] = (),
    created: datetime | None = None,
) -> bytes:
    """Print the HTML that came of `template`, and log what could not be printed as it was written.

    Raises PdfUnavailable, PdfFailed.
    """
    paper = print_paper(html, attachments=attachments, created=created or timezone.now())
    log_left_out(paper, template=template)
    return paper.pdf


def log_left_out(paper: Paper, *, template: str) -> None:
    """Log what could not be printed as it was written."""
    for what in ("refused", "replaced", "complaints"):
        if found := getattr(paper, what):
            logger.warning("%s: %s %s", template, what, found)


def print_paper(
    html: str,
    *,
    created: datetime,
    attachments: Sequence[Attachment] = (),
    tighter: Sequence[str] = (),
) -> Paper:
    """Print HTML, and say what was left out. Raises PdfUnavailable and PdfFailed.

    With `tighter`, the first of `html` and these that fits on one page is printed.
    """
    job = {
        "html": html,
        "static_root": str(settings.BASE_DIR / "static"),
        "media_root": str(settings.MEDIA_ROOT),
        "created": timezone.localtime(created).isoformat(timespec="seconds"),
        "attachments": [_as_json(attachment) for attachment in attachments],
        "tighter": list(tighter),
    }
    report, pdf = _run_worker(json.dumps(job).encode())
    if "error" in report:
        logger.error("PDF failed: %s", report["error"])
        raise PdfFailed(TOO_BIG if report["is_too_big"] else FAILED)
    return Paper(pdf, **{name: tuple(found) for name, found in report.items()})


def missing_libraries(names: Iterable[str] = LIBRARIES) -> list[str]:
    """Return those of the system libraries `names` that this machine cannot load."""
    return [name for name in names if not _is_loadable(name)]


def _is_loadable(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _as_json(attachment: Attachment) -> dict[str, str]:
    data = base64.b64encode(attachment.data).decode()
    return {
        "name": attachment.name,
        "description": attachment.description,
        "url": f"data:{attachment.mime};base64,{data}",
    }


def _run_worker(job: bytes) -> tuple[dict[str, Any], bytes]:
    with PRINTERS, tempfile.TemporaryDirectory(prefix="pdf-") as scratch:
        try:
            done = subprocess.run(
                WORKER,
                input=job,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                cwd=settings.BASE_DIR,
                env=_environment(scratch),
            )
        except subprocess.TimeoutExpired as error:
            raise PdfFailed(TOO_BIG) from error
    report, _newline, pdf = done.stdout.partition(b"\n")
    if not report:
        logger.error("PDF worker ended with %s: %s", done.returncode, done.stderr[-2000:])
        raise silent_death(done.returncode, missing=missing_libraries())
    return json.loads(report), pdf


def _environment(scratch: str) -> dict[str, str]:
    """Return all the worker gets to know: no secret, its own scratch folder, our word list."""
    publishing = settings.BASE_DIR / "publishing"
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "TMPDIR": scratch,
        "XDG_CACHE_HOME": scratch,
        "FONTCONFIG_FILE": str(publishing / "fonts.conf"),
        "LIBTHAI_DICTDIR": str(publishing / "thbrk"),
    }


def silent_death(returncode: int, *, missing: Sequence[str]) -> PdfError:
    """Explain a worker that ended without a word; negative `returncode`: killed at a limit."""
    if missing:
        return PdfUnavailable(UNAVAILABLE % {"line": APT_LINE})
    return PdfFailed(TOO_BIG if returncode < 0 else FAILED)
