"""Files brought by staff to import: kept as they came, read again as often as needed."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage

from agency.models import User
from publishing.file_names import clean_name, stored_name
from publishing.import_reader import read_table
from publishing.import_table import CleanTable, ImportColumn
from publishing.models import ImportFile
from publishing.storage import keep


def keep_import(
    upload: BinaryIO, *, name: str, importer: str, by: User, target: Mapping[str, Any]
) -> ImportFile:
    """Store a file that `read_table` has taken, and return its row, saved."""
    upload.seek(0)
    content = upload.read()
    sha256 = hashlib.sha256(content).hexdigest()
    return ImportFile.objects.create(
        importer=importer,
        target=dict(target),
        original_name=clean_name(name),
        stored=keep(stored_name("imports", sha256, ".bin"), content),
        sha256=sha256,
        size=len(content),
        uploaded_by=by,
    )


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
