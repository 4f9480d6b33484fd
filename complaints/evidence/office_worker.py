"""Frees Word and Excel files of their makers, a process of its own; `child` starts and limits it.

On standard input one line of JSON and then the file, which `publishing.office_files` has judged; on
standard output one line of JSON and then the file without names, accounts, computers and places of
photos. Words and figures stay as they are. What cannot be freed is refused.
"""

import json
import posixpath
import re
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from publishing.picture_tags import NotAPicture, without_tags

INDEX = "[Content_Types].xml"
MARKUP = (".xml", ".rels", ".vml")
EPOCH = (1980, 1, 1, 0, 0, 0)

# Properties, people, printers, labels of the office's network, data of add-ins; whole parts.
DROPPED = re.compile(
    r"(docProps|docMetadata|customXml|_xmlsignatures|xl/revisions)/.*|word/people\.xml|.*\.psmdcp"
    r"|.*/printerSettings\d*\.bin",
    re.IGNORECASE,
)
# What is fetched from elsewhere names the computer of the reporter, or tells that it was read.
FETCHED = re.compile(
    r"xl/(externalLinks|queryTables|webextensions)/.*|xl/connections\.xml", re.IGNORECASE
)
STRANGE = (b"II*\0", b"MM\0*", b"BM", b"RIFF", b"<?xpacket")
TIFF_LIKE_BOX = b"ftyp"  # HEIC, AVIF, films

# Who wrote, changed or noted something, and in which sitting; one tag at a time, so that a hostile
# file costs no more than its length.
MAKERS = rb"author|initials|userName|lastModifiedBy|lastEditedBy"
TAG = re.compile(rb"<[^<>]*?[\s:](?:" + MAKERS + rb"|rsid\w*)\s*=[^<>]*>")
PERSON_TAG = re.compile(rb"<(?:\w+:)?person\s[^<>]*>")
PLACE_TAG = re.compile(rb"<(?:\w+:)?absPath\s[^<>]*>")
PAPER_TAG = re.compile(rb"<(?:\w+:)?(?:pageSetup|printerSettings)\s[^<>]*>")
VALUE = rb"""\s*=\s*(?:"[^"]*"|'[^']*')"""
MAKER_FACT = re.compile(rb"(\s(?:\w+:)?(?:" + MAKERS + rb"))" + VALUE)
SITTING_FACT = re.compile(rb"\s(?:\w+:)?rsid\w*" + VALUE)
PERSON_FACT = re.compile(rb"(\s(?:displayName|userId|providerId))" + VALUE)
PLACE_FACT = re.compile(rb"(\surl)" + VALUE)
LINK_FACT = re.compile(rb"\s\w+:id" + VALUE)
COMMENTATOR = re.compile(rb"(<(?:\w+:)?author(?:\s[^<>]*)?>)[^<]*")
DOCUMENT_NUMBER = re.compile(rb"<\w+:docId\s[^<>]*/>")  # the same in every copy of a document
LISTS = (b"rsids", b"docVars")  # of sittings, and of what add-ins remember


class Refused(Exception):
    """The file cannot be freed: why in a word, and which part."""


