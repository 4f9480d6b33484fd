"""The loaded demonstration: pictures and PDF make it slow, so it is loaded once and copied."""

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import override_settings

from ita_portal.demo.loader import load_demo
from tests.databases import (
    connected,
    copy_database,
    drop_database,
    migrated_database,
    one_at_a_time,
)

PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MD5 = ["django.contrib.auth.hashers.MD5PasswordHasher"]
NAME = "test_demonstration"


@dataclass(frozen=True)
class Demonstration:
    """The settings of its database, and the folder of its files."""

    database: dict
    media: Path


def folders_in(media):
    """Return the settings of the files that belong to one database; all but `media` stand beside it."""
    beside = media.with_name(f"{media.name}.beside")
    return {
        "MEDIA_ROOT": media,
        "SEALED_ROOT": beside / "sealed",
        "COMPLAINT_KEYS": beside / "complaint_keys.json",
        "DATA_DIR": beside,
    }


def loaded_demonstration(folder):
    """Return the demonstration of a folder; the first process that asks loads it."""
    media, whole = folder / "media", folder / "whole"
    with one_at_a_time(folder):
        if not whole.exists():
            with migrated_database() as tables:
                database = copy_database(tables, _name_in(folder))
            with connected(database), _files_in(media):
                load_demo()
            whole.touch()
    return Demonstration(connection.settings_dict | {"NAME": _name_in(folder)}, media)


@contextlib.contextmanager
def copied_demonstration(demonstration, folder):
    """Let this process use a copy of the database and of the files, which are given."""
    # Stored files are written once and never changed: a second name is as good as a copy.
    media = shutil.copytree(demonstration.media, folder / "media", copy_function=os.link)
    shutil.copytree(folders_in(demonstration.media)["DATA_DIR"], folders_in(media)["DATA_DIR"])
    database = copy_database(demonstration.database, _name_in(folder))
    with connected(database), _files_in(media):
        yield media
    drop_database(database)


def _name_in(folder):
    """Return where the database of a folder stands; on a server, each worker has one name."""
    if connection.vendor == "sqlite":
        return str(folder / f"{NAME}.sqlite3")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    return NAME if folder.name == "demonstration" else f"{NAME}_{worker}"


def _files_in(media):
    return override_settings(
        STATIC_ROOT=media.parent, STORAGES=PLAIN_FILES, PASSWORD_HASHERS=MD5, **folders_in(media)
    )
