"""The promises of PDF/A-3a and PDF/UA-1 that can be read from the structure (pdf.md 9.6)."""

import io
import re

import pikepdf
import pytest
from django.test import override_settings
from django.utils.translation import gettext as translate
from PIL import Image

from publishing.pdf import Attachment, print_paper
from publishing.pdf_archive import ForeignTypeface, complete
from publishing.qr import qr_code, qr_svg
from tests.publishing.papers import CREATED, paper

BODY = """<h1>หัวเรื่อง</h1><p>น้ำ <b>ดำ</b> <i>ทำ</i> <b><i>คำ</i></b></p>
<table class="paper"><thead><tr><th>มาตรการ<th>ผล<tbody><tr><td>หนึ่ง<td>สอง</table>
{svg}<img class="qr" src="{png}" alt="ภาพรหัส">
<img src="media:photo.jpg" alt="ภาพกิจกรรม" style="image-rendering:auto">
<p><a href="https://example.go.th/">ลิงก์</a></p>"""
URL = "https://example.go.th/"
ATTACHMENTS = [Attachment("a.csv", "ตาราง", b"1", "text/csv"), Attachment("b.json", "", b"2", "")]


@pytest.fixture(scope="module")
def archived(tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    Image.new("RGB", (40, 30), "teal").save(media / "photo.jpg")
    html = (
        '<html lang="th"><head><title>ทดสอบ</title><link rel="stylesheet" '
        'href="static:css/pdf.css"></head><body data-running-header="หัวกระดาษ" '
        f'data-watermark="ร่าง">{BODY.format(svg=qr_svg(URL), png=qr_code(URL))}</body></html>'
    )
    with override_settings(MEDIA_ROOT=media):
        return print_paper(html, created=CREATED, attachments=ATTACHMENTS)


@pytest.fixture
def opened(archived):
    with pikepdf.open(io.BytesIO(archived.pdf)) as pdf:
        yield pdf


def elements(pdf, kind):
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind and "/P" in item
    ]


def test_nothing_is_left_out(archived):
    assert (archived.refused, archived.replaced, archived.complaints) == ((), (), ())


@pytest.mark.parametrize(
    "claim, value",
    [
        ("{http://www.aiim.org/pdfa/ns/id/}part", "3"),
        ("{http://www.aiim.org/pdfa/ns/id/}conformance", "A"),
        ("{http://www.aiim.org/pdfua/ns/id/}part", "1"),
        ("{http://purl.org/dc/elements/1.1/}title", "ทดสอบ"),
    ],
)
def test_paper_claims_to_be_an_accessible_archive(opened, claim, value):
    with opened.open_metadata() as metadata:
        assert metadata[claim] == value


def test_claim_of_accessibility_brings_its_schema_as_archives_demand(opened):
    assert b"pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<" in (
        opened.Root.Metadata.read_bytes()
    )


def test_language_title_colours_and_identity_are_stated(opened):
    root = opened.Root

    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("th", True)
    assert bool(root.ViewerPreferences.DisplayDocTitle) is True
    assert [str(intent.S) for intent in root.OutputIntents] == ["/GTS_PDFA1"]
    assert len(opened.trailer.ID) == 2
    assert [str(page.Tabs) for page in opened.pages] == ["/S"] * len(opened.pages)


def test_only_our_typeface_is_embedded(opened):
    fonts = [item for item in opened.objects if _is(item, "/Type", "/Font")]

    assert {re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont)) for font in fonts} == {
        "Sarabun-ITA",
        "Sarabun-ITA-Bold",
        "Sarabun-ITA-Italic",
        "Sarabun-ITA-Bold-Italic",
    }
    assert all(
        "/FontFile2" in item for item in opened.objects if _is(item, "/Type", "/FontDescriptor")
    )


def test_no_glyph_is_without_text(opened):
    maps = [
        item.ToUnicode.read_bytes()
        for item in opened.objects
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item
    ]

    assert len(maps) == 4
    assert [re.findall(rb"<[0-9a-fA-F]+>\s*<>", each) for each in maps] == [[], [], [], []]


def test_no_picture_is_smoothed(opened):
    pictures = [item for item in opened.objects if _is(item, "/Subtype", "/Image")]

    assert [bool(picture.get("/Interpolate", False)) for picture in pictures] == [False, False]


def test_every_picture_has_its_words(opened):
    figures = elements(opened, "/Figure")

    assert sorted(str(figure.Alt) for figure in figures) == sorted(
        [translate("QR code: %(url)s") % {"url": URL}, "ภาพรหัส", "ภาพกิจกรรม"]
    )


def test_cells_name_their_headings(opened):
    assert [len(cell.A.Headers) for cell in elements(opened, "/TD")] == [1, 1]


def test_links_say_where_they_lead(opened):
    links = [note for page in opened.pages for note in page.get("/Annots", [])]

    assert [(str(link.A.URI), "/Contents" in link, int(link.F)) for link in links] == [
        (URL, True, 4)
    ]


def test_attachments_are_listed_once_with_their_relation(opened):
    assert [(str(file.UF), str(file.AFRelationship)) for file in opened.Root.AF] == [
        ("a.csv", "/Data"),
        ("b.json", "/Data"),
    ]


def test_everything_drawn_is_read_aloud_or_marked_as_decoration(opened):
    content = opened.pages[0].Contents.read_bytes()
    depth, outside = 0, []
    for operator in re.findall(rb"(?<![\w/<])(BDC|BMC|EMC|Tj|TJ|Do|f\*?|S|B|sh)(?!\w)", content):
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
        if not depth and operator != b"EMC":
            outside.append(operator)

    assert outside == []


def test_margins_are_decoration_and_every_other_mark_has_its_element(opened):
    content = opened.pages[0].Contents.read_bytes()
    numbers = {int(number) for number in re.findall(rb"/MCID (\d+)", content)}
    owners = opened.Root.StructTreeRoot.ParentTree.Nums[1]

    assert content.count(b"/Type /Pagination") == 1  # the watermark; numbers begin on page two
    assert numbers == {number for number, owner in enumerate(owners) if owner is not None}


def test_a_paper_in_a_foreign_typeface_is_refused(archived):
    pdf = pikepdf.open(io.BytesIO(archived.pdf))
    for item in pdf.objects:
        if _is(item, "/Type", "/Font"):
            item.BaseFont = pikepdf.Name("/ABCDEF+DejaVu-Sans")
    pdf.save(foreign := io.BytesIO())

    with pytest.raises(ForeignTypeface):
        complete(foreign.getvalue())


def test_a_paper_without_attachments_is_complete_too():
    with pikepdf.open(io.BytesIO(paper("<p>ข้อความ").pdf)) as pdf:
        assert "/AF" not in pdf.Root


def _is(item, key, value):
    return isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)) and item.get(key) == value
