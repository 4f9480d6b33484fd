"""What may be typed after the two import commands, and what is refused at once."""

import argparse
import errno
from decimal import Decimal
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from agency.models import User
from agency.roles import Role
from budget.import_forms import FIRST_YEAR, LAST_YEAR
from thai.money import InvalidAmount, parse_amount


def add_common_arguments(parser: argparse.ArgumentParser, *, needs_year: bool = True) -> None:
    parser.add_argument("file", type=Path, help="Excel (.xlsx, .xls), CSV or TSV.")
    parser.add_argument("--year", type=int, required=needs_year, help="Fiscal year, such as 2566.")
    parser.add_argument("--only", default="", help="Keep only the rows of this agency.")
    parser.add_argument("--sheet", help="Name of the sheet; the likeliest unless told.")
    parser.add_argument("--header-row", type=int, help="Row of the header, as Excel counts.")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=HEADER",
        help="Which column of the file is which: work=task, or work=F by its letter.",
    )
    parser.add_argument(
        "--user",
        help="User name of the author; unless told the first active superuser, else clerk.",
    )
    parser.add_argument("--reason", default="", help="Why, where something public is corrected.")
    parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")


def amount(text: str) -> Decimal:
    """Read an amount of the command line."""
    try:
        return parse_amount(text)
    except InvalidAmount as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def author_of(username: str | None) -> User:
    """Return who is on record for the import."""
    people = User.objects.filter(is_active=True).order_by("pk")
    if username:
        person = people.filter(username=username).first()
        if person is None:
            raise CommandError(_("There is no active person “%(name)s”.") % {"name": username})
        return person
    person = people.filter(is_superuser=True).first()
    person = person or User.objects.with_role(Role.CLERK).order_by("pk").first()
    if person is None:
        raise CommandError(_("Nobody is there who may import: make a clerk, or say --user."))
    return person


def check_number(option: str, value: int | None, *, first: int, last: int) -> None:
    """Raise `CommandError` where a number of the command line is beyond what the page takes."""
    if value is not None and not first <= value <= last:
        text = _("%(option)s takes a number from %(first)s to %(last)s, not %(value)s.")
        facts = {"option": option, "first": first, "last": last, "value": value}
        raise CommandError(text % facts)


def check_year(year: int) -> int:
    check_number("--year", year, first=FIRST_YEAR, last=LAST_YEAR)
    return year


def reason_of(error: OSError) -> str:
    """Return why a file cannot be opened, for people."""
    sentences = {
        errno.ENOENT: _("there is no such file"),
        errno.ENOTDIR: _("there is no such file"),
        errno.EISDIR: _("this is a folder, not a file"),
        errno.EACCES: _("you may not read it"),
    }
    return sentences.get(error.errno or 0, error.strerror or str(error))
