"""Pictures inside documents, freed of what they tell about their maker, pixel for pixel the same.

A photo put into Word or a PDF keeps its EXIF: camera, owner, hour and place. Here the labelled pieces
of the file are left out and the packed pixels are not touched, so a document keeps its looks.
"""

import re
import struct
from collections.abc import Iterator

_JPEG_START, _JPEG_SCAN, _JPEG_END = b"\xff\xd8", 0xDA, 0xD9
# JFIF, and what tells how colours are stored (Adobe); all other labels and comments go.
_JPEG_LABELS_KEPT = {0xE0, 0xEE}
_JPEG_COMMENT, _JPEG_LABELS = 0xFE, range(0xE0, 0xF0)
_JPEG_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # what ends the packed pixels
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"sBIT",
    b"pHYs",
}
_PNG_KEPT |= {b"acTL", b"fcTL", b"fdAT"}
_WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
_WEBP_FLAGS_KEPT = 0b0001_0010  # transparency and movement; not profile, EXIF and XMP
_JP2_START = b"\0\0\0\x0cjP  \r\n\x87\n"
_JP2_HEAD = 8
_JP2_LABELS = {b"uuid", b"uinf", b"xml "}
_GIF_COMMENT, _GIF_APPLICATION, _GIF_LOOP = 0xFE, 0xFF, b"\x0bNETSCAPE2.0"


class NotAPicture(ValueError):
    """The file does not hold to its format: what it hides could not be found."""


def without_tags(content: bytes) -> bytes:
    """Return a JPEG, JPEG 2000, PNG, WebP or GIF without labels, anything else as it is.

    Raises `NotAPicture` when the file cannot be followed from piece to piece.
    """
    try:
        if content.startswith(_JPEG_START):
            return _JPEG_START + b"".join(_jpeg_pieces(content))
        if content.startswith(_PNG_START):
            return _PNG_START + b"".join(_png_pieces(content))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            body = b"WEBP" + b"".join(_webp_pieces(content))
            return b"RIFF" + struct.pack("<L", len(body)) + body
        if content.startswith(_JP2_START):
            return b"".join(_jp2_pieces(content))
        if content.startswith(b"GIF8"):
            return b"".join(_gif_pieces(content))
    except (IndexError, struct.error) as error:
        raise NotAPicture from error
    return content


def _jpeg_pieces(content: bytes) -> Iterator[bytes]:
    at = len(_JPEG_START)
    while (kind := content[at + 1]) != _JPEG_END:
        if content[at] != 0xFF:
            raise NotAPicture
        if kind == 0xFF:  # padding
            at += 1
            continue
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if kind == _JPEG_SCAN:
            mark = _JPEG_MARK.search(content, end)
            if mark is None:  # scanners forget the end
                yield content[at:]
                return
            end = mark.start()
        if kind in _JPEG_LABELS_KEPT:
            yield _plain_label(content[at:end])
        elif kind != _JPEG_COMMENT and kind not in _JPEG_LABELS:
            yield content[at:end]
        at = end
    yield b"\xff\xd9"  # what stands behind it (a second picture, a film) goes


def _plain_label(piece: bytes) -> bytes:
    """Return a label about colours or JFIF without its thumbnail, nothing for any other."""
    if piece[4:9] == b"JFIF\0":
        return b"\xff\xe0\x00\x10" + piece[4:16] + b"\0\0"
    return piece[:16] if piece.startswith(b"\xff\xee\x00\x0eAdobe") else b""


def _png_pieces(content: bytes) -> Iterator[bytes]:
    at = len(_PNG_START)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">L4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise NotAPicture
        if kind in _PNG_KEPT:
            yield content[at:end]
        at = end


def _webp_pieces(content: bytes) -> Iterator[bytes]:
    at, size = 12, 8 + struct.unpack_from("<L", content, 4)[0]
    if size > len(content):
        raise NotAPicture
    while at < size:
        kind, length = struct.unpack_from("<4sL", content, at)
        end = at + 8 + length + length % 2
        piece = content[at:end]
        if kind == b"VP8X":
            piece = piece[:8] + bytes([piece[8] & _WEBP_FLAGS_KEPT]) + piece[9:]
        if kind in _WEBP_KEPT:
            yield piece
        at = end


def _jp2_pieces(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        length, kind = struct.unpack_from(">L4s", content, at)
        if length == 1:
            length = struct.unpack_from(">Q", content, at + 8)[0]
        elif length == 0:  # up to the end
            length = len(content) - at
        if length < _JP2_HEAD:
            raise NotAPicture
        if kind not in _JP2_LABELS:
            yield content[at : at + length]
        at += length


def _gif_pieces(content: bytes) -> Iterator[bytes]:
    at = 13 + _colours(content[10])
    yield content[:at]
    while content[at] != 0x3B:
        if content[at] == 0x21:
            end = _behind_blocks(content, at + 2)
            is_loop = content[at + 2 : at + 14] == _GIF_LOOP
            if content[at + 1] != _GIF_COMMENT and (content[at + 1] != _GIF_APPLICATION or is_loop):
                yield content[at:end]
        elif content[at] == 0x2C:
            end = _behind_blocks(content, at + 11 + _colours(content[at + 9]))
            yield content[at:end]
        else:
            raise NotAPicture
        at = end
    yield b"\x3b"


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _behind_blocks(content: bytes, at: int) -> int:
    while length := content[at]:
        at += 1 + length
    return at + 1
