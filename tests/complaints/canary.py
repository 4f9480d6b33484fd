"""A name that may not be left in a file, put into photos and searched for in everything."""

import zipfile
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.evidence import judge
from tests.publishing import samples

CANARY = "Somchai-Canary"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{CANARY}</a></x:xmpmeta>'.encode()


def cleaned(name, content):
    return judge([SimpleUploadedFile(name, content)], keep_originals=False)[0].content


def everything_in(content):
    """Return the bytes of a file and of all that is packed in it."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as package:
            for part in package.infolist():
                found += [part.filename.encode(), *everything_in(package.read(part))]
    if content.startswith(b"%PDF-"):
        with pikepdf.Pdf.open(BytesIO(content)) as pdf:
            for each in pdf.objects:
                found.append(each.unparse(resolved=True))
                if isinstance(each, pikepdf.Stream):
                    found += [each.read_raw_bytes(), each.stream_dict.unparse()]
    return found


def holds(content, word=CANARY):
    """Tell whether a word stands in a file as ASCII, as UTF-16 or in hexadecimal."""
    spellings = [word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le")]
    spellings += [spelling.hex().encode() for spelling in spellings]
    texts = [text.lower() for text in everything_in(content)]
    return any(spelling.lower() in text for text in texts for spelling in spellings)


def photo(file_format="JPEG", **options):
    exif = samples.phone_exif(1)
    exif[0x010F] = exif[0x9286] = CANARY  # maker, remark
    options = {"exif": exif, "xmp": XMP} | options
    return samples.picture(samples.four_corners(), file_format, **options)
