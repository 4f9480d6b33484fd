from io import BytesIO

import docx
import pytest

from publishing import documents, office_files, refusals, zip_files
from publishing.documents import inspect_document
from publishing.file_kinds import DocumentKind, FileKind
from tests.publishing import samples
from tests.publishing.refused import document_refusal, said

MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_PROJECT = OLE + bytes(50) + "_VBA_PROJECT".encode("utf-16-le")


def kind_of(content: bytes) -> DocumentKind:
    return inspect_document(BytesIO(content), name="a.docx").kind


def linked(kind: str, target: str) -> bytes:
    links = samples.relationships((kind, target), external=True)
    return samples.docx({"word/_rels/settings.xml.rels": links})


# ---------------------------------------------------------------- what is taken


def test_a_document_of_a_real_word_processor_is_taken():
    file = BytesIO()
    docx.Document().save(file)

    assert kind_of(file.getvalue()) == DocumentKind.DOCX


def test_a_chart_with_its_table_is_taken():
    content = samples.docx({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": samples.xlsx()})

    assert kind_of(content) == DocumentKind.DOCX


@pytest.mark.parametrize("kind", ["hyperlink", "image", "externalLinkPath"])
def test_harmless_links_are_taken(kind):
    assert kind_of(linked(kind, "https://example.test/")) == DocumentKind.DOCX


def test_a_formula_that_looks_like_a_command_is_only_text():
    cell = "<row><c t='inlineStr'><is><t>=cmd|' /C calc'!A0</t></is></c></row>"

    assert kind_of(samples.package(samples.xlsx_parts(cell))) == DocumentKind.XLSX


# ---------------------------------------------------------------- macros in every disguise


@pytest.mark.parametrize(
    "extra",
    [
        {"word/vbaProject.bin": MACRO_PROJECT},
        {"word/VBAPROJECT.BIN": b"anything"},
        {"word/media/image1.png": MACRO_PROJECT},
        {"xl/macrosheets/sheet1.xml": "<a/>"},
        {samples.CONTENT_TYPES: samples.content_types({"/word/document.xml": MACRO_MAIN})},
        {
            samples.CONTENT_TYPES: samples.content_types(
                {
                    "/word/document.xml": samples.WORD_MAIN,
                    "/word/x.bin": "application/vnd.ms-office.vbaProject",
                }
            )
        },
        {"word/embeddings/a.xlsx": samples.xlsx({"xl/vbaProject.bin": MACRO_PROJECT})},
    ],
    ids=[
        "project",
        "capitals",
        "as a picture",
        "old macro sheet",
        "docm",
        "declared",
        "in a chart",
    ],
)
def test_macros_are_refused(extra):
    assert document_refusal(samples.docx(extra), "a.docx") == said(
        office_files.MACROS, name="a.docx"
    )


# ---------------------------------------------------------------- objects, templates, far cells


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/embeddings/oleObject1.bin", OLE + bytes(50)),
        ("word/media/image1.png", b"MZ\x90\0"),
        ("word/media/image2.png", samples.package({"a": "a"})),
        ("word/activeX/activeX1.xml", b"<a/>"),
    ],
)
def test_embedded_objects_are_refused(part, content):
    expected = said(office_files.EMBEDDED, part=part.rpartition("/")[2])

    assert document_refusal(samples.docx({part: content})) == expected


def test_a_package_inside_a_package_inside_is_refused():
    inner = samples.xlsx({"xl/embeddings/b.xlsx": samples.xlsx()})

    content = samples.docx({"word/embeddings/a.xlsx": inner})

    assert document_refusal(content) == said(office_files.EMBEDDED, part="b.xlsx")


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "frame", "subDocument"])
@pytest.mark.parametrize("target", ["https://example.test/a.dotm", "file:///c:/a.dotm"])
def test_what_loads_from_elsewhere_is_refused(kind, target):
    assert document_refusal(linked(kind, target)) == said(office_files.EXTERNAL, part=kind)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/externalLinks/externalLink1.xml", '<externalLink><ddeLink ddeService="cmd"/>'),
        ("word/footer1.xml", "<w:instrText> DDEAUTO c:\\\\cmd</w:instrText>"),
    ],
)
def test_dynamic_data_exchange_is_refused(part, content):
    expected = said(office_files.EXTERNAL, part=part.rpartition("/")[2])

    assert document_refusal(samples.docx({part: content})) == expected


def test_a_cell_at_the_far_edge_is_refused():
    cell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    content = samples.package(samples.xlsx_parts(cell))

    assert document_refusal(content) == said(office_files.FAR_CELL, cell="XFD1048576")


def test_a_long_sheet_is_taken():
    cell = '<row r="1048576"><c r="Z1048576"><v>1</v></c></row>'

    assert kind_of(samples.package(samples.xlsx_parts(cell))) == DocumentKind.XLSX


# ---------------------------------------------------------------- packages of another kind


@pytest.mark.parametrize(
    "parts",
    [
        {"/word/document.xml": samples.WORD_MAIN, "/xl/workbook.xml": samples.EXCEL_MAIN},
        {"/word/missing.xml": samples.WORD_MAIN},
        {"/word/document.xml": "application/xml"},
        {"/word/document.xml": samples.WORD_MAIN.replace("document.main", "template.main")},
    ],
    ids=["both at once", "main part missing", "no main part", "template"],
)
def test_a_package_without_one_main_part_is_no_document(parts):
    content = samples.docx(
        {samples.CONTENT_TYPES: samples.content_types(parts), "xl/workbook.xml": "<a/>"}
    )

    expected = said(documents.NOT_A_DOCUMENT, kind=FileKind.ZIP.label)
    assert document_refusal(content) == expected


def test_an_index_of_megabytes_is_refused():
    links = samples.relationships(*[("hyperlink", samples.noise(3000).hex())] * 300)

    content = samples.docx({"word/_rels/document.xml.rels": links})

    assert document_refusal(content) == said(zip_files.BOMB)


def test_a_broken_index_is_refused():
    content = samples.docx({"_rels/.rels": "<Relationships"})

    assert document_refusal(content) == said(refusals.DAMAGED_DOCUMENT)
