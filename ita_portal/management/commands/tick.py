"""manage.py tick"""

import traceback
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.upkeep import STEPS as UPKEEP
from ita_portal.poster_drawing import draw_missing
from ita_portal.search.index import refresh
from publishing.outbox_sending import send_messages

STEPS = (*UPKEEP, ("search", refresh), ("outbox", send_messages), ("posters", draw_missing))


class Command(BaseCommand):
    help = (
        "Do what has to be done again and again: to be run every few minutes by cron or systemd. "
        "Sweeps files that belong to nothing, deletes spam after a week, writes the daily head of "
        "the audit chain, mails the officers how many reports are new, brings the search up to "
        "date, sends messages to LINE and Facebook, draws the small pictures of posters. Says what "
        "it did, and nothing when there was nothing to do. A step that fails does not stop the "
        "others; the command then ends with an error."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.localtime()
        failed = []
        for name, step in STEPS:
            try:
                for line in step(now):
                    self.stdout.write(line)
            # Whatever happened to one step, the others are done.
            except Exception as error:
                failed.append(name)
                self.stderr.write(f"{name}: {type(error).__name__} {_place_of(error)}")
        if failed:
            raise CommandError(_("These steps failed: %(names)s") % {"names": ", ".join(failed)})


def _place_of(error: Exception) -> str:
    """Return where it happened; its own words may repeat what stands in a row."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"({Path(frame.filename).name}:{frame.lineno})"
