"""Why the portal does not take a file, in sentences for the person who sent it."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publishing.file_names import clean_name

MEGABYTE = 1024 * 1024

EMPTY = _("“%(name)s” is empty. Choose the file again.")
PROGRAM = _("“%(name)s” is a program, whatever its name says. Programs are never accepted.")
PASSWORD = _("“%(name)s” is protected with a password. Save it without one and choose it again.")
HIDDEN_FILE = _(
    "“%(name)s” hides a second file inside. Open it in its program and save it as a new file."
)
DAMAGED_DOCUMENT = _(
    "“%(name)s” is damaged or was cut off on the way. "
    "Open it in its program, save it as a new file and choose that one."
)


class UploadRefused(Exception):
    """A file that is not taken; reads as one sentence: which file, what is wrong, what to do."""

    def __init__(self, sentence: str | Promise, **facts: object) -> None:
        super().__init__(sentence, facts)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        return str(self.sentence) % ({"name": ""} | self.facts)


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the file's name, made safe to show, into every refusal raised inside."""
    try:
        yield
    except UploadRefused as refused:
        refused.facts["name"] = clean_name(name)
        raise


def megabytes(size: int) -> str:
    """Return `size` in MB, rounded up to a tenth: what is too big never reads as the limit."""
    return f"{math.ceil(size / MEGABYTE * 10) / 10:g}"
