"""Draws a picture anew, a process of its own: `complaints.evidence.child` starts and limits it.

On standard input one line of JSON and then the file; on standard output one line of JSON and then
the picture: the same pixels, upright, in sRGB, in a file that never held anything else.
"""

import json
import struct
import sys
from io import BytesIO

from PIL import Image

from publishing.pixels import bare, in_srgb, mixable, turn_of

MAX_PIXELS = 40_000_000
MAX_SCANS = 100  # of a JPEG; each costs as much time as a whole picture
Image.MAX_IMAGE_PIXELS = None  # our own limit is lower and counts first

# Standard tables, not those of the photo: these are a fingerprint of the camera or program.
OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 90},
    "PNG": {"compress_level": 4},
    "WEBP": {"quality": 90, "method": 1},
}


class Refused(Exception):
    """The picture is not drawn; the word says why."""


def drawn(content: bytes, kind: str, *, longest: int, wanted: str) -> bytes:
    """Return a `kind` as a `wanted`, with its sides up to `longest` where that is not 0."""
    image = opened(content, kind)
    if longest:
        image.draft(None, (longest, longest))
    try:
        image.load()
    except Exception:
        raise Refused("damaged") from None
    turn, profile = turn_of(image), image.info.get("icc_profile")
    image = plain(image, profile)
    if longest:
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn is not None:
        image = image.transpose(turn)
    file = BytesIO()
    image.save(file, wanted, **OPTIONS[wanted])
    return file.getvalue()


def opened(content: bytes, kind: str) -> Image.Image:
    if kind == "WEBP" and pixels_of_webp(content) > MAX_PIXELS:
        raise Refused("pixels")  # its decoder takes the memory as soon as it is opened
    if kind == "JPEG" and content.count(b"\xff\xda") > MAX_SCANS:
        raise Refused("damaged")
    try:
        image: Image.Image = Image.open(BytesIO(content), formats=[kind])
    except Exception:  # Pillow lets almost anything out when a file is damaged
        raise Refused("damaged") from None
    if image.width * image.height > MAX_PIXELS:
        raise Refused("pixels")
    # Many phones put a second picture behind a JPEG; only the first is meant to be seen.
    if kind != "JPEG" and getattr(image, "is_animated", False):
        raise Refused("moving")
    return image


def pixels_of_webp(content: bytes) -> int:
    """Return the number of pixels that the head of a WebP claims."""
    kind, head = content[12:16], content[20:30].ljust(10, b"\0")
    if kind == b"VP8X":
        return (int.from_bytes(head[4:7], "little") + 1) * (
            int.from_bytes(head[7:10], "little") + 1
        )
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    width, height = struct.unpack_from("<2H", head, 6)
    return int(width & 0x3FFF) * int(height & 0x3FFF)


def plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    image = mixable(image)
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if image.mode == "L":
        return bare(image, mode="L")
    image = in_srgb(image, profile, mode=mode)
    return bare(image if image.mode == mode else image.convert(mode), mode=mode)


def main() -> None:
    job = json.loads(sys.stdin.buffer.readline())
    try:
        facts, picture = {}, drawn(sys.stdin.buffer.read(), **job)
    except Refused as refused:
        facts, picture = {"refused": str(refused)}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + picture)


if __name__ == "__main__":
    main()
