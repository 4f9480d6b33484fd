"""The code of every poster in every size, read from the picture as it is delivered.

Where it stands does not depend on the type: each is printed once, in the least of its ways, which
for a survey has the smallest code. The second reader of OpenCV finds a code by other marks.
"""

import cv2
import numpy
import pypdfium2
import pytest
from django.utils import timezone, translation

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
READERS = [cv2.QRCodeDetector, cv2.QRCodeDetectorAruco]


def newest(slug):
    """Return the newest poster of a kind, of a survey on its first day."""
    day = timezone.localdate()
    if slug in {"eit", "iit"}:
        day = Survey.objects.filter(instrument=slug.upper()).earliest("opens_on").opens_on
    template = BY_SLUG[slug]
    with translation.override("th"):
        return poster_of(template, template.keys(day)[0], day)


def delivered(poster, size):
    """Return the pixels of a poster as it is delivered, a paper as it is scanned."""
    *_, least = printing._ways(poster.content, size, poster.stamp)
    pdf = print_paper(least, created=CREATED).pdf
    if size.kind is Kind.PAPER:
        return pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS).to_numpy()
    picture = picture_of(pdf, size.width, size.height)
    return cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_COLOR)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.slug)
@pytest.mark.parametrize("slug", BY_SLUG)
def test_its_code_is_read_from_the_picture_and_from_half_of_it(slug, size):
    poster = newest(slug)
    whole = delivered(poster, size)
    half = cv2.resize(whole, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)

    read = [reader().detectAndDecode(whole)[0] for reader in READERS]
    read.append(cv2.QRCodeDetector().detectAndDecode(half)[0])

    assert read == [poster.content.url or poster.stamp.url] * 3
