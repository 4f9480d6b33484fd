"""Bombs, polyglots and odd files as reporters may send them, built on the spot (security.md 7.9).

Each says under what name it is sent and what the portal answers; no answer means that it is taken.
Here stand recordings, programs and what is nothing at all.
"""

import struct

from complaints.evidence import judging
from complaints.evidence.kinds import EvidenceKind
from publishing import refusals
from publishing.file_kinds import FileKind
from tests.complaints.bomb import HTML, Bomb, not_taken, wrongly_named
from tests.complaints.bombs_papers import OFFICE, PDFS
from tests.complaints.bombs_pictures import PICTURES
from tests.publishing import samples


def mp3(frames: int = 20) -> bytes:
    """Return a label with a name in it, and frames of silence."""
    label = b"TPE1" + struct.pack(">L2x", 8) + b"\x03Somchai"
    return (
        b"ID3\x03\0\0"
        + bytes([0, 0, 0, len(label)])
        + label
        + frames * (b"\xff\xfb\x90\x64" + bytes(413))
    )


def mp4(brand: bytes = b"isom") -> bytes:
    boxes = {b"ftyp": brand + bytes(4) + brand, b"moov": bytes(40), b"mdat": b"Somchai" * 20}
    return b"".join(struct.pack(">L", 8 + len(body)) + kind + body for kind, body in boxes.items())


RECORDINGS = {
    "Ogg": Bomb("a.mp3", lambda: b"OggS" + bytes(200), judging.OTHER_RECORDING),
    "WAV": Bomb("a.wav", lambda: b"RIFF" + bytes(4) + b"WAVEfmt ", judging.OTHER_RECORDING),
    "film of QuickTime": Bomb("a.mov", lambda: mp4(b"qt  "), judging.OTHER_RECORDING),
    "MP3 of garbage": Bomb("a.mp3", lambda: mp3(0) + b"\xa5" * 900, judging.DAMAGED_RECORDING),
    "MP3 and web page in one": Bomb("a.mp3", lambda: mp3(2) + HTML, refusals.HIDDEN_FILE),
    "MP4 cut off": Bomb("a.mp4", lambda: mp4()[:-9], judging.DAMAGED_RECORDING),
    "MP4 whose head claims 4 GB": Bomb(
        "a.mp4", lambda: b"\xff" * 4 + mp4()[4:], judging.DAMAGED_RECORDING
    ),
    "MP4 and ZIP in one": Bomb(
        "a.mp4", lambda: mp4() + samples.package({"a": "a"}), refusals.HIDDEN_FILE
    ),
    "MP4 of two million boxes": Bomb(
        "a.mp4", lambda: mp4() + b"\0\0\0\x08free" * 2_000_000, judging.DAMAGED_RECORDING
    ),
    "MP4 named MP3": wrongly_named("a.mp3", mp4, EvidenceKind.MP4),
    "program of Linux": Bomb("a.mp4", lambda: b"\x7fELF\x02\x01" + bytes(99), refusals.PROGRAM),
    "script named photo": Bomb("a.jpg", lambda: b"#!/bin/sh\nrm -rf /\n", refusals.PROGRAM),
    "PHP named photo": Bomb("a.jpg", lambda: b"<?php system('id');", refusals.PROGRAM),
    "nothing": Bomb("a.pdf", lambda: b"", refusals.EMPTY),
    "words": not_taken("a.txt", lambda: "สวัสดี".encode(), FileKind.UNKNOWN),
}

GROUPS = {"pictures": PICTURES, "PDF": PDFS, "office": OFFICE, "other": RECORDINGS}
