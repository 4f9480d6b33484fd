"""manage.py measures_report"""

import argparse
import contextlib
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from measures.editions import draft_pdf
from measures.models import MeasurePlan, ReportEdition
from publishing.pdf import PdfError


class Command(BaseCommand):
    help = (
        "Write the annual measures report of a fiscal year as a PDF: the newest edition, the same "
        "file as on the site, or with --draft the report as it stands, with a watermark."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="Fiscal year, such as 2566.")
        parser.add_argument("--output", type=Path, required=True, help="The file to write.")
        parser.add_argument("--draft", action="store_true", help="Print the report as it stands.")

    def handle(self, *args: Any, year: int, output: Path, draft: bool, **options: Any) -> None:
        try:
            plan = MeasurePlan.objects.get(fiscal_year=year)
        except MeasurePlan.DoesNotExist:
            years = ", ".join(str(plan.fiscal_year) for plan in MeasurePlan.objects.all())
            message = _("There are no measures of %(year)s. Years: %(years)s")
            raise CommandError(message % {"year": year, "years": years or "-"}) from None
        write_whole(output, self._draft(plan) if draft else newest_edition(plan))
        self.stdout.write(str(output))

    def _draft(self, plan: MeasurePlan) -> bytes:
        try:
            return draft_pdf(plan)
        except PdfError as error:
            raise CommandError(str(error)) from error


def newest_edition(plan: MeasurePlan) -> bytes:
    edition = ReportEdition.objects.newest_of(plan.fiscal_year)
    if edition is None:
        message = _("No edition of %(year)s was issued yet: use --draft.")
        raise CommandError(message % {"year": plan.fiscal_year})
    with default_storage.open(edition.pdf) as file:
        return file.read()


def write_whole(path: Path, data: bytes) -> None:
    """Write the file completely or not at all, whatever stands there."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        message = _("“%(path)s” cannot be written: %(reason)s")
        raise CommandError(message % {"path": path, "reason": error.strerror}) from error
