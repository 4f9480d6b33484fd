import datetime as dt
import io

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table

from measures.report_content import DEMONSTRATION
from measures.report_docx import report_docx
from measures.report_imprint import Imprint
from publishing.numerals import official_digits
from tests.measures.seed_report import (
    full_content,
    photo_content,
    pictures_in,
    seed_content,
    sentences,
    with_every_text,
    with_every_text_numbered,
    with_one_measure,
)

MOMENT = dt.datetime(2023, 12, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
EDITION = Imprint(2, MOMENT)
DRAFT = Imprint(None, MOMENT)
FONT = "TH Sarabun New"


def word(content, imprint=EDITION):
    return Document(io.BytesIO(report_docx(content, imprint)))


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    with pictures_in(tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="module")
def content(media):
    return full_content()


@pytest.fixture(scope="module")
def edition(content):
    return word(content)


@pytest.fixture(scope="module")
def draft(media):
    return word(seed_content(is_demonstration=True), DRAFT)


def lines(document):
    """Every line of the body in reading order, tables cell by cell."""
    found = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row.cells]
            found += [line for cell in cells for line in cell.paragraphs]
        else:
            found.append(block)
    return [line.text for line in found]


def packed(text):
    return "".join(text.split())


def missing(content, text):
    written = (official_digits(sentence, thai=True) for sentence in sentences(content))
    return [sentence for sentence in written if packed(sentence) not in text]


def everything(document):
    return packed("".join(lines(document)))


def tables(document, columns):
    return [table for table in document.tables if len(table.columns) == columns]


def styles_in_use(document):
    return [each.get(qn("w:val")) for each in document.element.body.iter(qn("w:pStyle"))]


def drawings(document):
    return [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]


def links(document):
    found = [link for line in document.paragraphs for link in line.hyperlinks]
    return [(link.address, link.text) for link in found]


def letters(style):
    """The names and sizes that Word uses for Thai: the complex-script half of a style."""
    properties = style.element.rPr
    return (
        properties.find(qn("w:rFonts")).get(qn("w:cs")),
        properties.find(qn("w:szCs")).get(qn("w:val")),
        properties.find(qn("w:bCs")).get(qn("w:val")),
        properties.find(qn("w:lang")).get(qn("w:bidi")),
    )


# ------------------------------------------------------------------ content
def test_every_sentence_of_the_report_is_there(content, edition):
    assert missing(content, everything(edition)) == []


def test_the_parts_stand_in_the_order_of_the_pdf(edition):
    headings = [
        line.text for line in edition.paragraphs if line.style.name in {"Heading 1", "Heading 2"}
    ]

    assert [heading[:16] for heading in headings] == [
        "จากผลการประเมินสู่มาตรการ"[:16],
        "๑. สร้างการรับรู้เกี่ยวกับแผน"[:16],
        "กิจกรรม",
        "ผลลัพธ์ของความสำเร็จ"[:16],
        "๒. สร้างความรู้ความเข้าใจ"[:16],
        "กิจกรรม",
        "ผลลัพธ์ของการดำเนินการ"[:16],
        "๓. ประชาสัมพันธ์ช่องทาง"[:16],
        "กิจกรรมผลการดำเนินงาน"[:16],
        "ผลลัพธ์",
        "สรุปผลการดำเนินการทุกมาตรการ"[:16],
        "ภาคผนวก หลักฐานการดำเนินการ"[:16],
        "ข้อมูลของเอกสาร",
    ]


def test_the_title_block_is_four_centred_lines(content, edition):
    title = next(line for line in edition.paragraphs if line.style.name == "Title")

    assert title.text.split("\n") == [
        official_digits(line, thai=True) for line in content.title_lines
    ]


def test_the_table_of_a_measure_has_the_six_official_columns(edition):
    table = tables(edition, 6)[0]

    assert [packed(cell.text) for cell in table.rows[0].cells] == [
        "มาตรการ/แนวทาง",
        "วิธีการดำเนินการ",
        "ผู้รับผิดชอบ",
        "ระยะเวลาดำเนินการ",
        "ผลการดำเนินการ",
        "ข้อเสนอแนะ",
    ]


@pytest.mark.parametrize("column", [1, 4])
def test_methods_and_their_results_are_numbered_in_thai(edition, column):
    _header, *rows = tables(edition, 6)[0].rows

    assert [row.cells[column].text.split("\t")[0] for row in rows] == ["๑.", "๒."]


@pytest.mark.parametrize("column", [0, 2, 3, 5])
def test_what_all_methods_share_stands_in_one_tall_cell(edition, column):
    _header, first, second = tables(edition, 6)[0].rows

    assert first.cells[column]._tc is second.cells[column]._tc


