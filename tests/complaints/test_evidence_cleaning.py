"""No word about the maker of a file is left in it, neither in its bytes nor in what they unpack to."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from tests.complaints.canary import CANARY, XMP, cleaned, holds, photo
from tests.publishing import samples


def png():
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", CANARY)
    text.add_text("Comment", CANARY * 50, zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return samples.picture(samples.four_corners(), "PNG", pnginfo=text, exif=samples.phone_exif(1))


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY.encode()


HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
HARMLESS |= {"loop", "background", "timestamp", "duration"}  # what Pillow says of every WebP
PICTURES = {
    "a.jpg": lambda: photo(comment=CANARY.encode(), icc_profile=profile()),
    "behind.jpg": lambda: photo() + b"\0\0MotionPhoto" + CANARY.encode(),
    "a.png": png,
    "a.webp": lambda: photo("WEBP"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_canary_sits_in_the_picture_that_is_sent(name):
    content = PICTURES[name]()

    assert holds(content) or Image.open(BytesIO(content)).text["Author"] == CANARY


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_tells_nothing(name):
    content = cleaned(name, PICTURES[name]())

    picture = Image.open(BytesIO(content))
    assert not holds(content)
    assert dict(picture.getexif()) == {}
    assert set(picture.info) <= HARMLESS


@pytest.mark.parametrize(
    ("name", "file_format"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_a_picture_keeps_its_format_and_is_upright(name, file_format):
    content = samples.picture(
        samples.four_corners(),
        file_format,
        exif=samples.phone_exif(6),
        **({"lossless": True} if file_format == "WEBP" else {}),
    )

    picture = Image.open(BytesIO(cleaned(name, content)))

    found = picture.convert("RGB").getpixel((8, 8))
    assert (picture.format, picture.size) == (file_format, (60, 80))
    assert [part > 127 for part in found] == [False, False, True]  # blue, which lay bottom left


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_every_mode_keeps_its_colours(mode):
    image = (
        Image.new("L", (4, 4), 255).convert(mode)
        if mode != "I;16"
        else Image.new(mode, (4, 4), 65535)
    )

    picture = Image.open(BytesIO(cleaned("a.png", samples.picture(image, "PNG"))))

    assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_what_is_transparent_stays_so():
    content = samples.picture(Image.new("RGBA", (4, 4), (255, 0, 0, 0)), "PNG")

    assert Image.open(BytesIO(cleaned("a.png", content))).getpixel((1, 1))[3] == 0


def test_a_printers_photo_is_taken():
    content = samples.picture(samples.four_corners().convert("CMYK"), "JPEG")

    assert Image.open(BytesIO(cleaned("a.jpg", content))).mode == "RGB"


def test_a_photo_of_a_phone_with_two_lenses_keeps_its_first_picture():
    frames = [Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")]
    content = samples.picture(frames[0], "MPO", save_all=True, append_images=frames[1:])

    picture = Image.open(BytesIO(cleaned("a.jpg", content)))
    assert (picture.format, picture.getpixel((1, 1))[0] > 200) == ("JPEG", True)


# ---------------------------------------------------------------- PDF


def pdf():
    """Return a PDF with the canary in every place where programs put the names of people."""
    document = samples.pdf_object(2)
    document.docinfo["/Author"] = CANARY
    with document.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["dc:creator"] = [CANARY]
    page = document.pages[0]
    page.obj.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=CANARY))
    page.obj.Metadata = document.make_stream(XMP)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        Contents="kept words",
        T=CANARY,
        NM=CANARY,
    )
    field = signature(document)
    page.obj.Annots = document.make_indirect(pikepdf.Array([note, field]))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
    photo_stream = document.make_stream(photo())
    photo_stream.Type, photo_stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    photo_stream.Width, photo_stream.Height, photo_stream.BitsPerComponent = 80, 60, 8
    photo_stream.ColorSpace, photo_stream.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=photo_stream))
    document.attachments["data.csv"] = pikepdf.AttachedFileSpec(
        document, CANARY.encode(), filename=f"{CANARY}.csv", description=CANARY
    )
    file = BytesIO()
    document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


@pytest.mark.parametrize("filters", [["FlateDecode", "DCTDecode"], ["ASCIIHexDecode", "DCTDecode"]])
def test_a_photo_packed_twice_tells_nothing(filters):
    document = samples.pdf_object()
    raw = {"FlateDecode": zlib.compress, "ASCIIHexDecode": lambda data: data.hex().encode() + b">"}
    stream = pikepdf.Stream(document, raw[filters[0]](photo()))
    stream.Filter = pikepdf.Array([pikepdf.Name(f"/{name}") for name in filters])
    stream.Subtype = pikepdf.Name.Image
    document.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream))

    content = cleaned("a.pdf", samples.saved(document))

    with pikepdf.Pdf.open(BytesIO(content)) as fresh:
        picture = fresh.pages[0].obj.Resources.XObject.Im
        size = Image.open(BytesIO(picture.read_raw_bytes())).size
    assert (size, holds(content)) == ((80, 60), False)


def signature(document):
    value = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig, Name=CANARY, ByteRange=[0, 1, 2, 3], Contents=CANARY.encode()
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T="Signature1",
            Rect=[0, 0, 9, 9],
            V=document.make_indirect(value),
        )
    )


def test_the_canary_sits_in_the_pdf_that_is_sent():
    assert holds(pdf())


def test_a_pdf_tells_nothing():
    assert not holds(cleaned("a.pdf", pdf()))


def test_a_pdf_keeps_its_pages_its_words_and_its_photo():
    document = pikepdf.Pdf.open(BytesIO(cleaned("a.pdf", pdf())))

    page = document.pages[0]
    [picture] = page.get_images().values()
    assert len(document.pages) == 2
    assert str(page.Annots[0].Contents) == "kept words"
    assert pikepdf.PdfImage(picture).as_pil_image().size == (80, 60)


def test_an_earlier_version_behind_a_pdf_is_gone():
    document = samples.pdf_object()
    document.docinfo["/Author"] = CANARY
    first = samples.saved(document)
    update = b"\n9 0 obj\n<</Type/Catalog>>\nendobj\n"

    assert not holds(cleaned("a.pdf", first + update + b"startxref\n0\n%%EOF\n"))


def test_the_number_of_a_pdf_is_not_that_of_the_one_sent():
    content = samples.pdf()

    numbers = [
        bytes(pikepdf.Pdf.open(BytesIO(each)).trailer.ID[0])
        for each in (content, cleaned("a.pdf", content))
    ]
    assert numbers[0] != numbers[1]
