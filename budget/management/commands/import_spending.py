"""manage.py import_spending"""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from budget.importers import SpendingImporter
from budget.management.arguments import add_common_arguments, amount, author_of, check_year
from budget.management.importing import Run, Source, import_all
from budget.models import BudgetYear
from publishing.import_plan import Choices
from thai.fiscal import InvalidPeriod, Period, PeriodKind


class Command(BaseCommand):
    help = (
        "Import what was spent on the lines of a year: one month (--month, or a column of months), "
        "twelve columns, or the total since October. A month is replaced as a whole, other months "
        "stay; each becomes a draft that is handed in and approved like any other."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_common_arguments(parser)
        parser.add_argument("--month", help="The month, such as 2565-12 for December 2565.")
        parser.add_argument("--total", type=amount, help="Spent in the (last) month, by the paper.")
        parser.add_argument("--total-to-date", type=amount, help="Spent since October, likewise.")

    def handle(self, *args: Any, **options: Any) -> None:
        by = author_of(options["user"])
        year = check_year(options["year"])
        if not BudgetYear.objects.filter(fiscal_year=year).exists():
            text = _("There is no budget of %(year)s yet: import it first with import_budget.")
            raise CommandError(text % {"year": year})
        typed = {"month": options["total"], "to_date": options["total_to_date"]}
        choices = Choices(
            target={"year": year, "month": month_of(year, options["month"])},
            by=by,
            totals={name: value for name, value in typed.items() if value is not None},
            only=options["only"],
            reason=options["reason"],
            file=options["file"].name,
        )
        source = Source(options["file"], options["sheet"], options["header_row"], options["map"])
        run = Run(self, SpendingImporter(), source, choices)
        run.refuse_what_is_wrong()
        if not options["dry_run"]:
            import_all([run])


def month_of(year: int, slug: str | None) -> int | None:
    """Return the fiscal month of "2565-12", October being 1."""
    if slug is None:
        return None
    try:
        period = Period.from_slug(year, slug)
    except InvalidPeriod as error:
        raise CommandError(str(error)) from error
    if period.kind is not PeriodKind.MONTH:
        raise CommandError(_("“%(slug)s” is not a month.") % {"slug": slug})
    return period.number
