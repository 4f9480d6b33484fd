"""The pictures of the agency, its seal and the portraits of its officials.

Each is read and written anew, so that nothing but its pixels is kept: no place, no camera, no name.
"""

from io import BytesIO
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 16_000_000
LONGEST_SIDE = 512  # pixels
PORTRAIT = (400, 500)  # pixels, four to five
FORMATS = ["PNG", "JPEG", "WEBP"]

TOO_BIG = _("This picture is larger than 5 MB. Make it smaller and choose it again.")
TOO_MANY_PIXELS = _("This picture has more than 16 million pixels. Make it smaller.")
NOT_A_PICTURE = _("This is not a PNG, JPEG or WebP picture, or it is damaged. Choose another file.")


class PictureRefused(Exception):
    """A file that is no picture; reads as a sentence for the person who chose it."""

    def __init__(self, sentence: Promise) -> None:
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.args[0])


def process_seal(upload: BinaryIO) -> bytes:
    """Return the seal as a PNG of at most 512 pixels, see-through where it was.

    Raises `PictureRefused`.
    """
    picture = _picture(upload)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _written(picture, "RGBA", "PNG")


def process_portrait(upload: BinaryIO) -> bytes:
    """Return a portrait as a JPEG of 400 by 500 pixels, cut below the head where it is too tall.

    Raises `PictureRefused`.
    """
    portrait = ImageOps.fit(
        _picture(upload), PORTRAIT, Image.Resampling.LANCZOS, centering=(0.5, 0.0)
    )
    paper = Image.new("RGBA", PORTRAIT, "white")
    paper.alpha_composite(portrait)
    return _written(paper, "RGB", "JPEG")


def _written(picture: Image.Image, mode: str, file_format: str) -> bytes:
    bare = Image.new(mode, picture.size)  # Pillow hands comments on from copy to copy otherwise
    bare.paste(picture.convert(mode))
    file = BytesIO()
    bare.save(file, file_format, optimize=True, quality=85)
    return file.getvalue()


def _picture(upload: BinaryIO) -> Image.Image:
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise PictureRefused(TOO_BIG)
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise PictureRefused(TOO_MANY_PIXELS)
        return ImageOps.exif_transpose(image).convert("RGBA")
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused(TOO_MANY_PIXELS) from None
    except Exception as error:  # Pillow lets almost anything out when a file is damaged
        raise PictureRefused(NOT_A_PICTURE) from error
