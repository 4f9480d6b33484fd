"""Pictures that claim too much, move, or are something else (security.md 7.9)."""

import itertools
import struct
import zlib

from PIL import Image

from complaints.evidence import judging
from complaints.evidence.kinds import EvidenceKind
from publishing import photos, refusals
from publishing.file_kinds import FileKind
from tests.complaints.bomb import HTML, Bomb, not_taken, small, wrongly_named
from tests.publishing import samples


def claiming_jpeg() -> bytes:
    content = small("JPEG")
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + (65_500).to_bytes(2) * 2 + content[at + 4 :]


def claiming_webp() -> bytes:
    content = small("WEBP", lossless=True, exif=samples.phone_exif(1))
    return content[:24] + (16_382).to_bytes(3, "little") * 2 + content[30:]


def gif_of_frames() -> bytes:
    screen = b"GIF89a" + struct.pack("<2H", 1, 1) + b"\x80\0\0" + bytes(3) + b"\xff" * 3
    frame = b"\x2c" + struct.pack("<4H", 0, 0, 1, 1) + b"\0" + b"\x02\x02\x44\x01\0"
    return screen + frame * 10_000 + b"\x3b"


def moving(file_format: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    return samples.picture(frames[0], file_format, save_all=True, append_images=frames[1:])


def jpeg_of_scans() -> bytes:
    """Return a progressive JPEG whose last scan comes a thousand times."""
    content = small("JPEG", progressive=True)
    at = content.rindex(b"\xff\xda")
    return content[:at] + content[at:-2] * 1000 + content[-2:]


def png_almost_whole() -> bytes:
    """Return a picture of 40 million pixels in colour, of which the last rows are missing."""
    width, height = 6300, 6300
    packer = zlib.compressobj(1)
    rows = bytes((1 + width * 8) * 100)
    packed = b"".join(packer.compress(rows) for _ in range(height // 100)) + packer.flush()
    header = struct.pack(">2L5B", width, height, 16, 6, 0, 0, 0)
    chunks = samples.png_chunk(b"IHDR", header) + samples.png_chunk(b"IDAT", packed[:-9000])
    return b"\x89PNG\r\n\x1a\n" + chunks


def png_with_text(size: int) -> bytes:
    content = small("PNG")
    packed = zlib.compress(bytes(size), 9)
    return content[:33] + samples.png_chunk(b"zTXt", b"Comment\0\0" + packed) + content[33:]


def svg_of_laughs() -> bytes:
    names = [f"l{number}" for number in range(10)]
    entities = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in itertools.pairwise(names))
    return f"<!DOCTYPE svg [<!ENTITY l0 'lol'>{entities}]><svg><text>&l9;</text></svg>".encode()


SVG_XXE = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9999/"/>&x;</svg>'
)


PIXELS = {"limit": 40}
PICTURES = {
    "PNG of 50,000 x 50,000": Bomb(
        "a.png", lambda: samples.giant_png(50_000, 50_000), photos.TOO_MANY_PIXELS, PIXELS
    ),
    "PNG of 13,000 x 13,000": Bomb(
        "a.png", lambda: samples.giant_png(13_000, 13_000), photos.TOO_MANY_PIXELS, PIXELS
    ),
    "PNG just over the limit": Bomb(
        "a.png", lambda: samples.giant_png(6_400, 6_300), photos.TOO_MANY_PIXELS, PIXELS
    ),
    "PNG of 40 million pixels, cut off": Bomb("a.png", png_almost_whole, photos.DAMAGED),
    "JPEG that claims 65,500 x 65,500": Bomb(
        "a.jpg", claiming_jpeg, photos.TOO_MANY_PIXELS, PIXELS
    ),
    "WebP that claims 16,383 x 16,383": Bomb(
        "a.webp", claiming_webp, photos.TOO_MANY_PIXELS, PIXELS
    ),
    "JPEG of a thousand scans": Bomb("a.jpg", jpeg_of_scans, photos.DAMAGED),
    "PNG with a text of 100 MB": Bomb("a.png", lambda: png_with_text(100_000_000), photos.DAMAGED),
    "GIF of 10,000 frames": Bomb("a.gif", gif_of_frames, judging.GIF),
    "PNG that moves": Bomb("a.png", lambda: moving("PNG"), judging.MOVING),
    "WebP that moves": Bomb("a.webp", lambda: moving("WEBP"), judging.MOVING),
    "SVG of a billion laughs": Bomb("a.svg", svg_of_laughs, judging.SVG),
    "SVG that reads files": Bomb("a.svg", lambda: SVG_XXE, judging.SVG),
    "SVG named PNG": Bomb("a.png", lambda: SVG_XXE, judging.SVG),
    "HEIC": Bomb("a.heic", lambda: samples.heif_head(b"heic"), photos.HEIC),
    "HEIC named JPEG": Bomb("a.jpg", lambda: samples.heif_head(b"heic"), photos.HEIC),
    "AVIF": Bomb("a.avif", lambda: small("AVIF"), photos.AVIF),
    "TIFF": not_taken("a.tif", lambda: small("TIFF"), FileKind.TIFF),
    "BMP": not_taken("a.bmp", lambda: small("BMP"), FileKind.BMP),
    "web page named JPEG": not_taken("a.jpg", lambda: HTML, FileKind.WEB_PAGE),
    "JPEG and ZIP in one": Bomb(
        "a.jpg", lambda: small("JPEG") + samples.package({"a.exe": "MZ"}), refusals.HIDDEN_FILE
    ),
    "JPEG and web page in one": Bomb(
        "a.jpg", lambda: small("JPEG", comment=HTML), refusals.HIDDEN_FILE
    ),
    "JPEG cut off": Bomb("a.jpg", lambda: small("JPEG")[:700], photos.DAMAGED),
    "PNG that ends after its head": Bomb(
        "a.png", lambda: small("PNG")[:33] + b"\xa5" * 300, photos.DAMAGED
    ),
    "PNG named JPEG": wrongly_named("a.jpg", lambda: small("PNG"), EvidenceKind.PNG),
}
