"""Real files for tests, made on the spot: phone photos, pictures, documents, evil twins."""

import zipfile
import zlib
from functools import cache
from io import BytesIO

import numpy as np
import pikepdf
from PIL import ExifTags, Image

PHONE_SIZE = (4032, 3024)
LATITUDE = (7.0, 3.0, 11.27)  # degrees, minutes, seconds: a place in the sea
MAKER = "Demo Phones"

CONTENT_TYPES = "[Content_Types].xml"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def phone_photo(number: int = 0, *, orientation: int | None = None) -> bytes:
    """Return a synthetic 12-megapixel phone JPEG with maker and GPS; every fourth lies on its side.

    Always the same bytes for the same number.
    """
    if orientation is None:
        orientation = 1 if number % 4 else 6
    file = BytesIO()
    _scene(number).save(file, "JPEG", quality=90, exif=phone_exif(orientation))
    return file.getvalue()


def phone_exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = MAKER
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: LATITUDE, 3: "E", 4: (99.0, 45.0, 1.5)})
    return exif


@cache
def _scene(number: int) -> Image.Image:
    random = np.random.default_rng(number)
    clouds = _blown_up(random, (32, 24))
    detail = _blown_up(random, (PHONE_SIZE[0] // 16, PHONE_SIZE[1] // 16))
    # One tile of noise is repeated: drawing 36 million normal numbers would take a second.
    tile = random.normal(0, 4.5, (756, 1008, 3)).round().astype(np.int16)
    pixels = np.asarray(Image.blend(clouds, detail, 0.25)).astype(np.int16)
    pixels += np.tile(tile, (4, 4, 1))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _blown_up(random: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    small = random.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(small).resize(PHONE_SIZE, Image.Resampling.BICUBIC)


def picture(image: Image.Image, file_format: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def four_corners(mode: str = "RGB") -> Image.Image:
    """Return 80 x 60 pixels: red top left, lime top right, blue bottom left, white bottom right."""
    image = Image.new("RGB", (80, 60), "white")
    image.paste("red", (0, 0, 40, 30))
    image.paste("lime", (40, 0, 80, 30))
    image.paste("blue", (0, 30, 40, 60))
    return image.convert(mode)


def giant_png(width: int, height: int) -> bytes:
    """Return a valid black 1-bit PNG, `height` in hundreds; a few kilobytes."""
    row = bytes(1 + (width + 7) // 8)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    header = width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def heif_head(brand: bytes) -> bytes:
    """Return what a HEIC or AVIF file begins with."""
    box = b"ftyp" + brand + bytes(4) + b"mif1" + brand
    return (len(box) + 4).to_bytes(4) + box + bytes(200)


def pdf(pages: int = 1) -> bytes:
    return saved(pdf_object(pages))


def pdf_object(pages: int = 1) -> pikepdf.Pdf:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    return document


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    file = BytesIO()
    document.save(file, **options)
    return file.getvalue()


def pdf_bomb(*, megabytes: int) -> bytes:
    """Return a PDF whose catalogue stands in a compressed stream that unpacks to `megabytes`."""
    catalogue = b"1 0 <</Type/Catalog/Pages 2 0 R>>" + bytes(megabytes * 1024 * 1024)
    packed = zlib.compress(catalogue, 1)
    objects = {
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
    }
    content, places = b"%PDF-1.5\n", [bytes(7), b"\2" + (4).to_bytes(4) + bytes(2)]
    for number, text in objects.items():
        places.append(b"\1" + len(content).to_bytes(4) + bytes(2))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    places.append(b"\1" + len(content).to_bytes(4) + bytes(2))
    index = b"<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length 42>>stream\n%s\nendstream"
    end = b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n"
    return content + end % (index % b"".join(places), len(content))


@cache
def noise(size: int) -> bytes:
    """Return bytes that no packer makes smaller."""
    return np.random.default_rng(0).bytes(size)


def package(parts: dict[str, str | bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file of `parts`."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(extra: dict[str, str | bytes] | None = None) -> bytes:
    return package(docx_parts() | (extra or {}))


def xlsx(extra: dict[str, str | bytes] | None = None) -> bytes:
    return package(xlsx_parts() | (extra or {}))


def docx_parts() -> dict[str, str | bytes]:
    body = "<w:body><w:p><w:r><w:t>น้ำ</w:t></w:r></w:p></w:body>"
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return {
        CONTENT_TYPES: content_types({"/word/document.xml": WORD_MAIN}),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{namespace}">{body}</w:document>',
    }


def xlsx_parts(cells: str = '<row r="1"><c r="A1"><v>1</v></c></row>') -> dict[str, str | bytes]:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheets = (
        f'<sheets><sheet name="a" sheetId="1" r:id="r0" xmlns:r="{OFFICE_RELATIONSHIPS}"/></sheets>'
    )
    return {
        CONTENT_TYPES: content_types({"/xl/workbook.xml": EXCEL_MAIN}),
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{namespace}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relationships(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'
        ),
    }


def content_types(parts: dict[str, str]) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return f'<Types xmlns="{namespace}">{overrides}</Types>'


def relationships(*targets: tuple[str, str], external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE_RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'
