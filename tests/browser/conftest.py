"""A real Chromium before a real server that shows the demonstration.

Loading the demonstration is slow (pictures, PDF), so each worker does it once; every file of tests
then works on a copy of its own, which `portal` serves and throws away.
"""

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from ita_portal.demo.loader import load_demo
from tests.browser.databases import connected, copy_database, create_database, drop_database
from tests.browser.site import arrange_changes
from tests.conftest import folders_in

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 900}
PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MD5 = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WAIT = 10_000  # milliseconds until an element that does not come is a failure


@dataclass(frozen=True)
class Demonstration:
    """The loaded demonstration: the settings of its database, and the folder of its files."""

    database: dict
    media: Path


@dataclass(frozen=True)
class Portal:
    """A served copy of the demonstration: its address, and the folder of its files."""

    url: str
    media: Path


@pytest.fixture(scope="session")
def demonstration(request, tmp_path_factory, django_db_blocker):
    """Load the demonstration once, into a database that no other test sees."""
    folder = tmp_path_factory.mktemp("demonstration")
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    with django_db_blocker.unblock():
        database = create_database(f"browser_{worker}_{os.getpid()}", folder)
        with connected(database), _files_in(folder / "media"):
            load_demo()
    yield Demonstration(database, folder / "media")
    with django_db_blocker.unblock():
        drop_database(database)


@pytest.fixture(scope="module")
def chromium():
    """Start Chromium for one file of tests.

    Not for longer: while Playwright runs its event loop, Django keeps other connections for it.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def portal(request, chromium, demonstration, tmp_path_factory, django_db_blocker):
    """Serve a copy of the demonstration to one file of tests."""
    folder = tmp_path_factory.mktemp("portal")
    # Stored files are written once and never changed: a second name is as good as a copy.
    media = shutil.copytree(demonstration.media, folder / "media", copy_function=os.link)
    shutil.copytree(folders_in(demonstration.media)["DATA_DIR"], folders_in(media)["DATA_DIR"])
    with django_db_blocker.unblock():
        database = copy_database(demonstration.database, Path(request.path).stem)
        with connected(database), _files_in(media):
            server = LiveServer("127.0.0.1")
            yield Portal(server.url, media)
            server.stop()
        drop_database(database)


@pytest.fixture(autouse=True)
def _fast_and_separate(_fast_and_separate, request, settings):
    """Let what each test gets afresh be that of `portal`, which outlives the test."""
    if "portal" in request.fixturenames:
        for name, folder in folders_in(request.getfixturevalue("portal").media).items():
            setattr(settings, name, folder)


def _files_in(media):
    return override_settings(
        STATIC_ROOT=media.parent, STORAGES=PLAIN_FILES, PASSWORD_HASHERS=MD5, **folders_in(media)
    )


@pytest.fixture
def open_browser(chromium, portal):
    """Return a function that opens a window of a new visitor, on a phone unless told."""
    with _windows(chromium, portal) as open_window:
        yield open_window


@pytest.fixture(scope="module")
def open_module_browser(chromium, portal):
    """The same for windows that stay open for a whole file of tests."""
    with _windows(chromium, portal) as open_window:
        yield open_window


@contextlib.contextmanager
def _windows(chromium, portal):
    contexts = []

    def open_window(viewport=PHONE, **options):
        context = chromium.new_context(
            base_url=portal.url,
            viewport=viewport,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            has_touch=viewport == PHONE,
            **options,
        )
        context.set_default_timeout(WAIT)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def changes(portal):
    """Let the demonstration have a second year, corrections and withdrawals."""
    arrange_changes()
