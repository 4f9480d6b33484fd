"""Looks in files of every kind for what a phone writes into photos: where, when, with what."""

import io
import zipfile

import pikepdf
from PIL import ExifTags, Image, UnidentifiedImageError

from tests.publishing.samples import MAKER

WORDS = [MAKER.encode(), b"Exif\0\0", b"<x:xmpmeta"]


def private_traces(data):
    """Return what betrays the phone or the place; empty for a clean file."""
    if data.startswith(b"%PDF"):
        return _in_parts(pictures_of(data))
    if data.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        return _in_parts(archive.read(name) for name in archive.namelist())
    return [word.decode("latin-1") for word in WORDS if word in data] + _in_picture(data)


def traces_below(folder):
    """Return what was found in each file below a folder, by its name; clean files are left out."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {str(path.relative_to(folder)): private_traces(path.read_bytes()) for path in files}
    return {name: traces for name, traces in found.items() if traces}


def pictures_of(pdf):
    """Return the pictures in a PDF as they are stored, masks apart."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [part for part in document.objects if isinstance(part, pikepdf.Stream)]
        masks = {part.SMask.objgen for part in streams if "/SMask" in part}
        return [
            part.read_raw_bytes()
            for part in streams
            if part.get("/Subtype") == "/Image" and part.objgen not in masks
        ]


def _in_parts(parts):
    return [trace for part in parts for trace in private_traces(part)]


def _in_picture(data):
    try:
        exif = Image.open(io.BytesIO(data)).getexif()
    except UnidentifiedImageError:
        return []
    places = exif.get_ifd(ExifTags.IFD.GPSInfo)
    return [f"EXIF {ExifTags.TAGS.get(tag, tag)}" for tag in exif] + [
        f"GPS {tag}" for tag in places
    ]
