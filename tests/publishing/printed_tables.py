"""PDFs of one table that look alike on paper and differ in what can be read of them."""

from functools import cache
from io import BytesIO

import pikepdf

from tests.publishing import samples
from tests.publishing.papers import paper

TABLE = "<table><tr><td>แผนงานบริหารงานทั่วไป</td><td>1,234,567.89</td></tr></table>"


@cache
def readable() -> bytes:
    return paper(TABLE).pdf


def glyph_soup(first: str = "100000") -> bytes:
    """Return the same page with its glyphs mapped to private signs from `first` on (e-LAAS)."""
    start = chr(int(first, 16)).encode("utf-16-be").hex()
    table = f"1 beginbfrange <0000> <03FF> <{start}> endbfrange".encode()
    with pikepdf.Pdf.open(BytesIO(readable())) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                font.ToUnicode = pdf.make_stream(table)
        return samples.saved(pdf)


def picture() -> bytes:
    """Return a page on which there is nothing but a picture, as a scanner makes it."""
    file = BytesIO()
    samples.four_corners().save(file, "PDF")
    return file.getvalue()


def under_password() -> bytes:
    lock = pikepdf.Encryption(owner="a", user="b")
    return samples.saved(samples.pdf_object(), encryption=lock)


def hand_made(content: bytes, *, inner: bytes = b"") -> bytes:
    """Return a page with these operators; F0 tells nothing of its letters, F1 is plain Latin."""
    document = samples.pdf_object()
    name = pikepdf.Name
    drawing = document.make_indirect(document.make_stream(inner))
    drawing.Type, drawing.Subtype = name.XObject, name.Form
    fonts = {"/F0": {"/Subtype": name.Type0}, "/F1": {"/Encoding": name.WinAnsiEncoding}}
    resources = {"/Font": fonts, "/XObject": {"/X0": drawing}}
    document.pages[0].obj.Resources = pikepdf.Dictionary(resources)
    document.pages[0].obj.Contents = document.make_stream(content)
    return samples.saved(document)
