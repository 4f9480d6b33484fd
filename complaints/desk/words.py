"""Six random Thai words as a passphrase that can be remembered."""

import functools
import secrets
from pathlib import Path

COUNT = 6


def proposed() -> str:
    """Return a passphrase to propose: about 53 bits, on top of a slow derivation."""
    return " ".join(secrets.choice(words()) for _each in range(COUNT))


@functools.cache
def words() -> tuple[str, ...]:
    text = (Path(__file__).parent / "data" / "words.txt").read_text(encoding="utf-8")
    return tuple(text.split())
