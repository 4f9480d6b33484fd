"""What is owed around the surveys and the No Gift Policy (งานของฉัน): computed, never typed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from agency.models import Agency
from measures.gift_rules import ValueClass, report_due
from measures.gifts import PeriodRow, periods_standing
from measures.models import Gift, GiftDeclaration
from measures.surveys import Progress, open_surveys
from publishing.nil_periods import Standing
from thai.fiscal import FiscalYear, Period, PeriodKind

DECLARED_WITHIN = dt.timedelta(days=91)  # of the fiscal year: its first quarter
SAID_WITHIN = dt.timedelta(days=30)  # of the end of a half
NAMED = 5  # gifts named; the rest is counted


class Kind(StrEnum):
    TALLY = "tally"  # a survey is open and nobody has counted today
    DECLARATION = "declaration"  # nobody has declared for this year
    SIGN_AGAIN = "sign_again"  # the executive of today is not the one who signed
    REPORT = "report"  # a gift above the limit is not reported to the head
    NIL = "nil"  # a half is over, nothing is in the register, and nobody said so
    CONTRADICTED = "contradicted"  # it was said that nothing came, and there is a gift


@dataclass(frozen=True)
class Owed:
    """One thing that is owed until a day; `more` counts further ones that are not named."""

    kind: Kind
    day: dt.date
    fiscal_year: int = 0
    survey: Progress | None = None
    gift: Gift | None = None
    period: Period | None = None
    more: int = 0


def owed_on(today: dt.date) -> list[Owed]:
    """Return what is owed on a day, most urgent first.

    An office that has never declared the policy here is not reminded of it.
    """
    found = [*_uncounted(today), *_unreported()]
    if GiftDeclaration.objects.published().exists():
        found += [*_undeclared(today), *_unsaid(today)]
    return sorted(found, key=lambda each: (each.day, each.kind))


def _uncounted(today: dt.date) -> Iterator[Owed]:
    for progress in open_surveys(today):
        if not progress.is_counted_today:
            yield Owed(Kind.TALLY, today, progress.survey.fiscal_year, survey=progress)


def _undeclared(today: dt.date) -> Iterator[Owed]:
    """What is begun is named among the drafts and in the queue of reviews."""
    year, agency = FiscalYear.of(today), Agency.objects.first()
    executive = agency.executive_name if agency else ""
    rows = list(GiftDeclaration.objects.not_withdrawn().of_year(year.year))
    if not rows:
        yield Owed(Kind.DECLARATION, year.first_day + DECLARED_WITHIN, year.year)
    elif not any(row.is_signed_by(executive) for row in rows):
        yield Owed(Kind.SIGN_AGAIN, today, year.year)


def _unreported() -> Iterator[Owed]:
    rows = Gift.objects.not_withdrawn().filter(value_class=ValueClass.LARGE, reported_on=None)
    late = list(rows.exclude(handling=Gift.Handling.REFUSED).oldest_first())
    for place, gift in enumerate(late[:NAMED], start=1):
        more = len(late) - NAMED if place == NAMED else 0
        yield Owed(Kind.REPORT, report_due(gift.day), gift.fiscal_year, gift=gift, more=more)


def _unsaid(today: dt.date) -> Iterator[Owed]:
    """The halves of this year, and of the last one while it is new."""
    years = {FiscalYear.of(today - dt.timedelta(days=90)).year, FiscalYear.of(today).year}
    declared = GiftDeclaration.objects.published().filter(fiscal_year__in=years)
    for year in sorted(set(declared.values_list("fiscal_year", flat=True))):
        for row in periods_standing(year, today):
            yield from _of_period(row)


def _of_period(row: PeriodRow) -> Iterator[Owed]:
    day, year = row.period.last_day + SAID_WITHIN, row.period.year
    if row.standing is Standing.CONTRADICTED:
        yield Owed(Kind.CONTRADICTED, day, year, period=row.period)
    elif row.standing is Standing.MISSING and row.period.kind is PeriodKind.HALF:
        yield Owed(Kind.NIL, day, year, period=row.period)
