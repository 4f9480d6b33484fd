"""Pictures of papers: exact pixels, few colours, small files. No Django here."""

from io import BytesIO
from threading import Lock

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

COLOURS = 96  # of a picture of flat colours and type; four times smaller than all of them
_PDFIUM = Lock()  # PDFium serves one thread at a time


class NotOnePage(Exception):
    """A poster is one page, of the proportions of its picture."""


def picture_of(pdf: bytes, width: int, height: int) -> bytes:
    """Return the only page of a PDF as a PNG of exactly these pixels. Raises `NotOnePage`."""
    with _PDFIUM:
        pages = pypdfium2.PdfDocument(pdf)
        if len(pages) != 1:
            raise NotOnePage(len(pages))
        picture = pages[0].render(scale=width / pages[0].get_width()).to_pil().convert("RGB")
    if picture.size != (width, height):
        raise NotOnePage(picture.size)
    return _packed(picture)


def smaller(png: bytes, width: int) -> bytes:
    """Return a picture in a smaller width, its proportions kept."""
    with Image.open(BytesIO(png)) as large:
        height = round(large.height * width / large.width)
        return _packed(large.convert("RGB").resize((width, height), Image.Resampling.LANCZOS))


def _packed(picture: Image.Image) -> bytes:
    file = BytesIO()
    reduced = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    reduced.save(file, "PNG", optimize=True)
    return file.getvalue()
