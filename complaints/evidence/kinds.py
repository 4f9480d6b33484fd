"""Which kinds of file a reporter may send, told by the content; the name must say the same. Pure."""

from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.file_kinds import HEAD_SIZE, DocumentKind, FileKind, kind_of


class EvidenceKind(models.TextChoices):
    """A kind that is taken; the label completes “this is …”."""

    JPEG = "jpeg", _("a JPEG photo")
    PNG = "png", _("a PNG picture")
    WEBP = "webp", _("a WebP picture")
    PDF = "pdf", _("a PDF document")
    DOCX = "docx", _("a Word document")
    XLSX = "xlsx", _("an Excel file")
    MP3 = "mp3", _("an MP3 recording")
    MP4 = "mp4", _("an MP4 recording")

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of names that people and programs give to this kind."""
        return _ENDINGS.get(self, (f".{self.value}",))

    def mime_of(self, name: str) -> str:
        """Return the MIME type; sounds and films of MP4 differ by their name alone."""
        if self == EvidenceKind.MP4 and ending_of(name) == ".m4a":
            return "audio/mp4"
        return _MIMES[self]


_ENDINGS = {EvidenceKind.JPEG: (".jpg", ".jpeg", ".jfif"), EvidenceKind.MP4: (".mp4", ".m4a")}
_MIMES = {
    EvidenceKind.JPEG: "image/jpeg",
    EvidenceKind.PNG: "image/png",
    EvidenceKind.WEBP: "image/webp",
    EvidenceKind.PDF: DocumentKind.PDF.mime,
    EvidenceKind.DOCX: DocumentKind.DOCX.mime,
    EvidenceKind.XLSX: DocumentKind.XLSX.mime,
    EvidenceKind.MP3: "audio/mpeg",
    EvidenceKind.MP4: "video/mp4",
}
PICTURES = {EvidenceKind.JPEG: "JPEG", EvidenceKind.PNG: "PNG", EvidenceKind.WEBP: "WEBP"}
PICTURE_OF_MIME = {_MIMES[kind]: name for kind, name in PICTURES.items()}
RECORDINGS = {EvidenceKind.MP3, EvidenceKind.MP4}

_MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash"}
_MP4_BRANDS |= {b"M4A ", b"M4B ", b"M4V ", b"MSNV"}
_QUICKTIME = b"qt  "
_BOX_HEAD, _MOST_BOXES = 8, 20_000
_FRAMES_NEEDED = 3  # of an MP3 in a row, so that chance is no sound
_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2.5
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def found_kind(content: bytes) -> FileKind | EvidenceKind:
    """Return what a file is; a recording that is taken as such, a ZIP file still unopened."""
    head = content[:HEAD_SIZE]
    kind = kind_of(head)
    if head.startswith(b"ID3") or (kind == FileKind.UNKNOWN and _frames_at(content, 0)):
        return EvidenceKind.MP3
    if kind == FileKind.VIDEO and head[4:8] == b"ftyp" and _is_mp4(head):
        return EvidenceKind.MP4
    return kind


def is_whole_recording(kind: EvidenceKind, content: bytes) -> bool:
    """Tell whether a recording holds to its format from the first byte on."""
    if kind == EvidenceKind.MP4:
        return b"moov" in _boxes(content)
    return _frames_at(content, _behind_id3(content))


def _is_mp4(head: bytes) -> bool:
    length = min(int.from_bytes(head[:4]), len(head))
    brands = {head[at : at + 4] for at in (8, *range(16, length, 4))}
    return bool(brands & _MP4_BRANDS) and head[8:12] != _QUICKTIME


def _boxes(content: bytes) -> set[bytes]:
    """Return the kinds of the boxes that fill an MP4 from end to end, none when they do not."""
    found: set[bytes] = set()
    at = 0
    for _number in range(_MOST_BOXES):
        head = content[at : at + 16]
        length, kind = int.from_bytes(head[:4]), head[4:8]
        if length == 0:  # up to the end
            length = len(content) - at
        if length == 1:
            length = int.from_bytes(head[8:])
        if length < _BOX_HEAD:
            return set()
        found.add(kind)
        at += length
        if at >= len(content):
            break
    return found if at == len(content) else set()


def _behind_id3(content: bytes) -> int:
    """Return where the sound begins behind its label and the padding of that."""
    if not content.startswith(b"ID3"):
        return 0
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte & 0x7F
    rest = content[10 + size :]
    return len(content) - len(rest.lstrip(b"\0"))


def _frames_at(content: bytes, at: int) -> bool:
    """Tell whether frames of MPEG layer 3 follow one another from `at` on."""
    for _number in range(_FRAMES_NEEDED):
        length = _frame_length(content[at : at + 4])
        if not length:
            return False
        at += length
    return at <= len(content)


def _frame_length(head: bytes) -> int:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, speed = head[1] >> 3 & 3, head[2] >> 2 & 3, head[2] >> 4
    if version == 1 or rate == 3 or speed in {0, 15}:
        return 0
    per_frame = 144_000 if version == 3 else 72_000
    return per_frame * _BITRATES[version][speed] // _RATES[version][rate] + (head[2] >> 1 & 1)
