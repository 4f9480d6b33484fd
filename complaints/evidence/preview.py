"""What an officer sees of a file without opening it: drawn pages, drawn pictures, plain words.

Nothing of the file itself reaches the browser: pictures are drawn anew, pages of a PDF become
pictures, Word and Excel become text. Sounds and films have no preview.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from complaints.evidence.child import Answer, ChildFailed, NoTurn, ask
from complaints.evidence.kinds import PICTURE_OF_MIME
from publishing.file_kinds import DocumentKind

MIME = "image/webp"  # of every picture below
LONGEST = 1600  # pixels
MAX_PAGES = 30
MAX_LETTERS = 200_000

_TEXT_KINDS = {DocumentKind.DOCX.mime: "docx", DocumentKind.XLSX.mime: "xlsx"}


class NoPreview(Exception):
    """The file cannot be shown; reads as a sentence and tells nothing of the file."""


@dataclass(frozen=True)
class Look:
    """Pictures of a file (WebP), and how many more pages it has that are not drawn."""

    pictures: list[bytes]
    left_out: int = 0


def look(mime: str, content: bytes) -> Look:
    """Return the pictures of a picture or a PDF, none for other kinds; raises `NoPreview`."""
    if kind := PICTURE_OF_MIME.get(mime):
        job = {"kind": kind, "wanted": "WEBP", "longest": LONGEST}
        facts, picture = _asked("picture_worker", content, **job)
        if "refused" in facts:
            raise _no_preview()
        return Look([picture])
    if mime != DocumentKind.PDF.mime:
        return Look([])
    facts, pictures = _asked("page_worker", content, most=MAX_PAGES, longest=LONGEST)
    return Look(_divided(pictures, facts["sizes"]), facts["pages"] - len(facts["sizes"]))


def pictures(note_mime: str, content: bytes) -> list[bytes]:
    """Return the pictures alone; raises `NoPreview`."""
    return look(note_mime, content).pictures


def text_of(mime: str, content: bytes) -> str:
    """Return the words of a Word or Excel file, one line for a paragraph or a row; else nothing.

    Raises `NoPreview`.
    """
    if mime not in _TEXT_KINDS:
        return ""
    facts, text = _asked("text_worker", content, kind=_TEXT_KINDS[mime], most=MAX_LETTERS)
    rest = "\n" + _("(The rest is not shown here. Download the file to read it.)")
    return text.decode() + (rest if facts["is_cut"] else "")


def _asked(worker: str, content: bytes, **job: object) -> Answer:
    try:
        return ask(worker, content, **job)
    except (ChildFailed, NoTurn):
        raise _no_preview() from None


def _no_preview() -> NoPreview:
    return NoPreview(_("This file cannot be shown here. Download it to read it."))


def _divided(joined: bytes, sizes: list[int]) -> list[bytes]:
    parts, at = [], 0
    for size in sizes:
        parts.append(joined[at : at + size])
        at += size
    return parts
