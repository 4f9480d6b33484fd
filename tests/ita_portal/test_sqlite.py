"""SQLite as the embedded default: eight writers at once, and never "database is locked".

Each writer is a process of its own with the settings of the demonstration, because threads of
one process would share what a second process (`manage.py tick`, an import) does not.
"""

import json
import subprocess
import sys

import pytest
from django.conf import settings

WRITERS = 8
TRANSACTIONS = 50
PREPARE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE counter (number INTEGER NOT NULL)")
    cursor.execute("INSERT INTO counter VALUES (0)")
    cursor.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, content BLOB NOT NULL)")
"""
# Reads before it writes: a deferred transaction would then find the database locked.
WRITE = """
import sys
from django.db import connection, transaction
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[1])):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT number FROM counter")
        number = cursor.fetchone()[0] + 1
        cursor.execute("UPDATE counter SET number = %s", [number])
        cursor.execute("INSERT INTO entry VALUES (%s, zeroblob(4096))", [number])
"""
READ = """
import json
from django.db import connection
def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
print(json.dumps({
    "options": connection.settings_dict["OPTIONS"],
    "atomic_requests": connection.settings_dict["ATOMIC_REQUESTS"],
    "pragmas": {name: ask(f"PRAGMA {name}") for name in [
        "journal_mode", "synchronous", "foreign_keys", "secure_delete", "recursive_triggers",
        "journal_size_limit", "temp_store", "busy_timeout",
    ]},
    "counter": ask("SELECT number FROM counter"),
    "entries": ask("SELECT count(*) FROM entry"),
    "newest": ask("SELECT max(number) FROM entry"),
}))
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return a function that starts a program on a SQLite file of this module."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "ita_portal.settings",
        "DEMO": "1",
        "DATA_DIR": str(tmp_path_factory.mktemp("data")),
    }

    def start(program, *arguments):
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", program, *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture(scope="module")
def errors(run):
    """What eight writers, let loose together, complained about."""
    run(PREPARE).communicate()
    writers = [run(WRITE, str(TRANSACTIONS)) for _ in range(WRITERS)]
    for writer in writers:
        writer.stdout.readline()
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return "".join(writer.communicate()[1] for writer in writers)


@pytest.fixture(scope="module")
def outcome(run, errors):
    return json.loads(run(READ).communicate()[0])


def test_eight_writers_at_once_are_never_locked_out(errors):
    assert errors == ""


def test_no_write_is_lost(outcome):
    assert outcome["entries"] == WRITERS * TRANSACTIONS


def test_numbers_given_under_load_have_no_gap_and_no_double(outcome):
    assert outcome["counter"] == outcome["newest"] == WRITERS * TRANSACTIONS


def test_the_options_are_the_measured_ones(outcome):
    assert outcome["options"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON; PRAGMA recursive_triggers=ON; "
            "PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;"
        ),
    }


def test_sqlite_itself_reports_these_options(outcome):
    assert outcome["pragmas"] == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "journal_size_limit": 67_108_864,
        "temp_store": 2,
        "busy_timeout": 20_000,
    }


def test_a_page_that_only_reads_never_takes_the_write_lock(outcome):
    """With IMMEDIATE, a transaction around every request would stand in line to read."""
    assert outcome["atomic_requests"] is False
