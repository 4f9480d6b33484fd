"""The sealed door under fire: reporters send files while the server is killed, again and again.

What counts is what the reporter saw: a report is acknowledged when its receipt was read off the
page. Afterwards every one must be stored once and open with the officer's key, none may be stored
without a receipt, and the words of the reports may stand in the clear nowhere on the machine.
"""

import contextlib
import hashlib
import http.client
import json
import os
import random
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.client import HOST, TIMEOUT
from bench.servers import ROOT, ServerDied, free_port
from bench.sites import SQLITE, Site, portal_words

CLIENTS, KILLS = 20, 12
BETWEEN = (2.0, 2.8)  # seconds of load before a kill
LAST_RETRIES = 30  # seconds in which the clients may still send what was not acknowledged
FRAME_HEAD = b"\xff\xfb\x90\x00"  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
FRAME, FRAMES = 413, 245  # bytes behind the head; about 100 KB in all
PATH = "/complaints/corruption/"
BOUNDARY = "portal-bench-boundary"
_NUMBER = re.compile(r'class="receipt-number">\s*(\w{8})\s*<')
_CODE = re.compile(r'class="receipt-code">\s*([\d ]{24})\s*<')
# Folders in which a careless server leaves uploads; those of the machine as well.
SPOOLS = ("tmp", "uploads")
MACHINE_SPOOLS = ("/tmp", "/dev/shm", "/var/tmp", "/run")  # noqa: S108  searched, never written

Form = dict[str, str]


@dataclass
class Door:
    """A site whose sealed door is tried: its server, its log, and what is searched for."""

    site: Site
    port: int = field(default_factory=free_port)
    canary: str = field(default_factory=lambda: f"canary{secrets.token_hex(8)}")
    statuses: Counter[str] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)
    writing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def acknowledged(self) -> Path:
        return self.site.folder / "acknowledged.jsonl"

    @property
    def environment(self) -> dict[str, str]:
        spools = [self.site.folder / name for name in SPOOLS]
        for spool in spools:
            spool.mkdir(exist_ok=True)
        return self.site.environment | {
            "PORT": str(self.port),
            "TMPDIR": str(spools[0]),
            "UPLOAD_TMPDIR": str(spools[1]),
            "COMPLAINT_REPORTS_AN_HOUR": "1000000",
        }


def measure_reports(site: Site, *, kills: int = KILLS, clients: int = CLIENTS) -> str:
    """Return what came of it, a line for each promise."""
    door = Door(site)
    enrolled = json.loads(site.inside("bench.reports_run", "enrol()"))
    count = 60 * kills + 200
    forms = json.loads(site.inside("bench.reports_run", f"forms({count})", seconds=600))
    begin = time.time()
    with ThreadPoolExecutor(clients) as reporters:
        server = _start(door)
        queue, shown = iter(forms), enrolled["shown"]
        runs = [reporters.submit(_report, door, queue, shown) for _each in range(clients)]
        for _kill in range(kills):
            time.sleep(random.uniform(*BETWEEN))
            _kill_group(server)
            time.sleep(0.3)
            server = _start(door)
        time.sleep(BETWEEN[0])
        door.stop.set()
        unsent = sum(run.result() for run in runs)
    _kill_group(server)
    call = f"prove({str(door.acknowledged)!r}, {enrolled['key']!r})"
    proof = json.loads(site.inside("bench.reports_run", call, seconds=600))
    found = traces(door, since=begin)
    return _text(door, proof, found, kills=kills, unsent=unsent)


def _text(door: Door, proof: dict[str, Any], found: list[str], *, kills: int, unsent: int) -> str:
    without_receipt = max(0, proof["stored"] - proof["distinct"] - unsent)
    facts = {
        "answers": dict(sorted(door.statuses.items())),
        "acknowledged": proof["acknowledged"],
        "stored": proof["stored"],
        "openable with the officer's key": proof["openable"],
        "lost or changed": proof["faulty"],
        "stored without a receipt": without_receipt,
        "never acknowledged when time was up": unsent,
        "files missing": proof["rows without a file"],
        "sealed files that no report names (tick sweeps them)": proof["files without a row"],
        "numbers missing in the registers": proof["registers"],
        "faults of the audit chain": len(proof["chain"]),
        "files that hold words of reports in the clear": f"{len(found)} {' '.join(found[:3])}",
    }
    title = f"{door.site.name}: {CLIENTS} reporters with files, server killed {kills} times"
    return "\n".join([title, *(f"  {name}: {value}" for name, value in facts.items())])


# ------------------------------------------------------------------ the server
def _start(door: Door) -> subprocess.Popen[bytes]:
    command = [sys.executable, *portal_words(door.site, door.port)]
    with (door.site.folder / "reports.log").open("ab") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=door.environment, stdout=log, stderr=log, start_new_session=True
        )
    for _try in range(600):
        with contextlib.suppress(OSError, http.client.HTTPException):
            if _ask(door.port, "GET", "/healthz").status == 200:
                return server
        time.sleep(0.05)
    raise ServerDied((door.site.folder / "reports.log").read_text(errors="replace")[-2000:])


