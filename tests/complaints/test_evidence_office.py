"""Word and Excel files tell nothing about their makers, and still open with all they hold."""

import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage

from tests.complaints.canary import CANARY, cleaned, holds, photo
from tests.publishing import samples


def word():
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = CANARY
    paragraph = document.add_paragraph('เนื้อความ author="คงอยู่" ')
    document.add_comment(paragraph.runs, text="หมายเหตุ", author=CANARY, initials=CANARY)
    document.add_picture(BytesIO(photo()))
    file = BytesIO()
    document.save(file)
    parts = dict(parts_of(file.getvalue()))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr",
        f'<w:p w:rsidR="{CANARY}"><w:ins w:id="1" w:author="{CANARY}"/></w:p><w:sectPr'.encode(),
        1,
    )
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>",
        f'<w:rsids><w:rsidRoot w:val="{CANARY}"/></w:rsids><w:docVars><w:docVar w:name="a" '
        f'w:val="{CANARY}"/></w:docVars></w:settings>'.encode(),
    )
    parts["word/people.xml"] = f'<w15:people><w15:person w15:author="{CANARY}"/></w15:people>'
    parts["customXml/item9.xml"] = f"<a>{CANARY}</a>"
    parts["docProps/custom.xml"] = f"<a>{CANARY}</a>"
    parts["docProps/thumbnail.jpeg"] = photo()
    return samples.package(parts)


def excel():
    book = openpyxl.Workbook()
    book.properties.creator = CANARY
    sheet = book.active
    sheet["A1"] = "จำนวนเงิน"
    sheet["B1"] = 1500
    sheet["B1"].comment = Comment("ดูใบเสร็จ", CANARY)
    sheet.add_image(SheetImage(BytesIO(photo())), "C3")
    file = BytesIO()
    book.save(file)
    parts = dict(parts_of(file.getvalue()))
    place = f'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\{CANARY}\\"/>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<sheets>", f'<fileSharing userName="{CANARY}"/>{place}<sheets>'.encode()
    )
    parts["xl/printerSettings/printerSettings1.bin"] = CANARY.encode("utf-16-le")
    parts["xl/persons/person.xml"] = (
        f'<p><person displayName="{CANARY}" userId="{CANARY}" id="1"/></p>'
    )
    return samples.package(parts)


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


OFFICE = {"a.docx": word, "a.xlsx": excel}


@pytest.mark.parametrize("name", OFFICE)
def test_the_canary_sits_in_the_document_that_is_sent(name):
    assert holds(OFFICE[name]())


@pytest.mark.parametrize("name", OFFICE)
def test_a_document_tells_nothing(name):
    assert not holds(cleaned(name, OFFICE[name]()))


def test_the_table_behind_a_chart_tells_nothing():
    content = samples.docx({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": excel()})

    assert not holds(cleaned("a.docx", content))


def test_a_word_document_opens_with_its_words_and_picture():
    document = docx.Document(BytesIO(cleaned("a.docx", word())))

    assert document.paragraphs[0].text == 'เนื้อความ author="คงอยู่" '
    assert (len(document.inline_shapes), document.core_properties.author) == (1, "")
    assert [comment.text for comment in document.comments] == ["หมายเหตุ"]


def test_an_excel_file_opens_with_its_figures():
    sheet = openpyxl.load_workbook(BytesIO(cleaned("a.xlsx", excel()))).active

    assert (sheet["A1"].value, sheet["B1"].value) == ("จำนวนเงิน", 1500)
    assert sheet["B1"].comment.text == "ดูใบเสร็จ"


@pytest.mark.parametrize("name", OFFICE)
def test_no_link_and_no_type_is_left_of_what_was_dropped(name):
    parts = dict(parts_of(cleaned(name, OFFICE[name]())))

    leftovers = [part for part in parts if part.startswith(("docProps", "customXml"))]
    indexes = [content for part, content in parts.items() if part.endswith((".rels", "Types].xml"))]
    assert leftovers == []
    assert [index for index in indexes if b"docProps" in index or b"customXml" in index] == []


def test_the_hours_of_the_parts_are_gone():
    with zipfile.ZipFile(BytesIO(cleaned("a.docx", word()))) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}


def test_a_sheet_forgets_its_printer():
    sheet = '<worksheet><sheetData/><pageSetup paperSize="9" r:id="r0"/></worksheet>'
    links = samples.relationships(("printerSettings", "../printerSettings/printerSettings1.bin"))
    extra = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": links,
        "xl/printerSettings/printerSettings1.bin": CANARY,
    }

    parts = dict(parts_of(cleaned("a.xlsx", samples.xlsx(extra))))

    assert b'<pageSetup paperSize="9"/>' in parts["xl/worksheets/sheet1.xml"]
    assert b"printer" not in parts["xl/worksheets/_rels/sheet1.xml.rels"]
    assert "xl/printerSettings/printerSettings1.bin" not in parts
