"""What the budget still owes the public (งานของฉัน): computed from what is there, never typed."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from budget.models import BudgetYear, DocumentKind
from publishing.workflow import EDITABLE
from thai.fiscal import FiscalYear, Period

YEARS_AT_WORK = 2  # the last reports of a year are written when the next has begun
PROGRESS = ("h1", "year")  # what ITA asks for (2567 O8/O9, 2568 O6/O7)
_DATA = json.loads((Path(__file__).parent / "data" / "deadlines.json").read_text(encoding="utf-8"))
DAYS = {name: dt.timedelta(days=row["days"]) for name, row in _DATA.items()}


class Kind(StrEnum):
    YEAR = "year"
    PAPER = "paper"
    MONTH = "month"
    PROGRESS = "progress"


@dataclass(frozen=True)
class YearFacts:
    """What is there of one year: handed-in and published months and reports, by number or slug.

    `begun` names months and reports that somebody has begun, with their primary keys.
    """

    fiscal_year: int
    pk: int = 0
    announced_on: dt.date | None = None
    has_paper: bool = True
    months: frozenset[int] = frozenset()
    reports: frozenset[str] = frozenset()
    begun_months: tuple[tuple[int, int], ...] = ()
    begun_reports: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Owed:
    """One thing that is owed: what, of which period, until when.

    `begun` is the primary key of what somebody has begun; `more` counts further months behind it.
    """

    kind: Kind
    fiscal_year: int
    day: dt.date
    year_pk: int = 0
    period: Period | None = None
    begun: int | None = None
    more: int = 0


def owed(years: Iterable[YearFacts], today: dt.date) -> list[Owed]:
    """Return what these years owe on a day, most urgent first; nothing before its time."""
    known = list(years)
    found = [each for year in known for each in _of_year(year, today)]
    newest = max((year.fiscal_year for year in known), default=None)
    current = FiscalYear.of(today)
    if newest is not None and newest < current.year:
        found.append(Owed(Kind.YEAR, current.year, current.first_day))
    return sorted(found, key=lambda each: (each.day, each.fiscal_year, each.kind))


def owed_on(today: dt.date) -> list[Owed]:
    """Return what the newest published years owe on a day."""
    years = BudgetYear.objects.published().newest_first()[:YEARS_AT_WORK]
    return owed([_facts(year) for year in years], today)


def _of_year(year: YearFacts, today: dt.date) -> Iterable[Owed]:
    if not year.has_paper:
        since = year.announced_on or FiscalYear(year.fiscal_year).first_day
        yield Owed(Kind.PAPER, year.fiscal_year, since + DAYS["paper"], year.pk)
    yield from _month(year, today)
    for slug in PROGRESS:
        period = Period.from_slug(year.fiscal_year, slug)
        if period.last_day < today and slug not in year.reports:
            due = period.last_day + DAYS[slug]
            begun = dict(year.begun_reports).get(slug)
            yield Owed(Kind.PROGRESS, year.fiscal_year, due, year.pk, period=period, begun=begun)


def _month(year: YearFacts, today: dt.date) -> Iterable[Owed]:
    """The first month that is over and missing: months are entered one after the other."""
    missing = [
        period
        for period in FiscalYear(year.fiscal_year).months()
        if period.last_day < today and period.number not in year.months
    ]
    if missing:
        first = missing[0]
        yield Owed(
            Kind.MONTH,
            year.fiscal_year,
            first.last_day + DAYS["month"],
            year.pk,
            period=first,
            begun=dict(year.begun_months).get(first.number),
            more=len(missing) - 1,
        )


def _facts(year: BudgetYear) -> YearFacts:
    months = list(year.months.not_withdrawn().values_list("month", "pk", "state"))
    reports = list(year.progress_reports.not_withdrawn().values_list("period_slug", "pk", "state"))
    papers = year.documents.filter(kind=DocumentKind.ORDINANCE)
    return YearFacts(
        fiscal_year=year.fiscal_year,
        pk=year.pk,
        announced_on=year.announced_on,
        has_paper=year.paper_expenditure is not None and papers.exists(),
        months=frozenset(month for month, _pk, state in months if state not in EDITABLE),
        reports=frozenset(slug for slug, _pk, state in reports if state not in EDITABLE),
        begun_months=tuple((month, pk) for month, pk, state in months if state in EDITABLE),
        begun_reports=tuple((slug, pk) for slug, pk, state in reports if state in EDITABLE),
    )
