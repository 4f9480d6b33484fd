"""Reads a PDF from standard input and prints what it holds as JSON; a program of its own.

A hostile PDF can unpack to gigabytes or crash the reader: the limits below then end this process
and nothing else. It only states facts; `publishing.pdf_files` judges them.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

MEMORY = 512 * 1024 * 1024  # bytes of address space, libraries included
CPU_SECONDS = 10
UNPACKED = 64 * 1024 * 1024  # bytes of one stream
SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMedia"}
SCRIPT_ACTIONS = {"/JavaScript", "/Launch"}

_SUSPICIOUS = re.compile(b"/(JS|JavaScript|XFA|RichMedia|Launch|EF)[^A-Za-z]")

Facts = dict[str, Any]


def main() -> None:
    limit_process()
    print(json.dumps(facts_of(sys.stdin.buffer.read())))


def limit_process() -> None:
    """Lock the doors before a foreign byte is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=UNPACKED,
        png_max_memory=UNPACKED,
        tiff_max_memory=UNPACKED,
        run_length_max_memory=UNPACKED,
        max_stream_filters=2,
        doc_max_warnings=1000,
    )


def facts_of(content: bytes) -> Facts:
    """Return {"pages", "has_script", "attachments": [{"name", "head" in hexadecimal}]}.

    A PDF under a password gives {"is_encrypted": true} alone.
    """
    try:
        with pikepdf.Pdf.open(BytesIO(content)) as pdf:
            return {"is_encrypted": True} if pdf.is_encrypted else _facts(pdf)
    except pikepdf.PasswordError:
        return {"is_encrypted": True}


def _facts(pdf: pikepdf.Pdf) -> Facts:
    suspects = [each for top in pdf.objects if _is_suspect(top) for each in dictionaries(top)]
    return {
        "pages": len(pdf.pages),
        "has_script": any(map(_is_script, suspects)),
        "attachments": [
            _attachment(each, stream)
            for each in suspects
            if "/EF" in each
            for stream in each.EF.as_dict().values()
        ],
    }


def _is_suspect(top: pikepdf.Object) -> bool:
    """Tell cheaply whether a closer look is needed; the text has every name without escapes."""
    content = top.stream_dict if isinstance(top, pikepdf.Stream) else top
    return bool(_SUSPICIOUS.search(content.unparse(resolved=True)))


def dictionaries(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the dictionaries of one numbered object, also those that stand inside others."""
    waiting = [top.stream_dict if isinstance(top, pikepdf.Stream) else top]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary):
            yield each
        waiting += _direct_children(each)


def _direct_children(value: pikepdf.Object) -> list[pikepdf.Object]:
    if isinstance(value, pikepdf.Dictionary):
        children = list(value.as_dict().values())
    elif isinstance(value, pikepdf.Array):
        children = list(value.as_list())
    else:
        return []
    objects = (child for child in children if isinstance(child, pikepdf.Object))
    return [child for child in objects if not child.is_indirect]


def _is_script(dictionary: pikepdf.Object) -> bool:
    return not SCRIPT_KEYS.isdisjoint(dictionary.keys()) or (
        str(dictionary.get("/S", "")) in SCRIPT_ACTIONS
    )


def _attachment(description: pikepdf.Object, stream: pikepdf.Object) -> Facts:
    name = description.get("/UF", description.get("/F", ""))
    return {"name": str(name), "head": stream.read_bytes()[:16].hex()}


if __name__ == "__main__":
    main()
