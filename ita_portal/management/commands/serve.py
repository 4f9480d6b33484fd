"""manage.py serve: what `make run` starts. One process prepares what is missing and serves."""

import hashlib
import logging
import signal
import socket
import subprocess
import sys
import tempfile
from http import HTTPStatus
from pathlib import Path
from typing import Any

import waitress
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils.translation import gettext as _
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from agency.models import Agency
from ita_portal.demo.loader import load_demo
from ita_portal.demo.people import introductions
from publishing.kept_pages import KeptPages
from publishing.middleware import MAX_BODY, too_large

HOST = "127.0.0.1"  # never the open network: TLS belongs to a proxy on the same machine
# Measured (security.md 3.9): half-sent bodies and headers of 400 clients stop nobody.
LIMITS = {
    "threads": 8,
    "max_request_body_size": MAX_BODY,
    # Bodies and answers stay in memory whatever their size: above half a megabyte waitress would
    # write them into a temporary file, and a report of corruption, or its evidence on the way to an
    # officer, would be on a disk in the clear.
    "inbuf_overflow": MAX_BODY + 1,
    "outbuf_overflow": MAX_BODY + 1,
    "channel_timeout": 30,
    "connection_limit": 500,
    "asyncore_use_poll": True,  # select() ends at file number 1024
}


class TurnedAway(ErrorTask):
    """Tells in Thai whose files are too large; what else waitress refuses comes from programs."""

    def execute(self) -> None:
        if self.request.error.code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            super().execute()
            return
        page = too_large()
        self.status = f"{page.status_code} {page.reason_phrase}"
        self.response_headers.extend(page.items())
        self.set_close_on_finish()
        self.content_length = len(page.content)
        self.write(page.content)


class Command(BaseCommand):
    help = (
        "Serve the portal on 127.0.0.1:$PORT from one process: the server of the SQLite default. "
        "Applies missing migrations, loads the demonstration into an empty portal when DEMO=1 "
        "and collects static files that have changed. Ends cleanly on Ctrl-C or SIGTERM."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        listener = claim_port(settings.PORT)
        settings.MEDIA_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = self.prepare_database()
        if not settings.DEMO:
            self.check(tags=["security"], include_deployment_checks=True)
        self.collect_static_files()
        connections.close_all()
        listener.listen()  # so that the addresses answer from the moment they are printed
        self.introduce()
        if is_new:  # a newcomer has no cron yet
            subprocess.Popen([sys.executable, "manage.py", "tick"], cwd=settings.BASE_DIR)
        # Whatever is spooled all the same goes where uploads are: into memory, not on disk.
        tempfile.tempdir = settings.FILE_UPLOAD_TEMP_DIR
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
        # Not sooner: it reads the list of static files.
        application = KeptPages(get_wsgi_application())
        HTTPChannel.error_task_class = TurnedAway
        waitress.serve(application, sockets=[listener], **LIMITS, **proxy_options())

    def prepare_database(self) -> bool:
        """Apply missing migrations; return whether the demonstration was loaded just now."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write(_("Preparing the database …"))
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if settings.DEMO and not Agency.objects.exists():
            self.stdout.write(_("Loading the demonstration …"))
            loaded = load_demo()
            self.stdout.write(_("Receipts to try at /complaints/track/ (shown only this once):"))
            self.stdout.write("\n".join(loaded.receipt_lines()))
            return True
        return False

    def collect_static_files(self) -> None:
        state_file = settings.STATIC_ROOT / ".state"
        state = state_of_static_files()
        if not state_file.is_file() or state_file.read_text() != state:
            self.stdout.write(_("Collecting static files …"))
            call_command("collectstatic", verbosity=0, interactive=False)
            state_file.write_text(state)

    def introduce(self) -> None:
        site = f"http://{HOST}:{settings.PORT}"
        self.stdout.write("\n" + _("The portal:") + f"  {site}{reverse('home')}")
        self.stdout.write(_("Staff:") + f"  {site}{reverse('admin:index')}")
        if settings.DEMO:
            self.stdout.write(_("Accounts of the demonstration (name, password, role):"))
            self.stdout.write("\n".join(introductions()))
        self.stdout.write(_("Ctrl-C stops the server; the data stays.") + "\n")
        self.stdout.flush()


def claim_port(port: int) -> socket.socket:
    """Take the port before anything is touched, so that a second server says so at once."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except (OSError, OverflowError) as error:
        message = _("Port %(port)s is taken or not allowed. Choose another: PORT=8001 make run")
        raise CommandError(message % {"port": port}) from error
    return listener


def state_of_static_files() -> str:
    """Name the present state of all static sources: another one when any is added or edited."""
    files = [
        Path(storage.path(name))
        for finder in finders.get_finders()
        for name, storage in finder.list([])
    ]
    lines = sorted(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def proxy_options() -> dict[str, Any]:
    """Name the headers of a proxy on this machine that settings trust; others are dropped."""
    headers = set()
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        headers.add("x-forwarded-proto")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        headers.add("x-forwarded-for")
    if not headers:
        return {}
    return {
        "trusted_proxy": HOST,
        "trusted_proxy_headers": headers,
        "trusted_proxy_count": max(1, settings.ALLAUTH_TRUSTED_PROXY_COUNT),
    }
