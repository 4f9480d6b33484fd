"""Files of offices, read into clean tables: Excel and CSV of any kind, judged by their content."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from publishing.import_table import CleanTable, ImportColumn


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
    raise NotImplementedError