def freed(content: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(file, "w") as fresh:
        dropped = dropped_parts(package.namelist())
        for part in package.infolist():
            if part.filename not in dropped and not part.is_dir():
                clean = clean_part(part.filename, package.read(part), dropped)
                info = zipfile.ZipInfo(part.filename, EPOCH)
                fresh.writestr(info, clean, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


def dropped_parts(names: list[str]) -> set[str]:
    if fetched := next(filter(FETCHED.fullmatch, names), None):
        raise Refused("fetched", fetched)
    dropped = set(filter(DROPPED.fullmatch, names))
    # The links of a dropped part go with it.
    links = {"{}/_rels/{}.rels".format(*posixpath.split(name)) for name in dropped}
    return dropped | links


def clean_part(name: str, content: bytes, dropped: set[str]) -> bytes:
    if not name.lower().endswith(MARKUP):
        return clean_object(name, content)
    if b"\0" in content:  # UTF-16, which Office never writes
        raise Refused("damaged", name)
    if name == INDEX:
        root = ElementTree.fromstring(content)
        rows = [row for row in root if row.get("PartName", "").lstrip("/") not in dropped]
        return flat(root, rows)
    if name.lower().endswith(".rels"):
        return clean_links(name, content, dropped)
    return anonymous(name.lower(), content)


def clean_object(name: str, content: bytes) -> bytes:
    if content.startswith(b"PK\x03\x04"):  # the table behind a chart
        return freed(content)
    is_webp = content[8:12] == b"WEBP"
    if (content.startswith(STRANGE) and not is_webp) or content[4:8] == TIFF_LIKE_BOX:
        raise Refused("picture", name)
    try:
        return without_tags(content)
    except NotAPicture:
        raise Refused("picture", name) from None


def anonymous(name: str, content: bytes) -> bytes:
    content = TAG.sub(without_makers, content)
    content = PAPER_TAG.sub(lambda tag: LINK_FACT.sub(b"", tag[0]), content)
    content = PLACE_TAG.sub(lambda tag: PLACE_FACT.sub(rb'\1=""', tag[0]), content)
    if name.startswith("xl/persons/"):
        content = PERSON_TAG.sub(lambda tag: PERSON_FACT.sub(rb'\1=""', tag[0]), content)
    if name.startswith("xl/comments"):
        content = COMMENTATOR.sub(rb"\1", content)
    if name.startswith("word/"):
        content = DOCUMENT_NUMBER.sub(b"", content)
        for word in LISTS:
            content = without_list(content, word)
    return content


def without_makers(tag: re.Match[bytes]) -> bytes:
    return SITTING_FACT.sub(b"", MAKER_FACT.sub(rb'\1=""', tag[0]))


def without_list(content: bytes, word: bytes) -> bytes:
    """Return the markup without the elements of that name, which hold no element of the name."""
    beginning = re.compile(rb"<(\w+:)?" + word + rb"(?:\s[^<>]*)?(?<!/)>")
    kept, at = [], 0
    while start := beginning.search(content, at):
        end = content.find(b"</" + (start[1] or b"") + word + b">", start.end())
        if end < 0:
            break
        kept.append(content[at : start.start()])
        at = content.index(b">", end) + 1
    return b"".join([*kept, content[at:]])


def clean_links(name: str, content: bytes, dropped: set[str]) -> bytes:
    """Return the links of a part without those to what was dropped."""
    folder = posixpath.dirname(posixpath.dirname(name))
    root = ElementTree.fromstring(content)
    rows = []
    for row in root:
        kind, target = row.get("Type", "").rpartition("/")[2], row.get("Target", "")
        if row.get("TargetMode", "").lower() == "external":
            if kind != "hyperlink":  # a picture on somebody's server tells him who looks
                raise Refused("fetched", kind)
        elif posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") in dropped:
            continue
        rows.append(row)
    return flat(root, rows)


def flat(root: ElementTree.Element, rows: list[ElementTree.Element]) -> bytes:
    """Return an index of a package anew: its name, and rows of attributes."""
    namespace, _, word = root.tag.lstrip("{").rpartition("}")
    lines = []
    for row in rows:
        facts = " ".join(f"{key}={quoteattr(value)}" for key, value in row.attrib.items())
        lines.append(f"<{row.tag.rpartition('}')[2]} {facts}/>")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<{word} xmlns={quoteattr(namespace)}>{''.join(lines)}</{word}>".encode()


def main() -> None:
    sys.stdin.buffer.readline()
    try:
        facts, content = {}, freed(sys.stdin.buffer.read())
    except Refused as refused:
        why, part = refused.args
        facts, content = {"refused": why, "part": part}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
