"""The agency's seal: a picture read and written anew, so that only its pixels are kept."""

from io import BytesIO
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000
LONGEST_SIDE = 512  # pixels
FORMATS = ["PNG", "JPEG", "WEBP"]

TOO_BIG = _("The picture of the seal may have at most 2 MB. Make it smaller and choose it again.")
TOO_MANY_PIXELS = _("The picture of the seal may have at most 16 million pixels. Make it smaller.")
NOT_A_PICTURE = _("This is not a PNG, JPEG or WebP picture, or it is damaged. Choose another file.")


class SealRefused(Exception):
    """A file that is no seal; reads as a sentence for the person who chose it."""

    def __init__(self, sentence: Promise) -> None:
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.args[0])


def process_seal(upload: BinaryIO) -> bytes:
    """Return the seal as a PNG of at most 512 pixels, see-through where it was.

    Raises `SealRefused`.
    """
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SealRefused(TOO_BIG)
    picture = _picture(content)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGBA", picture.size)  # Pillow hands comments on from copy to copy otherwise
    bare.paste(picture)
    file = BytesIO()
    bare.save(file, "PNG", optimize=True)
    return file.getvalue()


def _picture(content: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise SealRefused(TOO_MANY_PIXELS)
        return ImageOps.exif_transpose(image).convert("RGBA")
    except SealRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise SealRefused(TOO_MANY_PIXELS) from None
    except Exception as error:  # Pillow lets almost anything out when a file is damaged
        raise SealRefused(NOT_A_PICTURE) from error
