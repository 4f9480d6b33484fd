"""Where the text of a paper touches an upright line of a table, as the engine of Chrome finds it."""

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT


def crossed_lines(pdf: bytes) -> list[str]:
    """Return the pieces of text through which an edge of a cell goes."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        # The lines of a cell are drawn as its whole box, of which one side is shown.
        cells = [each.get_bounds() for each in page.get_objects([FPDF_PAGEOBJ_PATH])]
        for piece in page.get_objects([FPDF_PAGEOBJ_TEXT]):
            box = piece.get_bounds()
            if any(_is_crossed(box, cell) for cell in cells):
                found.append(text.get_text_bounded(*box))
    return found


def _is_crossed(text, cell):
    left, bottom, right, top = text
    at_its_height = bottom < cell[3] and cell[1] < top
    return at_its_height and any(left <= edge <= right for edge in (cell[0], cell[2]))
