"""manage.py export_ocds"""

import argparse
import contextlib
import errno
import io
import shutil
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from procurement.models import Purchase
from procurement.ocds_files import year_file
from thai.fiscal import FiscalYear, InvalidFiscalYear


class Command(BaseCommand):
    help = (
        "Write the public purchases of a fiscal year as an OCDS 1.1 release package, the same file "
        "as on the site: to standard output, or whole or not at all to the file of --output."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="Fiscal year, such as 2566.")
        parser.add_argument("--output", type=Path, help="The file to write.")

    def handle(self, *args: Any, year: int, output: Path | None, **options: Any) -> None:
        name = file_of(year)
        if output is not None:
            copy_whole(name, output)
            self.stdout.write(str(output))
            return
        with default_storage.open(name) as file:
            for line in io.TextIOWrapper(file, encoding="utf-8", newline="\n"):
                self.stdout.write(line, ending="")


def file_of(year: int) -> str:
    """Return the stored name of the package of a year."""
    try:
        name = year_file(FiscalYear(year).year)
    except InvalidFiscalYear as error:
        raise CommandError(str(error)) from error
    if not name:
        known = Purchase.objects.published().order_by("fiscal_year")
        years = known.values_list("fiscal_year", flat=True).distinct()
        message = _("No purchases of %(year)s are published. Years: %(years)s")
        listed = ", ".join(str(each) for each in years)
        raise CommandError(message % {"year": year, "years": listed or "-"})
    return name


def copy_whole(name: str, path: Path) -> None:
    """Copy a stored file completely or not at all, whatever stands at `path`."""
    unfinished = path.parent / f".{path.name}.unfinished"
    try:
        with default_storage.open(name) as source, unfinished.open("wb") as target:
            shutil.copyfileobj(source, target)
        unfinished.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        message = _("“%(path)s” cannot be written: %(reason)s")
        raise CommandError(message % {"path": path, "reason": _reason(error)}) from error


def _reason(error: OSError) -> str:
    """Return why a file cannot be written, for people."""
    sentences = {
        errno.ENOENT: _("there is no such folder"),
        errno.ENOTDIR: _("there is no such folder"),
        errno.EISDIR: _("this is a folder, not a file"),
        errno.EACCES: _("you may not write there"),
        errno.ENOSPC: _("the disk is full"),
    }
    return sentences.get(error.errno or 0, error.strerror or str(error))
