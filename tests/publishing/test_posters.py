import ctypes
import io
import itertools

import cv2
import numpy
import pypdfium2
import pytest
from PIL import Image

from publishing.pdf import PdfFailed, print_paper
from publishing.posters import printing
from publishing.posters.pictures import COLOURS, NotOnePage, picture_of, smaller
from publishing.posters.sizes import BY_FILE, PORTRAIT, SIZES, Kind
from publishing.templatetags.paper_text import LONGEST_PHRASE, by_phrases
from tests.publishing.papers import CREATED, text_by_pdfium, text_by_poppler
from tests.publishing.posters import (
    OURS,
    OUTSIDE,
    STAMP,
    doors,
    named_plans,
    overfull,
    plans,
    poster,
    reminder,
    sparse,
)

POINTS = 72 / 25.4  # of a millimetre
PIXEL = 72 / 96  # of a CSS pixel, in points
QUIET = 8  # modules of white around a code


CONTENTS = {
    "ordinary": poster,
    "overfull": overfull,
    "sparse": sparse,
    "twelve long plans": lambda: plans(12),
    "twelve plans": lambda: named_plans(12),
    "one plan": lambda: plans(1),
    "no plan": lambda: plans(0),
    "doors": doors,
    "reminder": reminder,
}


@pytest.fixture(scope="module")
def printed():
    """Posters in every size as the engine prints them, each printed once."""
    found = {}

    def get(kind, size):
        if (kind, size.slug) not in found:
            first, *tighter = printing._ways(CONTENTS[kind](), size, STAMP)
            found[kind, size.slug] = print_paper(first, created=CREATED, tighter=tighter)
        return found[kind, size.slug]

    return get


every_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: size.slug)
# A3 is A4 in larger units: its fullest poster is not printed again.
every_poster = pytest.mark.parametrize(
    "kind, size",
    [
        *((kind, size) for kind in ("ordinary", "overfull") for size in SIZES[:1] + SIZES[2:]),
        ("ordinary", SIZES[1]),
        ("sparse", PORTRAIT),
        *((kind, size) for kind in ("doors", "reminder") for size in SIZES[2:]),
        *(("twelve long plans", size) for size in SIZES[2:]),
        *((kind, BY_FILE["1x1.png"]) for kind in ("twelve plans", "one plan", "no plan")),
    ],
    ids=lambda each: getattr(each, "slug", each),
)


def in_points(size):
    per_unit = POINTS if size.kind is Kind.PAPER else PIXEL
    return size.width * per_unit, size.height * per_unit


def letters_of(page):
    """Every visible letter of a page with its box and the size of its type, in points."""
    text = page.get_textpage()
    matrix = pypdfium2.raw.FS_MATRIX()
    for place in range(text.count_chars()):
        if text.get_text_range(place, 1).strip():
            assert pypdfium2.raw.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
            scale = (matrix.b**2 + matrix.d**2) ** 0.5
            yield (
                text.get_text_range(place, 1),
                text.get_charbox(place),
                pypdfium2.raw.FPDFText_GetFontSize(text, place) * scale,
            )


# ------------------------------------------------------------------ every size
@every_poster
def test_it_is_one_page_of_exactly_its_size(printed, kind, size):
    pages = pypdfium2.PdfDocument(printed(kind, size).pdf)

    assert len(pages) == 1
    assert pages[0].get_size() == pytest.approx(in_points(size), abs=0.1)


@every_poster
def test_no_letter_leaves_the_page(printed, kind, size):
    width, height = in_points(size)
    boxes = [box for _, box, _ in letters_of(pypdfium2.PdfDocument(printed(kind, size).pdf)[0])]

    outside = [box for box in boxes if min(box[:2]) < 0 or box[2] > width or box[3] > height]
    assert (outside, len(boxes) > 50) == ([], True)


