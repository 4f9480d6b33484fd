"""Frees a PDF of what it tells about its maker, a process of its own; `child` starts and limits it.

On standard input one line of JSON and then the file; on standard output the facts that
`publishing.pdf_probe` states, as JSON, and then the PDF: the same pages without properties, files
that it carried, names of commentators and signers. A PDF that is refused anyway is not written.
"""

import json
import sys
from io import BytesIO

import pikepdf

from publishing.pdf_probe import dictionaries, facts_of, limit_process
from publishing.picture_tags import without_tags

# Properties, data of the program that made it, pictures of earlier pages, carried files, and what
# happens when a page is opened, which could tell a stranger that it was.
DROPPED_OF_FILES = ("/EF", "/EmbeddedFiles", "/AF", "/Collection")
DROPPED_OF_MAKERS = ("/Metadata", "/PieceInfo", "/LastModified", "/SpiderInfo", "/CreatorInfo")
DROPPED_OF_SIGNERS = ("/Perms", "/DSS", "/Legal", "/SigFlags")
DROPPED_OF_PAGES = ("/Thumb", "/OpenAction", "/AA")
DROPPED = DROPPED_OF_FILES + DROPPED_OF_MAKERS + DROPPED_OF_SIGNERS + DROPPED_OF_PAGES
DROPPED_OF_CARRIERS = ("/F", "/UF", "/Desc", "/DOS", "/Mac", "/Unix")
DROPPED_OF_NOTES = ("/T", "/M", "/CreationDate", "/NM", "/Subj", "/RC")
RESOURCES = {"/Font", "/ExtGState", "/Pattern", "/XObject"}  # any name may be given to these
PHOTOS = {"/DCTDecode", "/JPXDecode"}


def cleaned(content: bytes) -> bytes:
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        drop(pdf.trailer, ("/Info", "/ID"))
        for top in pdf.objects:
            if isinstance(top, pikepdf.Stream):
                strip_photo(pdf, top)
            for each in dictionaries(top):
                strip(each)
        file = BytesIO()
        # The file gets a number of its own, which follows from its content alone.
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def strip(dictionary: pikepdf.Object) -> None:
    if "/EF" in dictionary:
        drop(dictionary, DROPPED_OF_CARRIERS)
    drop(dictionary, [key for key in DROPPED if not is_resource(dictionary.get(key))])
    if "/Rect" in dictionary and dictionary.get("/Subtype") != "/Widget":
        drop(dictionary, DROPPED_OF_NOTES)
    if "/ByteRange" in dictionary:  # a signature, which a change breaks, and the name of its owner
        drop(dictionary, list(dictionary.keys()))
    if isinstance(value := dictionary.get("/V"), pikepdf.Dictionary) and "/ByteRange" in value:
        drop(value, list(value.keys()))
        drop(dictionary, ["/V"])


def drop(dictionary: pikepdf.Object, keys: list[str] | tuple[str, ...]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def is_resource(value: object) -> bool:
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return False
    return str(value.get("/Type", "")) in RESOURCES


def strip_photo(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> None:
    """Free a photo on a page of its EXIF, which scanners and phones leave in place."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if not names or names[-1] not in PHOTOS:
        return
    content = stream.read_raw_bytes()
    if len(names) > 1:
        packed = pikepdf.Stream(pdf, content)
        packed.Filter = pikepdf.Array([pikepdf.Name(name) for name in names[:-1]])
        content = packed.read_bytes()
    start = max(0, content.find(b"\xff\xd8")) if names[-1] == "/DCTDecode" else 0
    kept = {key: stream[key] for key in ("/DecodeParms",) if len(names) == 1 and key in stream}
    stream.write(without_tags(content[start:]), filter=pikepdf.Name(names[-1]))
    for key, value in kept.items():
        stream[key] = value


def main() -> None:
    limit_process()
    sys.stdin.buffer.readline()
    content = sys.stdin.buffer.read()
    facts = facts_of(content)
    is_taken = not facts.get("is_encrypted") and not facts["has_script"] and facts["pages"]
    answer = cleaned(content) if is_taken else b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + answer)


if __name__ == "__main__":
    main()
