"""manage.py verify_audit"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from complaints.audit import SERIES, faults
from complaints.models import AuditEntry, Register
from complaints.upkeep import head_faults, heads_file


class Command(BaseCommand):
    help = (
        "Prove that the audit chain of the reports was not changed, shortened or added to, and that "
        "it still goes through the heads of former days. A chain can be rebuilt by whoever owns the "
        "machine: give the copy of audit_heads.txt that is kept elsewhere. Ends with an error when "
        "anything is wrong, with one line for each fault."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--anchors",
            type=Path,
            help="File with the heads of former days; that of this machine unless told.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        heads = _heads(options["anchors"])
        register = Register.objects.filter(series=SERIES, year=0).first()
        links = AuditEntry.objects.order_by("seq")
        found = list(faults(links.iterator(), last=register.last if register else 0))
        found += head_faults(heads)
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(
                _("The audit chain is broken: %(count)s faults.") % {"count": len(found)}
            )
        last = links.last()
        text = _(
            "The audit chain is whole: %(count)s links, head %(head)s, %(days)s daily heads fit."
        )
        facts = {"head": last.hash if last else "-", "days": len(heads)}
        self.stdout.write(text % {"count": links.count(), **facts})


def _heads(path: Path | None) -> list[str]:
    try:
        return (path or heads_file()).read_text().splitlines()
    except FileNotFoundError:
        if path is None:  # no head was kept yet
            return []
        raise CommandError(_("%(file)s cannot be read.") % {"file": path}) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(_("%(file)s cannot be read.") % {"file": path}) from error
