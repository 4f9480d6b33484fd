"""Which files a report may carry, and what is left of them: pixels, pages and words, not their maker.

A file is told by its content; its name must end accordingly and never becomes part of a path. What
tells about the reporter is taken out in a process of its own (`child`). Sounds and films are kept
as they came and marked: taking hidden data out of them would put them in doubt.
"""

import hashlib
import time
import zipfile
from collections.abc import Sequence
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.contents import CleanFile
from complaints.evidence.child import ChildFailed, NoTurn, ask
from complaints.evidence.kinds import (
    PICTURES,
    RECORDINGS,
    EvidenceKind,
    ending_of,
    found_kind,
    is_whole_recording,
)
from publishing.documents import inspect_document
from publishing.file_kinds import HEAD_SIZE, FileKind, markup_in
from publishing.file_names import clean_name
from publishing.office_files import EXTERNAL, kind_of_office_file
from publishing.pdf_files import check_facts, check_single
from publishing.photos import AVIF, DAMAGED, HEIC, TOO_MANY_PIXELS
from publishing.refusals import (
    DAMAGED_DOCUMENT,
    EMPTY,
    HIDDEN_FILE,
    MEGABYTE,
    PROGRAM,
    UploadRefused,
    megabytes,
    naming,
)

MAX_FILES = 5
MAX_BYTES = 20 * MEGABYTE  # of all files together
MAX_MILLION_PIXELS = 40
SECONDS = 12  # after which no further file is begun: servers cut off a request of half a minute

TOO_MANY = _("You chose %(count)s files; at most %(limit)s can be sent at once.")
TOO_BIG = _(
    "The files have %(size)s MB together; at most %(limit)s MB can be sent at once. "
    "Make them smaller, or send fewer now and the others later with your receipt code."
)
NOT_TAKEN = _(
    "“%(name)s” is %(kind)s. Files can be pictures (JPG, PNG, WebP), PDF, Word (.docx), "
    "Excel (.xlsx), sounds (MP3, M4A) or films (MP4)."
)
WRONG_ENDING = _(
    "“%(name)s” is %(kind)s inside, but its name does not end in %(endings)s. "
    "Give it the right ending and choose it again."
)
SVG = _(
    "“%(name)s” is an SVG drawing, which can hold programs. Save it as PNG or PDF and choose that one."
)
GIF = _("“%(name)s” is a GIF picture. Save it as PNG, or as an MP4 film when it moves.")
ARCHIVE = _("“%(name)s” is an archive. Take the files out and choose them one by one.")
OTHER_RECORDING = _(
    "“%(name)s” is a sound or a film in a format that is not taken, such as MOV, WAV or AMR. "
    "Save it as MP3, M4A or MP4 and choose that one."
)
DAMAGED_RECORDING = _(
    "“%(name)s” is damaged or was cut off on the way. Choose it again; if that does not help, "
    "save the recording anew as MP3, M4A or MP4."
)
MOVING = _(
    "“%(name)s” is a moving picture. Save the picture that counts as PNG or JPG, or all as MP4."
)
STRANGE_PICTURE = _(
    "“%(name)s” contains a picture (%(part)s) from which hidden data cannot be removed. "
    "Save the document as PDF and choose that one."
)
TOO_SLOW = _(
    "“%(name)s” could not be checked in time because the files before it are very large. "
    "Make them smaller, or send fewer now and the others later with your receipt code."
)
BUSY = _("“%(name)s” could not be checked because the system is busy. Send it again in a minute.")

_SENTENCES: dict[FileKind | EvidenceKind, str | Promise] = {
    FileKind.HEIC: HEIC,
    FileKind.AVIF: AVIF,
    FileKind.GIF: GIF,
    FileKind.SVG: SVG,
    FileKind.ARCHIVE: ARCHIVE,
    FileKind.PROGRAM: PROGRAM,
    FileKind.VIDEO: OTHER_RECORDING,
}
_PICTURE_SENTENCES = {"pixels": TOO_MANY_PIXELS, "moving": MOVING, "damaged": DAMAGED}
_OFFICE_SENTENCES = {
    "fetched": EXTERNAL,
    "picture": STRANGE_PICTURE,
    "damaged": DAMAGED_DOCUMENT,
}


