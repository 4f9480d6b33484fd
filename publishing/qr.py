"""QR codes: an address that a telephone reads from a poster, a paper or a screen.

Level M survives a fold or a stain of a seventh of the picture. Print 2 cm or more, on white.
"""

import base64
import io
from itertools import groupby

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

QUIET_ZONE = 4  # modules of white on each side; scanners need them
PIXELS_PER_MODULE = 8


def qr_svg(url: str) -> SafeString:
    """Return the code as an inline SVG for a web page, white ground and name included."""
    rows = _code(url).get_matrix()
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img"'
        ' shape-rendering="crispEdges"><title>{1}</title>'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>',
        len(rows),
        _("QR code: %(url)s") % {"url": url},
        "".join(_dark_run(*run) for y, row in enumerate(rows) for run in _dark_runs(y, row)),
    )


def qr_code(url: str, *, pixels: int = PIXELS_PER_MODULE) -> str:
    """Return the code as a `data:` address, the `src` of an `<img class="qr" alt="…">` on paper.

    A picture that is shown as large as it is has modules of exactly so many `pixels`.
    """
    picture = io.BytesIO()
    _code(url, pixels).make_image().save(picture)
    return f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"


def _code(url: str, pixels: int = PIXELS_PER_MODULE) -> qrcode.QRCode:
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M,
        border=QUIET_ZONE,
        box_size=pixels,
    )
    code.add_data(url)
    return code


def _dark_runs(y: int, row: list[bool]) -> list[tuple[int, int, int]]:
    """Return (x, y, length) of each unbroken dark stretch of a row."""
    runs, x = [], 0
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            runs.append((x, y, length))
        x += length
    return runs


def _dark_run(x: int, y: int, length: int) -> str:
    return f"M{x} {y}h{length}v1h-{length}z"
