"""The key file (แฟ้มกุญแจ): secrets of receipts and tickets that no backup of the database holds."""

import functools
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from complaints.models import Case, Question
from complaints.sealing.boxes import KEY_SIZE, new_key

_NAMES = ("receipt", "ticket", "pepper")


@dataclass(frozen=True)
class KeyFile:
    """`receipt` makes codes of tickets, `ticket` closes tickets, `pepper` slows guessing of codes."""

    receipt: bytes
    ticket: bytes
    pepper: bytes


def keys() -> KeyFile:
    """Return the secrets, made on first use; raises `ImproperlyConfigured` when they were lost."""
    return _read(str(settings.COMPLAINT_KEYS))


@functools.cache
def _read(name: str) -> KeyFile:
    path = Path(name)
    if not path.exists():
        _check_nothing_is_lost()
        _make(path)
    try:
        stored = json.loads(path.read_text())
        values = {each: bytes.fromhex(stored[each]) for each in _NAMES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured("The key file of the complaints cannot be read.") from error
    if any(len(value) != KEY_SIZE for value in values.values()):
        raise ImproperlyConfigured("The key file of the complaints is damaged.")
    return KeyFile(**values)


def _check_nothing_is_lost() -> None:
    """A new file would silently turn every receipt that people hold into waste paper."""
    if Case.objects.exists() or Question.objects.exists():
        raise ImproperlyConfigured(
            "The key file of the complaints is missing, and receipts were given under it: "
            "restore it from where COMPLAINT_KEYS is kept."
        )


def _make(path: Path) -> None:
    """Write the file whole or not at all; when two processes begin together, one file wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)  # mode 0600
    with os.fdopen(handle, "w") as out:
        json.dump({name: new_key().hex() for name in _NAMES}, out)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        Path(part).unlink()
