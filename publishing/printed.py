"""Papers that anybody may ask for: printed once, then served from the store.

A paper is known by what it is made of: its HTML, its attachments, its date, and the release of the
portal, which stands for stylesheets, fonts and the engine.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files.storage import default_storage

from publishing.file_names import stored_name
from publishing.pdf import Attachment, paper_html, pdf_of
from publishing.storage import keep

FOLDER = "printed"
# Whoever waits here for a paper that somebody else prints finds it in the store, and prints none.
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
    """Return the stored name of the paper, for `publishing.serving.stored_file`.

    It is printed when nobody asked for it before; `created` must not be the present moment, which
    would make another paper of it each time. Raises `publishing.pdf.PdfError`; then nothing is kept.
    """
    html = paper_html(template, context, language=language)
    name = stored_name(FOLDER, _digest(html, attachments, created), ".pdf")
    if default_storage.exists(name):
        return name
    with _PLACES:
        if default_storage.exists(name):
            return name
        pdf = pdf_of(html, template=template, attachments=attachments, created=created)
        return keep(name, pdf)


def _digest(html: str, attachments: Sequence[Attachment], created: datetime) -> str:
    parts = [settings.RELEASE.encode(), created.isoformat().encode(), html.encode()]
    for each in attachments:
        parts += [repr((each.name, each.description, each.mime)).encode(), each.data]
    # Hashed one by one, so that no byte can move from one part to the next.
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
