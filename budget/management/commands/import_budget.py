"""manage.py import_budget"""

import argparse
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agency.models import User
from budget.import_forms import LAST_SUPPLEMENT, is_new, outside_year
from budget.importers import LinesImporter, RevenueImporter
from budget.management.arguments import (
    add_common_arguments,
    amount,
    author_of,
    check_number,
    check_year,
)
from budget.management.importing import Run, Source, import_all
from publishing.import_plan import Choices
from thai.dates import InvalidDate, parse_date


class Command(BaseCommand):
    help = (
        "Import the lines of a budget ordinance, and with --revenue its expected revenue, into a "
        "draft that is handed in and approved like any other. All of it is imported or nothing; "
        "importing the same file again changes nothing."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_common_arguments(parser)
        parser.add_argument("--revenue", type=Path, help="File of the expected revenue.")
        parser.add_argument("--supplement", type=int, help="Number of a further ordinance.")
        parser.add_argument(
            "--effective-on", help="From when a new further ordinance is in force: 1/4/2566."
        )
        parser.add_argument("--total", type=amount, help="Total expenditure of the signed paper.")
        parser.add_argument("--total-revenue", type=amount, help="Total revenue of the paper.")
        parser.add_argument(
            "--new-headings",
            action="store_true",
            help="Add works, categories and types that are not known; plans and classes never.",
        )
        parser.add_argument(
            "--remove-missing",
            action="store_true",
            help="Remove lines that the file lacks, where the year was never public.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = author_of(options["user"])
        target = self._target(options)
        runs = []
        for importer, source, totals in self._parts(options):
            choices = replace(self._choices(options, by, target, totals), file=source.path.name)
            runs.append(Run(self, importer, source, choices))
            runs[-1].refuse_what_is_wrong()
        if not options["dry_run"]:
            import_all(runs)

    def _parts(self, options: dict[str, Any]) -> list[Any]:
        lines = Source(options["file"], options["sheet"], options["header_row"], options["map"])
        parts: list[Any] = [(LinesImporter(), lines, {"expenditure": options["total"]})]
        if options["revenue"]:
            totals = {"revenue": options["total_revenue"]}
            parts.append((RevenueImporter(), Source(options["revenue"]), totals))
        return parts

    def _choices(
        self, options: dict[str, Any], by: User, target: dict[str, Any], totals: dict[str, Any]
    ) -> Choices:
        return Choices(
            target=target,
            by=by,
            totals={name: value for name, value in totals.items() if value is not None},
            new_names=options["new_headings"],
            only=options["only"],
            remove=options["remove_missing"],
            reason=options["reason"],
        )

    def _target(self, options: dict[str, Any]) -> dict[str, Any]:
        year, number = check_year(options["year"]), options["supplement"]
        check_number("--supplement", number, first=1, last=LAST_SUPPLEMENT)
        day = options["effective_on"]
        if number and not day and is_new(year, number):
            raise CommandError(
                _("Say from when the further ordinance is in force: --effective-on 1/4/%(year)s")
                % {"year": year}
            )
        try:
            effective_on = parse_date(day) if day else None
        except InvalidDate as error:
            raise CommandError(str(error)) from error
        if number and effective_on and is_new(year, number):
            self._check_day(year, effective_on)
        on = effective_on.isoformat() if effective_on else None
        return {"year": year, "supplement": number, "effective_on": on}

    def _check_day(self, year: int, effective_on: dt.date) -> None:
        if wrong := outside_year(year, effective_on):
            raise CommandError(wrong)