def judge(uploads: Sequence[UploadedFile], *, keep_originals: bool) -> list[CleanFile]:
    """Return what may be kept of uploaded files; raises `UploadRefused`, which reads as a sentence.

    With `keep_originals` a file that was changed is followed by the one that was sent. Nothing is
    written anywhere: the uploads are read in memory.
    """
    if len(uploads) > MAX_FILES:
        raise UploadRefused(TOO_MANY, count=len(uploads), limit=MAX_FILES)
    size = sum(upload.size or 0 for upload in uploads)
    if size > MAX_BYTES:
        raise UploadRefused(TOO_BIG, size=megabytes(size), limit=megabytes(MAX_BYTES))
    files: list[CleanFile] = []
    end = time.monotonic() + SECONDS
    for upload in uploads:
        if time.monotonic() > end:
            raise UploadRefused(TOO_SLOW, name=clean_name(upload.name or ""))
        files += _judged(upload, keep_originals=keep_originals)
    return files


def _judged(upload: UploadedFile, *, keep_originals: bool) -> list[CleanFile]:
    name = clean_name(upload.name or "")
    with naming(name):
        upload.seek(0)
        content = upload.read(MAX_BYTES + 1)
        kind = _kind(content, name)
        clean = _cleaned(content, kind)
    sha256 = hashlib.sha256(content).hexdigest()
    is_kept_as_is = kind in RECORDINGS
    mime = kind.mime_of(name)
    files = [CleanFile(name, mime, clean, sha256, has_hidden_data=is_kept_as_is)]
    if keep_originals and not is_kept_as_is:
        original = CleanFile(name, mime, content, sha256, has_hidden_data=True, is_original=True)
        files.append(original)
    return files


def _kind(content: bytes, name: str) -> EvidenceKind:
    """Return what the file is when it may be taken and its name says the same."""
    if not content:
        raise UploadRefused(EMPTY)
    found = found_kind(content)
    if found == FileKind.OLD_OFFICE:
        inspect_document(BytesIO(content), name=name)  # says why not, in its own sentence
    if found == FileKind.ZIP:
        office = kind_of_office_file(BytesIO(content))
        found = EvidenceKind(office.value) if office else FileKind.ARCHIVE
    if found.value not in EvidenceKind.values:
        sentence = _SENTENCES.get(found, HIDDEN_FILE if _hides_pdf(content) else NOT_TAKEN)
        raise UploadRefused(sentence, kind=found.label)
    kind = EvidenceKind(found.value)
    if ending_of(name) not in kind.endings:
        raise UploadRefused(WRONG_ENDING, kind=kind.label, endings=" ".join(kind.endings))
    return kind


def _hides_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:HEAD_SIZE]


def _cleaned(content: bytes, kind: EvidenceKind) -> bytes:
    try:
        if kind in PICTURES:
            _check_alone(content)
            return _picture(content, PICTURES[kind])
        if kind in RECORDINGS:
            _check_alone(content)
            if not is_whole_recording(kind, content):
                raise UploadRefused(DAMAGED_RECORDING)
            return content
        return _pdf(content) if kind == EvidenceKind.PDF else _office(content)
    except ChildFailed:
        raise UploadRefused(DAMAGED if kind in PICTURES else DAMAGED_DOCUMENT) from None
    except NoTurn:
        raise UploadRefused(BUSY) from None


def _check_alone(content: bytes) -> None:
    """Refuse what a browser or an archiver would take for something else as well."""
    head = content[:HEAD_SIZE]
    if markup_in(head) or _hides_pdf(content) or zipfile.is_zipfile(BytesIO(content)):
        raise UploadRefused(HIDDEN_FILE)


def _picture(content: bytes, kind: str) -> bytes:
    facts, picture = ask("picture_worker", content, kind=kind, wanted=kind, longest=0)
    if why := facts.get("refused"):
        raise UploadRefused(_PICTURE_SENTENCES[why], limit=MAX_MILLION_PIXELS)
    return picture


def _pdf(content: bytes) -> bytes:
    check_single(content)
    facts, pdf = ask("pdf_worker", content)
    check_facts(facts)
    return pdf


def _office(content: bytes) -> bytes:
    facts, document = ask("office_worker", content)
    if why := facts.get("refused"):
        raise UploadRefused(_OFFICE_SENTENCES[why], part=clean_name(facts["part"]))
    return document
