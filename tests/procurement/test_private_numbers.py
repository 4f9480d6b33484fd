"""A stranger who opens everything finds the citizen number of nobody: pages, files, data and feeds."""

import functools
import io
import re
import zipfile
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pypdfium2
import pytest
from django.test import Client

from procurement.models import Vendor, VendorKind

pytestmark = pytest.mark.django_db
# Where purchases are shown; the rest of the site knows no vendor.
SHOWN = re.compile(r"^/(?:$|procurement/|changes/|budget/25\d\d/lines/)")
STARTS = ["/", "/procurement/", "/changes/", *(f"/budget/{year}/" for year in (2565, 2566, 2567))]
# Printing takes a second: of each form, the papers of one year and of one period have to do.
PRINTED = re.compile(r"/2566/(?:monthly/2565-10|quarterly/q1|[a-z]+)\.pdf$")
LINK = re.compile(r'(?:href|src)="([^"]+)"')
BETWEEN_DIGITS = re.compile(r"(?<=\d)(?:[\s\u00a0\u200b-]|&nbsp;)+(?=\d)")
THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@pytest.fixture(scope="module")
def crawled(own_demonstration):
    """Open everything once; return the numbers to be found nowhere, and the texts by address."""
    people = Vendor.objects.filter(kind=VendorKind.NATURAL).exclude(tax_number="")
    return set(people.values_list("tax_number", flat=True)), crawl(Client())


def crawl(client):
    """Open all that can be reached by links, and return what is written there, by address."""
    waiting, texts = list(STARTS), {}
    while waiting:
        path = waiting.pop()
        if path in texts or (path.endswith(".pdf") and not PRINTED.search(path)):
            continue
        response = client.get(path)
        content = b"".join(response) if response.streaming else response.content
        response.close()
        texts[path] = written(content)
        if "html" in response.headers.get("Content-Type", ""):
            waiting += links(path, content.decode())
    return texts


def links(path, html):
    """Return the addresses on a page that lead on, of this site and where purchases are shown."""
    found = (urldefrag(urljoin(path, unescape(each))).url for each in LINK.findall(html))
    return [each for each in found if not urlsplit(each).netloc and SHOWN.match(each)]


@functools.cache
def written(content):
    """Return what can be read in a page or a file, digits Western and not divided."""
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    elif content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        text = "\n".join(archive.read(name).decode() for name in archive.namelist())
    else:
        text = content.decode("utf-8", "replace")
    return BETWEEN_DIGITS.sub("", text.translate(THAI))


def kinds(texts):
    """Count what was opened, by the end of its address."""
    ends = [re.search(r"\.(pdf|xlsx|csv|json|atom)\b", path) for path in texts]
    return {end.group(1) if end else "page" for end in ends}


def test_no_number_of_a_natural_person_is_public(crawled):
    numbers, texts = crawled

    found = {path: [number for number in numbers if number in text] for path, text in texts.items()}

    assert {path: shown for path, shown in found.items() if shown} == {}


def test_the_crawl_opened_everything(crawled):
    numbers, texts = crawled

    assert len(numbers) == 10
    assert kinds(texts) == {"page", "pdf", "xlsx", "csv", "json", "atom"}
    assert sum(bool(re.fullmatch(r"/procurement/25\d\d/\d+/", path)) for path in texts) == 156
    assert sum(path.startswith("/procurement/documents/") for path in texts) > 0


def test_what_is_masked_is_shown_as_masked(crawled):
    _numbers, texts = crawled
    masked = {path for path, text in texts.items() if re.search(r"39155XXXXXXXX|39155-?X", text)}

    assert {end for end in ("page", "pdf", "xlsx", "csv") if end in kinds(masked)} == {
        "page",
        "pdf",
        "xlsx",
        "csv",
    }


def test_the_number_of_a_company_is_found_by_the_same_reading(crawled):
    _numbers, texts = crawled

    assert any("0915500000220" in text for text in texts.values())
