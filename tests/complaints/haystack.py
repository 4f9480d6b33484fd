"""Where words of a report could be left behind: every cell, file, log line and kept thing, as bytes."""

import base64
import contextlib
import logging

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from ita_portal.logs import SealedPages


class Log(logging.Handler):
    """Keeps what every logger says, from DEBUG on, as a handler of the portal would write it."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.addFilter(SealedPages())
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{self.format(record)} {record.__dict__}")


@contextlib.contextmanager
def every_logger():
    """Let every logger speak of everything, and yield the handler that keeps it."""
    known = [each for each in logging.root.manager.loggerDict.values() if hasattr(each, "level")]
    loggers = [logging.root, *known]
    levels = [each.level for each in loggers]
    log = Log()
    ends = [each for each in loggers if each is logging.root or not each.propagate]
    for each in loggers:
        each.setLevel(logging.DEBUG)
    for each in ends:
        each.addHandler(log)
    try:
        yield log
    finally:
        for each, level in zip(loggers, levels, strict=True):
            each.setLevel(level)
        for each in ends:
            each.removeHandler(log)


def tables():
    """Return what stands in every table; sessions, which are packed there, a second time unpacked."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            cells = [_as_bytes(cell) for row in cursor.fetchall() for cell in row]
            found[f"table {name}"] = b"\n".join(cells)
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    return found | {"sessions": "\n".join(sessions).encode()}


def backup():
    """Return a backup as text, written by the database itself; elsewhere the tables stand for it.

    (A copy of the file waits for ever while the test holds its transaction; `test_parallel` has one.)
    """
    if connection.vendor != "sqlite":
        return {}
    return {"backup": "\n".join(connection.connection.iterdump()).encode()}


def files(*folders):
    """Return every file below some folders, and the names of all."""
    paths = [path for folder in folders for path in folder.rglob("*")]
    found = {f"file {path.name}": path.read_bytes() for path in paths if path.is_file()}
    return found | {"names of files": "\n".join(map(str, paths)).encode()}


def kept_in_cache():
    """Return what the cache in memory holds; one in the database is among the tables."""
    kept = getattr(cache, "_cache", {})
    return {"cache": b"\n".join([*(name.encode() for name in kept), *kept.values()])}


def hits(places, words):
    """Return which words stand where."""
    lowered = {place: content.lower() for place, content in places.items()}
    return [
        (place, name)
        for name, word in words.items()
        for spelling in {each.lower() for each in _spellings(word)}
        for place, content in lowered.items()
        if spelling in content
    ]


def _as_bytes(cell):
    if isinstance(cell, bytes | memoryview | bytearray):
        return bytes(cell)
    return str(cell).encode(errors="replace")


def _spellings(word):
    """Return how a word stands in bytes: plain, UTF-16, escaped, in hexadecimal, in base64."""
    plain = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    escaped = ascii(word)[1:-1].encode()
    packed = [based for each in plain for based in _in_base64(each)]
    return [*plain, escaped, *packed, *(each.hex().encode() for each in plain)]


def _in_base64(plain):
    """Return the part of each base64 text of a word that does not depend on what stands beside it."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + plain)
        yield whole[4 if before else 0 : -4]
