"""The two ways of serving the portal, each beside the constant response on the same server."""

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2  # type: ignore[import-untyped]

from bench.servers import START_SECONDS, Server, children_of, free_port, manage, running

MOST_IN_MEMORY = 22 * 1024 * 1024 + 1
# Those of ita_portal.management.commands.serve, which needs the settings of the portal to be
# imported; tests/test_bench.py compares them.
WAITRESS_LIMITS = {
    "threads": 8,
    "max_request_body_size": 22 * 1024 * 1024,
    "channel_timeout": 30,
    "connection_limit": 500,
    "asyncore_use_poll": True,
    "inbuf_overflow": MOST_IN_MEMORY,
    "outbuf_overflow": MOST_IN_MEMORY,
}
SQLITE = "portal.sqlite3"
OWN_DATABASE = "/postgres?"  # in the address that scripts/postgresql.sh gives
GUNICORN = ["-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]


@dataclass(frozen=True)
class Site:
    """The demonstration in a folder of its own, on one database."""

    name: str
    folder: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return kept | {
            "DEMO": "1",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database or f"sqlite:///{self.folder / SQLITE}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "RELEASE": "bench",  # the same in every process, or tags would differ between workers
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    @property
    def is_sqlite(self) -> bool:
        return not self.database

    def database_pids(self) -> list[int]:
        """Return the processes of the PostgreSQL cluster that scripts/postgresql.sh started."""
        if self.is_sqlite:
            return []
        folder = Path(self.database.partition("host=")[2])
        postmaster = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        return [postmaster, *children_of(postmaster)]

    def inside(self, module: str, call: str, *, seconds: int = START_SECONDS) -> str:
        """Return what a call of ours prints in a fresh process with the portal's settings."""
        code = f"from {module} import *; {call}"
        words = ["shell", "--no-imports", "--verbosity=0", "--command", code]
        return manage(*words, environment=self.environment, seconds=seconds)

    def copy(self, name: str) -> "Site":
        """Return a copy of a prepared site that nobody is visiting."""
        folder = self.folder.with_name(f"{self.folder.name}-{name}")
        shutil.copytree(self.folder, folder)
        if self.is_sqlite:
            return Site(self.name, folder, "")
        with _postgresql(self.database.replace(OWN_DATABASE, "/template1?")) as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE postgres')
        return Site(self.name, folder, self.database.replace(OWN_DATABASE, f"/{name}?"))

    def execute(self, query: str) -> None:
        """Change something in the database while the site is being visited."""
        if self.is_sqlite:
            with contextlib.closing(sqlite3.connect(self.folder / SQLITE)) as connection:
                connection.execute(query)
                connection.commit()
        else:
            with _postgresql(self.database) as cursor:
                cursor.execute(query)

    def prepare(self) -> None:
        """Load the demonstration: by the first `make run`, or by the commands it consists of."""
        self.folder.mkdir()
        if self.is_sqlite:
            with portal(self):
                return
        manage("migrate", "--verbosity=0", environment=self.environment)
        manage("createcachetable", environment=self.environment)
        manage("load_demo", environment=self.environment)
        manage("collectstatic", "--verbosity=0", "--no-input", environment=self.environment)


@contextlib.contextmanager
def portal(site: Site) -> Iterator[Server]:
    """Serve the portal: from SQLite as `make run` does, from PostgreSQL by gunicorn."""
    port = free_port()
    environment = site.environment | {"PORT": str(port)}
    with _running(
        portal_words(site, port), port, environment, site.folder / "portal.log"
    ) as server:
        yield server


def portal_words(site: Site, port: int) -> list[str]:
    """Return what starts the portal's own server, behind the name of the interpreter."""
    return ["manage.py", "serve"] if site.is_sqlite else _gunicorn("ita_portal.wsgi", port)


@contextlib.contextmanager
def constant(site: Site) -> Iterator[Server]:
    """Serve the constant response by the server that serves this site."""
    port = free_port()
    command = _waitress(port) if site.is_sqlite else _gunicorn("bench.constant", port)
    with _running(command, port, site.environment, site.folder / "constant.log") as server:
        yield server


@contextlib.contextmanager
def _running(
    words: list[str], port: int, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    command = [sys.executable, *words]
    with running(command, port=port, environment=environment, log=log) as server:
        yield server


@contextlib.contextmanager
def _postgresql(address: str) -> Iterator[Any]:
    with contextlib.closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True  # no database is made within a transaction
        yield connection.cursor()


def _gunicorn(module: str, port: int) -> list[str]:
    return [*GUNICORN, "--bind", f"127.0.0.1:{port}", f"{module}:application"]


def _waitress(port: int) -> list[str]:
    flags = {name.replace("_", "-"): value for name, value in WAITRESS_LIMITS.items()}
    limits = [f"--{flag}" + ("" if value is True else f"={value}") for flag, value in flags.items()]
    return ["-m", "waitress", f"--listen=127.0.0.1:{port}", *limits, "bench.constant:application"]