def _kill_group(server: subprocess.Popen[bytes]) -> None:
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


# ------------------------------------------------------------------ the reporters
@dataclass(frozen=True)
class Page:
    status: int
    text: str


def _report(door: Door, forms: Iterator[Form], shown: list[int]) -> int:
    """Send reports until told to stop; return 1 if the last one was never acknowledged."""
    while not door.stop.is_set():
        with door.writing:
            form = next(forms, None)
        if form is None:
            return 0
        if not _sent(door, form, shown):
            return 1
    return 0


def _sent(door: Door, form: Form, shown: list[int]) -> bool:
    """Send one report until its receipt is read; False when time ran out before."""
    what = f"{door.canary} เรื่องทดสอบ {secrets.token_hex(8)}"
    sound = _sound(f"{door.canary} {what}".encode())
    body = _multipart(form | {"step": "send", "who": "ผู้ถูกร้อง", "what": what}, shown, sound)
    end = None
    while True:
        page = _post(door, body)
        number, code = _NUMBER.search(page.text), _CODE.search(page.text)
        if page.status == 200 and number and code:
            digits = code[1].replace(" ", "")
            _note(door, number[1], digits, what, hashlib.sha256(sound).hexdigest())
            return True
        if door.stop.is_set():
            end = end or time.monotonic() + LAST_RETRIES
            if time.monotonic() > end:
                return False
        time.sleep(0.3)


def _note(door: Door, number: str, code: str, what: str, sha256: str) -> None:
    line = json.dumps({"number": number, "code": code, "what": what, "sha256": sha256})
    with door.writing, door.acknowledged.open("a") as out:
        out.write(f"{line}\n")


def _post(door: Door, body: bytes) -> Page:
    try:
        page = _ask(door.port, "POST", PATH, body)
    except (OSError, http.client.HTTPException) as error:
        door.statuses[type(error).__name__] += 1
        return Page(0, "")
    door.statuses[str(page.status)] += 1
    return page


def _ask(port: int, method: str, path: str, body: bytes = b"") -> Page:
    connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
    try:
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        connection.request(method, path, body or None, {"Content-Type": kind} if body else {})
        response = connection.getresponse()
        return Page(response.status, response.read().decode())
    finally:
        connection.close()


def _multipart(fields: Form, shown: list[int], sound: bytes) -> bytes:
    pairs = [*fields.items(), *(("shown", str(each)) for each in shown)]
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in pairs
    ]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file1"; filename="voice.mp3"\r\n'
        "Content-Type: audio/mpeg\r\n\r\n"
    )
    return b"".join([*parts, head.encode(), sound, f"\r\n--{BOUNDARY}--\r\n".encode()])


def _sound(words: bytes) -> bytes:
    """Return an MP3 whose frames hold noise, and words in the first: kept as it came."""
    frames = [words.ljust(FRAME)[:FRAME], *(os.urandom(FRAME) for _each in range(FRAMES))]
    return b"".join(FRAME_HEAD + frame for frame in frames)


# ------------------------------------------------------------------ the search
def traces(door: Door, *, since: float) -> list[str]:
    """Return every file that holds a word of a report in the clear: data, logs, spools, database."""
    _back_up(door.site)
    folders = [door.site.folder, *_database_folder(door.site)]
    files = [path for each in folders for path in each.rglob("*") if path != door.acknowledged]
    for spool in map(Path, MACHINE_SPOOLS):
        files += [path for path in spool.glob("*") if _is_newer(path, since)]
    return sorted({str(path.name) for path in files if _holds(path, door.canary)})


def _back_up(site: Site) -> None:
    """Copy the database as a backup does; of PostgreSQL the whole cluster is searched anyway."""
    if site.is_sqlite:
        backup = site.folder / "backup.sqlite3"
        with (
            contextlib.closing(sqlite3.connect(site.folder / SQLITE)) as live,
            contextlib.closing(sqlite3.connect(backup)) as copy,
        ):
            live.backup(copy)


def _database_folder(site: Site) -> list[Path]:
    return [] if site.is_sqlite else [Path(site.database.partition("host=")[2])]


def _is_newer(path: Path, since: float) -> bool:
    with contextlib.suppress(OSError):
        return path.is_file() and path.stat().st_mtime >= since
    return False


def _holds(path: Path, canary: str) -> bool:
    words = [canary.encode(), canary.encode().hex().encode(), canary.encode("utf-16-le")]
    with contextlib.suppress(OSError):
        if path.is_file():
            content = path.read_bytes()
            return any(word in content for word in words)
    return False