def test_schedules_that_differ_stand_beside_their_methods(edition):
    _header, first, second = tables(edition, 6)[2].rows

    assert [row.cells[3].text.split()[0] for row in (first, second)] == [
        "เป็นประจำทุกเดือน",
        "เดือนมกราคม",
    ]


def test_numerals_are_arabic_where_the_agency_chose_so():
    text = everything(word(seed_content(thai_digits=False)))

    assert "พ.ศ.2566" in text
    assert not set("๐๑๒๓๔๕๖๗๘๙") & set(text)


def test_a_score_is_told_before_and_after(edition):
    said = "คะแนน (เต็ม ๑๐๐) ก่อนดำเนินการ ๗๙.๔๕ หลังดำเนินการ ๙๙.๑๘ เพิ่มขึ้น ๑๙.๗๓ คะแนน"

    assert said in lines(edition)


def test_evidence_is_linked_where_it_is_named_and_in_the_appendix(edition):
    first = "https://portal.example.go.th/documents/1"

    found = [link for link in links(edition) if link[0] == first]

    assert found == [(first, "ประกาศแผนการใช้จ่ายงบประมาณ"), (first, first)]


def test_the_signatory_and_the_day_stand_below_the_summary(edition):
    last = lines(edition)
    signed = last.index("(นายตัวอย่าง ทดสอบ)")

    assert last[signed + 1 : signed + 3] == [
        "นายกองค์การบริหารส่วนตำบลทุ่งบุหลัง",
        "วันที่ ๑ เดือน ธันวาคม พ.ศ. ๒๕๖๖",
    ]


def test_a_draft_leaves_the_day_of_signing_open(draft):
    assert "วันที่ ๑ เดือน ธันวาคม พ.ศ. ๒๕๖๖" not in lines(draft)


# ------------------------------------------------------------------ pages and tables
def test_each_measure_has_a_landscape_page_and_upright_ones(edition):
    assert [section.orientation == WD_ORIENT.LANDSCAPE for section in edition.sections] == (
        [False] + [True, False] * 3 + [False]
    )


def test_paper_and_margins_are_those_of_the_regulation(edition):
    section = edition.sections[0]

    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)

    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)
    assert [round(side.cm, 1) for side in sides] == [3, 2, 2.5, 2]


@pytest.mark.parametrize("columns", [6, 4, 3])
def test_the_header_of_a_table_is_repeated_on_every_page(edition, columns):
    table = tables(edition, columns)[0]

    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]

    assert repeated == [True] + [False] * (len(table.rows) - 1)


def row_may_break(content):
    row = tables(word(content), 6)[0].rows[1]
    return row._tr.find(f".//{qn('w:cantSplit')}") is None


def test_a_short_row_moves_to_the_next_page_whole():
    assert not row_may_break(seed_content())


def test_a_row_longer_than_a_page_may_break():
    assert row_may_break(with_one_measure(suggestions=["ข้อเสนอ" * 1000]))


def test_pages_are_numbered_in_thai_from_the_second(edition):
    section = edition.sections[0]

    number = section.header.paragraphs[0]._p

    assert number.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == "thaiNumbers"
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.different_first_page_header_footer


def test_pages_are_numbered_in_arabic_where_the_agency_chose_so():
    formats = {
        section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt"))
        for section in word(seed_content(thai_digits=False)).sections
    }

    assert formats == {"decimal"}


def test_a_draft_says_so_on_top_of_every_page(draft):
    section = draft.sections[0]

    assert section.header.paragraphs[-1].text == "ฉบับร่าง"
    assert section.first_page_header.paragraphs[-1].text == "ฉบับร่าง"


def test_an_edition_is_no_draft(edition):
    assert edition.sections[0].header.paragraphs[-1].text == ""


def test_a_demonstration_says_so_below_every_page(draft):
    section = draft.sections[0]

    assert section.footer.paragraphs[0].text == DEMONSTRATION
    assert section.first_page_footer.paragraphs[0].text == DEMONSTRATION


def test_a_real_report_has_nothing_to_say_below(edition):
    assert edition.sections[0].footer.paragraphs[0].text == ""


def test_later_pages_keep_header_and_footer_of_the_first(edition):
    sections = list(edition.sections)[1:]

    assert all(section.header.is_linked_to_previous for section in sections)
    assert all(section.footer.is_linked_to_previous for section in sections)
    assert not any(section.different_first_page_header_footer for section in sections)


# ------------------------------------------------------------------ letters and facts
@pytest.mark.parametrize(
    "style, size, bold",
    [
        ("Normal", "32", "0"),
        ("Title", "36", "1"),
        ("Heading 1", "36", "1"),
        ("Heading 2", "32", "1"),
        ("Table Text", "32", "0"),
        ("Caption", "28", "0"),
    ],
)
def test_thai_letters_have_the_font_the_size_and_the_language_of_the_regulation(
    edition, style, size, bold
):
    assert letters(edition.styles[style]) == (FONT, size, bold, "th-TH")


