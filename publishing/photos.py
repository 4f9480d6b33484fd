"""Photos made fit for the public: fully decoded, turned upright, stripped, copied in three sizes.

Only pixels leave this module. EXIF, GPS, XMP, IPTC, comments and colour profiles stay behind,
because every copy is written from a fresh image that never held them.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image

from publishing.file_kinds import HEAD_SIZE, FileKind, kind_of
from publishing.file_names import clean_name
from publishing.pixels import bare, in_srgb, mixable, turn_of
from publishing.refusals import EMPTY, MEGABYTE, PROGRAM, UploadRefused, megabytes, naming

MAX_BYTES = 10 * MEGABYTE
# A JPEG is reduced while it is decoded; the others take up to 16 bytes of memory for every pixel.
MAX_PIXELS = {"JPEG": 60_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
LARGE, SMALL, PRINT = 1600, 480, 1240  # longest side in pixels
SUFFIX_LARGE, SUFFIX_SMALL, SUFFIX_PRINT = f"-{LARGE}.webp", f"-{SMALL}.webp", f"-{PRINT}.jpg"

TOO_BIG = _(
    "“%(name)s” is %(size)s MB; a photo may have at most %(limit)s MB. "
    "Take it again in a smaller size or make it smaller."
)
TOO_MANY_PIXELS = _(
    "“%(name)s” has more than %(limit)s million pixels. Set the camera to a smaller size or make the picture smaller."
)
HEIC = _(
    "“%(name)s” is a HEIC photo, which many devices cannot show. On an iPhone open Settings > "
    "Camera > Formats and choose “Most Compatible”, then take the photo again, "
    "or save this one as JPEG."
)
AVIF = _(
    "“%(name)s” is an AVIF picture, which many devices cannot show. Save it as JPEG or PNG and choose it again."
)
NOT_A_PHOTO = _("“%(name)s” is %(kind)s. Photos must be JPEG, PNG or WebP.")
DAMAGED = _(
    "“%(name)s” is damaged or was cut off on the way. Choose it again; if that does not help, take the photo again."
)

_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
_SENTENCES = {FileKind.PROGRAM: PROGRAM, FileKind.HEIC: HEIC, FileKind.AVIF: AVIF}


@dataclass(frozen=True)
class PhotoCopy:
    """One file made from a photo, ready to be stored; sides in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class ProcessedPhoto:
    """A photo as the portal keeps it; `sha256` is that of the original, which is not kept."""

    original_name: str
    sha256: str
    large: PhotoCopy  # at most 1600 px, WebP
    small: PhotoCopy  # at most 480 px, WebP
    print: PhotoCopy  # at most 1240 px, JPEG


def process_photo(upload: BinaryIO, *, name: str) -> ProcessedPhoto:
    """Return the three copies of a JPEG, PNG or WebP photo, none larger than the photo was.

    Of a moving picture the first frame counts. `name` only appears in sentences and in
    `original_name`. Raises `UploadRefused`.
    """
    with naming(name):
        content = _read(upload)
        picture = _picture(content, _format_of(content))
    return ProcessedPhoto(
        original_name=clean_name(name),
        sha256=hashlib.sha256(content).hexdigest(),
        large=_copy(picture, LARGE, "WEBP", quality=80, method=4),
        small=_copy(picture, SMALL, "WEBP", quality=80, method=4),
        print=_copy(picture, PRINT, "JPEG", quality=80, optimize=True),
    )


def _read(upload: BinaryIO) -> bytes:
    size = upload.seek(0, 2)
    if size > MAX_BYTES:
        raise UploadRefused(TOO_BIG, size=megabytes(size), limit=megabytes(MAX_BYTES))
    if not size:
        raise UploadRefused(EMPTY)
    upload.seek(0)
    return upload.read(MAX_BYTES)


def _format_of(content: bytes) -> str:
    kind = kind_of(content[:HEAD_SIZE])
    if kind not in _FORMATS:
        raise UploadRefused(_SENTENCES.get(kind, NOT_A_PHOTO), kind=kind.label)
    return _FORMATS[kind]


def _picture(content: bytes, file_format: str) -> Image.Image:
    """Return the picture upright, in sRGB, on white paper, at most `LARGE`, and nothing else."""
    image = _decoded(content, file_format)
    profile, turn = image.info.get("icc_profile"), turn_of(image)
    image = mixable(image)
    image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = bare(in_srgb(_on_white_paper(image), profile))
    return image.transpose(turn) if turn is not None else image


def _decoded(content: bytes, file_format: str) -> Image.Image:
    limit = MAX_PIXELS[file_format]
    too_many = UploadRefused(TOO_MANY_PIXELS, limit=limit // 1_000_000)
    try:
        image: Image.Image = Image.open(BytesIO(content), formats=[file_format])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_many from None
    except Exception as error:  # Pillow lets almost anything out when a file is damaged
        raise UploadRefused(DAMAGED) from error
    if image.width * image.height > limit:
        raise too_many
    try:
        image.draft(None, _within(image.size, LARGE))
        image.load()
    except Exception as error:
        raise UploadRefused(DAMAGED) from error
    return image


def _within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Return `size` with its longer side at `longest`, the form that `draft` understands."""
    scale = longest / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _on_white_paper(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _copy(picture: Image.Image, longest: int, file_format: str, **options: Any) -> PhotoCopy:
    image = picture.copy()
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    file = BytesIO()
    image.save(file, file_format, **options)
    return PhotoCopy(file.getvalue(), image.width, image.height)
