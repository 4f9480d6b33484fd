"""Two people at the same moment: rows that are committed, and a second connection that sees them."""

import contextlib
import os
from concurrent.futures import ThreadPoolExecutor, wait

from django.db import connection, connections, transaction

from tests.databases import connected, copy_database, drop_database, migrated_database

A_WHILE = 0.3  # seconds in which whoever does not wait is done
LONG = 30  # seconds


@contextlib.contextmanager
def committed_rows(folder):
    """Let every thread use tables of their own, in which nothing is rolled back."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    is_file = connection.vendor == "sqlite"
    name = str(folder / "committed.sqlite3") if is_file else f"test_committed_{worker}"
    with migrated_database() as tables:
        database = copy_database(tables, name)
    with connected(database):
        yield
    drop_database(database)


def together(first, second):
    """Do the first in a transaction that is not over when the second begins; return both answers."""

    def do_second():
        try:
            return second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as others:
        with transaction.atomic():
            answer = first()
            waiting = others.submit(do_second)
            wait([waiting], timeout=A_WHILE)  # the second waits for the first
        return answer, waiting.result(timeout=LONG)
