"""Databases of the suite: the tables are made once and copied, on either engine.

To migrate takes ten seconds, to copy what was migrated none. The copy beside the one of ordinary
tests is for servers: a second thread or process needs committed rows.
"""

import contextlib
import fcntl
import hashlib
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

# What the tables and their first rows come from.
SOURCES = (
    "*/migrations/*.py",
    "*/data/*.json",
    "agency/roles.py",
    "agency/schema.py",
    "budget/classification.py",
    "procurement/list_marks.py",
    "publishing/text_index.py",
    "requirements-dev.txt",
)


@contextlib.contextmanager
def one_at_a_time(folder):
    """Let one of all the processes that share a folder do it, and the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "one_at_a_time.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# ------------------------------------------------------------------ migrated once
@contextlib.contextmanager
def migrated_database():
    """Give the settings of a database with the tables of these migrations, to be copied here."""
    database = connections.settings[DEFAULT_DB_ALIAS]
    with _one_who_migrates(database):
        stem = f"tables_{_fingerprint()}"
        names = _file_names(stem) if _is_file(database) else (stem, f"{stem}_part")
        if names[0] not in _kept(database):
            _migrate(database, *names)
        yield database | {"NAME": names[0]}


@contextlib.contextmanager
def _one_who_migrates(database):
    """Wait on whoever makes tables of the same engine; of another server, nobody has to wait."""
    if _is_file(database):
        with one_at_a_time(settings.DATA_DIR):
            yield
    else:
        with _server() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1)")  # until this connection ends
            yield


def _fingerprint():
    files = sorted(file for each in SOURCES for file in settings.BASE_DIR.glob(each))
    contents = b"".join(file.name.encode() + file.read_bytes() for file in files)
    return hashlib.sha256(contents).hexdigest()[:12]


def _file_names(stem):
    return tuple(str(settings.DATA_DIR / f"{stem}{end}") for end in (".sqlite3", ".part"))


def _kept(database):
    """Return the names of all databases of tables; others than the present one are of the past."""
    if _is_file(database):
        return {str(file) for file in settings.DATA_DIR.glob("tables_*.sqlite3")}
    with _server() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tables\\_%%'")
        return {name for [name] in cursor.fetchall()}


def _migrate(database, name, part):
    """Make the database under another name first, so that half a one is never taken for it."""
    for old in _kept(database):
        drop_database(database | {"NAME": old})
    settings_of_part = database | {"TEST": database["TEST"] | {"NAME": part}}
    with connected(settings_of_part) as its_connection:
        its_connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    if _is_file(database):
        Path(part).rename(name)
    else:
        with _server() as cursor:
            cursor.execute(f"ALTER DATABASE {part} RENAME TO {name}")


# ------------------------------------------------------------------ copies
def copy_database(database, name):
    """Copy a database that nobody uses to another name; return the settings of the copy."""
    copy = database | {"NAME": name}
    if _is_file(database):
        Path(name).write_bytes(Path(database["NAME"]).read_bytes())
    else:
        drop_database(copy)
        with _server() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{database["NAME"]}"')
    return copy


def fill_test_database(database):
    """Let the database of ordinary tests be a copy; on SQLite it stands in memory."""
    creation = connection.creation
    name = creation._get_test_db_name()
    connection.close()
    if not _is_file(database):
        copy_database(database, name)
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    if _is_file(database):
        with contextlib.closing(sqlite3.connect(database["NAME"])) as source:
            source.backup(connection.connection)


def drop_database(database):
    if _is_file(database):
        Path(database["NAME"]).unlink(missing_ok=True)
    else:
        with _server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database["NAME"]}" WITH (FORCE)')


@contextlib.contextmanager
def connected(database):
    """Let every thread of this process use `database`, until the end of the block."""
    others = connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = database
    connections[DEFAULT_DB_ALIAS] = type(others[0])(database, DEFAULT_DB_ALIAS)
    try:
        yield connections[DEFAULT_DB_ALIAS]
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS] = others


def _server():
    return connection.creation._nodb_cursor()


def _is_file(database):
    return database["ENGINE"].endswith("sqlite3")
