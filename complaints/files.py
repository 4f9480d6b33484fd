"""Sealed files on disk: written whole or not at all, named at random, dated by the day."""

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from complaints.sealing.boxes import new_key
from complaints.sealing.streams import open_file, seal_file

_DAY = 24 * 60 * 60
PART = ".part"


def root() -> Path:
    path = Path(settings.SEALED_ROOT)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def stored_files() -> Iterator[tuple[str, os.stat_result]]:
    """Give the name and the facts of every file; one that gets its name meanwhile is left out."""
    with os.scandir(root()) as files:
        for file in files:
            with contextlib.suppress(FileNotFoundError):
                yield file.name, file.stat()


def keep_sealed(content: bytes) -> tuple[str, bytes]:
    """Seal a file with a key of its own; return its stored name and the key.

    A file that no row names afterwards is swept by `manage.py tick`: it is never removed on an
    error here, because the row may have been committed all the same.
    """
    name, key = secrets.token_hex(24), new_key()
    part = root() / f"{name}{PART}"
    try:
        with part.open("xb") as out:
            seal_file(key, content, out)
            out.flush()
            os.fsync(out.fileno())
        midnight = int(time.time()) // _DAY * _DAY
        os.utime(part, (midnight, midnight))
        part.rename(root() / name)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder()
    return name, key


def open_sealed(name: str, key: bytes) -> bytes:
    """Return the content of a stored file; raises `CannotOpen` and `FileNotFoundError`."""
    with (root() / name).open("rb") as sealed:
        return open_file(key, sealed)


def forget(name: str) -> None:
    """Remove a sealed file."""
    (root() / name).unlink(missing_ok=True)


def _sync_folder() -> None:
    handle = os.open(root(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
