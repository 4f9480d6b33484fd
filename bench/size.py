"""What a visitor downloads: every public page, and the style, script and typefaces it asks for."""

import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from bench.arithmetic import table, verdict
from bench.client import Answer, Request, fetch
from bench.web import PAGES

LIMITS = {"HTML": 20_000, "CSS": 10_000, "JS": 5_000}  # bytes on the wire, DESIGN 8
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
TYPEFACE = re.compile(r'url\(["\']?([^"\')]+\.woff2)')
HEADER = ["what", "of limit", "limit KB", "", "gzip KB", "plain KB"]


@dataclass(frozen=True)
class Weight:
    """Bytes of one answer; `sent` is compressed as a proxy would (gzip, level 6)."""

    sent: int
    plain: int

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.sent + other.sent, self.plain + other.plain)


NOTHING = Weight(0, 0)


def measure_size(port: int) -> str:
    """Return the table of what the portal at `port` sends."""
    answers = {path: fetch(port, Request(path)) for path in PAGES}
    linked = sorted({link for answer in answers.values() for link in links_of(answer)})
    files = {link: fetch(port, Request(link)) for link in linked}
    faces = sorted({face for link, answer in files.items() for face in faces_of(link, answer)})
    fonts = {face: fetch(port, Request(face)) for face in faces}
    rows = [size_row(path, weigh(answer), "HTML") for path, answer in answers.items()]
    for kind, ending in (("CSS", ".css"), ("JS", ".js")):
        found = [weigh(answer) for link, answer in files.items() if link.endswith(ending)]
        rows.append(size_row(f"{kind} of all pages: {len(found)} files", sum(found, NOTHING), kind))
    heavy = sum((weigh(answer) for answer in fonts.values()), NOTHING)
    rows.append(font_row(f"typefaces: {len(fonts)} files", heavy))
    return table("Size: what a visitor downloads", HEADER, rows)


def plain(answer: Answer) -> bytes:
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(answer.body) if is_packed else answer.body


def weigh(answer: Answer) -> Weight:
    content = plain(answer)
    is_packed = content is not answer.body
    sent = answer.body if is_packed else gzip.compress(content, 6, mtime=0)
    return Weight(len(sent), len(content))


def links_of(answer: Answer) -> list[str]:
    return LINKED.findall(plain(answer).decode())


def faces_of(link: str, answer: Answer) -> list[str]:
    """Return the addresses of the typefaces that a stylesheet names; browsers fetch only some."""
    if not link.endswith(".css"):
        return []
    return [urljoin(link, face) for face in TYPEFACE.findall(plain(answer).decode())]


def size_row(name: str, weight: Weight, kind: str) -> list[str]:
    share = weight.sent / LIMITS[kind]
    return [
        name,
        f"{share:.2f}",
        f"{LIMITS[kind] / 1000:.0f}",
        verdict(share, 1, at_least=False),
        f"{weight.sent / 1000:.1f}",
        f"{weight.plain / 1000:.1f}",
    ]


def font_row(name: str, weight: Weight) -> list[str]:
    """Return the row of the typefaces: compressed already, and without a limit of their own."""
    return [name, "", "", "", "", f"{weight.plain / 1000:.1f}"]
