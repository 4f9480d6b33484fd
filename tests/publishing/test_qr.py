import base64
import io
import re
from xml.etree import ElementTree

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from publishing.qr import qr_code, qr_svg
from tests.publishing.papers import paper

URL = "https://www.thungbulang.go.th/measures/2566/editions/?from=qr&n=1"
NAMESPACE = "{http://www.w3.org/2000/svg}"


def decoded(picture):
    pixels = np.array(picture.convert("L"))
    return cv2.QRCodeDetector().detectAndDecode(pixels)[0]


def printed(markup):
    page = pypdfium2.PdfDocument(paper(markup).pdf)[0]
    return page.render(scale=3).to_pil()


def test_picture_is_read_back():
    picture = base64.b64decode(qr_code(URL).removeprefix("data:image/png;base64,"))

    assert decoded(Image.open(io.BytesIO(picture))) == URL


@pytest.mark.parametrize(
    "make", [qr_svg, lambda url: f'<img class="qr" src="{qr_code(url)}" alt="x">']
)
def test_code_on_paper_is_read_back(make):
    assert decoded(printed(make(URL))) == URL


def test_svg_is_well_formed_and_has_a_name():
    root = ElementTree.fromstring(qr_svg(URL))

    assert (root.tag, root.get("role")) == (f"{NAMESPACE}svg", "img")
    assert root.find(f"{NAMESPACE}title").text.endswith(URL)


def test_svg_lies_on_white_with_four_quiet_modules_around():
    svg = qr_svg(URL)
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    ground, code = re.findall(r' d="(.*?)"', svg)
    corners = [
        (int(x), int(y), int(x) + int(n)) for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)", code)
    ]

    assert f'fill="#fff" d="{ground}"' in svg
    assert ground == f"M0 0h{size}v{size}H0z"
    assert min(min(x, y) for x, y, _ in corners) == 4
    assert max(max(end, y + 1) for _, y, end in corners) == size - 4


def test_svg_carries_no_style_and_no_script_that_the_policy_would_refuse():
    assert (
        re.findall(r"style=|<script|\bon\w+=", qr_svg('https://x/"><script>alert(1)</script>'))
        == []
    )


def test_same_address_gives_the_same_code():
    assert (qr_code(URL), qr_svg(URL)) == (qr_code(URL), qr_svg(URL))
