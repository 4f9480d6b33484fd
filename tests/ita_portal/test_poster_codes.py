"""The code of every poster in every size, read from the picture as it is delivered.

Where it stands does not depend on the type: each is printed once, in the least of its ways, which
for a survey has the smallest code.
"""

import io

import pypdfium2
import pytest
import zxingcpp
from django.utils import timezone, translation
from PIL import Image

from ita_portal.poster_templates import BY_SLUG
from ita_portal.posters import poster_of
from measures.models import Survey
from publishing.pdf import print_paper
from publishing.posters import printing
from publishing.posters.pictures import picture_of
from publishing.posters.sizes import SIZES, Kind
from tests.publishing.papers import CREATED

pytestmark = [
    pytest.mark.looks,
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_demonstration"),
]

DOTS = 150 / 72  # of a point of paper, as a cheap scanner sees it


def newest(slug):
    """Return the newest poster of a kind, of a survey on its first day."""
    day = timezone.localdate()
    if slug in {"eit", "iit"}:
        day = Survey.objects.filter(instrument=slug.upper()).earliest("opens_on").opens_on
    template = BY_SLUG[slug]
    with translation.override("th"):
        return poster_of(template, template.keys(day)[0], day)


def delivered(poster, size):
    """Return a poster as it is delivered, a paper as it is scanned."""
    *_, least = printing._ways(poster.content, size, poster.stamp)
    pdf = print_paper(least, created=CREATED).pdf
    if size.kind is Kind.PAPER:
        return pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS).to_pil()
    return Image.open(io.BytesIO(picture_of(pdf, size.width, size.height))).convert("RGB")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.slug)
@pytest.mark.parametrize("slug", BY_SLUG)
def test_its_code_is_read_from_the_picture_and_from_half_of_it(slug, size):
    poster = newest(slug)
    whole = delivered(poster, size)
    half = whole.resize((whole.width // 2, whole.height // 2), Image.Resampling.BOX)

    read = [[code.text for code in zxingcpp.read_barcodes(each)] for each in (whole, half)]

    assert read == [[poster.content.url or poster.stamp.url]] * 2
