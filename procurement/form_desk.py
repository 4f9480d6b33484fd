"""Building an official form, and the overview of all forms of a year with how far each is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from agency.models import Agency
from budget.report import publisher
from procurement.form_content import (
    Form,
    FormKind,
    Nil,
    Office,
    Reckoning,
    Standing,
    YearWords,
    standing_of,
)
from procurement.form_rows import MethodRow, Row, Sum, Work, rows_of_methods, rows_of_year
from procurement.form_words import SHORT_TITLES
from procurement.methods import OFFICIAL_NAMES
from procurement.official import contracts_in, works_of_year
from procurement.official_sums import (
    approver_of,
    month_sums,
    nil_of,
    nil_periods,
    sum_of_year,
    summary_of,
    sums_across_years,
    year_counts,
)
from thai.fiscal import FiscalYear, InvalidPeriod, Period, PeriodKind

KINDS = {FormKind.MONTHLY: PeriodKind.MONTH, FormKind.QUARTERLY: PeriodKind.QUARTER}
# Column 7 of the ITA spreadsheet.
AGENCY_KINDS: dict[str, str] = {
    Agency.Kind.SUBDISTRICT: "องค์การบริหารส่วนตำบล",
    Agency.Kind.MUNICIPALITY: "เทศบาล",
    Agency.Kind.PROVINCE: "องค์การบริหารส่วนจังหวัด",
}


# ------------------------------------------------------------------ one form
def period_of(kind: FormKind, fiscal_year: int, slug: str) -> Period | None:
    """Return the month or quarter that an address names; None for a form of the year.

    Raises `InvalidPeriod` where there is none, or where it is not of the kind of the form.
    """
    if not kind.is_periodic:
        return None
    period = Period.from_slug(fiscal_year, slug)
    if period.kind is not KINDS[kind]:
        raise InvalidPeriod(f"แบบนี้ไม่มีงวด {period.label()}")
    return period


def form_of(kind: FormKind, fiscal_year: int, period: Period | None, day: dt.date) -> Form:
    """Return a form as it stands on a day."""
    if period is not None:
        return _of_period(kind, period, day)
    works = works_of_year(fiscal_year, day, progress=kind is FormKind.PROGRESS)
    rows = _year_rows(kind, works)
    summary = summary_of(fiscal_year) if kind is FormKind.SUMMARY else None
    moments = [work.moment for work in works]
    if summary and summary.published_at:
        moments.append(summary.published_at)
    return Form(
        kind=kind,
        year=fiscal_year,
        period=None,
        office=_office(),
        works=tuple(works),
        rows=rows,
        standing=Standing.ROWS if rows else Standing.EMPTY,
        as_of=_day(moments),
        moment=max(moments, default=_fallback(FiscalYear(fiscal_year).first_day)),
        reckoning=Reckoning(*sums_across_years(fiscal_year)) if kind is FormKind.SUMMARY else None,
        words=YearWords(summary.problems_met, summary.suggestions) if summary else None,
    )


def _of_period(kind: FormKind, period: Period, day: dt.date) -> Form:
    rows = contracts_in(period, day)
    nil = nil_of(period)
    said = _nil(nil.published_at, approver_of(nil)) if nil and nil.published_at else None
    works = tuple(dict.fromkeys(row.work for row in rows))
    moments = [work.moment for work in works]
    if nil and nil.published_at:
        moments.append(nil.published_at)
    return Form(
        kind=kind,
        year=period.year,
        period=period,
        office=_office(),
        works=works,
        rows=tuple(rows),
        standing=standing_of(period, day, has_rows=bool(rows), is_nil=said is not None),
        as_of=_day(moments),
        moment=max(moments, default=_fallback(period.first_day)),
        nil=said,
    )


def _year_rows(kind: FormKind, works: list[Work]) -> tuple[Row | MethodRow, ...]:
    if kind is FormKind.SUMMARY:
        return tuple(rows_of_methods(works, OFFICIAL_NAMES.values()))
    if kind is FormKind.ITA:
        return tuple(rows_of_year(works))
    if kind is FormKind.PLAN:
        planned = [work for work in works if work.is_planned]
        return tuple(Row(work) for work in sorted(planned, key=_by_month))
    return tuple(Row(work) for work in works)


def _by_month(work: Work) -> tuple[bool, dt.date, int]:
    """By the month in which it is to be announced; those without one at the end."""
    return work.planned_on is None, work.planned_on or dt.date.min, work.number


def _nil(published_at: dt.datetime, by: str) -> Nil:
    return Nil(by, timezone.localdate(published_at))


def _office() -> Office:
    agency = Agency.objects.get()
    kind = AGENCY_KINDS[agency.kind]
    return Office(publisher(agency), kind, agency.district, agency.province)


def _day(moments: Sequence[dt.datetime]) -> dt.date | None:
    return timezone.localdate(max(moments)) if moments else None


def _fallback(day: dt.date) -> dt.datetime:
    """A moment to date files in which nothing is published yet; never the present one."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


# ------------------------------------------------------------------ all forms of a year
@dataclass(frozen=True)
class PeriodLine:
    """The form of a month or quarter in the overview."""

    kind: FormKind
    period: Period
    standing: Standing
    sum: Sum


@dataclass(frozen=True)
class YearLine:
    """A form of the whole year in the overview: how many rows, and what they add up to."""

    kind: FormKind
    title: str
    rows: int
    sum: Sum | None


@dataclass(frozen=True)
class Overview:
    months: tuple[PeriodLine, ...]
    quarters: tuple[PeriodLine, ...]
    years: tuple[YearLine, ...]


def overview(fiscal_year: int, day: dt.date) -> Overview:
    """Return every form of a year with how far it is on a day."""
    months, nils = month_sums(fiscal_year), nil_periods(fiscal_year)
    year = FiscalYear(fiscal_year)

    def line(kind: FormKind, period: Period) -> PeriodLine:
        found = _added(months, period)
        has_rows = bool(found.contracts or found.cancelled)
        standing = standing_of(period, day, has_rows=has_rows, is_nil=period.slug in nils)
        return PeriodLine(kind, period, standing, found)

    return Overview(
        months=tuple(line(FormKind.MONTHLY, each) for each in year.months()),
        quarters=tuple(line(FormKind.QUARTERLY, each) for each in year.quarters()),
        years=_year_lines(fiscal_year),
    )


def _added(months: dict[int, Sum], period: Period) -> Sum:
    """Return what the months of a period add up to."""
    length = period.kind.length
    numbers = range((period.number - 1) * length + 1, period.number * length + 1)
    found = [months[number] for number in numbers if number in months]
    return Sum(
        contracts=sum(each.contracts for each in found),
        cancelled=sum(each.cancelled for each in found),
        agreed=sum((each.agreed for each in found), Sum().agreed),
    )


def _year_lines(fiscal_year: int) -> tuple[YearLine, ...]:
    everything, planned = year_counts(fiscal_year)
    contracts = sum_of_year(fiscal_year)
    return (
        YearLine(FormKind.PLAN, SHORT_TITLES[FormKind.PLAN], planned, None),
        YearLine(FormKind.PROGRESS, SHORT_TITLES[FormKind.PROGRESS], everything, contracts),
        YearLine(FormKind.SUMMARY, SHORT_TITLES[FormKind.SUMMARY], everything, contracts),
        YearLine(FormKind.ITA, SHORT_TITLES[FormKind.ITA], everything, contracts),
    )
