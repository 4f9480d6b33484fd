"""Making the files of a poster: PDF for paper, PNG for screens, each once for what it says.

The type is as large as the format has room for: of the ways of `publishing.posters.fitting` the
worker prints the first that fits on one page.
"""

from collections.abc import Iterator
from threading import Lock

from django.core.files.storage import default_storage

from publishing.pdf import FAILED, PdfFailed, log_left_out, paper_html, print_paper
from publishing.posters.content import PosterContent
from publishing.posters.fitting import Way, ways
from publishing.posters.pictures import NotOnePage, picture_of, smaller
from publishing.posters.sizes import PORTRAIT, THUMBNAIL, THUMBNAIL_WIDTH, Kind, Size
from publishing.posters.stamps import Stamp, without_scheme
from publishing.printed import made_once, name_of
from publishing.qr import qr_code

TEMPLATE = "posters/poster.html"
# Pixels of a module of the code: an even number stays even in a picture at half its size.
MODULE, SMALL_MODULE = 6, 4
_IDLE = Lock()


def poster_file(content: PosterContent, size: Size, stamp: Stamp) -> str:
    """Return the stored name of a poster in one size, printed where nobody asked for it before.

    Raises `publishing.pdf.PdfError`.
    """
    return made_once(
        _parts(content, size.slug, stamp), f".{size.kind}", lambda: _made(content, size, stamp)
    )


def thumbnail_file(content: PosterContent, stamp: Stamp) -> str:
    """Return the stored name of the small picture. Raises `publishing.pdf.PdfError`."""
    portrait = poster_file(content, PORTRAIT, stamp)
    with default_storage.open(portrait) as file:
        large = file.read()
    parts = _parts(content, THUMBNAIL, stamp)
    return made_once(parts, ".png", lambda: smaller(large, THUMBNAIL_WIDTH))


def thumbnail_if_idle(content: PosterContent, stamp: Stamp) -> str:
    """Return the small picture where it is made, or make it if no other is being made now.

    Lists ask for many at once: whoever would have to wait gets "" instead. Raises `PdfError`.
    """
    if (name := kept_thumbnail(content, stamp)) or not _IDLE.acquire(blocking=False):
        return name
    try:
        return thumbnail_file(content, stamp)
    finally:
        _IDLE.release()


def kept_file(content: PosterContent, size: Size, stamp: Stamp) -> str:
    """Return the stored name of a poster that is made already; empty where it is not."""
    return _if_there(name_of(_parts(content, size.slug, stamp), f".{size.kind}"))


def kept_thumbnail(content: PosterContent, stamp: Stamp) -> str:
    """Return the stored name of the small picture; empty where it is not made yet."""
    return _if_there(name_of(_parts(content, THUMBNAIL, stamp), ".png"))


def _if_there(name: str) -> str:
    return name if default_storage.exists(name) else ""


def _parts(content: PosterContent, what: str, stamp: Stamp) -> list[bytes]:
    return [content.model_dump_json().encode(), stamp.model_dump_json().encode(), what.encode()]


def _made(content: PosterContent, size: Size, stamp: Stamp) -> bytes:
    first, *tighter = _ways(content, size, stamp)
    paper = print_paper(first, created=content.moment, tighter=tighter)
    log_left_out(paper, template=f"{TEMPLATE} {size.slug} {content.title}")
    if size.kind is Kind.PAPER:
        return paper.pdf
    try:
        return picture_of(paper.pdf, size.width, size.height)
    except NotOnePage as error:
        raise PdfFailed(FAILED) from error


def _ways(content: PosterContent, size: Size, stamp: Stamp) -> Iterator[str]:
    """The HTML of every way to draw the poster, each tighter than the one before."""
    return (_html(content, size, stamp, way) for way in ways(content, size))


def _html(content: PosterContent, size: Size, stamp: Stamp, way: Way) -> str:
    left_out = content.sections[len(way.sections) :]
    context = {
        "content": content.model_copy(update={"lead": way.lead}),
        "size": size,
        "stamp": stamp,
        "way": way,
        "sections": way.sections,
        "left_out": [each.title for each in left_out if each.title],
        "qr": qr_code(content.url or stamp.url, pixels=SMALL_MODULE if way.is_small else MODULE),
        "shown_url": without_scheme(content.url) if content.url else stamp.shown_url,
    }
    return paper_html(TEMPLATE, context)
