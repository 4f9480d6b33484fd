"""The PDF engine, a process of its own: one job as JSON on stdin, the answer on stdout.

`python -m publishing.pdf_worker` knows no Django, no database and no network, and has a limit of
time and of memory, so that a hostile or broken page costs this process and nothing else.
The answer is one line of JSON (what was left out, or what went wrong) and then the PDF.
"""

import bisect
import json
import logging
import re
import resource
import sys
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import HTML, Attachment
from weasyprint.document import Document, DocumentMetadata
from weasyprint.logger import LOGGER
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from publishing.pdf_archive import complete

CPU_SECONDS = 60
ADDRESS_SPACE = 1 << 30  # bytes; a report of 200 pages and 200 photos needs a quarter of it
VARIANT = "pdf/a-3a"  # archive, tagged, with attachments
# Boxes are laid out recursively; Python's own limit of 1,000 ends at some 60 nested elements.
RECURSION_LIMIT = 5_000

# What pdf.css prints in the margins.
MARGIN_TEXTS = ("data-running-header", "data-watermark", "data-notice")
# ำ typed as two characters looks the same and could not be found in the PDF.
SPLIT_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
UNDRAWN = "\t\n\r\u00ad\u200b\u2060"  # white space and places to break or not to break a line
# What officers paste from word processors and the typeface lacks, and the nearest thing it has.
STAND_INS = {
    **dict.fromkeys("✓✔☑🗹", "√"),
    **dict.fromkeys("✗✘☒", "×"),
    **dict.fromkeys("●⚫⬤⚬○", "•"),
    **dict.fromkeys("➢➤►➔➜", "▶"),
    **dict.fromkeys("\u200d\ufe0e\ufe0f\ufeff", ""),
}


class DoesNotFit(Exception):
    """Not even the tightest of the ways to print it fits on one page."""


class PaperWithoutTitle(Exception):
    """A reader of PDF/UA announces the title; a paper without one is a mistake of its template."""


@dataclass(frozen=True)
class Job:
    """What to print. `created` is ISO 8601; an attachment carries its bytes as a data: address.

    With `tighter` it must fit on one page: these are tried in their order where it does not.
    """

    html: str
    static_root: str
    media_root: str
    created: str
    attachments: list[dict[str, str]]
    tighter: list[str] = field(default_factory=list)


