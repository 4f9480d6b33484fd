from io import BytesIO

import docx
import openpyxl
import pytest
from PIL import Image

from complaints.evidence import child, preview
from complaints.evidence.preview import NoPreview, look, pictures, text_of
from publishing.file_kinds import DocumentKind
from tests.complaints.bomb import small
from tests.complaints.bombs import mp3
from tests.publishing import samples

PDF, DOCX, XLSX = (kind.mime for kind in DocumentKind)


def opened(content):
    return Image.open(BytesIO(content))


def word(*paragraphs, rows=()):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                table.cell(number, place).text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def excel(rows, title="ใบเสร็จ"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize("mime", ["image/jpeg", "image/png", "image/webp"])
def test_a_picture_is_drawn_anew(mime):
    [picture] = pictures(mime, small(mime.partition("/")[2].upper()))

    assert (opened(picture).format, opened(picture).size) == ("WEBP", (80, 60))


def test_a_large_photo_is_drawn_small():
    content = samples.picture(Image.new("RGB", (3200, 2400), "red"), "JPEG")

    [picture] = pictures("image/jpeg", content)

    assert opened(picture).size == (1600, 1200)


def test_a_photo_lies_upright():
    content = samples.picture(samples.four_corners(), "JPEG", exif=samples.phone_exif(6))

    [picture] = pictures("image/jpeg", content)

    assert opened(picture).size == (60, 80)


def test_every_page_of_a_pdf_is_drawn():
    seen = look(PDF, samples.pdf(3))

    assert [opened(picture).format for picture in seen.pictures] == ["WEBP"] * 3
    assert (max(opened(seen.pictures[0]).size), seen.left_out) == (1600, 0)


def test_pages_beyond_thirty_are_counted(monkeypatch):
    monkeypatch.setattr(preview, "MAX_PAGES", 2)

    seen = look(PDF, samples.pdf(5))

    assert (len(seen.pictures), seen.left_out) == (2, 3)


@pytest.mark.parametrize("mime", ["audio/mpeg", "audio/mp4", "video/mp4", DOCX, XLSX, "text/html"])
def test_other_kinds_have_no_pictures(mime):
    assert pictures(mime, mp3()) == []


@pytest.mark.parametrize("mime", [PDF, "image/jpeg", "image/png"])
def test_what_cannot_be_drawn_says_so(mime):
    with pytest.raises(NoPreview):
        pictures(mime, b"%PDF-1.7 garbage")


# ---------------------------------------------------------------- words


def test_a_word_document_is_read_by_paragraphs_and_rows():
    content = word("ย่อหน้าแรก", "ย่อหน้าสอง", rows=[("วันที่", "บาท"), ("1 ม.ค.", "500")])

    assert text_of(DOCX, content).strip() == "ย่อหน้าแรก\nย่อหน้าสอง\nวันที่\tบาท\n1 ม.ค.\t500"


def test_an_excel_file_is_read_by_sheets_and_rows():
    content = excel([["รายการ", "บาท"], ["ค่าน้ำ", 500.5]])

    assert text_of(XLSX, content) == "[ใบเสร็จ]\nรายการ\tบาท\nค่าน้ำ\t500.5"


def test_a_long_text_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(preview, "MAX_LETTERS", 10)

    text = text_of(DOCX, word("ก" * 500))

    assert text.startswith("ก" * 10 + "\n")
    assert len(text.splitlines()) == 2


def test_other_kinds_have_no_words():
    assert text_of("audio/mpeg", mp3()) == ""


@pytest.mark.parametrize("mime", [DOCX, XLSX])
def test_what_cannot_be_read_says_so(mime):
    with pytest.raises(NoPreview):
        text_of(mime, b"PK\x03\x04 garbage")


def test_a_busy_system_shows_nothing(monkeypatch):
    monkeypatch.setattr(child, "WAIT_SECONDS", 0)
    monkeypatch.setattr(child._TURNS, "_value", 0)

    with pytest.raises(NoPreview):
        text_of(DOCX, word("ก"))
