"""Files brought by staff to import: kept as they came, read again as often as needed."""

import datetime as dt
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage

from agency.models import User
from publishing.file_names import clean_name, stored_name
from publishing.import_reader import read_table
from publishing.import_table import CleanTable, ImportColumn
from publishing.models import ImportFile
from publishing.storage import keep

logger = logging.getLogger(__name__)

FOLDER = "imports"
WAITING = dt.timedelta(days=7)  # of a file that was brought and not imported
REMEMBERED = 20  # files whose choices of names hold for the next one
UNNAMED = dt.timedelta(days=1)  # of a stored file whose row may still be in a transaction


def keep_import(
    upload: BinaryIO, *, name: str, importer: str, by: User, target: Mapping[str, Any]
) -> ImportFile:
    """Store a file that `read_table` has taken, and return its row, saved."""
    upload.seek(0)
    content = upload.read()
    sha256 = hashlib.sha256(content).hexdigest()
    stored = keep(stored_name(FOLDER, sha256, ".bin"), content)
    with suppress(PermissionError):  # a command may have stored it as another user
        # Young again: no sweep takes it before its row is there.
        Path(default_storage.path(stored)).touch()
    return ImportFile.objects.create(
        importer=importer,
        target=dict(target),
        original_name=clean_name(name),
        stored=stored,
        sha256=sha256,
        size=len(content),
        uploaded_by=by,
    )


def forget_stored(stored: str) -> None:
    """Delete a stored file, unless a row still names it: the same content is stored once."""
    if not ImportFile.objects.filter(stored=stored).exists():
        default_storage.delete(stored)


def sweep_imports(now: dt.datetime) -> None:
    """Delete files that were never imported for `WAITING`, and stored files without a row.

    Not inside a transaction: a file cannot be brought back.
    """
    waiting = ImportFile.objects.exclude(state=ImportFile.State.APPLIED)
    waiting.filter(uploaded_at__lt=now - WAITING).delete()
    named = set(ImportFile.objects.values_list("stored", flat=True))
    for stored in _stored_imports():
        try:
            if stored not in named and default_storage.get_modified_time(stored) < now - UNNAMED:
                forget_stored(stored)
        except OSError:  # another sweep was quicker, or the file belongs to another user
            logger.warning("%s could not be swept", stored, exc_info=True)


def _stored_imports() -> Iterator[str]:
    root = Path(default_storage.path(FOLDER))
    for path in sorted(root.glob("*/*")):
        yield f"{FOLDER}/{path.parent.name}/{path.name}"


def table_of(file: ImportFile, columns: Sequence[ImportColumn]) -> CleanTable:
    """Read the file as its row says, else as the last file with the same headers was read.

    Raises `UploadRefused` where, for instance, the chosen sheet is not there.
    """
    with default_storage.open(file.stored) as upload:
        return read_remembered(
            cast(BinaryIO, upload),
            name=file.original_name,
            importer=file.importer,
            columns=columns,
            mapping=file.mapping,
            sheet=file.sheet or None,
            header_row=file.header_row,
        )


def read_remembered(
    upload: BinaryIO,
    *,
    name: str,
    importer: str,
    columns: Sequence[ImportColumn],
    mapping: Mapping[str, int] | None = None,
    **places: Any,
) -> CleanTable:
    """Read a table; without a `mapping` take the one remembered for its headers, if any."""
    table = read_table(upload, name=name, columns=columns, mapping=mapping, **places)
    if mapping is not None:
        return table
    remembered = mapping_for(importer, table.fingerprint)
    if remembered is None or remembered == dict(table.mapping):
        return table
    upload.seek(0)
    return read_table(upload, name=name, columns=columns, mapping=remembered, **places)


def mapping_for(importer: str, fingerprint: str) -> dict[str, int] | None:
    """Return how the newest imported file with the same headers was read."""
    files = ImportFile.objects.of(importer).applied().filter(fingerprint=fingerprint)
    newest = files.exclude(mapping=None).first() if fingerprint else None
    return newest.mapping if newest else None


def names_for(importer: str) -> dict[str, str]:
    """Return what was chosen for unknown names in the newest imported files, the last word counting."""
    files = ImportFile.objects.of(importer).applied().exclude(names={})[:REMEMBERED]
    chosen: dict[str, str] = {}
    for names in reversed(files.values_list("names", flat=True)):
        chosen |= names
    return chosen