def test_every_paragraph_has_a_style_that_the_file_defines(edition):
    defined = {style.style_id for style in edition.styles}

    assert set(styles_in_use(edition)) - defined == set()


def test_bold_words_are_bold_in_thai_too(edition):
    heading = tables(edition, 6)[0].rows[0].cells[0].paragraphs[0].runs[0]

    assert (heading.bold, heading.font.cs_bold) == (True, True)


def test_the_file_says_what_it_is(content, edition):
    facts = edition.core_properties

    assert facts.title == official_digits(content.title, thai=True)
    assert (facts.author, facts.language) == (content.agency, "th-TH")
    assert facts.created.replace(tzinfo=dt.UTC) == MOMENT


def test_the_longest_name_of_an_agency_still_makes_a_file():
    document = word(seed_content(agency="องค์การบริหารส่วนตำบล" * 20))

    assert len(document.core_properties.title) == 255


# ------------------------------------------------------------------ pictures
def test_every_picture_is_described_and_captioned(content, edition):
    photos = [photo for activity in content.activities for photo in activity.photos]

    assert drawings(edition) == [official_digits(photo.alt, thai=True) for photo in photos]
    assert styles_in_use(edition).count("Caption") == len(photos)


def test_a_picture_keeps_its_shape_within_its_box():
    activity = seed_content().measures[0].activities[0]
    tall = activity.model_copy(update={"photos": [photo_content("ตั้ง", size=(400, 1200))]})

    shape = word(with_one_measure(activities=[tall])).inline_shapes[0]

    assert round(shape.height.cm, 1) == 4.2
    assert shape.height / shape.width == pytest.approx(3, abs=0.01)


@pytest.mark.parametrize("photos, in_a_row", [(1, 2), (2, 2), (3, 3), (7, 3)])
def test_more_than_two_photos_stand_three_in_a_row(photos, in_a_row):
    activity = seed_content().measures[0].activities[0]
    shown = activity.model_copy(update={"photos": activity.photos[:1] * photos})

    table = word(with_one_measure(activities=[shown])).tables[1]

    assert len(table.columns) == in_a_row
    assert len(table.rows) == -(-photos // in_a_row)


def test_a_row_of_photos_does_not_hold_on_to_the_next(edition):
    cells = [cell._tc for table in edition.tables for row in table.rows for cell in row.cells]

    with_pictures = [cell for cell in cells if cell.find(f".//{qn('w:drawing')}") is not None]

    assert [cell for cell in with_pictures if cell.find(f".//{qn('w:keepNext')}") is not None] == []


def test_what_stands_below_an_activity_is_indented(edition):
    line = next(line for line in edition.paragraphs if line.text == "๑.\tไตรมาสที่ ๑")

    form = line.paragraph_format

    assert (round(form.left_indent.cm, 1), round(form.first_line_indent.cm, 1)) == (1.6, -0.8)


def test_a_lost_picture_leaves_its_description():
    activity = seed_content().measures[0].activities[0]
    lost = activity.photos[0].model_copy(update={"file": "photos/lost.jpg"})
    content = with_one_measure(activities=[activity.model_copy(update={"photos": [lost]})])

    assert f"(ไม่มีไฟล์ภาพ) {lost.alt}" in lines(word(content))


def test_the_seal_is_described():
    seal = photo_content("ตรา").file

    assert drawings(word(with_one_measure(activities=[]).model_copy(update={"seal": seal}))) == [
        "ตราองค์การบริหารส่วนตำบลทุ่งบุหลัง"
    ]


# ------------------------------------------------------------------ what people type
HOSTILE = '<w:t>ก</w:t> &amp; ]]> <img src="file:///etc/passwd"> "น้ำ"'


def test_markup_is_printed_as_text():
    content = with_every_text_numbered(full_content(), HOSTILE)

    assert missing(content, everything(word(content))) == []


def test_letters_that_no_file_can_hold_are_left_out():
    text = everything(word(with_every_text(full_content(), "ก\x00ข\x1bค\ufffeง")))

    assert "กขคง" in text


def test_a_year_without_measures_is_a_document():
    assert "ไม่มีรายการ" in lines(word(seed_content(measures=[])))


def test_no_picture_travels_along_but_those_of_the_report(edition):
    pictures = [
        part.partname for part in edition.part.package.iter_parts() if "image" in part.content_type
    ]

    assert [name for name in pictures if not name.startswith("/word/media/")] == []