class HouseFetcher(URLFetcher):
    """Reads `data:`, `static:css/pdf.css`, `media:photos/1.jpg` and files below these two roots.

    Anything else is refused and remembered in `refused`: the paper is printed without it. A
    missing file of our own (stylesheet, font) ends the printing, because the paper would look
    wrong.
    """

    def __init__(self, static_root: Path, media_root: Path) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.roots = {"static": static_root.resolve(), "media": media_root.resolve()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = self.path_of(url)
        if path and path.is_file():
            # The address as it was written is what WeasyPrint remembers: no folder of this machine.
            return URLFetcherResponse(path.as_uri(), path.open("rb"), headers_of(path))
        if path and path.is_relative_to(self.roots["static"]):
            raise FatalURLFetchingError(f"missing: {url}")
        self.refused.append(url)
        raise ValueError(f"refused: {url}")

    def path_of(self, url: str) -> Path | None:
        """Return where the address points, or None when that is outside our folders."""
        scheme, host, name, _, _ = urlsplit(url)
        root = Path("/") if scheme == "file" and not host else self.roots.get(scheme)
        if root is None or "\0" in unquote(name):
            return None
        path = root.joinpath(unquote(name)).resolve()
        return path if any(path.is_relative_to(root) for root in self.roots.values()) else None


def headers_of(path: Path) -> dict[str, str]:
    types = {".css": "text/css", ".svg": "image/svg+xml"}  # the others are known by their bytes
    return {"Content-Type": types.get(path.suffix.lower(), "application/octet-stream")}


class MessageList(logging.Handler):
    """Keeps what WeasyPrint complains about (a broken picture, a style it does not know)."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@dataclass(frozen=True)
class Layout:
    """A paper laid out on its pages, and what could not be drawn as it was written."""

    document: Document
    fetcher: HouseFetcher
    replaced: list[str]
    complaints: MessageList


def stand_in(character: str, drawable: set[str]) -> str:
    """Return what is printed for a character that the typeface lacks; pictures are dropped."""
    plain = STAND_INS.get(character, unicodedata.normalize("NFKC", character))  # ： as :
    if drawable.issuperset(plain):
        return plain
    return "?" if unicodedata.category(character)[0] in "LN" else ""


def replace_missing_characters(root: Any, font: Path) -> list[str]:
    """Replace in the element tree what `font` cannot draw, and return what that was.

    PDF/A forbids the empty box, and another typeface would depend on the machine.
    """
    drawable = {*map(chr, TTFont(font, lazy=True).getBestCmap()), *UNDRAWN}
    margins = [element.get(name, "") for element in root.iter("body") for name in MARGIN_TEXTS]
    missing = sorted(set("".join([*root.itertext(), *margins])) - drawable)
    table = str.maketrans({character: stand_in(character, drawable) for character in missing})
    for element in root.iter() if missing else ():
        element.text = element.text and element.text.translate(table)
        element.tail = element.tail and element.tail.translate(table)
    for body in root.iter("body"):
        body.attrib.update({name: body.get(name, "").translate(table) for name in MARGIN_TEXTS})
    return missing


def attach(files: list[dict[str, str]], *, created: str, fetcher: URLFetcher) -> list[Attachment]:
    moment = datetime.fromisoformat(created)
    return [
        Attachment(
            url=file["url"],
            name=file["name"],
            description=file["description"],
            relationship="Data",
            created=moment,
            modified=moment,
            url_fetcher=fetcher,
        )
        for file in files
    ]


def describe(metadata: DocumentMetadata, job: Job, fetcher: URLFetcher) -> None:
    """Complete what the page says about itself; blocks that a template leaves empty say nothing."""
    if not (metadata.title or "").strip():
        raise PaperWithoutTitle
    metadata.authors = [author for author in metadata.authors if author.strip()]
    metadata.keywords = [keyword for keyword in metadata.keywords if keyword]
    metadata.custom = {}
    metadata.created = metadata.modified = job.created
    metadata.attachments += attach(job.attachments, created=job.created, fetcher=fetcher)


def print_paper(job: Job) -> tuple[bytes, dict[str, list[str]]]:
    """Return the PDF and what had to be left out of it."""
    layout = loosest(job) if job.tighter else lay_out(job.html, job)
    describe(layout.document.metadata, job, layout.fetcher)
    left_out = {"refused": layout.fetcher.refused, "replaced": layout.replaced}
    pdf = complete(layout.document.write_pdf(pdf_variant=VARIANT))
    return pdf, {**left_out, "complaints": layout.complaints.messages}


def loosest(job: Job) -> Layout:
    """Return the first way to print the paper that fits on one page; each is tighter than the last."""
    ways = [job.html, *job.tighter]
    tried: dict[int, Layout] = {}

    def fits(place: int) -> bool:
        tried[place] = lay_out(ways[place], job)
        return len(tried[place].document.pages) == 1

    place = bisect.bisect_left(range(len(ways)), 1, key=fits)  # 1: it fits
    if place == len(ways):
        raise DoesNotFit
    return tried[place]


def lay_out(html: str, job: Job) -> Layout:
    complaints = MessageList()
    LOGGER.handlers = [complaints]
    fetcher = HouseFetcher(Path(job.static_root), Path(job.media_root))
    page = HTML(string=SPLIT_SARA_AM.sub("\\1\u0e33", html), url_fetcher=fetcher)
    font = fetcher.roots["static"] / "fonts" / "pdf" / "SarabunITA-Regular.ttf"
    replaced = replace_missing_characters(page.etree_element, font)
    return Layout(page.render(pdf_variant=VARIANT), fetcher, replaced, complaints)


def refuse_network(event: str, _: object) -> None:
    if event.startswith("socket."):
        raise PermissionError(event)


def limit_process() -> None:
    """Lock the doors before a foreign byte is read; nothing below opens them again."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    sys.addaudithook(refuse_network)
    sys.setrecursionlimit(RECURSION_LIMIT)


def answer(report: dict[str, Any], pdf: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + pdf)


def main() -> int:
    limit_process()
    job = Job(**json.load(sys.stdin.buffer))
    try:
        pdf, report = print_paper(job)
    except (Exception, FatalURLFetchingError) as problem:
        is_too_big = isinstance(problem, (MemoryError, RecursionError))
        answer({"error": f"{type(problem).__name__}: {problem}", "is_too_big": is_too_big})
        return 1
    answer(report, pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
