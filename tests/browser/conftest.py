"""A real Chromium before a real server that shows a copy of the demonstration, one to every file."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.site import arrange_changes
from tests.demonstration import folders_in

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
WAIT = 10_000  # milliseconds until an element that does not come is a failure


@dataclass(frozen=True)
class Portal:
    """A served copy of the demonstration: its address, and the folder of its files."""

    url: str
    media: Path


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
def portal(chromium, own_demonstration):
    """Serve the copy of the demonstration that one file of tests has."""
    server = LiveServer("127.0.0.1")
    yield Portal(server.url, own_demonstration)
    server.stop()


@pytest.fixture(autouse=True)
def _fast_and_separate(_fast_and_separate, request, settings):
    """Let what each test gets afresh be that of `portal`, which outlives the test."""
    if "portal" in request.fixturenames:
        for name, folder in folders_in(request.getfixturevalue("portal").media).items():
            setattr(settings, name, folder)


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
