"""Databases of the browser's own, beside the one of the other tests: a server in a second thread
needs committed rows, and every file of tests starts from the same copy of them."""

import contextlib
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections


def create_database(name, folder):
    """Make a migrated database; return its settings."""
    database = connections.settings[DEFAULT_DB_ALIAS]
    is_file = database["ENGINE"].endswith("sqlite3")
    test = database["TEST"] | {"NAME": str(Path(folder) / f"{name}.sqlite3") if is_file else name}
    database = database | {"TEST": test}
    with connected(database) as connection:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    return database


def copy_database(database, suffix):
    """Copy a database that nobody uses; return the settings of the copy."""
    creation = _connection(database).creation
    creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    return creation.get_test_db_clone_settings(suffix)


def drop_database(database):
    _connection(database).creation.destroy_test_db(verbosity=0)


@contextlib.contextmanager
def connected(database):
    """Let every thread of this process use `database`, until the end of the block."""
    others = connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = database
    connections[DEFAULT_DB_ALIAS] = _connection(database)
    try:
        yield connections[DEFAULT_DB_ALIAS]
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS] = others


def _connection(database):
    return type(connections[DEFAULT_DB_ALIAS])(database, DEFAULT_DB_ALIAS)