@every_poster
def test_no_number_runs_into_another(printed, kind, size):
    page = pypdfium2.PdfDocument(printed(kind, size).pdf)[0]
    digits = [box for letter, box, _ in letters_of(page) if letter.isdigit()]

    meeting = [
        (one, other)
        for one, other in itertools.combinations(digits, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert meeting == []


@every_poster
def test_no_type_is_smaller_than_the_format_can_bear(printed, kind, size):
    page = pypdfium2.PdfDocument(printed(kind, size).pdf)[0]
    smallest = size.smallest if size.kind is Kind.PAPER else size.smallest * PIXEL

    assert min(points for _, _, points in letters_of(page)) >= smallest


@pytest.mark.parametrize("reader", [text_by_pdfium, text_by_poppler])
@every_size
def test_the_text_layer_has_its_message_and_its_foot(printed, reader, size):
    text = reader(printed("ordinary", size).pdf)

    expected = [
        *("งบ 100 บาท ไปไหน", "46.92", "42.40%", "แผนงานเคหะและชุมชน", "30 บาท", "ฉบับที่ 3"),
        *("tambon.example.go.th/s/ab12c", "ข้อมูล ณ วันที่ 31 มีนาคม 2567"),
        "ที่มา: ข้อบัญญัติงบประมาณรายจ่าย",
    ]
    assert [each for each in expected if "".join(each.split()) not in text] == []


@pytest.mark.parametrize(
    "size", [size for size in SIZES if size.slug != "a3"], ids=lambda size: size.slug
)
def test_the_foot_is_whole_on_the_fullest_poster(printed, size):
    text = text_by_pdfium(printed("overfull", size).pdf)

    expected = ["ดูรายละเอียดทั้งหมดของทุกโครงการ", "ฉบับที่3", "บัญชีการเบิกจ่ายประจำปีงบประมาณ2567"]
    assert [each for each in expected if each not in text] == []


def squeezed(texts):
    return ["".join(each.split()) for each in texts]


every_picture = pytest.mark.parametrize("size", SIZES[2:], ids=lambda size: size.slug)


@every_picture
def test_every_door_of_the_office_is_named_with_its_number(printed, size):
    text = text_by_pdfium(printed("doors", size).pdf)

    names = [part for row in (*OURS, *OUTSIDE) for part in row]
    assert [each for each in squeezed(names) if each not in text] == []


@every_picture
def test_a_survey_says_who_sees_the_answers(printed, size):
    text = text_by_pdfium(printed("reminder", size).pdf)

    expected = ["ป.ป.ช. โดยตรง", "ผู้บังคับบัญชาไม่เห็น", "30 เมษายน 2567"]
    assert [each for each in squeezed(expected) if each not in text] == []


@every_picture
def test_at_least_five_plans_are_named_and_then_the_rest(printed, size):
    text = text_by_pdfium(printed("twelve plans", size).pdf)

    assert [place for place in range(12) if f"การศึกษาที่{place}" in text][:5] == [0, 1, 2, 3, 4]
    assert text.index("การศึกษาที่4") < text.index("และอีก")


@every_size
def test_its_code_leads_to_its_address_and_is_large_enough(printed, size):
    page = pypdfium2.PdfDocument(printed("ordinary", size).pdf)[0]
    scale = size.width / page.get_width() if size.kind is Kind.PICTURE else 150 / 72  # 150 dpi
    pixels = page.render(scale=scale).to_numpy()

    found, corners, straight = cv2.QRCodeDetector().detectAndDecode(pixels)

    side = numpy.linalg.norm(corners[0][1] - corners[0][0])
    assert found == STAMP.url
    if size.kind is Kind.PICTURE:
        assert side / len(straight) >= 3  # pixels of a module
    else:
        assert side / scale / POINTS * (1 + QUIET / len(straight)) >= 20  # millimetres


@every_poster
def test_the_engine_has_nothing_to_complain_about(printed, kind, size):
    paper = printed(kind, size)

    assert (paper.refused, paper.replaced, paper.complaints) == ((), (), ())


# ------------------------------------------------------------------ choosing the type
def test_the_first_way_that_fits_on_one_page_is_printed():
    ways = [_filled(count) for count in (90, 70, 9, 5)]

    paper = print_paper(ways[0], created=CREATED, tighter=ways[1:])

    assert text_by_pdfium(paper.pdf).count("แถว") == 9


def test_a_paper_that_never_fits_is_not_printed():
    with pytest.raises(PdfFailed):
        print_paper(_filled(90), created=CREATED, tighter=[_filled(80)])


def _filled(count):
    style = '<link rel="stylesheet" href="static:css/pdf.css">'
    return f'<html lang="th"><head><title>x</title>{style}</head><body>{"<p>แถว</p>" * count}</body></html>'


# ------------------------------------------------------------------ pictures
@pytest.fixture
def picture(printed):
    return picture_of(printed("ordinary", PORTRAIT).pdf, PORTRAIT.width, PORTRAIT.height)


def test_a_picture_has_exact_pixels_and_few_colours(picture):
    with Image.open(io.BytesIO(picture)) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (1080, 1350), "P")
        assert len(image.getcolors()) <= COLOURS


def test_the_code_of_the_picture_with_few_colours_is_read(picture):
    pixels = cv2.imdecode(numpy.frombuffer(picture, numpy.uint8), cv2.IMREAD_COLOR)

    assert cv2.QRCodeDetector().detectAndDecode(pixels)[0] == STAMP.url


def test_a_picture_is_small_enough_for_a_group(picture):
    assert len(picture) < 200_000


def test_the_small_picture_keeps_its_proportions(picture):
    with Image.open(io.BytesIO(smaller(picture, 432))) as image:
        assert image.size == (432, 540)


def test_a_paper_of_two_pages_is_no_picture():
    two = print_paper(_filled(90), created=CREATED).pdf

    with pytest.raises(NotOnePage):
        picture_of(two, 1080, 1350)


# ------------------------------------------------------------------ headings
def test_a_heading_breaks_at_its_spaces_and_a_long_phrase_within():
    long = "ก" * (LONGEST_PHRASE + 1)

    assert by_phrases(f"ซื้อ <และ> {long}") == (
        f'<span class="phrase">ซื้อ</span> <span class="phrase">&lt;และ&gt;</span> {long}'
    )
