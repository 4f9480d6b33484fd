"""Making the files of a poster: PDF for paper, PNG for screens, each once for what it says.

The type is as large as the format has room for: the worker tries the scales from the largest, then
with fewer rows, and prints the first that fits on one page.
"""

from collections.abc import Iterator, Sequence
from threading import Lock

from django.core.files.storage import default_storage

from publishing.pdf import FAILED, PdfFailed, log_left_out, paper_html, print_paper
from publishing.posters.content import PosterContent, Section
from publishing.posters.pictures import NotOnePage, picture_of, smaller
from publishing.posters.sizes import PORTRAIT, THUMBNAIL, THUMBNAIL_WIDTH, Kind, Size
from publishing.posters.stamps import Stamp, without_scheme
from publishing.printed import made_once, name_of
from publishing.qr import qr_code

TEMPLATE = "posters/poster.html"
MODULE = (
    6  # pixels of a module of the code: an even number stays even in a picture at half its size
)
SCALES = range(9)  # 0 is the largest; static/css/posters.css has the sizes of type
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
    """The poster from the largest type to the smallest, then with less and less in it.

    First rows go, then parts, then the sentence above them. The last has its title and its figures
    alone, so that something always fits.
    """
    sections = content.sections[: size.parts]
    whole = _limited(sections, size.most, size)
    for scale in SCALES:
        yield _html(content, size, stamp, scale, whole)
    for most in reversed(range(1, size.most)):
        yield _html(content, size, stamp, SCALES[-1], _limited(sections, most, size))
    for fewer in _fewer(sections[:-1], size):
        yield _html(content, size, stamp, SCALES[-1], fewer)
    for lead in dict.fromkeys((content.short_lead, "")) if content.lead else ():
        content = content.model_copy(update={"lead": lead})
        for fewer in _fewer(sections, size):
            yield _html(content, size, stamp, SCALES[-1], fewer)
    yield _html(content, size, stamp, SCALES[-1], [])


def _limited(sections: Sequence[Section], most: int, size: Size) -> list[Section]:
    return [each.limited(most, size.letters) for each in sections]


def _fewer(sections: Sequence[Section], size: Size) -> Iterator[list[Section]]:
    """The parts with a quarter fewer rows each time, then without the last of them."""
    for count in reversed(range(1, len(sections) + 1)):
        rows = size.most
        while rows:
            yield _limited(sections[:count], rows, size)
            rows = rows * 3 // 4


def _html(
    content: PosterContent, size: Size, stamp: Stamp, scale: int, sections: Sequence[Section]
) -> str:
    context = {
        "content": content,
        "size": size,
        "stamp": stamp,
        "scale": scale,
        "sections": sections,
        "left_out": [each.title for each in content.sections[len(sections) :] if each.title],
        "qr": qr_code(content.url or stamp.url, pixels=MODULE),
        "shown_url": without_scheme(content.url) if content.url else stamp.shown_url,
    }
    return paper_html(TEMPLATE, context)
