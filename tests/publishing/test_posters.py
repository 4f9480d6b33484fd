import ctypes
import io
import itertools
import re

import cv2
import numpy
import pypdfium2
import pytest
from django.conf import settings
from PIL import Image

from publishing.pdf import PdfFailed, print_paper
from publishing.posters import printing
from publishing.posters.pictures import COLOURS, NotOnePage, picture_of, smaller
from publishing.posters.printing import kept_file, poster_file, thumbnail_file, thumbnail_if_idle
from publishing.posters.sizes import PORTRAIT, SIZES, Kind
from publishing.templatetags.paper_text import LONGEST_PHRASE, by_phrases
from tests.publishing.papers import CREATED, text_by_pdfium, text_by_poppler
from tests.publishing.posters import STAMP, overfull, poster, sparse

POINTS = 72 / 25.4  # of a millimetre
PIXEL = 72 / 96  # of a CSS pixel, in points
QUIET = 8  # modules of white around a code


@pytest.fixture(scope="module")
def printed():
    """Posters in every size as the engine prints them, each printed once."""
    found = {}

    def get(kind, size):
        if (kind, size.slug) not in found:
            content = {"ordinary": poster, "overfull": overfull, "sparse": sparse}[kind]()
            first, *tighter = printing._ways(content, size, STAMP)
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


# ------------------------------------------------------------------ kept files
@pytest.fixture
def made(monkeypatch):
    """Count how often something is printed; what comes out is a picture all the same."""
    calls = []

    def make(content, size, stamp):
        calls.append((size.slug, stamp.number))
        file = io.BytesIO()
        Image.new("RGB", (size.width, size.height)).save(file, "PNG")
        return file.getvalue()

    monkeypatch.setattr(printing, "_made", make)
    return calls


def test_a_poster_is_printed_once_for_what_it_says(made):
    names = {poster_file(poster(), PORTRAIT, STAMP) for _ in range(2)}

    assert (len(names), made) == (1, [("4x5", 3)])


def test_another_number_and_another_edition_are_other_files(made):
    other = STAMP.model_copy(update={"number": 4})
    names = {
        poster_file(poster(), PORTRAIT, STAMP),
        poster_file(poster(), PORTRAIT, other),
        poster_file(poster(title="อีกเรื่อง"), PORTRAIT, STAMP),
        poster_file(poster(), SIZES[-1], STAMP),
    }

    assert (len(names), len(made)) == (4, 4)


def test_what_nobody_asked_for_is_not_kept(made):
    before = kept_file(poster(), PORTRAIT, STAMP)
    name = poster_file(poster(), PORTRAIT, STAMP)

    assert (before, kept_file(poster(), PORTRAIT, STAMP)) == ("", name)


def test_the_small_picture_is_not_waited_for(made):
    with printing._IDLE:
        assert (thumbnail_if_idle(poster(), STAMP), made) == ("", [])
    name = thumbnail_if_idle(poster(), STAMP)
    with printing._IDLE:
        assert thumbnail_if_idle(poster(), STAMP) == name == thumbnail_file(poster(), STAMP)


# ------------------------------------------------------------------ contrast
STYLES = (settings.BASE_DIR / "static" / "css" / "posters.css").read_text()
TOKENS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", STYLES))
TEXT_ON_GROUND = [
    *[
        ("ink", "paper"),
        ("ink-2", "paper"),
        ("brand", "paper"),
        ("ink", "panel"),
        ("ink-2", "panel"),
    ],
    *[
        ("brand", "panel"),
        ("on-deep", "deep"),
        ("on-deep-2", "deep"),
        ("bright", "deep"),
        ("on-deep", "bad"),
    ],
]
SHAPES_ON_GROUND = [("gold", "paper"), ("brand", "paper"), ("brand", "track")]


@pytest.mark.parametrize("text, ground", TEXT_ON_GROUND)
def test_every_text_is_legible_on_its_ground(text, ground):
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("shape, ground", SHAPES_ON_GROUND)
def test_every_shape_is_seen_on_its_ground(shape, ground):
    assert contrast(TOKENS[shape], TOKENS[ground]) >= 3


def test_every_colour_of_the_styles_is_a_token():
    rules = STYLES.split("}", 3)[-1]

    assert re.findall(r"#[0-9a-f]{3,6}\b|rgb", rules) == []


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# ------------------------------------------------------------------ headings
def test_a_heading_breaks_at_its_spaces_and_a_long_phrase_within():
    long = "ก" * (LONGEST_PHRASE + 1)

    assert by_phrases(f"ซื้อ <และ> {long}") == (
        f'<span class="phrase">ซื้อ</span> <span class="phrase">&lt;และ&gt;</span> {long}'
    )
