"""Counts the letters of a PDF that mean something, a program of its own: `python -m publishing.pdf_letters`.

Programs of offices (e-LAAS among them) print PDFs whose glyphs carry no letters but numbers of
their own: the page looks right, and neither a search nor a screen reader finds a word in it.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import pikepdf

from publishing.pdf_probe import limit_process

MAX_PAGES = 5
MAX_LETTERS = 20_000
MAX_DEPTH = 3  # of drawings inside drawings
LETTERLESS = "\ufffd"  # stands for a glyph of which no letter is known

_SHOWING = {"Tj", "'", '"', "TJ"}
_BLOCK = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MAX_RANGE = 65_536


def main() -> None:
    limit_process()
    print(json.dumps(letters_of(sys.stdin.buffer.read())))


def letters_of(content: bytes) -> dict[str, int | bool]:
    """Return {"letters", "letterless", "figures"}: signs of the first pages by what they mean.

    A PDF under a password gives {"is_encrypted": true} alone.
    """
    try:
        with pikepdf.Pdf.open(BytesIO(content)) as pdf:
            pages = islice(pdf.pages, MAX_PAGES)
            signs = (sign for page in pages for sign in _signs(page.obj, page.get("/Resources"), 0))
            kinds = Counter(map(_kind, islice(signs, MAX_LETTERS)))
    except pikepdf.PasswordError:
        return {"is_encrypted": True}
    return {kind: kinds[kind] for kind in ("letters", "letterless", "figures")}


class Font:
    """How the codes of a font are turned into text."""

    def __init__(self, font: pikepdf.Object) -> None:
        self.is_composite = font.get("/Subtype") == "/Type0"
        has_map = isinstance(font.get("/ToUnicode"), pikepdf.Stream)
        self.letters = _letters(font.ToUnicode.read_bytes()) if has_map else None
        self.width = 2 if self.is_composite else 1
        self.is_known = "/Encoding" in font and not self.is_composite

    def text(self, codes: bytes) -> Iterator[str]:
        for at in range(0, len(codes), self.width):
            code = int.from_bytes(codes[at : at + self.width])
            if self.letters is not None:
                yield from self.letters.get(code, LETTERLESS)
            else:
                yield chr(code) if self.is_known else LETTERLESS


def _signs(drawing: pikepdf.Object, resources: pikepdf.Object | None, depth: int) -> Iterator[str]:
    found = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    fonts = {name: Font(font) for name, font in found.get("/Font", pikepdf.Dictionary()).items()}
    drawings = found.get("/XObject", pikepdf.Dictionary())
    current: Font | None = None
    for instruction in pikepdf.parse_content_stream(drawing):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            current = fonts.get(str(operands[0]))
        elif operator in _SHOWING and current:
            yield from current.text(_codes(operands[-1]))
        elif operator == "Do" and depth < MAX_DEPTH:
            inner = drawings.get(str(operands[0]))
            if isinstance(inner, pikepdf.Stream) and inner.get("/Subtype") == "/Form":
                yield from _signs(inner, inner.get("/Resources", resources), depth + 1)


def _codes(shown: pikepdf.Object) -> bytes:
    if isinstance(shown, pikepdf.Array):
        return b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String))
    return bytes(shown) if isinstance(shown, pikepdf.String) else b""


def _letters(table: bytes) -> dict[int, str]:
    """Return the text of each code as the /ToUnicode map of a font has it."""
    found: dict[int, str] = {}
    for kind, block in _BLOCK.findall(table):
        tokens = [_token(match) for match in _TOKEN.finditer(block)]
        if kind == b"bfchar":
            pairs = zip(tokens[::2], tokens[1::2], strict=False)
            found |= {int.from_bytes(code): _unicode(text) for code, text in pairs}
        elif kind == b"bfrange":
            found |= dict(_ranges(tokens))
    return found


def _ranges(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    waiting = iter(tokens)
    for first in waiting:
        last, text = next(waiting, b""), next(waiting, b"")
        codes = range(int.from_bytes(first), int.from_bytes(last) + 1)[:_MAX_RANGE]
        if text == b"[":
            each = iter(lambda: next(waiting, b"]"), b"]")
            yield from zip(codes, map(_unicode, each), strict=False)
        else:
            start = int.from_bytes(text)
            width = max(2, len(text))
            yield from (
                (code, _unicode((start + step).to_bytes(width + 1)[1:]))
                for step, code in enumerate(codes)
            )


def _token(match: re.Match[bytes]) -> bytes:
    if match[1] is None:
        return match[0]
    digits = b"".join(match[1].split())
    return bytes.fromhex(digits.decode() + "0" * (len(digits) % 2))


def _unicode(text: bytes) -> str:
    return text.decode("utf-16-be", errors="replace") or LETTERLESS


def _kind(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Co", "Cn", "Cc", "Cs"} or sign == LETTERLESS:
        return "letterless"
    return "letters" if category[0] in "LM" else "figures"


if __name__ == "__main__":
    main()
