"""Papers for tests, and what reads their text back: the engine of Chrome, and poppler."""

import datetime as dt
import subprocess
from functools import cache

import pypdfium2

from publishing.pdf import Paper, print_paper

CREATED = dt.datetime(2023, 12, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@cache
def paper(body: str, *, head: str = "") -> Paper:
    """Print one page of markup in our typeface; the same markup is printed once in a test run."""
    html = (
        '<!doctype html><html lang="th"><head><title>ทดสอบ</title>'
        f'<link rel="stylesheet" href="static:css/pdf.css">{head}</head><body>{body}</body></html>'
    )
    return print_paper(html, created=CREATED)


def text_by_pdfium(pdf: bytes) -> str:
    """Return all the text without its white space, as Chrome finds it."""
    pages = pypdfium2.PdfDocument(pdf)
    return _packed("".join(page.get_textpage().get_text_range() for page in pages))


def text_by_poppler(pdf: bytes) -> str:
    """Return all the text without its white space, as the viewers of Linux find it."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return _packed(
        subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    )


def _packed(text: str) -> str:
    return "".join(text.split())
