"""manage.py import_egp"""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from budget.management.arguments import author_of, reason_of
from procurement.egp_compare import differing, only_here, only_in_egp, years
from procurement.egp_desk import Brought, EgpRefused, bring_feed, bring_file
from publishing.import_reader import MAX_BYTES
from publishing.refusals import MEGABYTE


class Command(BaseCommand):
    help = (
        "Bring what e-GP says of our purchases: a saved feed (XML), a table of e-GP or of the "
        "national open-data portal (CSV, Excel), or an address below EGP_FEED_URL; without one, all "
        "nine types of announcement of that feed. Nothing becomes public by it, and bringing the "
        "same again changes nothing. /admin/procurement/egp/ shows what is missing or differs."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "source", nargs="?", default="", help="A file, or an address below EGP_FEED_URL."
        )
        parser.add_argument("--only", default="", help="Keep only the projects of this agency.")
        parser.add_argument(
            "--user",
            help="User name of who brings it; unless told the first active superuser, else clerk.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = author_of(options["user"])
        source = options["source"]
        try:
            if not source or "://" in source:
                brought = bring_feed(settings.EGP_FEED_URL, by=by, url=source)
            else:
                path = Path(source)
                brought = bring_file(_content(path), name=path.name, by=by, only=options["only"])
        except EgpRefused as refused:
            raise CommandError(str(refused)) from refused
        except PermissionDenied as denied:
            raise CommandError(_("%(person)s may not import this.") % {"person": by}) from denied
        self._tell(brought)

    def _tell(self, brought: Brought) -> None:
        if brought.is_whole:
            for note in brought.notes:
                self.stdout.write(note)
        self.stdout.write(str(brought))
        for year in years():
            text = _(
                "%(year)s: %(there)s in e-GP and not here, %(here)s here and not in e-GP, "
                "%(differing)s different"
            )
            counts = {
                "there": only_in_egp(year).count(),
                "here": only_here(year).count(),
                "differing": len(differing(year)),
            }
            self.stdout.write(text % {"year": year, **counts})
        if not brought.is_whole:
            raise CommandError(" ".join(brought.notes))


def _content(path: Path) -> bytes:
    """Return what is in a file; never more than is read at all."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        text = _("%(file)s cannot be opened: %(reason)s")
        facts = {"file": f"“{path}”", "reason": reason_of(error)}
        raise CommandError(text % facts) from error
    if len(content) > MAX_BYTES:
        text = _("“%(name)s” is too big: at most %(limit)s MB are read.")
        raise CommandError(text % {"name": path.name, "limit": MAX_BYTES // MEGABYTE})
    return content
