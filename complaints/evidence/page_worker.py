"""Draws the pages of a PDF, a process of its own: `complaints.evidence.child` starts and limits it.

On standard input one line of JSON and then the file; on standard output one line of JSON ("pages",
and the "sizes" of the pictures) and then the pictures one behind the other.
"""

import json
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile

import pypdfium2  # type: ignore[import-untyped]

SECONDS = 8  # of drawing; what is not drawn by then is counted as left out


def drawn(document: pypdfium2.PdfDocument, most: int, longest: int) -> Iterator[bytes]:
    end = time.monotonic() + SECONDS
    numbers = range(min(most, len(document)))
    for number in takewhile(lambda _: time.monotonic() < end, numbers):
        page = document[number]
        scale = longest / max(*page.get_size(), 1.0)
        image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
        image.thumbnail((longest, longest))
        file = BytesIO()
        image.save(file, "WEBP", quality=80, method=1)
        yield file.getvalue()


def main() -> None:
    job = json.loads(sys.stdin.buffer.readline())
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    pictures = list(drawn(document, job["most"], job["longest"]))
    facts = {"pages": len(document), "sizes": [len(each) for each in pictures]}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + b"".join(pictures))


if __name__ == "__main__":
    main()
