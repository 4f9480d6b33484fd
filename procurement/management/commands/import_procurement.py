"""manage.py import_procurement"""

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from budget.management.arguments import add_common_arguments, author_of, check_year
from budget.management.importing import Run, Source, import_all
from procurement.importers import PurchasesImporter
from publishing.import_files import names_for
from publishing.import_plan import ALL, Choices


class Command(BaseCommand):
    help = (
        "Import purchases from a sheet of the office or an export of e-GP, each with its median "
        "price, bids, notices and contracts, into drafts that are handed in and approved like any "
        "other. All of it is imported or nothing; importing the same file again changes nothing. "
        "Without --year every row says its own year."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_common_arguments(parser, needs_year=False)
        parser.add_argument(
            "--all-agencies",
            action="store_true",
            help="Take the rows of all agencies; else those of this agency or of --only.",
        )
        parser.add_argument(
            "--leave-unknown",
            action="store_true",
            help="Leave villages, units and budget lines empty that are not known.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        importer = PurchasesImporter()
        year = options["year"]
        choices = Choices(
            target={"year": None if year is None else check_year(year)},
            by=author_of(options["user"]),
            names=names_for(importer.slug),
            only=ALL if options["all_agencies"] else options["only"],
            leave_unknown=options["leave_unknown"],
            reason=options["reason"],
            file=options["file"].name,
        )
        source = Source(options["file"], options["sheet"], options["header_row"], options["map"])
        run = Run(self, importer, source, choices)
        run.refuse_what_is_wrong()
        if options["dry_run"]:
            self.stdout.write(_("Nothing was imported: this was a dry run."))
        else:
            import_all([run])
