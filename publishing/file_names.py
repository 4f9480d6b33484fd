"""Names of files: the one a person gave, for reading only, and the one that we store under."""

import re
from pathlib import PurePosixPath

from thai.text import clean

MAX_LENGTH = 120
UNNAMED = "file"

_SHA256 = re.compile("[0-9a-f]{64}")


def stored_name(folder: str, sha256: str, suffix: str) -> str:
    """Return the storage name of a content, e.g. `photos/ab/abcd…-480.webp`.

    Nothing a stranger typed is part of it: the folder and suffix are ours, the rest is the hash.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256!r}")
    return f"{folder}/{sha256[:2]}/{sha256}{suffix}"


def clean_name(name: str) -> str:
    """Return the name a person gave to a file, safe to show but never a path to store under.

    One line of at most `MAX_LENGTH` characters, without folders and hidden characters; the ending
    that says what kind of file it is stays.
    """
    last = " ".join(clean(re.split(r"[/\\]", name)[-1]).split()).lstrip(". ")
    if len(last) <= MAX_LENGTH:
        return last or UNNAMED
    ending = PurePosixPath(last).suffix[:16]
    return last[: MAX_LENGTH - len(ending) - 1].rstrip() + "…" + ending
