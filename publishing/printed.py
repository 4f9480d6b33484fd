"""Files that anybody may ask for and that cost time: made once, then served from the store.

A file is known by what it is made of (its HTML or tables, attachments, date) and by the release of
the portal, which stands for stylesheets, fonts and the engines.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files.storage import default_storage

from publishing.file_names import stored_name
from publishing.pdf import Attachment, paper_html, pdf_of
from publishing.storage import keep
from publishing.tables import Table
from publishing.workbooks import to_xlsx

FOLDER = "printed"
# Whoever waits here for a file that somebody else makes finds it in the store, and makes none.
AT_ONCE = 2
_PLACES = BoundedSemaphore(AT_ONCE)


def printed(
    template: str,
    context: Mapping[str, object],
    *,
    created: datetime,
    language: str = "th",
    attachments: Sequence[Attachment] = (),
) -> str:
    """Return the stored name of a PDF, for `publishing.serving.stored_file`.

    It is printed when nobody asked for it before; `created` must not be the present moment, which
    would make another paper of it each time. Raises `publishing.pdf.PdfError`; then nothing is kept.
    """
    html = paper_html(template, context, language=language)
    parts = [created.isoformat().encode(), html.encode()]
    for each in attachments:
        parts += [repr((each.name, each.description, each.mime)).encode(), each.data]
    return made_once(
        parts,
        ".pdf",
        lambda: pdf_of(html, template=template, attachments=attachments, created=created),
    )


def packed(tables: Sequence[Table], *, created: datetime) -> str:
    """Return the stored name of the tables as XLSX; the same holds for `created`."""
    parts = [created.isoformat().encode(), repr(tables).encode()]
    return made_once(parts, ".xlsx", lambda: to_xlsx(tables, created=created))


def stored(content: bytes, suffix: str) -> str:
    """Return the stored name of a file that is made already."""
    return keep(stored_name(FOLDER, hashlib.sha256(content).hexdigest(), suffix), content)


def made_once(parts: Sequence[bytes], suffix: str, make: Callable[[], bytes]) -> str:
    """Return the stored name of a file made of `parts`, which `make` gives where it is not there."""
    name = name_of(parts, suffix)
    if default_storage.exists(name):
        return name
    with _PLACES:
        if default_storage.exists(name):
            return name
        return keep(name, make())


def name_of(parts: Sequence[bytes], suffix: str) -> str:
    """Return the name under which a file made of `parts` is kept, once it is made."""
    return stored_name(FOLDER, _digest([settings.RELEASE.encode(), *parts]), suffix)


def _digest(parts: Sequence[bytes]) -> str:
    # Hashed one by one, so that no byte can move from one part to the next.
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
