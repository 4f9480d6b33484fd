"""A hostile file for the tests of evidence, and what the portal answers to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from complaints.evidence import judging
from complaints.evidence.kinds import EvidenceKind
from publishing.file_kinds import FileKind
from tests.publishing import samples

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


@dataclass(frozen=True)
class Bomb:
    """A file to send; `sentence` with `facts` is the answer, None when the file is taken."""

    name: str
    build: Callable[[], bytes]
    sentence: str | Promise | None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def answer(self) -> str:
        return str(self.sentence) % {"name": self.name, **self.facts} if self.sentence else ""


def small(file_format: str, **options: object) -> bytes:
    return samples.picture(samples.four_corners(), file_format, **options)


def not_taken(name: str, build: Callable[[], bytes], kind: FileKind) -> Bomb:
    return Bomb(name, build, judging.NOT_TAKEN, {"kind": kind.label})


def wrongly_named(name: str, build: Callable[[], bytes], kind: EvidenceKind) -> Bomb:
    facts = {"kind": kind.label, "endings": " ".join(kind.endings)}
    return Bomb(name, build, judging.WRONG_ENDING, facts)
