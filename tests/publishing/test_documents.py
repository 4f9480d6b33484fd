import hashlib
from io import BytesIO

import pytest

from publishing import documents, refusals
from publishing.documents import DocumentFacts, inspect_document
from publishing.file_kinds import DocumentKind, FileKind
from publishing.refusals import MEGABYTE
from tests.publishing import samples
from tests.publishing.refused import document_refusal, said

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def test_facts_of_a_pdf():
    content = samples.pdf(pages=3)

    assert inspect_document(BytesIO(content), name="รายงาน.pdf") == DocumentFacts(
        kind=DocumentKind.PDF,
        original_name="รายงาน.pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=3,
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.pdf(), DocumentKind.PDF),
        (samples.docx(), DocumentKind.DOCX),
        (samples.xlsx(), DocumentKind.XLSX),
    ],
)
def test_the_content_decides_and_not_the_name(content, kind):
    assert inspect_document(BytesIO(content), name="holiday.jpg").kind == kind


def test_every_kind_has_its_extension_and_type():
    facts = [(kind.extension, kind.mime.rpartition(".")[2]) for kind in DocumentKind]

    assert facts == [(".pdf", "application/pdf"), (".docx", "document"), (".xlsx", "sheet")]


def test_the_upload_is_left_at_its_beginning():
    upload = BytesIO(samples.pdf())

    inspect_document(upload, name="a.pdf")

    assert upload.tell() == 0


def test_an_empty_file_is_refused():
    assert document_refusal(b"") == said(refusals.EMPTY)


def test_a_file_over_twenty_megabytes_is_refused_with_its_size():
    content = b"%PDF-" + bytes(24 * MEGABYTE - 5)

    assert document_refusal(content) == said(documents.TOO_BIG, size="24", limit="20")


@pytest.mark.parametrize(
    "beginning", [b"MZ\x90\0", b"\x7fELF\x02\x01", b"#!/bin/sh\n", b"@echo off"]
)
@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.jpg"])
def test_a_renamed_program_is_refused(beginning, name):
    content = beginning + bytes(100)

    assert document_refusal(content, name) == said(refusals.PROGRAM, name=name)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.picture(samples.four_corners(), "JPEG"), FileKind.JPEG),
        (b"<!doctype html><title>x</title>", FileKind.WEB_PAGE),
        (b"ID3" + bytes(9), FileKind.VIDEO),
        (b"just text", FileKind.UNKNOWN),
        (b"Rar!" + bytes(9), FileKind.ARCHIVE),
        (samples.package({"a.txt": "a"}), FileKind.ZIP),
        (samples.package({"mimetype": "x", "content.xml": "<a/>"}), FileKind.ZIP),
    ],
)
def test_other_files_are_named_for_what_they_are(content, kind):
    expected = said(documents.NOT_A_DOCUMENT, kind=kind.label)

    assert document_refusal(content) == expected


@pytest.mark.parametrize("content", [OLD_OFFICE, b"{\\rtf1 }"])
def test_old_formats_are_refused_with_the_way_out(content):
    assert document_refusal(content) == said(documents.OLD_FORMAT)


def test_an_office_file_under_a_password_is_refused():
    content = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")

    assert document_refusal(content) == said(refusals.PASSWORD)


@pytest.mark.parametrize("beginning", [b"\n", b"GIF89a"])
def test_a_pdf_behind_other_bytes_is_refused(beginning):
    assert document_refusal(beginning + samples.pdf()) == said(refusals.HIDDEN_FILE)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("น้ำ.pdf", "น้ำ.pdf"),
        ("../../etc/passwd", "passwd"),
        ("CON.pdf", "CON.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("ก" * 85, "ก" * 85),
        ("100%(name)s.pdf", "100%(name)s.pdf"),
    ],
)
def test_a_refusal_shows_the_name_made_safe(name, shown):
    assert document_refusal(b"", name) == said(refusals.EMPTY, name=shown)
