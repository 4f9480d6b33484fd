import struct
import zipfile
from io import BytesIO
from time import perf_counter

import pytest

from publishing import refusals, zip_files
from tests.publishing import samples
from tests.publishing.refused import document_refusal, said

ROW = '<row><c t="inlineStr"><is><t>' + "A" * 200 + "</t></is></c></row>"
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'AAAAAAAAAA'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
SHEET = "xl/worksheets/sheet1.xml"


def xlsx_of(cells: str) -> bytes:
    return samples.package(samples.xlsx_parts(cells))


def with_directory(content: bytes, *, length: int) -> bytes:
    """Return a ZIP that states `length` bytes as the size of its table of contents."""
    at = content.rfind(b"PK\x05\x06")
    return content[: at + 12] + struct.pack("<L", length) + content[at + 16 :]


def overlapping() -> bytes:
    """Return a ZIP in which two parts unpack the same bytes."""
    content = samples.package({"a.xml": "A" * 5000, "b.xml": "B" * 5000})
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]


BOMBS = {
    "rows": lambda: xlsx_of(ROW * 40_000),
    "one cell": lambda: xlsx_of(f"<row><c><is><t>{'A' * 8_000_000}</t></is></c></row>"),
    "over 60 MB": lambda: samples.package(
        {f"{number}.xml": samples.noise(100_000) + bytes(5_900_000) for number in range(11)}
    ),
    "501 parts": lambda: samples.package({f"{number}.xml": "<a/>" for number in range(501)}),
    "100,000 parts stated": lambda: with_directory(samples.docx(), length=9_000_000),
    "overlapping parts": overlapping,
    "ZIP64 directory": lambda: samples.docx().replace(
        b"PK\x05\x06", b"PK\x06\x07" + bytes(16) + b"PK\x05\x06"
    ),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_in_time(make):
    content = make()
    started = perf_counter()

    sentence = document_refusal(content)

    assert sentence == said(zip_files.BOMB)
    assert perf_counter() - started < 2


def test_a_sheet_that_packs_well_is_no_bomb():
    content = xlsx_of(ROW * 3_000)

    with zip_files.open_zip(BytesIO(content)) as package:
        assert package.getinfo(SHEET).file_size > package.getinfo(SHEET).compress_size * 100


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "_rels/.rels", "customXml/item1.xml"])
def test_definitions_are_refused_in_every_part(part, encoding):
    evil = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}<x>&i;</x>'.encode(encoding)

    assert document_refusal(samples.xlsx({part: evil})) == said(zip_files.DEFINITIONS)


def test_a_zip_under_a_password_is_refused():
    content = samples.docx()
    directory = content.index(b"PK\x01\x02")
    locked = content[: directory + 8] + b"\1" + content[directory + 9 :]

    assert document_refusal(locked) == said(refusals.PASSWORD)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.99])
def test_a_document_that_was_cut_off_is_refused(kept):
    content = samples.docx()

    assert document_refusal(content[: int(len(content) * kept)]) == said(refusals.DAMAGED_DOCUMENT)


def test_a_part_that_fails_its_checksum_is_refused():
    content = samples.package(samples.docx_parts(), packing=zipfile.ZIP_STORED)

    assert document_refusal(content.replace(b"<w:body>", b"<w:bodY>")) == said(
        refusals.DAMAGED_DOCUMENT
    )


@pytest.mark.parametrize(
    "content",
    [
        samples.docx() + b"more",
        samples.docx()[:4] + samples.docx(),
        samples.package({"a": b"%PDF-1.7"}, packing=zipfile.ZIP_STORED),
        samples.package({"a": b"<script>alert(1)</script>"}, packing=zipfile.ZIP_STORED),
        samples.package({"a.xml": "<a/>", "b.xml": "<b/>"}).replace(b"b.xml", b"a.xml"),
    ],
    ids=["bytes behind", "bytes before", "PDF inside", "web page inside", "two parts of one name"],
)
def test_a_zip_that_is_a_second_file_is_refused(content):
    assert document_refusal(content) == said(refusals.HIDDEN_FILE)
